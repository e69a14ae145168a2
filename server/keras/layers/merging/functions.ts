/** The merging layers as functions: `concatenate([a, b], axis=-1)` is `Concatenate(axis=-1)([a, b])`. */
import type { Interpreter } from '../../../python/domain/interpreter.ts';
import { int, NativeFunction, type Value } from '../../../python/domain/value.ts';
import { isIn } from '../../packaged-releases.ts';
import type { KerasSession } from '../../session.ts';
import { refusing } from '../create.ts';
import { LayerError } from '../definition.ts';
import { type Message, words } from '../../../words/message.ts';

/** Each function's layer, and the constructor's argument that may stand after the inputs. */
const FUNCTIONS: Readonly<Record<string, { readonly layer: string; readonly second?: string }>> = {
  add: { layer: 'Add' },
  subtract: { layer: 'Subtract' },
  multiply: { layer: 'Multiply' },
  average: { layer: 'Average' },
  maximum: { layer: 'Maximum' },
  minimum: { layer: 'Minimum' },
  concatenate: { layer: 'Concatenate', second: 'axis' },
  dot: { layer: 'Dot', second: 'axes' },
};

/** `merge([a, b], mode="concat")`, which the package keras has up to 2.1: a Merge that is made and called. */
function formerMerge(session: KerasSession): Value {
  return new NativeFunction('merge', (interpreter, args) => {
    const cls = session.classes.get('Merge');
    const [inputs = args.keywords.get('inputs'), ...positional] = args.positional;
    if (!cls || !inputs) return interpreter.unknown('what merge() does is not followed');
    const keywords = new Map([...args.keywords].filter(([name]) => name !== 'inputs'));
    for (const [index, value] of positional.entries()) {
      const name = MERGE_PARAMETERS[index];
      if (name !== undefined) keywords.set(name, value);
    }
    const made = interpreter.callWith(cls, { ...args, positional: [], keywords });
    return interpreter.callWith(made, { ...args, positional: [inputs], keywords: new Map() });
  });
}
/** Those after the inputs. */
const MERGE_PARAMETERS = ['mode', 'concat_axis', 'dot_axes', 'output_shape', 'output_mask', 'arguments', 'name'];

export function createMergeFunctions(session: KerasSession): Map<string, Value> {
  const functions = mergeFunctions(session);
  if (isIn(session.dialect.packaged, { until: 2.1 }) !== false) functions.set('merge', formerMerge(session));
  return functions;
}

function mergeFunctions(session: KerasSession): Map<string, Value> {
  return new Map(
    Object.entries(FUNCTIONS).map(([name, { layer, second }]) => [name, mergeFunction(session, name, layer, second)]),
  );
}

const tooMany = (name: string, second: string | undefined, given: number): Message =>
  second === undefined
    ? words`${name}() takes a list of inputs, but got ${given} positional arguments.`
    : words`${name}() takes a list of inputs and ${second}, but got ${given} positional arguments.`;

function refuse(interpreter: Interpreter, code: string, message: Message): never {
  return refusing(interpreter, undefined, () => {
    throw new LayerError(code, message, { exceptionType: 'TypeError' });
  });
}

function mergeFunction(session: KerasSession, name: string, layerName: string, second: string | undefined): Value {
  return new NativeFunction(name, (interpreter, args) => {
    const cls = session.classes.get(layerName);
    if (!cls) return interpreter.unknown(words`${layerName} is not declared`);
    const keywords = new Map(args.keywords);
    const [first, argument, ...more] = args.positional;
    const inputs = first ?? keywords.get('inputs');
    keywords.delete('inputs');
    if (more.length > 0 || (argument && !second))
      return refuse(interpreter, 'too-many-arguments', tooMany(name, second, args.positional.length));
    if (argument && second) keywords.set(second, argument);
    if (!inputs)
      return args.incomplete
        ? interpreter.unknown(args.incomplete.reason)
        : refuse(
            interpreter,
            'missing-argument',
            words`${name}() needs a list of inputs: missing required argument 'inputs'.`,
          );
    // The layer needs axes, the function takes the last ones without.
    if (layerName === 'Dot' && !keywords.has('axes')) keywords.set('axes', int(-1));
    const made = interpreter.callWith(cls, { ...args, positional: [], keywords });
    return interpreter.callWith(made, { ...args, positional: [inputs], keywords: new Map() });
  });
}
