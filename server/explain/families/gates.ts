import { words, type Text } from '../../words/message.ts';

/** A letter and a word for each gate, in the order of the columns of kernel, recurrent_kernel and bias. */
export interface Gate {
  readonly letter: string;
  readonly word: Text;
}
const INPUT = words`input`;
const OUTPUT = words`output`;
const CANDIDATE = words`candidate`;
const LSTM_GATES: readonly Gate[] = [
  { letter: 'i', word: INPUT },
  { letter: 'f', word: words`forget` },
  { letter: 'c', word: CANDIDATE },
  { letter: 'o', word: OUTPUT },
];
const GRU_GATES: readonly Gate[] = [
  { letter: 'z', word: words`update` },
  { letter: 'r', word: words`reset` },
  { letter: 'h', word: CANDIDATE },
];
const ONE_GATE: readonly Gate[] = [{ letter: 'h', word: OUTPUT }];

/** By the recurrent class or its cell. */
export const GATES: Readonly<Record<string, readonly Gate[]>> = {
  LSTM: LSTM_GATES,
  LSTMCell: LSTM_GATES,
  GRU: GRU_GATES,
  GRUCell: GRU_GATES,
  SimpleRNN: ONE_GATE,
  SimpleRNNCell: ONE_GATE,
};
