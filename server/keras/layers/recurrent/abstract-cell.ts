import { defineLayer, Undecided } from '../definition.ts';

/** The base class of cells in Keras 2. It has no call() of its own. */
export const abstractCell = defineLayer({
  name: 'AbstractRNNCell',
  family: 'recurrent',
  parameters: {},
  callParameters: ['inputs', 'states'],
  output: () => {
    throw new Undecided('what the cell gives is not known');
  },
});
