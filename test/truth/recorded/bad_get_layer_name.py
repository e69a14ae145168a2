# Grad-CAM on a model of mine, copied from a tutorial that had ResNet50
import numpy as np
import tensorflow as tf
from tensorflow.keras.models import Model
from tensorflow.keras.layers import Input, Conv2D, SeparableConv2D, MaxPool2D, GlobalAvgPool2D, Dense, add
from tensorflow.keras import backend as K

K.clear_session()


def small_xception(shape=(72, 72, 3), classes=4):
    inp = Input(shape, name='img')
    x = Conv2D(8, 3, strides=2, padding='same', use_bias=False, name='stem')(inp)
    for i, f in enumerate((16, 24)):
        residual = Conv2D(f, 1, strides=2, padding='same', name='res%d' % i)(x)
        x = SeparableConv2D(f, 3, padding='same', activation='relu', name='sep%d_a' % i)(x)
        x = SeparableConv2D(f, 3, padding='same', name='sep%d_b' % i)(x)
        x = MaxPool2D(3, strides=2, padding='same', name='pool%d' % i)(x)
        x = add([x, residual], name='add%d' % i)
    x = GlobalAvgPool2D(name='avg')(x)
    return Model(inp, Dense(classes, activation='softmax', name='predictions')(x))


def make_gradcam_heatmap(img_array, model, last_conv_layer_name, pred_index=None):
    grad_model = Model([model.inputs], [model.get_layer(last_conv_layer_name).output, model.output])
    with tf.GradientTape() as tape:
        last_conv_layer_output, preds = grad_model(img_array)
        if pred_index is None:
            pred_index = tf.argmax(preds[0])
        class_channel = preds[:, pred_index]
    grads = tape.gradient(class_channel, last_conv_layer_output)
    pooled_grads = tf.reduce_mean(grads, axis=(0, 1, 2))
    heatmap = last_conv_layer_output[0] @ pooled_grads[..., tf.newaxis]
    heatmap = tf.squeeze(heatmap)
    return (tf.maximum(heatmap, 0) / (tf.math.reduce_max(heatmap) + 1e-8)).numpy()


model = small_xception()
model.summary()
print(model.count_params(), model.output_shape)
print([w.shape.as_list() for w in model.get_layer('sep1_a').weights])
img = np.random.rand(1, 72, 72, 3).astype('float32')
print(make_gradcam_heatmap(img, model, 'add1').shape)
print(make_gradcam_heatmap(img, model, 'add0', 2).shape)
print([l.name for l in model.layers][-3:])
heat = make_gradcam_heatmap(img, model, 'conv5_block3_out')
print(heat.shape)
