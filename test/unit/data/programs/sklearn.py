import numpy as np
from sklearn.datasets import load_iris, load_digits, make_classification, make_moons, make_blobs, fetch_california_housing
from sklearn.model_selection import train_test_split, KFold, StratifiedKFold
from sklearn.preprocessing import StandardScaler, MinMaxScaler, LabelEncoder, OneHotEncoder, LabelBinarizer
from sklearn.decomposition import PCA
from tensorflow.keras.utils import to_categorical

iris = load_iris()
X, y = iris.data, iris['target']
print(X.shape, y.shape, iris.feature_names[0], len(iris.target_names), to_categorical(y).shape)  #=> (150, 4) | (150,) | sepal length (cm) | 3 | (150, 3)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=0)
print(X_train.shape, X_test.shape, y_train.shape, y_test.shape, to_categorical(y_train).shape)  #=> (120, 4) | (30, 4) | (120,) | (30,) | (120, 3)
print([p.shape for p in train_test_split(X, test_size=0.33)], [len(p) for p in train_test_split(X, train_size=100)], [len(p) for p in train_test_split(list(range(10)))])  #=> [(100, 4), (50, 4)] | [100, 50] | [7, 3]
scaler = StandardScaler()
print(scaler.fit_transform(X_train).shape, scaler.transform(X_test).shape, MinMaxScaler((0, 1)).fit(X).transform(X).dtype)  #=> (120, 4) | (30, 4) | float64
print(PCA(n_components=2).fit_transform(X).shape, PCA(2).fit(X).transform(X_test).shape)  #=> (150, 2) | (30, 2)
print(OneHotEncoder().fit_transform(y.reshape(-1, 1)).toarray().shape, LabelBinarizer().fit_transform(y).shape)  #=> (150, 3) | (150, 3)
names = ['cat', 'dog', 'cat', 'bird']
encoder = LabelEncoder()
codes = encoder.fit_transform(names)
print(codes.tolist(), to_categorical(codes).shape, len(encoder.classes_))  #=> [1, 2, 1, 0] | (4, 3) | 3
print(load_digits().images.shape, load_digits(return_X_y=True)[0].shape, fetch_california_housing().data.shape)  #=> (1797, 8, 8) | (1797, 64) | (20640, 8)
print([a.shape for a in make_classification(n_samples=500, n_features=12)], [a.shape for a in make_moons(200)], [a.shape for a in make_blobs(n_samples=90, centers=4, n_features=5)])  #=> [(500, 12), (500,)] | [(200, 2), (200,)] | [(90, 5), (90,)]
for train, test in KFold(n_splits=4).split(X):
    print(X[train].shape, X[test].shape)  #=> (112, 4) | (38, 4) | (112, 4) | (38, 4) | (113, 4) | (37, 4) | (113, 4) | (37, 4)
for train, test in StratifiedKFold(3).split(X, y):
    print(X[train].shape[1])  #=> 4 | 4 | 4
U = np.load('u.npy')
a, b = train_test_split(U, test_size=0.2)
print(a.shape[1], b.shape[1])  #=> a.shape[1] | b.shape[1]
F = U.reshape(-1, 30)
a, b = train_test_split(F, test_size=0.2)
print(a.shape[1], b.ndim)  #=> 30 | 2
