import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
class Two(layers.Layer):
    def __init__(self, inner=None, **k):
        super().__init__(**k)
        self.d = inner or layers.Dense(3)
    def call(self, x): return self.d(x)
class Own(layers.Layer):
    def build(self, s): self.w = self.add_weight(name='w', shape=(s[-1], 2))
    def call(self, x): return tf.matmul(x, self.w)
class Net(keras.Model):
    def __init__(self, inner=None, **k):
        super().__init__(**k)
        self.d = inner or layers.Dense(3)
    def call(self, x): return self.d(x)
i = lambda: keras.Input((4,))
z = tf.zeros((2,4))
def show(n, l): pass
l=Two(); l(i()); print([w.name for w in l.weights])
l=Two(); l(z); print([w.name for w in l.weights])
l=Two(Two()); l(i()); print([w.name for w in l.weights])
l=Two(Two()); l(z); print([w.name for w in l.weights])
l=Net(); l(z); print([w.name for w in l.weights])
l=Net(); l(i()); print([w.name for w in l.weights])
l=Net(); l.build((None,4)); print([w.name for w in l.weights])
l=Net(Two()); l(z); print([w.name for w in l.weights])
l=Net(Two()); l.build((None,4)); print([w.name for w in l.weights])
l=Net(Two()); l.compile('sgd','mse'); l.fit(z, tf.zeros((2,3)), verbose=0); print([w.name for w in l.weights])
l=Net(keras.Sequential([layers.Dense(2),layers.Dense(3)])); l(z); print([w.name for w in l.weights])
l=Net(keras.Sequential([keras.Input((4,)),layers.Dense(2),layers.Dense(3)])); l(z); print([w.name for w in l.weights])
l=Two(keras.Sequential([layers.Dense(2),layers.Dense(3)])); l(i()); print([w.name for w in l.weights])
l=Two(keras.Sequential([layers.Dense(2),layers.Dense(3)])); l(z); print([w.name for w in l.weights])
s=keras.Sequential([keras.Input((4,)), Two(), Own()]); print([w.name for w in s.weights])
s=keras.Sequential([Two(), Own()]); s.build((None,4)); print([w.name for w in s.weights])
s=keras.Sequential([Two(), Own()]); s(z); print([w.name for w in s.weights])
x=i(); m=keras.Model(x, Own()(Two()(x))); print([w.name for w in m.weights])
y=i(); n=keras.Model(y, m(y)); print([w.name for w in n.weights])
l=Two(layers.TimeDistributed(layers.Dense(3))); l(keras.Input((5,4))); print([w.name for w in l.weights])
l=layers.TimeDistributed(layers.Dense(3)); l(keras.Input((5,4))); print([w.name for w in l.weights])
l=layers.TimeDistributed(Two()); l(keras.Input((5,4))); print([w.name for w in l.weights])
l=layers.Bidirectional(layers.LSTM(3)); l(keras.Input((5,4))); print([w.name for w in l.weights])
l=Two(layers.LSTM(3)); l(keras.Input((5,4))); print([w.name for w in l.weights])
l=layers.RNN(layers.LSTMCell(3)); l(keras.Input((5,4))); print([w.name for w in l.weights])
l=layers.RNN([layers.LSTMCell(3),layers.GRUCell(2)]); l(keras.Input((5,4))); print([w.name for w in l.weights])
l=layers.ConvLSTM1D(2,3); l(keras.Input((5,6,4))); print([w.name for w in l.weights])
l=layers.GroupNormalization(2); l(i()); print([w.name for w in l.weights])
l=Two(layers.MultiHeadAttention(2,3)); 
class Att(layers.Layer):
    def __init__(self): super().__init__(); self.a=layers.MultiHeadAttention(2,3)
    def call(self,x): return self.a(x,x)
l=Att(); l(keras.Input((5,4))); print([w.name for w in l.weights])
d=layers.Dense(3); d(i()); l=Two(d); l(i()); print([w.name for w in l.weights])
with tf.name_scope('sc'):
    l=Two(); l(i()); print([w.name for w in l.weights])
class Lst(layers.Layer):
    def __init__(self): super().__init__(); self.a=[layers.Dense(2), layers.Dense(3, name='last')]
    def call(self,x):
        for l in self.a: x=l(x)
        return x
l=Lst(); l(i()); print([w.name for w in l.weights])
l=Net(Lst()); l(z); print([w.name for w in l.weights])
class B(layers.Layer):
    def build(self, s):
        self.d=layers.Dense(2); self.d.build(s); self.e=layers.Dense(3)
    def call(self,x): return self.e(self.d(x))
l=B(); l(i()); print([w.name for w in l.weights])
l=B(); l(z); print([w.name for w in l.weights])
class U(layers.Layer):
    def build(self, s):
        self.a=self.add_weight(shape=(s[-1],2)); self.b=self.add_weight(shape=(2,)); self.c=self.add_weight('c',(2,))
    def call(self,x): return tf.matmul(x,self.a)
l=U(); l(i()); print([w.name for w in l.weights])
l=U(); l(i()); print([w.name for w in l.weights])
l=U(); l(z); print([w.name for w in l.weights])

