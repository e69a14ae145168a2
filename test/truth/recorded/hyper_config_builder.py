"""Production-ish: models from config dicts, loops over experiments, a registry of blocks."""
import logging
from dataclasses import dataclass, field
from typing import Dict, List, Optional, Tuple

import tensorflow as tf
from tensorflow.keras import layers

logging.basicConfig(level=logging.ERROR)
BLOCKS: Dict[str, callable] = {}


def register(name):
    def deco(fn):
        BLOCKS[name] = fn
        return fn
    return deco


@register("conv")
def conv(x, filters, kernel=3, stride=1, norm=True, name=None):
    x = layers.Conv2D(filters, kernel, strides=stride, padding="same", use_bias=not norm, name=f"{name}_conv")(x)
    if norm:
        x = layers.BatchNormalization(name=f"{name}_bn")(x)
    return layers.Activation("swish", name=f"{name}_act")(x)


@register("se")
def squeeze_excite(x, ratio=4, name=None):
    c = x.shape[-1]
    s = layers.GlobalAveragePooling2D(keepdims=True, name=f"{name}_squeeze")(x)
    s = layers.Conv2D(max(1, c // ratio), 1, activation="relu", name=f"{name}_reduce")(s)
    s = layers.Conv2D(c, 1, activation="sigmoid", name=f"{name}_expand")(s)
    return layers.Multiply(name=f"{name}_excite")([x, s])


@register("mbconv")
def mbconv(x, filters, expand=4, stride=1, name=None):
    inp = x
    x = layers.Conv2D(inp.shape[-1] * expand, 1, use_bias=False, name=f"{name}_exp")(x)
    x = layers.DepthwiseConv2D(3, stride, padding="same", use_bias=False, name=f"{name}_dw")(x)
    x = layers.Conv2D(filters, 1, use_bias=False, name=f"{name}_proj")(x)
    if stride == 1 and inp.shape[-1] == filters:
        x = layers.Add(name=f"{name}_add")([inp, x])
    return x


@dataclass
class ModelConfig:
    name: str
    input_shape: Tuple[int, int, int] = (64, 64, 3)
    num_classes: int = 5
    dropout: Optional[float] = None
    stack: List[dict] = field(default_factory=list)


def build(cfg: ModelConfig) -> tf.keras.Model:
    inputs = layers.Input(cfg.input_shape, name="image")
    x = inputs
    for i, spec in enumerate(cfg.stack):
        spec = dict(spec)
        x = BLOCKS[spec.pop("type")](x, name=f"b{i}", **spec)
    x = layers.GlobalAveragePooling2D(name="gap")(x)
    if cfg.dropout:
        x = layers.Dropout(cfg.dropout, name="drop")(x)
    return tf.keras.Model(inputs, layers.Dense(cfg.num_classes, name="logits")(x), name=cfg.name)


CONFIGS = [
    ModelConfig("tiny", stack=[dict(type="conv", filters=8, stride=2), dict(type="mbconv", filters=8)]),
    ModelConfig("se", num_classes=7, dropout=0.3, stack=[dict(type="conv", filters=16, kernel=5, norm=False), dict(type="se"), dict(type="mbconv", filters=24, stride=2, expand=2)]),
    ModelConfig("deep", input_shape=(33, 47, 1), stack=[dict(type="conv", filters=4 * (i + 1), stride=1 + i % 2) for i in range(4)]),
]
models = {c.name: build(c) for c in CONFIGS}
for name, m in models.items():
    m.summary()
    print(name, m.count_params(), m.output_shape, len(m.layers))
print(models["deep"].get_layer("b3_act").output_shape)
print([l.name for l in models["tiny"].layers if "Add" in l.__class__.__name__])
print(models["se"].get_layer("b1_excite").input_shape)
print(models["se"](tf.zeros((2, 64, 64, 3))).shape)
