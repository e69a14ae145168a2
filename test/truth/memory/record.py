"""What the training step of each program takes, by XLA's memory analysis: the step that Keras's JAX backend compiles.

    KERAS_BACKEND=jax python record.py xla programs/*.py
    KERAS_BACKEND=tensorflow python record.py variables programs/*.py

Each prints a line of JSON for a program. Nothing is trained for `xla`: the step is compiled for shapes. Fusions are
off, since what they save differs from device to device. The gradient of max pooling keeps its input and output, as
TensorFlow's does: XLA's for a processor makes tensors of indices beside, which no graphics card does. `variables` trains one step and counts the bytes of the
weights and of the optimizer's variables.
"""

import json
import os
import pathlib
import sys

KIND, *FILES = sys.argv[1:]
if KIND == "xla":
    os.environ["XLA_FLAGS"] = "--xla_disable_hlo_passes=fusion,cpu-instruction-fusion,fusion_wrapper"

import keras  # noqa: E402
import numpy as np  # noqa: E402

BATCHES = (8, 32)


def built(path):
    keras.backend.clear_session()
    keras.mixed_precision.set_global_policy("float32")
    scope = {"__name__": "__main__"}
    exec(compile(pathlib.Path(path).read_text(), path, "exec"), scope)
    return scope["model"]


def inputs_of(model, batch):
    """Shapes and dtypes of one batch of x."""
    if model.inputs:
        tensors = [((batch, *t.shape[1:]), t.dtype) for t in model.inputs]
    else:
        tensors = [((batch, *model._build_shapes_dict["input_shape"][1:]), "float32")]
    return tensors


def labels_of(model, batch):
    loss = model.loss if isinstance(model.loss, str) else type(model.loss).__name__
    shape = (batch, *model.compute_output_shape([(batch, *s[0][1:]) for s in [inputs_of(model, batch)[0]]][0] if len(inputs_of(model, batch)) == 1 else [s for s, _ in inputs_of(model, batch)])[1:])
    return (shape[:-1], "int32") if loss.lower().startswith("sparse") else (shape, "float32")


def variables_bytes(variables):
    return sum(int(np.prod(v.shape, dtype="int64")) * np.dtype("uint16" if v.dtype == "bfloat16" else v.dtype).itemsize for v in variables)


def pool_as_tensorflow():
    import jax
    from keras.src.backend.jax import nn

    maximum = getattr(nn, "original_max_pool", nn.max_pool)
    nn.original_max_pool = maximum

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


def xla(path):
    import jax

    pool_as_tensorflow()
    result = {}
    for batch in BATCHES:
        model = built(path)
        spec = lambda one: jax.ShapeDtypeStruct(*one)
        xs = [spec(one) for one in inputs_of(model, batch)]
        x = xs[0] if len(xs) == 1 else xs
        y = spec(labels_of(model, batch))
        small = [np.zeros((1, *s[1:]), d) for s, d in inputs_of(model, 1)]
        ys, yd = labels_of(model, 1)
        model._symbolic_build(data_batch=(small[0] if len(small) == 1 else small, np.zeros(ys, yd)))
        model.optimizer.build(model.trainable_variables)
        state = model._get_jax_state(
            trainable_variables=True, non_trainable_variables=True, optimizer_variables=True, metrics_variables=True
        )
        step = jax.jit(model.train_step, donate_argnums=0)
        memory = step.lower(state, (x, y)).compile().memory_analysis()
        result[f"batch{batch}"] = {
            "temporary": memory.temp_size_in_bytes,
            "arguments": memory.argument_size_in_bytes,
            "results": memory.output_size_in_bytes - memory.alias_size_in_bytes,
        }
    return result


def variables(path):
    model = built(path)
    x = [np.zeros(s, d) for s, d in inputs_of(model, 1)]
    model.train_on_batch(x[0] if len(x) == 1 else x, np.zeros(*labels_of(model, 1)))
    return {
        "weights": variables_bytes(model.weights),
        "trainable": variables_bytes(model.trainable_weights),
        "optimizer": variables_bytes(model.optimizer.variables),
    }


for file in FILES:
    name = pathlib.Path(file).stem
    try:
        print(json.dumps({"name": name, **(xla if KIND == "xla" else variables)(file)}), flush=True)
    except Exception as error:  # noqa: BLE001
        print(json.dumps({"name": name, "error": f"{type(error).__name__}: {error}"[:600]}), flush=True)
