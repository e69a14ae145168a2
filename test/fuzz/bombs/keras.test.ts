/** Arrays, layers, models and data without measure. */
import { areStopped } from './stopped.ts';

await areStopped(
  {
    'range float':
      'a=np.arange(0,1e18,1e-9)\nb=np.linspace(0,1,10**15)\nc=list(np.linspace(0,1,10**9))\nd=np.logspace(0,1,10**15)',
    'np array list':
      'a=np.array([[0]*10**4]*10**4)\nb=np.array([[[0]*1000]*1000]*1000)\nc=np.asarray([range(10**6)]*10**6)\nd=np.array("x"*10**7)\ne=a.tolist()\nf=[b.tolist() for _ in range(1000)]',
    'expand_dims loop': 'a=np.zeros(3)\nwhile True:\n    a=np.expand_dims(a,0)',
    'parts of a tensor':
      'def f(n):\n    return ops.split(Input((n,)), 2**31, axis=-1)\na=ops.split(Input((None,)),2**31,axis=1)\nb=ops.array_split(Input((None,)),2**31,axis=1)\nimport tensorflow as tf\nc=tf.split(Input((None,)),2**31,axis=1)\nd=tf.unstack(Input((None,)),2**31,axis=1)\ne=tf.split(Input((2**31,)),2**31,axis=1)',
    'newaxis loop': 'a=np.zeros(3)\nwhile True:\n    a=a[None]',
    'newaxis loop2': 'a=np.zeros(3)\nfor i in range(10**5):\n    a=a[np.newaxis,...]\nprint(a.shape)',
    'np array nest': 'a=0\nfor i in range(10**5):\n    a=np.array([a])\nprint(a.shape)',
    'np stack loop': 'a=np.zeros(3)\nfor i in range(10**5):\n    a=np.stack([a])\nprint(a.shape)',
    'np reshape':
      'a=np.zeros(4).reshape([1]*10**6+[4])\nb=np.zeros(4).reshape((1,)*10**5+(4,))\nfor i in range(10**5): b=b.transpose()\nc=np.ones((1,)*64)+np.ones((1,)*65)\nd=np.zeros((2,)*64)',
    'np concat doubling': 'a=np.zeros((3,4))\nwhile True:\n    a=np.concatenate([a,a])\n',
    'np outer': 'a=np.arange(10)\nfor i in range(1000): a=np.outer(a,a)\nprint(a.shape)',
    'np tensordot': 'a=np.zeros((1,)*30)\nfor i in range(100): a=np.tensordot(a,a,axes=0)\nprint(a.shape)',
    'np einsum':
      'a=np.einsum(",".join(["a"]*10**5)+"->a",*[np.zeros(3)]*10**5)\nb=np.einsum("a"*10**6+"->a",np.zeros(3))\nc=np.einsum("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ,a->a",np.zeros((1,)*52),np.zeros(3))',
    'np values loop': 'a=np.arange(1000)\nfor i in range(10**6):\n    a=a+1\n    b=a*a\n    c=a.sum()\nprint(b)',
    'np fancy':
      'a=np.arange(10**4)\nfor i in range(10**5):\n    b=a[np.arange(10**4)]\n    c=np.sort(a)\n    d=a[a>3]\n    e=list(a)',
    'applications shape':
      'm=keras.applications.ResNet50(weights=None,input_shape=(10**100,10**100,3),classes=10**100)\nm.summary()\nn=keras.applications.ConvNeXtXLarge(weights=None)\nn.summary()',
    pad_sequences:
      'from keras.utils import pad_sequences,to_categorical\na=pad_sequences([[0]*10**6]*10**6,maxlen=10**12)\nb=to_categorical(range(10**9),10**12)\nc=to_categorical([0]*10**5,10**5)',
    pandas:
      'import pandas as pd\nd=pd.DataFrame({str(i):range(10**6) for i in range(10**4)})\nfor i in range(10**4): d=pd.concat([d,d],axis=1)\nprint(d.shape)\nfor r in d.iterrows(): pass\ne=pd.get_dummies(d)',
    'symbolic poly':
      'def f(a,b,c,d):\n    x=a\n    for i in range(100): x=x*(a+b+c+d)+x\n    return layers.Dense(x)(Input((x,)))',
    'symbolic poly2':
      'def f(a,b,c,d,e,g,h):\n    x=(a+b+c+d+e+g+h)**50\n    y=x**50\n    return layers.Dense(x)(Input((y,)))',
    'undecided branches': 'x=Input((4,))\n' + 'for i in range(30):\n    if unknown(i):\n        x=layers.Dense(i)(x)\n',
    'undecided branches2':
      'x=Input((4,))\n' + Array.from({ length: 300 }, (_, i) => `if u${i}: x=layers.Dense(${i})(x)`).join('\n'),
    'undecided nested':
      'x=Input((4,))\n' +
      Array.from({ length: 60 }, (_, i) => `${'  '.repeat(i)}if u${i}:`).join('\n') +
      '\n' +
      '  '.repeat(60) +
      'x=layers.Dense(4)(x)',
    'while append layer': 'ls=[]\nwhile True:\n    ls.append(layers.Dense(4))',
    'lambda layer recursion': 'f=lambda x: layers.Lambda(f)(x)\ny=layers.Lambda(f)(Input((4,)))',
    'config bomb':
      'c={"units":4}\nfor i in range(60): c={"a":c,"b":c}\nl=layers.Dense.from_config(c)\nm=keras.Sequential.from_config(c)\nl=keras.layers.deserialize(c)',
    'nested inputs':
      'x=Input((4,))\nn=[x]\nfor i in range(40): n=[n,n]\nm=keras.Model(n,n)\nl=layers.Add()(n)\nk=layers.Dense(4)(n)',
    'tree map':
      'n=[Input((4,))]\nfor i in range(40): n=[n,n]\na=keras.tree.map_structure(lambda x:x,n)\nb=keras.tree.flatten(n)',
    'compile many':
      'm=keras.Sequential([Input((4,)),layers.Dense(1)])\nm.compile("adam",["mse"]*10**6,metrics=[["mse"]*10**5]*10**5)',
    'a nest of lists as a tensor': 'n=[1]\nfor i in range(60): n=[n,n]\nx=Input((4,))\na=max(x,n)',
    'a nest of lists added to a tensor':
      'n=[1]\nfor i in range(60): n=[n,n]\nc=Input((4,))+n\nd=ops.convert_to_tensor(n)',
    'a nest of tensors': 'x=Input((4,))\nt=(x,)\nfor i in range(60): t=(t,t)\ne=ops.concatenate(t)\nf=divmod(x,t)',
    'pairs of data sets':
      'import tensorflow as tf\nd=tf.data.Dataset.range(10)\nfor i in range(60): d=tf.data.Dataset.zip((d,d))\nd=d.batch(2)\nn=(1,)\nfor i in range(60): n=(n,n)\ne=tf.data.Dataset.from_tensor_slices(n)',
    'data sets of data sets':
      'import tensorflow as tf\nn=(1,)\nfor i in range(60): n=(n,n)\ng=tf.data.Dataset.range(10).map(lambda x:n)\nh=tf.data.Dataset.range(10)\nfor i in range(60): h=h.map(lambda x: (x,x))\nk=tf.data.Dataset.range(10)\nfor i in range(10000): k=k.enumerate().window(2)',
    'thousands of axes':
      'x=np.expand_dims(np.zeros(3),tuple(range(10**5)))\ny=ops.expand_dims(Input((3,)),list(range(2,10**5)))\nz=ops.squeeze(y,list(range(2,10**5)))\nw=ops.transpose(y,list(range(10**5)))\nv=ops.moveaxis(y,list(range(5*10**4)),list(range(10**4,6*10**4)))\nu=ops.sum(y,list(range(3,10**5)))\ns=ops.tensordot(y,y,[list(range(2,10**5)),list(range(2,10**5))])\nr=y+y',
    'powers of symbols':
      'def f(a,b,c):\n    x=a+b+c\n    for i in range(60): x=x*x\n    return layers.Dense(4)(Input((x,)))\ndef g(*a):\n    p=1\n    for i in a: p*=i\n    return Input((p,))\ndef h(a,b,c):\n    x=a\n    for i in range(1000): x=max(x,b*i)+min(x,c+i)\n    return layers.Dense(x)(Input((x,)))',
    'convolutions of a symbol':
      'def f(h,w):\n    x=y=Input((h,w,3))\n    for i in range(200): x=layers.Conv2D(8,3,strides=2,padding="same" if i%2 else "valid")(x)\n    for i in range(200): x=layers.ZeroPadding2D(i)(x)\n    for i in range(200): x=layers.Conv2DTranspose(8,3,strides=3)(x)\n    return keras.Model(y,layers.Dense(10)(layers.Flatten()(x)))',
  },
  {
    'deep tuple':
      'a=()\nfor i in range(10**5): a=(a,)\nb=()\nfor i in range(10**5): b=(b,)\nc=a==b\nd={a:1}\ne=hash(a)\nf=str(a)\nprint(a)\ng=sorted([a,b])\nimport copy\nh=copy.deepcopy(a)\nimport json\nk=json.dumps(a)\nn=np.array(a)\nprint(n)',
    'np zeros':
      'a=np.zeros((10**9,)*60)\nb=np.zeros((2,)*100)\nc=np.zeros([1]*10**6)\nd=np.ones(10**18)\ne=np.empty((10**100,))\nf=np.zeros(10**12).reshape(-1)\ng=list(np.zeros(10**12))\nfor x in np.zeros((10**12,3)): pass\nh=np.zeros((10**6,10**6)).tolist()\nk=np.full((10**9,10**9),1)\nl=np.eye(10**9)\nm=np.tile([1],10**12)\nn=np.repeat([1],10**12)\no=np.random.rand(*[10**6]*20)\np=np.indices((10**5,10**5,10**5))\nq=np.meshgrid(*[range(10**6)]*10)\nr=np.concatenate([np.zeros(10**9)]*10**6)\ns=np.stack([np.zeros(10**9)]*10**6)\nt=np.pad(np.zeros(3),10**12)\nu=np.broadcast_to(1,(10**9,10**9))\nv=np.split(np.zeros(10**9),10**9)\nw=np.array_split(np.zeros(10**9),10**8)\nx=np.unique(np.arange(10**9))\ny=np.arange(10**9).tolist()\nz=np.array(range(10**9))',
    'np kron': 'a=np.ones((10,10))\nfor i in range(10000): a=np.kron(a,a)\nprint(a.shape)',
    'keras ops expand': 'x=Input((3,))\nwhile True:\n    x=ops.expand_dims(x,0)',
    'reshape layer':
      'x=Input((3,))\nx=layers.Reshape([1]*10**5+[3])(x)\ny=layers.Reshape((10**30,-1))(Input((10**60,)))\nz=layers.Reshape((-1,)+(2,)*1000)(Input((2**1000,)))\nprint(y.shape,z.shape)',
    'permute layer':
      'x=Input((1,)*2000)\ny=layers.Permute(tuple(range(1,2001)))(x)\nfor i in range(2000): y=layers.Permute(tuple(range(1,2001)))(y)',
    'Input rank': 'x=Input((1,)*10**6)\ny=layers.Dense(3)(x)\nz=layers.Flatten()(x)',
    'dense huge':
      'x=Input((10**18,))\ny=layers.Dense(10**18)(x)\nm=keras.Model(x,y)\nm.summary()\nprint(m.count_params())',
    'dense huger':
      'x=Input((10**4000,))\ny=layers.Dense(10**4000)(x)\nm=keras.Model(x,y)\nm.summary()\nprint(m.count_params())\nfor i in range(100):\n    y=layers.Dense(10**4000)(y)\nm=keras.Model(x,y)\nm.summary()',
    'dense 10**10**10':
      'x=Input((3,))\ny=layers.Dense(10**10**10)(x)\nz=layers.Dense(2**100000)(x)\nz=layers.Dense(2**100000)(z)',
    'million layers':
      'x=Input((4,))\nfor i in range(10**6):\n    x=layers.Dense(4)(x)\nm=keras.Model(x,x)\nm.summary()',
    'million layers seq': 'm=keras.Sequential([keras.Input((4,))]+[layers.Dense(4)]*10**6)\nm.summary()',
    'seq add loop': 'm=keras.Sequential()\nwhile True:\n    m.add(layers.Dense(4))',
    'seq add loop built':
      'm=keras.Sequential()\nm.add(Input((4,)))\nfor i in range(20000):\n    m.add(layers.Dense(4))\n    m.summary()\n    m.count_params()',
    'model summary loop':
      'x=Input((4,))\ny=x\nfor i in range(2000):\n    y=layers.Dense(4)(y)\n    m=keras.Model(x,y)\n    m.summary()',
    'nested models':
      'm=keras.Sequential([Input((4,)),layers.Dense(4)])\nfor i in range(10**5):\n    m=keras.Sequential([Input((4,)),m])\nm.summary()\nprint(m.count_params())\nprint(m.get_config())',
    'nested models 200':
      'm=keras.Sequential([Input((4,)),layers.Dense(4)])\nfor i in range(200):\n    m=keras.Sequential([Input((4,)),m])\nm.summary(expand_nested=True)\nprint(m.count_params())',
    'nested models doubled':
      'm=keras.Sequential([Input((4,)),layers.Dense(4)])\nfor i in range(60):\n    x=Input((4,))\n    m=keras.Model(x,layers.Add()([m(x),m(x)]))\nm.summary()\nprint(m.count_params())',
    'clone doubled':
      'm=keras.Sequential([Input((4,)),layers.Dense(4)])\nfor i in range(40):\n    m=keras.Sequential([Input((4,)),keras.models.clone_model(m),keras.models.clone_model(m)])\nm.summary()',
    wrappers: 'l=layers.Dense(4)\nfor i in range(10**5):\n    l=layers.TimeDistributed(l)\ny=l(Input((3,)*5))\n',
    wrappers2: 'l=layers.Dense(4)\nfor i in range(500):\n    l=layers.TimeDistributed(l)\ny=l(Input((3,)*502))\n',
    bidirectional: 'l=layers.LSTM(4)\nfor i in range(500):\n    l=layers.Bidirectional(l)\ny=l(Input((3,4)))\n',
    'stacked cells':
      'c=layers.LSTMCell(4)\nfor i in range(500):\n    c=layers.StackedRNNCells([c,c])\ny=layers.RNN(c)(Input((3,4)))',
    'stacked cells many':
      'y=layers.RNN([layers.LSTMCell(4)]*10**5)(Input((3,4)))\ny=layers.RNN([layers.LSTMCell(4) for i in range(10**5)])(Input((3,4)))',
    'concat many':
      'x=Input((4,))\ny=layers.Concatenate()([x]*10**6)\nz=layers.Add()([x]*10**6)\nw=layers.concatenate([x]*10**5)\n',
    'dense connections':
      'xs=[Input((4,))]\nfor i in range(3000):\n    xs.append(layers.Dense(4)(layers.Concatenate()(xs) if len(xs)>1 else xs[0]))\nm=keras.Model(xs[0],xs[-1])\nm.summary()',
    'graph doubling':
      'x=Input((4,))\ny=x\nfor i in range(1000):\n    y=layers.Add()([y,y])\nm=keras.Model(x,y)\nm.summary()',
    'graph doubling ops': 'x=Input((4,))\ny=x\nfor i in range(5000):\n    y=y+y*y\nm=keras.Model(x,y)\nm.summary()',
    'shared layer':
      'd=layers.Dense(4)\nx=Input((4,))\ny=x\nfor i in range(5000):\n    y=d(y)\nm=keras.Model(x,y)\nm.summary()\nfor i in range(1000): m(x)',
    'layer name huge':
      'x=layers.Dense(4,name="x"*10**6)(Input((4,)))\nm=keras.Model(x,x,name="y"*10**6)\nm.summary()\nfor i in range(100): x=layers.Dense(4,name=("x"*10**5)+str(i))(x)',
    'layer recursion':
      'class L(layers.Layer):\n    def __init__(self):\n        super().__init__()\n        self.l=L()\n    def call(self,x): return self.l(x)\ny=L()(Input((4,)))',
    'layer call recursion': 'class L(layers.Layer):\n    def call(self,x): return self(x)\ny=L()(Input((4,)))',
    'layer call doubling':
      'class L(layers.Layer):\n    def __init__(self,n):\n        super().__init__()\n        self.n=n\n    def call(self,x):\n        return L(self.n-1)(x)+L(self.n-1)(x) if self.n else x\ny=L(60)(Input((4,)))',
    'layer build recursion':
      'class L(layers.Layer):\n    def build(self,s):\n        self.build(s)\n        self.l=L()\n        self.l.build(s)\n    def call(self,x): return x\ny=L()(Input((4,)))',
    'add_weight loop':
      'class L(layers.Layer):\n    def build(self,s):\n        while True: self.add_weight(shape=(3,4))\n    def call(self,x): return x\ny=L()(Input((4,)))\nm=keras.Model(y,y)',
    'add_weight 10**5':
      'class L(layers.Layer):\n    def build(self,s):\n        for i in range(10**5): self.add_weight(shape=(3,4))\n    def call(self,x): return x\ny=L()(Input((4,)))\nprint(len(y._keras_history[0].weights))',
    'model subclass endless':
      'class M(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.ls=[layers.Dense(4) for i in range(10**5)]\n    def call(self,x):\n        for l in self.ls: x=l(x)\n        return x\nm=M()\nm.build((None,4))\nm.summary()',
    'einsum dense':
      'y=layers.EinsumDense("a"*10**6+",b->c",output_shape=(3,))(Input((4,)))\nz=ops.einsum(",".join(["ab"]*10**4)+"->ab",*[Input((4,))]*10**4)\nw=layers.EinsumDense("...x,xy->...y",output_shape=(None,)*10**5+(64,))(Input((4,)))',
    'conv huge':
      'y=layers.Conv2D(10**30,10**30,padding="same")(Input((10**30,10**30,10**30)))\nz=layers.Conv2DTranspose(10**9,10**9,strides=10**9)(Input((10**9,10**9,3)))\nw=layers.ZeroPadding2D(10**30)(y)\nv=layers.UpSampling2D(10**30)(w)\nm=keras.Model(y,v)\nprint(v.shape)',
    'embedding huge':
      'y=layers.Embedding(10**100,10**100)(Input((10**100,)))\nz=layers.RepeatVector(10**100)(layers.Flatten()(y))\nprint(z.shape)',
    'mha huge':
      'y=layers.MultiHeadAttention(10**9,10**9,attention_axes=tuple(range(1,10**5)))(Input((3,4)),Input((3,4)))\nz=layers.MultiHeadAttention(2,2,attention_axes=tuple(range(1,60)))(Input((1,)*60),Input((1,)*60))',
    'vocab huge':
      'y=layers.StringLookup(vocabulary=[str(i) for i in range(10**6)])(Input((3,),dtype="string"))\nz=layers.TextVectorization(vocabulary=["a"+str(i) for i in range(10**5)])\nprint(z.get_vocabulary())\nw=layers.IntegerLookup(vocabulary=range(10**9))\nv=layers.CategoryEncoding(num_tokens=10**100)(Input((3,),dtype="int64"))\nu=layers.HashedCrossing(10**100)((Input((1,),dtype="int64"),Input((1,),dtype="int64")))',
    'applications loop': 'for i in range(1000):\n    m=keras.applications.NASNetLarge(weights=None)',
    'tf.data':
      'import tensorflow as tf\nd=tf.data.Dataset.range(10**100)\nfor i in range(1000): d=d.batch(10).map(lambda x:x).repeat().shuffle(10**9)\nfor x in d: pass\nlist(tf.data.Dataset.range(10**12).as_numpy_iterator())\ne=tf.data.Dataset.from_generator(lambda: iter(int,1),output_types=tf.int32)\nfor x in e: pass\nwhile True:\n    d=d.batch(2)',
    'symbolic div':
      'def f(a,b):\n    x=a\n    for i in range(10**4): x=(x//3+b)//7-x%5\n    return layers.Dense(x)(Input((x,)))',
    'symbolic names':
      'n=len(unknown)\nfor i in range(10**4):\n    n=n+len(unknown2[i])*n\ny=layers.Dense(n)(Input((n,)))',
    'nested json':
      'x={}\nfor i in range(10**4): x={"a":x}\nprint(x)\nimport json\njson.dumps(x)\nkeras.layers.Dense(**x)',
    'deep inputs':
      'x=Input((4,))\nn=[x]\nfor i in range(5000): n=[n]\nm=keras.Model(n,n)\nl=layers.Add()(n)\nk=layers.Dense(4)(n)',
    'fit huge':
      'm=keras.Sequential([Input((4,)),layers.Dense(1)])\nm.compile("adam","mse")\nm.fit([[0]*4]*10**9,[0]*10**9,epochs=10**9)\nm.fit(np.zeros((10**18,4)),np.zeros(10**18))\nm.predict([np.zeros((3,4))]*10**6)\nm.fit({str(i):0 for i in range(10**6)})',
    'many outputs':
      'x=Input((4,))\nys=[layers.Dense(1)(x) for i in range(5000)]\nm=keras.Model(x,ys)\nm.summary()\nm.compile("adam",["mse"]*5000)\nm.fit(np.zeros((3,4)),[np.zeros(3)]*5000)',
    'models that call models twice':
      'x=Input((4,))\nm=keras.Model(x,layers.Dense(4)(x))\nfor i in range(40):\n    x=Input((4,))\n    m=keras.Model(x,m(m(x)))\nprint(m.count_params())\ny=m(np.zeros((3,4)))\nw=m(Input((5,)))',
    'clones of clones':
      'm=keras.Sequential([Input((4,))]+[layers.Dense(4) for _ in range(3000)])\nfor i in range(50): m=keras.models.clone_model(m)',
    'a long model asked again and again':
      'm=keras.Sequential([Input((4,))]+[layers.Dense(4) for _ in range(3000)])\nfor i in range(1000): m.count_params(); m.weights; m.trainable_variables\nfor i in range(1000): m.summary()\nfor i in range(1000): m.trainable=False\nfor i in range(1000): m.build((None,4))\nfor i in range(1000): m.pop()',
    'a model for each layer':
      'x=Input((4,))\ny=x\nout=[]\nfor i in range(2000):\n    y=layers.Dense(4)(y)\n    out.append(y)\nm=keras.Model(x,out)\nfor o in out: mm=keras.Model(x,o)',
    'a tree of models':
      'def block(n):\n    x=Input((4,))\n    if n==0: return keras.Model(x,layers.Dense(4)(x))\n    return keras.Model(x,layers.Add()([block(n-1)(x) for _ in range(3)]))\nm=block(9)\nm.summary(expand_nested=True)\nprint(m.count_params())',
    '200 models in each other':
      'x=Input((4,))\nm=keras.Model(x,layers.Dense(4)(x))\nfor i in range(200):\n    x=Input((4,))\n    m=keras.Model(x,layers.Dense(4)(m(x)))\nm.summary(expand_nested=True)\nprint(m.count_params(),len(m.weights))\nn=keras.models.clone_model(m)',
    'a summary of 9,000 rows':
      'x=Input((4,))\ny=x\nfor i in range(9000): y=layers.Dense(4)(y)\nm=keras.Model(x,y)\nm.summary()\nm.summary(line_length=10**6)\nprint(m.count_params())',
    'texts without measure':
      't=keras.preprocessing.text.Tokenizer()\nt.fit_on_texts(["a b c "*10**5]*1000)\ns=t.texts_to_sequences(["a b c "*10**5]*1000)',
    'texts of many words':
      'v=keras.preprocessing.text.Tokenizer()\nv.fit_on_texts([str(i) for i in range(10**4)])\nw=v.texts_to_sequences(["7"]*10**6)',
    'many small arrays':
      'a=[np.zeros(5000) for i in range(10**6)]\nb=[x.reshape(50,100) for x in a]\nc=[np.arange(1000)+i for i in range(10**6)]',
    'wrappers of the user':
      'class LoRA(layers.Layer):\n    def __init__(self,inner):\n        super().__init__()\n        self.inner=inner\n        self.d=layers.Dense(4)\n    def call(self,x): return self.inner(x)+self.d(x)\nl=layers.Dense(4)\nfor i in range(300): l=LoRA(l)\ny=l(Input((4,)))\nclass W(layers.Wrapper):\n    def call(self,x): return self.layer(self.layer(x))\nw=layers.Dense(4)\nfor i in range(40): w=W(w)\nz=w(Input((4,)))',
  },
);
