import keras
from keras import layers
def fun(inner=None):
    i=keras.Input((7,2)); x=i
    if inner is not None: x=inner(x)
    return keras.Model(i, layers.Dense(2)(x))
makes = [
lambda: fun(inner=keras.Sequential([layers.Cropping1D(2),layers.Cropping1D(1),layers.Flatten()])),
lambda: fun(inner=keras.Sequential([layers.Cropping1D(2)])),
lambda: fun(inner=keras.Sequential([keras.Input((7,2)),layers.Cropping1D(2),layers.Flatten()])),
lambda: keras.Sequential([keras.Input((7,2)),layers.Cropping1D(2),layers.Flatten()]),
lambda: keras.Sequential([layers.Cropping1D(2),layers.Flatten()]),
lambda: keras.Sequential([keras.Input((7,2)), keras.Sequential([layers.Cropping1D(2),layers.Flatten()]), layers.Dense(1)]),
lambda: keras.Sequential([keras.Input((7,2)), keras.Sequential([keras.Input((7,2)),layers.Cropping1D(2),layers.Flatten()]), layers.Dense(1)]),
]
for i, make in enumerate(makes):
    m = make()
    c = keras.models.clone_model(m)
    print(i, fun().name)
    d = m.__class__.from_config(m.get_config())
    print(i, fun().name)
