import numpy as np
from tensorflow.keras.layers import Input, Embedding, LSTM, Bidirectional, Dense, Concatenate, TimeDistributed
from tensorflow.keras.models import Model

# Translation: bidirectional encoder, decoder keeps the old width
src_vocab, tgt_vocab, dim, units = 400, 350, 32, 20
enc_in = Input((None,), name='source')
enc_emb = Embedding(src_vocab, dim, mask_zero=True, name='src_emb')(enc_in)
enc_out, fh, fc, bh, bc = Bidirectional(LSTM(units, return_sequences=True, return_state=True), name='encoder')(enc_emb)
state_h = Concatenate(name='h')([fh, bh])
state_c = Concatenate(name='c')([fc, bc])
print(enc_out.shape)
print(state_h.shape, state_c.shape)
encoder = Model(enc_in, [enc_out, state_h, state_c], name='encoder_model')
encoder.summary()
print(encoder.count_params())
print([s.shape for s in encoder.predict(np.ones((2, 7)), verbose=0)])

dec_in = Input((None,), name='target')
dec_emb = Embedding(tgt_vocab, dim, mask_zero=True, name='tgt_emb')(dec_in)
dec_out, _, _ = LSTM(units, return_sequences=True, return_state=True, name='decoder')(dec_emb, initial_state=[state_h, state_c])
logits = TimeDistributed(Dense(tgt_vocab), name='logits')(dec_out)
model = Model([enc_in, dec_in], logits, name='nmt')
model.summary()
print(model.output_shape)
