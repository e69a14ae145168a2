import { words } from '../../words/message.ts';
import { code, say, strong } from '../document/document.ts';
import { counted } from '../words.ts';
import { torchEmbedding } from '../torch/kernels.ts';
import { kerasPage } from './sources.ts';
import type { Teach } from './teaching.ts';

export const embedding: Teach = (subject) => {
  const table = subject.array('embeddings');
  const [rows, columns] = table?.shape ?? [];
  if (table === undefined || rows === undefined || columns === undefined) return undefined;
  const last = typeof rows === 'number' ? String(rows - 1) : 'input_dim − 1';
  return {
    reasons: { embeddings: words`row k is the vector of index k; the length of the sequence is in no array` },
    points: [
      say`A table with one row for each index 0 … ${last}; each row has ${counted(columns, 'number')}. ${strong(words`Nothing is multiplied`)}: a row is looked up.`,
      say`The input holds integers, not one-hot vectors; the sequence length is in no array. ${code('input_dim')} must be larger than the largest index: the size of the vocabulary, plus one where 0 is kept for padding.`,
    ],
    torch: torchEmbedding(subject),
    source: kerasPage(subject),
  };
};
