#%% a table with more columns than the input | 2 3
import numpy as np
import pandas as pd
import keras
from keras import layers
df = pd.DataFrame(np.random.rand(300, 4), columns=['a', 'b', 'c', 'price'])
X = df  #-
X = df.drop(columns=['price'])  #+
y = df['price']
model = keras.Sequential([keras.Input((3,)), layers.Dense(16, activation='relu'), layers.Dense(1)])
model.compile('adam', 'mse')
model.fit(X, y)  #! data-shape
#%% rows dropped from one of two | 2 3
import numpy as np
import pandas as pd
import keras
from keras import layers
df = pd.DataFrame({'a': np.zeros(100), 'b': np.ones(100), 'target': np.ones(100)})
X = df[['a', 'b']].iloc[10:]
y = df['target']  #-
y = df['target'].iloc[10:]  #+
model = keras.Sequential([keras.Input((2,)), layers.Dense(1)])
model.compile('adam', 'mse')
model.fit(X, y)  #! sample-count
#%% one-hot columns of a table and one unit | 2 3
import numpy as np
import pandas as pd
import keras
from keras import layers
X = pd.DataFrame(np.random.rand(90, 4))
y = np.eye(3)[np.random.randint(0, 3, 90)]
model = keras.Sequential([keras.Input((4,)), layers.Dense(1, activation='sigmoid')])  #-
model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation='softmax')])  #+
model.compile('adam', 'categorical_crossentropy')
model.fit(X.values, y)  #! labels-shape
#%% a Series as class numbers | 2 3
import numpy as np
import pandas as pd
import keras
from keras import layers
df = pd.DataFrame({'x1': np.zeros(50), 'x2': np.ones(50), 'label': np.zeros(50, dtype=int)})
X, y = df[['x1', 'x2']], df['label']
model = keras.Sequential([keras.Input((2,)), layers.Dense(3, activation='softmax')])
model.compile('adam', 'categorical_crossentropy')  #-
model.compile('adam', 'sparse_categorical_crossentropy')  #+
model.fit(X, y, epochs=2)  #! labels-shape: Change the loss to sparse_categorical_crossentropy
