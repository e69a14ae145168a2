import os, tempfile
import numpy as np
from PIL import Image
from tensorflow.keras.preprocessing.image import ImageDataGenerator, img_to_array, load_img
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Conv2D, MaxPooling2D, Activation, Dropout, Flatten, Dense

# dimensions of our images.
img_width, img_height = 40, 30
base = tempfile.mkdtemp()
for split, n in (('train', 6), ('validation', 3)):
    for c in ('cats', 'dogs', 'horses'):
        d = os.path.join(base, split, c)
        os.makedirs(d)
        for i in range(n):
            Image.fromarray(np.random.randint(0, 255, (50, 50, 3)).astype('uint8')).save(os.path.join(d, '%s.%d.jpg' % (c, i)))

train_datagen = ImageDataGenerator(rescale=1. / 255, shear_range=0.2, zoom_range=0.2, horizontal_flip=True)
test_datagen = ImageDataGenerator(rescale=1. / 255)
train_generator = train_datagen.flow_from_directory(
    os.path.join(base, 'train'), target_size=(img_height, img_width), batch_size=4, class_mode='categorical', seed=1)
validation_generator = test_datagen.flow_from_directory(
    os.path.join(base, 'validation'), target_size=(img_height, img_width), batch_size=4, class_mode='categorical', shuffle=False)
print(train_generator.class_indices)
print(train_generator.samples, len(train_generator), train_generator.image_shape)
bx, by = next(train_generator)
print(bx.shape, by.shape)

model = Sequential()
for i, f in enumerate([16, 16, 32]):
    if i == 0:
        model.add(Conv2D(f, (3, 3), padding='same', input_shape=train_generator.image_shape))
    else:
        model.add(Conv2D(f, (3, 3), padding='same'))
    model.add(Activation('relu'))
    model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Flatten())
model.add(Dense(32))
model.add(Activation('relu'))
model.add(Dropout(0.5))
model.add(Dense(train_generator.num_classes))
model.add(Activation('softmax'))
model.compile(loss='categorical_crossentropy', optimizer='rmsprop', metrics=['accuracy'])
model.summary()
model.fit(train_generator, steps_per_epoch=train_generator.samples // 4, epochs=1,
          validation_data=validation_generator, verbose=0)
print(model.output_shape)
print(model.predict(validation_generator, verbose=0).shape)
print(validation_generator.classes.tolist())
img = img_to_array(load_img(os.path.join(base, 'train', 'cats', 'cats.0.jpg'), target_size=(img_height, img_width)))
print(img.shape, img.dtype)
it = ImageDataGenerator(featurewise_center=True, rotation_range=20).flow(np.zeros((10, 8, 8, 1)), np.arange(10), batch_size=3)
print(len(it), model.count_params())
