/** Arguments of layers that Keras 3 has otherwise. */
import type { Argument, Call } from '../../python/syntax/tree.ts';
import type { TextEdit } from '../../analysis/analysis.ts';
import { words } from '../../words/message.ts';
import { type Change, keyword, type MigrationRule, methodOf, type Program, replace, without } from './rule.ts';

/** What the program calls `Input`. */
function inputName({ names }: Program, call: Call): string | undefined {
  for (const path of ['keras.layers.Input', 'keras.Input', 'tensorflow.keras.layers.Input', 'tensorflow.keras.Input']) {
    const name = names.nameOf(path);
    if (name !== undefined) return name;
  }
  for (const path of ['keras', 'tensorflow.keras', 'tensorflow']) {
    const name = names.nameOf(path);
    if (name !== undefined) return path === 'tensorflow' ? `${name}.keras.Input` : `${name}.Input`;
  }
  return call.callee.kind === 'Attribute' && call.callee.object.kind === 'Name'
    ? `${call.callee.object.id}.Input`
    : undefined;
}

/** A name that is still to be imported, from where the layer is. */
function importOfInput({ names }: Program, layer: Call): TextEdit | undefined {
  if (layer.callee.kind !== 'Name') return undefined;
  const { id } = layer.callee;
  const from = names.froms.find(
    (node) => node.names !== '*' && node.names.some((one) => (one.alias ?? one.name) === id),
  );
  return from && replace({ start: from.end, end: from.end }, `, Input`);
}

export const batchInputShape: MigrationRule = {
  id: 'batch-input-shape',
  title: words`batch_input_shape of a first layer`,
  finds:
    'Layers have no `batch_input_shape`: `Unrecognized keyword arguments passed to LSTM`. An `Input` with `batch_shape` before them says it.',
  example: {
    broken: `
from keras.layers import LSTM, Dense
from keras.models import Sequential
model = Sequential()
model.add(LSTM(8, batch_input_shape=(2, 5, 3), stateful=True))
model.add(Dense(1))
`,
    mended: `
from keras.layers import LSTM, Dense, Input
from keras.models import Sequential
model = Sequential()
model.add(Input(batch_shape=(2, 5, 3)))
model.add(LSTM(8, stateful=True))
model.add(Dense(1))
`,
  },
  changes: (program) =>
    program.nodes.flatMap((node): Change[] => {
      if (node.kind === 'ExpressionStatement' && node.value.kind === 'Call') {
        const [added] = node.value.arguments;
        const layer = added?.value;
        const method = methodOf(node.value);
        if (method?.name !== 'add' || layer?.kind !== 'Call') return [];
        const shape = keyword(layer, 'batch_input_shape');
        const input = shape && inputBefore(program, layer, shape);
        if (!shape || !input) return [];
        const before = program.slice({ start: Math.max(0, node.start - 200), end: node.start });
        const [indent] = /[^\n]*$/.exec(before)!;
        if (indent.trim() !== '') return [];
        const line = `${program.slice(method.object)}.add(${input.text})\n${indent}`;
        return [
          {
            at: layer,
            edits: [
              replace({ start: node.start, end: node.start }, line),
              without(program, layer, shape),
              ...input.edits,
            ],
          },
        ];
      }
      if (node.kind !== 'List') return [];
      const [first] = node.elements;
      const shape = first?.kind === 'Call' ? keyword(first, 'batch_input_shape') : undefined;
      const input = shape && first?.kind === 'Call' ? inputBefore(program, first, shape) : undefined;
      if (first?.kind !== 'Call' || !shape || !input) return [];
      return [
        {
          at: first,
          edits: [
            replace({ start: first.start, end: first.start }, `${input.text}, `),
            without(program, first, shape),
            ...input.edits,
          ],
        },
      ];
    }),
};

function inputBefore(
  program: Program,
  layer: Call,
  { value }: Argument,
): { readonly text: string; readonly edits: readonly TextEdit[] } | undefined {
  const name = inputName(program, layer);
  const shape = program.slice(value);
  if (name !== undefined) return { text: `${name}(batch_shape=${shape})`, edits: [] };
  const added = importOfInput(program, layer);
  return added && { text: `Input(batch_shape=${shape})`, edits: [added] };
}

/** Layers of Keras 1 whose window is two or three numbers. */
const WINDOWS: Readonly<Record<string, number>> = { Convolution2D: 2, Convolution3D: 3 };

export const windows: MigrationRule = {
  id: 'windows',
  title: words`The window of a Convolution2D as two numbers`,
  finds:
    'Keras 1 took `Convolution2D(32, 3, 3)` as 32 filters with a window of 3 × 3. For Keras 3 the last number is the stride, so the program goes on with other shapes.',
  example: {
    broken: `
from keras.layers import Convolution2D
layer = Convolution2D(32, 3, 3, activation="relu")
`,
    mended: `
from keras.layers import Convolution2D
layer = Convolution2D(32, (3, 3), activation="relu")
`,
  },
  changes: ({ calls, names, slice }) =>
    calls.flatMap((call): Change[] => {
      const count = WINDOWS[names.inKeras(call.callee)?.replace(/^keras\.layers\.(convolutional\.)?/, '') ?? ''];
      const positional = call.arguments.filter(({ name, spread }) => name === undefined && spread === '');
      if (count === undefined || positional.length !== count + 1) return [];
      const sizes = positional.slice(1);
      const span = { start: sizes[0]!.start, end: sizes.at(-1)!.end };
      return [{ at: call, edits: [replace(span, `(${sizes.map((one) => slice(one.value)).join(', ')})`)] }];
    }),
};
