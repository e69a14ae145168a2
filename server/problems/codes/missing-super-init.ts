import { defineProblem } from '../definition.ts';
import { walk } from '../../python/syntax/walk.ts';
import type { Statement } from '../../python/syntax/tree.ts';
import { words } from '../../words/message.ts';

export const missingSuperInit = defineProblem({
  code: 'missing-super-init',
  topic: 'own-layers',
  severity: 'error',
  title: '__init__() without super().__init__()',
  finds:
    'A model class has an `__init__()` that does not call the one of Keras. Keras says `you forgot to call super().__init__()`.',
  repair: 'Write `super().__init__()` as the first statement of `__init__()`.',
  example: {
    broken: `
import keras
from keras import layers
class Net(keras.Model):
    def __init__(self):
        self.hidden = layers.Dense(8)
    def call(self, x):
        return self.hidden(x)

model = Net()
`,
    repaired: `
import keras
from keras import layers
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = layers.Dense(8)
    def call(self, x):
        return self.hidden(x)

model = Net()
`,
  },
  fixes: ({ source, span }) => {
    const called = source.callAt(span)?.callee;
    let first: Statement | undefined;
    walk(source.module, (node) => {
      if (node.kind !== 'ClassDefinition' || called?.kind !== 'Name' || node.name !== called.id) return;
      first = node.body.find((statement) => statement.kind === 'FunctionDefinition' && statement.name === '__init__');
    });
    const body = first?.kind === 'FunctionDefinition' ? first.body[0] : undefined;
    if (!body) return [];
    const indent = /[^\S\r\n]*$/.exec(source.text.text.slice(0, body.start))![0];
    return [
      {
        title: words`Insert super().__init__()`,
        edits: [{ span: { start: body.start, end: body.start }, newText: `super().__init__()\n${indent}` }],
        preferred: true,
      },
    ];
  },
});
