/** `K.rnn(step, inputs, states, …)` of Keras 2: the program's step on one timestep, for all of them. */
import type { CallArguments, Interpreter } from '../../../python/domain/interpreter.ts';
import { NativeFunction, NONE, TupleValue, type Value } from '../../../python/domain/value.ts';
import type { Dimension } from '../../../shapes/dimension.ts';
import { KerasTensor } from '../../graph/tensor.ts';
import type { Nest, TensorSpec } from '../../layers/definition.ts';
import { structureOf, valueOfNest } from '../../layers/values.ts';
import { flatten, mapNest } from '../../nests.ts';
import type { KerasSession } from '../../session.ts';
import { specOfValue } from '../value-specs.ts';

const PARAMETERS = [
  'step_function',
  'inputs',
  'initial_states',
  'go_backwards',
  'mask',
  'constants',
  'unroll',
  'input_length',
  'time_major',
  'zero_output_for_mask',
  'return_all_outputs',
];

/**
 * Gives (last output, outputs, new states): what the step gives for inputs of shape (samples, …), the same with the
 * timesteps as second axis, and states like
 * the first ones. Unknown where the step cannot be followed.
 */
export const recurrence = (session: KerasSession): NativeFunction =>
  new NativeFunction('rnn', (interpreter, args) => {
    const given = boundTo(args);
    const read = (name: string): Value => given.get(name) ?? NONE;
    const notFollowed = interpreter.unknown('what rnn gives is not followed');
    const tensor = (spec: TensorSpec): KerasTensor =>
      new KerasTensor(
        { shape: spec.shape, dtype: spec.dtype ?? 'float32' },
        { traced: true, operators: session.operators },
      );
    const inputs = specsOf(interpreter, read('inputs'));
    const [states, constants] = [itemsOf(read('initial_states')), itemsOf(read('constants'))];
    const [timeMajor, all] = [
      interpreter.truth(read('time_major')),
      given.has('return_all_outputs') ? interpreter.truth(read('return_all_outputs')) : true,
    ];
    const first = inputs && flatten(inputs)[0]?.shape;
    if (
      !inputs ||
      !states ||
      !constants ||
      !first ||
      timeMajor === undefined ||
      all === undefined ||
      flatten(inputs).some(({ shape }) => !shape || shape.length < 2)
    )
      return notFollowed;
    const [samples, steps] = timeMajor ? [first[1]!, first[0]!] : [first[0]!, first[1]!];
    const step = mapNest(inputs, ({ shape, dtype }): TensorSpec => ({ shape: [samples, ...shape!.slice(2)], dtype }));
    const result = interpreter.call(read('step_function'), [
      valueOfNest<TensorSpec>(interpreter, step, tensor),
      new TupleValue([...states, ...constants]),
    ]);
    const output =
      (result.kind === 'tuple' || result.kind === 'list') && result.items.length === 2
        ? specsOf(interpreter, result.items[0]!)
        : undefined;
    if (!output) return notFollowed;
    const length: Dimension = all ? steps : 1;
    const outputs = mapNest(
      output,
      ({ shape, dtype }): TensorSpec => ({
        shape: shape && (timeMajor ? [length, samples, ...shape.slice(1)] : [samples, length, ...shape.slice(1)]),
        dtype,
      }),
    );
    const value = (specs: Nest<TensorSpec>): Value => valueOfNest<TensorSpec>(interpreter, specs, tensor);
    return new TupleValue([value(output), value(outputs), new TupleValue(states)]);
  });

function boundTo({ positional, keywords }: CallArguments): ReadonlyMap<string, Value> {
  return new Map([...positional.map((value, i): [string, Value] => [PARAMETERS[i] ?? '', value]), ...keywords]);
}

function itemsOf(value: Value): readonly Value[] | undefined {
  if (value.kind === 'none') return [];
  return value.kind === 'tuple' || (value.kind === 'list' && !value.summary) ? value.items : undefined;
}

function specsOf(interpreter: Interpreter, value: Value): Nest<TensorSpec> | undefined {
  const structure = structureOf(value);
  return structure && mapNest(structure, (leaf) => specOfValue(interpreter, leaf));
}
