"""ResNet-18-like as subclassed models (research code)."""
import argparse
import tensorflow as tf
from tensorflow.keras import Model
from tensorflow.keras.layers import Conv2D, BatchNormalization, Dense, GlobalAvgPool2D, MaxPool2D, ReLU, Layer

parser = argparse.ArgumentParser()
parser.add_argument("--width", type=int, default=8)
parser.add_argument("--classes", type=int, default=10)
parser.add_argument("--blocks", type=int, nargs="+", default=[2, 2, 2])
args = parser.parse_args([])


class BasicBlock(Layer):
    def __init__(self, filters, stride=1, **kw):
        super().__init__(**kw)
        self.filters, self.stride = filters, stride
        self.conv1 = Conv2D(filters, 3, stride, padding="same", use_bias=False)
        self.bn1 = BatchNormalization()
        self.conv2 = Conv2D(filters, 3, 1, padding="same", use_bias=False)
        self.bn2 = BatchNormalization()
        self.act = ReLU()

    def build(self, input_shape):
        if self.stride != 1 or input_shape[-1] != self.filters:
            self.shortcut = tf.keras.Sequential([Conv2D(self.filters, 1, self.stride, use_bias=False), BatchNormalization()])
        else:
            self.shortcut = lambda x, training=None: x
        super().build(input_shape)

    def call(self, x, training=None):
        y = self.act(self.bn1(self.conv1(x), training=training))
        y = self.bn2(self.conv2(y), training=training)
        return self.act(y + self.shortcut(x, training=training))


class ResNet(Model):
    def __init__(self, blocks, width, classes):
        super().__init__(name="resnet")
        self.stem = Conv2D(width, 3, padding="same", use_bias=False)
        self.stem_bn = BatchNormalization()
        self.act = ReLU()
        self.pool = MaxPool2D(2)
        self.stages = []
        for i, n in enumerate(blocks):
            for j in range(n):
                self.stages.append(BasicBlock(width * 2 ** i, stride=2 if i and not j else 1, name=f"stage{i}_block{j}"))
        self.gap = GlobalAvgPool2D()
        self.fc = Dense(classes)

    def call(self, x, training=None):
        x = self.pool(self.act(self.stem_bn(self.stem(x), training=training)))
        for b in self.stages:
            x = b(x, training=training)
        return self.fc(self.gap(x))


net = ResNet(args.blocks, args.width, args.classes)
print(net.built)
out = net(tf.random.normal((2, 32, 32, 3)))
net.summary()
print(out.shape)
print(net.count_params())
print(len(net.layers), [l.name for l in net.layers if l.name.startswith("stage")])
print(len(net.trainable_variables), len(net.non_trainable_variables))
print([b.count_params() for b in net.stages])
print(net.stages[2].shortcut.output_shape)
functional = ResNet([1, 1], 4, 3)
inp = tf.keras.Input((16, 16, 1))
print(functional(inp).shape, functional.count_params())
