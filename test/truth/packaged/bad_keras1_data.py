from keras.models import Sequential
from keras.layers import Dense, Activation
import numpy as np
X = np.random.rand(100, 20)
y = np.random.randint(0, 2, (100, 1))
model = Sequential()
model.add(Dense(12, input_dim=21, init='uniform', activation='relu'))
model.add(Dense(1, init='uniform', activation='sigmoid'))
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
print(model.output_shape)
model.fit(X, y, nb_epoch=2, batch_size=10, verbose=0)
