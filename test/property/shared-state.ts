/** Programs whose statements share what can be changed in place, by every way that Python has: what one does, another sees. */
const HEAD = 'import os\nimport functools\nimport numpy as np\nimport keras\nfrom keras import layers\n';

export const SHARED_STATE: readonly string[] = [
  // Two names of one list, and a list in a tuple.
  `units = [4, 8]\nother = units\nwidths = (units, 3)\nother.append(16)\nx = keras.Input((5,))\nfor n in units:\n    x = layers.Dense(n)(x)\nwidths[0].append(2)\nmodel = keras.Model(x, layers.Dense(units[-1])(x))\nprint(len(units), units)\n`,
  // A closure that counts, and one over a list.
  `def counter():\n    n = 0\n    def step():\n        nonlocal n\n        n += 1\n        return n\n    return step\nstep = counter()\nagain = step\na = layers.Dense(step())(keras.Input((2,)))\nb = layers.Dense(again())(a)\nprint(step())\nc = layers.Dense(step() + again())(b)\n`,
  // Globals changed by functions.
  `width = 4\nstack = []\ndef wider():\n    global width\n    width *= 2\n    stack.append(width)\n    return width\nx = keras.Input((3,))\ny = layers.Dense(wider())(x)\nz = layers.Dense(wider())(y)\nprint(stack, width)\nfor n in stack:\n    z = layers.Dense(n)(z)\nmodel = keras.Model(x, z)\nmodel.summary()\n`,
  // A default that is shared, an attribute of a function, a partial.
  `def grow(n, into=[]):\n    into.append(n)\n    return into\nfirst = grow(3)\nsecond = grow(4)\ngrow.calls = 7\nprint(first, grow.calls)\nx = layers.Dense(len(second))(keras.Input((grow.calls,)))\nadd = functools.partial(grow, into=first)\nadd(5)\ny = layers.Dense(sum(first))(x)\n`,
  // Attributes of a class, and a class that is patched.
  `class Config:\n    sizes = [8]\n    rate = 0.1\n    def __init__(self, n):\n        self.n = n\n        self.sizes.append(n)\na = Config(2)\nb = Config(3)\nConfig.rate = 0.5\nx = layers.Dense(sum(Config.sizes))(keras.Input((a.n,)))\nx = layers.Dropout(b.rate)(x)\nConfig.sizes = [1]\ny = layers.Dense(len(a.sizes))(x)\nb.n = 9\nz = layers.Dense(b.n)(y)\n`,
  // A layer that is used twice, renamed, frozen.
  `shared = layers.Dense(6)\np = keras.Input((4,))\nq = keras.Input((4,))\nboth = layers.concatenate([shared(p), shared(q)])\nout = layers.Dense(2)(both)\nmodel = keras.Model([p, q], out)\nshared.trainable = False\nalias = model.layers[2]\nmodel.layers[-1].trainable = False\ninner = keras.Model(p, shared(p))\ninner.trainable = True\nprint(model.count_params())\nmodel.summary()\n`,
  // A Sequential model that grows, loses layers and is held in a dict.
  `models = {}\nmodels["a"] = keras.Sequential([keras.Input((3,))])\nmodels["a"].add(layers.Dense(4))\nkept = models["a"]\nkept.add(layers.Dense(5))\nmodels["b"] = keras.models.clone_model(kept)\nkept.pop()\nmodels["b"].add(layers.Dense(6))\nprint(kept.output_shape, models["b"].output_shape)\nfor name, one in models.items():\n    one.add(layers.Dense(7))\n    print(name, one.count_params())\n`,
  // Names and defaults of the session.
  `a = layers.Dense(2)\nb = layers.Dense(2)\nkeras.backend.clear_session()\nc = layers.Dense(2)(keras.Input((3,)))\nkeras.mixed_precision.set_global_policy("mixed_float16")\nd = layers.Dense(3)(c)\nkeras.backend.set_image_data_format("channels_first")\ne = layers.Conv2D(4, 3)(keras.Input((3, 8, 8)))\nkeras.mixed_precision.set_global_policy("float32")\nf = layers.LSTM(2)(keras.Input((5, 1)))\nprint(a.name, b.name)\n`,
  // Iterators and generators that are taken from here and there.
  `def sizes():\n    for n in range(3, 9):\n        yield n\nit = sizes()\nx = layers.Dense(next(it))(keras.Input((2,)))\ny = layers.Dense(next(it))(x)\npairs = zip([1, 2, 3], it)\nfor a, b in pairs:\n    y = layers.Dense(a * b)(y)\nz = layers.Dense(next(it, 1))(y)\nnumbers = iter([5, 6])\nprint(next(numbers))\nw = layers.Dense(next(numbers))(z)\n`,
  // Names that go away, come back, and are mistyped.
  `width = 3\nx = keras.Input((width,))\ndel width\ntry:\n    width += 1\nexcept NameError:\n    width = 10\ny = layers.Dense(width)(x)\nz = layers.Dense(widht)(y)\nlayers2 = layers\nw = layers2.Dense(3)(z)\nprint(outputs)\n`,
  // What is not decided.
  `units = 8\nsteps = [1]\nif os.environ.get("BIG"):\n    units = 64\n    steps.append(2)\nx = layers.Dense(units)(keras.Input((4,)))\nwhile os.path.exists("x"):\n    units += 1\n    x = layers.Dense(3)(x)\ny = layers.Dense(len(steps))(x)\nd = layers.Dense(2)(y)\ndata = np.load("data.npy")\nn = len(data)\ne = layers.Dense(n)(d)\ndata.resize(3)\nf = layers.Dense(len(data))(e)\n`,
  // Arrays and their views.
  `table = np.zeros((4, 6))\nrow = table[0]\nrow[1] = 3\ntable[0, 2] = 5\nx = layers.Dense(int(table[0, 1]))(keras.Input((table.shape[1],)))\ny = layers.Dense(int(row[2]))(x)\nmodel = keras.Model(x, y)\nmodel.compile("adam", "mse")\nmodel.fit(table, np.ones((4, 5)))\nflat = table.reshape(-1)\nflat[1] = 7\nz = layers.Dense(int(table[0, 1]))(y)\n`,
  // A decorator that keeps what it decorates, and a property.
  `known = {}\ndef register(f):\n    known[f.__name__] = f\n    return f\n@register\ndef small(x):\n    return layers.Dense(2)(x)\n@register\ndef large(x):\n    return layers.Dense(200)(x)\nclass Box:\n    @property\n    def size(self):\n        return len(known)\nbox = Box()\nx = layers.Dense(box.size)(keras.Input((3,)))\nx = known["small"](x)\nknown["tiny"] = small\nx = known["large"](x)\ny = layers.Dense(box.size)(x)\n`,
  // Own layers and a model by subclassing, with functions that nobody calls.
  `made = []\nclass Scale(layers.Layer):\n    count = 0\n    def __init__(self, n):\n        super().__init__()\n        Scale.count += 1\n        self.dense = layers.Dense(n + Scale.count)\n        made.append(self)\n    def call(self, x):\n        return self.dense(x)\nx = keras.Input((3,))\ny = Scale(2)(x)\nz = Scale(2)(y)\nmade[0].trainable = False\nclass Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.a = Scale(4)\n    def call(self, x):\n        return self.a(x)\nnet = Net()\nnet(np.zeros((2, 3)))\nprint(net.count_params(), Scale.count)\ndef unused(n):\n    made.append(n)\n    return layers.Dense(len(made))(keras.Input((n, 4)))\ndef also(k=3):\n    return unused(k)\n`,
  // A library's own object that is changed.
  `os.environ["UNITS"] = "5"\nn = os.environ.get("UNITS")\nx = layers.Dense(int(n))(keras.Input((2,)))\nlayers.Dense.extra = 4\ny = layers.Dense(layers.Dense.extra)(x)\nkeras.width = 6\nz = layers.Dense(keras.width)(y)\nos.environ["UNITS"] = "7"\nw = layers.Dense(int(os.environ["UNITS"]))(z)\n`,
  // A library's module and class that hold what the program has made.
  `keras.head = layers.Dense(4)\nk = 0\nx = keras.Input((4,))\nk = 1\ny = keras.head(x)\nk = 2\nprint(keras.head.count_params())\nlayers.Layer.sizes = []\nk = 3\nlayers.Dense.sizes.append(6)\nk = 4\nz = layers.Dense(len(layers.Dense.sizes) + layers.Layer.sizes[0])(y)\n`,
  // Functions that remember their results, or that others are registered with.
  `sizes = [1]\n@functools.lru_cache\ndef count(n):\n    return len(sizes)\nk = 0\ncount(1)\nk = 1\nsizes.append(2)\nk = 2\nprint(count(1))\nx = layers.Dense(count(1))(keras.Input((3,)))\n@functools.singledispatch\ndef width(n):\n    return 1\nk = 3\nwidth.register(int, lambda n: 5)\nk = 4\ny = layers.Dense(width(3))(x)\n`,
  // Layers that only functions which nobody calls change.
  `x = keras.Input((4,))\nlayer = layers.Dense(3)\nother = layers.Dense(3)\ny = layer(x)\nk = 0\nmodel = keras.Model(x, y)\nsmall = keras.Sequential([other])\nk = 1\ndef unused():\n    layer.trainable = False\n    other(keras.Input((7,)))\n    return k\nk = 2\n`,
  // What is found out of an array or of something unknown, and the names of values.
  `y = np.random.randint(0, 9, 100)\nz = y\nk = 0\nprint(len(np.unique(z)))\nk = 1\nx = layers.Dense(len(np.unique(y)))(keras.Input((3,)))\nk = 2\ndata = np.zeros((10, 4))\nalias = data\nk = 3\nmodel = keras.Sequential([keras.Input((5,)), layers.Dense(1)])\nmodel.compile("adam", "mse")\nk = 4\nmodel.fit(data, np.zeros((10, 1)))\n`,
].map((program) => HEAD + program);
