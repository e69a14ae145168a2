"""Sizes and names come from the command line."""
import argparse

from tensorflow.keras import Input, Model, Sequential
from tensorflow.keras.layers import LSTM, Dense, Dropout, Embedding

parser = argparse.ArgumentParser()
parser.add_argument('--name', default='sentiment')
parser.add_argument('--vocabulary', type=int, default=20000)
parser.add_argument('--units', type=int, required=True)
parser.add_argument('--layers', type=int, default=2)
parser.add_argument('--dropout', type=float, default=0.2)
args = parser.parse_args()


def build(args):
    model = Sequential(name=args.name)
    model.add(Embedding(args.vocabulary, 128))
    for index in range(args.layers):
        model.add(LSTM(args.units, return_sequences=index < args.layers - 1))
        model.add(Dropout(args.dropout))
    model.add(Dense(1, activation='sigmoid'))
    return model


model = build(args)
model.build((None, 80))

inputs = Input((80, 16), name=args.name + '_features')
x = LSTM(args.units)(inputs)
other = Model(inputs, Dense(args.units // 2)(x), name=f'{args.name}_{args.units}')
