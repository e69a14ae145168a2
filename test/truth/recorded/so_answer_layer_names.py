# https://stackoverflow.com-like answer: "How do I insert a layer in a pre-trained model / rename layers / read weights by name"
import re
import numpy as np
from tensorflow.keras.models import Model
from tensorflow.keras import layers as L
from tensorflow.keras.applications import VGG16


def insert_layer_nonseq(model, layer_regex, insert_layer_factory, insert_layer_name=None, position='after'):
    network_dict = {'input_layers_of': {}, 'new_output_tensor_of': {}}
    for layer in model.layers:
        for node in layer._outbound_nodes:
            layer_name = node.outbound_layer.name
            network_dict['input_layers_of'].setdefault(layer_name, []).append(layer.name)
    network_dict['new_output_tensor_of'].update({model.layers[0].name: model.input})
    for layer in model.layers[1:]:
        layer_input = [network_dict['new_output_tensor_of'][aux] for aux in network_dict['input_layers_of'][layer.name]]
        if len(layer_input) == 1:
            layer_input = layer_input[0]
        if re.match(layer_regex, layer.name):
            x = layer(layer_input)
            new_layer = insert_layer_factory()
            new_layer._name = '{}_{}'.format(layer.name, insert_layer_name or new_layer.name)
            x = new_layer(x)
        else:
            x = layer(layer_input)
        network_dict['new_output_tensor_of'].update({layer.name: x})
    return Model(inputs=model.inputs, outputs=x)


base = VGG16(include_top=False, weights=None, input_shape=(32, 32, 3))
print(len(base.layers), base.output_shape)
print(base.count_params())
block_names = [l.name for l in base.layers if l.name.startswith('block3')]
print(block_names)
small = Model(base.input, base.get_layer('block2_pool').output, name='vgg_head')
print(small.count_params(), small.output_shape)
new = insert_layer_nonseq(small, r'.*_conv2', lambda: L.Dropout(0.25), 'dropout')
new.summary()
print([l.name for l in new.layers])
print(len(new.layers), new.count_params())
w, b = base.get_layer('block1_conv1').get_weights()
print(w.shape, b.shape)
print(sum(np.prod(x.shape) for x in new.get_weights()))
print(new.predict(np.zeros((1, 32, 32, 3)), verbose=0).shape)
print(base.get_layer(index=3).name, base.layers[-1].input_shape)
