from keras.models import Sequential
from keras.layers import Dense, Activation
model = Sequential()
model.add(Dense(64, init='uniform'))
model.add(Activation('relu'))
model.add(Dense(10, activation='softmax'))
model.compile(loss='categorical_crossentropy', optimizer='sgd', metrics=['accuracy'])
print(model.count_params())
