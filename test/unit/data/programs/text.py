from tensorflow.keras.preprocessing.text import Tokenizer, text_to_word_sequence, one_hot
from tensorflow.keras.preprocessing.sequence import pad_sequences
import pandas as pd

docs = ['Well done!', 'Good work', 'Great effort', 'nice work', 'Excellent!']
t = Tokenizer()
t.fit_on_texts(docs)
print(len(t.word_index) + 1, t.word_index['work'], t.document_count)  #=> 9 | 1 | 5
sequences = t.texts_to_sequences(docs)
print(sequences, pad_sequences(sequences, maxlen=4, padding='post').shape)  #=> [[2, 3], [4, 1], [5, 6], [7, 1], [8]] | (5, 4)
print(t.texts_to_matrix(docs, mode='count').shape)  #=> (5, 9)
oov = Tokenizer(num_words=4, oov_token='<OOV>')
oov.fit_on_texts(docs)
print(oov.word_index['<OOV>'], oov.texts_to_sequences(['great work unseen']), oov.texts_to_matrix(docs).shape)  #=> 1 | [[1, 2, 1]] | (5, 4)
letters = Tokenizer(char_level=True)
letters.fit_on_texts(['abca'])
print(letters.word_index['a'], len(letters.word_index))  #=> 1 | 3
print(text_to_word_sequence('The quick, brown fox.'), len(one_hot('a b c', 50)))  #=> [the, quick, brown, fox] | 3
texts = pd.read_csv('texts.csv')['text']
tok = Tokenizer(num_words=1000)
tok.fit_on_texts(texts)
vocab = len(tok.word_index) + 1
print(vocab)  #=> len(tok.word_index) + 1
seqs = tok.texts_to_sequences(texts)
padded = pad_sequences(seqs, maxlen=100)
print(padded.shape)  #=> (len(seqs), 100)
