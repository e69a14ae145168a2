"""What a training step of each program takes, as real Keras has it. Each prints a line of JSON for a program.

    KERAS_BACKEND=jax python record.py compiled programs/*.py      the step as Keras compiles it, by XLA's analysis
    KERAS_BACKEND=jax python record.py apart programs/*.py         the same with each operation by itself (no fusion)
    KERAS_BACKEND=tensorflow python record.py variables programs/*.py     bytes of weights and of the optimizer

`compiled` and `apart` train nothing: the step is compiled for shapes, with batches of 8 and 32 (BATCHES=4096,16384
takes others). XLA's gradient of max pooling for a processor makes tensors of indices, which no graphics card does:
here it keeps the input and the output, as TensorFlow's.
"""

import json
import os
import pathlib
import sys

KIND, *FILES = sys.argv[1:]
if KIND == "apart":
    os.environ["XLA_FLAGS"] = "--xla_disable_hlo_passes=fusion,cpu-instruction-fusion,fusion_wrapper"

import keras  # noqa: E402
import numpy as np  # noqa: E402

BATCHES = tuple(map(int, os.environ.get("BATCHES", "8,32").split(",")))


def built(path):
    keras.backend.clear_session()
    keras.mixed_precision.set_global_policy("float32")
    scope = {"__name__": "__main__"}
    exec(compile(pathlib.Path(path).read_text(), path, "exec"), scope)
    return scope["model"]


def batch_of(model, size):
    """Shapes and dtypes of one batch of x, and of y."""
    if getattr(model, "inputs", None):
        xs = [((size, *tensor.shape[1:]), tensor.dtype) for tensor in model.inputs]
    else:
        (shape,) = model._build_shapes_dict.values()
        xs = [((size, *shape[1:]), "float32")]
    one = [np.zeros((1, *shape[1:]), dtype) for shape, dtype in xs]
    output = (size, *model(one[0] if len(one) == 1 else one).shape[1:])
    loss = model.loss if isinstance(model.loss, str) else type(model.loss).__name__
    y = (output[:-1], "int32") if loss.lower().startswith("sparse") else (output, "float32")
    return (xs[0] if len(xs) == 1 else xs), y


def made(spec, make):
    return [make(*one) for one in spec] if isinstance(spec, list) else make(*spec)


def pool_as_tensorflow():
    import jax
    from keras.src.backend.jax import nn

    maximum = nn.max_pool

    def max_pool(inputs, pool_size, strides=None, padding="valid", data_format=None):
        options = (pool_size, strides, padding, data_format)

        @jax.custom_vjp
        def pool(x):
            return maximum(x, *options)

        def forward(x):
            y = pool(x)
            return y, (x, y)

        def backward(saved, gradient):
            x, y = saved
            spread = jax.vjp(lambda one: nn.average_pool(one, *options), x)[1]
            return (spread(gradient * y)[0] * x,)

        pool.defvjp(forward, backward)
        return pool(inputs)

    nn.max_pool = max_pool


def step(path):
    import jax

    result = {}
    for size in BATCHES:
        model = built(path)
        x, y = (made(spec, jax.ShapeDtypeStruct) for spec in batch_of(model, size))
        model._symbolic_build(data_batch=tuple(made(spec, np.zeros) for spec in batch_of(model, 1)))
        model.optimizer.build(model.trainable_variables)
        state = model._get_jax_state(
            trainable_variables=True, non_trainable_variables=True, optimizer_variables=True, metrics_variables=True
        )
        compiled = jax.jit(model.train_step, donate_argnums=0).lower(state, (x, y)).compile()
        memory = compiled.memory_analysis()
        results = memory.output_size_in_bytes - memory.alias_size_in_bytes
        result[str(size)] = memory.temp_size_in_bytes + memory.argument_size_in_bytes + results
    return result


def size_of(variables):
    width = {"bfloat16": 2}
    return sum(
        int(np.prod(one.shape, dtype="int64")) * (width.get(one.dtype) or np.dtype(one.dtype).itemsize)
        for one in variables
    )


def variables(path):
    model = built(path)
    model.optimizer.build(model.trainable_variables)
    return {"weights": size_of(model.weights), "optimizer": size_of(model.optimizer.variables)}


if KIND != "variables":
    pool_as_tensorflow()
for file in FILES:
    print(json.dumps({"name": pathlib.Path(file).stem, KIND: (variables if KIND == "variables" else step)(file)}), flush=True)
