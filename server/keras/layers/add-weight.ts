/** `self.add_weight(…)`: an array that a layer of the program makes. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { str, type Value } from '../../python/domain/value.ts';
import { formatShape, type Size } from '../../shapes/dimension.ts';
import { type Message, words } from '../../words/message.ts';
import { Variable } from '../graph/variable.ts';
import type { KerasSession } from '../session.ts';
import { unknownArgument } from './bound-arguments.ts';
import { dtypeOf, refusing } from './create.ts';
import { LayerError } from './definition.ts';
import type { LayerState, Weight } from './layer-state.ts';
import { unnamed } from './own-variables.ts';
import { shapeOf } from './values.ts';

/** All that add_weight() of Keras 2 or 3 knows. */
const WEIGHT_ARGUMENTS: ReadonlySet<string> = new Set([
  'shape',
  'initializer',
  'dtype',
  'trainable',
  'autocast',
  'regularizer',
  'constraint',
  'aggregation',
  'overwrite_with_gradient',
  'layout',
  'name',
  'use_resource',
  'synchronization',
  'partitioner',
  'getter',
  'collections',
  'caching_device',
  'experimental_autocast',
  'experimental_enable_variable_lifting',
]);

/**
 * @throws LayerError for arguments that add_weight() refuses. By position Keras 2 took the name first, and Keras 3
 * takes shape, initializer, dtype.
 */
function checkAddWeight(
  session: KerasSession,
  interpreter: Interpreter,
  { positional, keywords, site }: CallArguments,
): void {
  const call = site ?? interpreter.currentSite;
  for (const keyword of keywords.keys()) {
    if (!WEIGHT_ARGUMENTS.has(keyword))
      throw new LayerError(
        'unknown-argument',
        unknownArgument('add_weight()', keyword, keyword === 'init' ? 'initializer' : undefined),
        {
          parameter: keyword,
          exceptionType: 'TypeError',
          repairs: keyword === 'init' ? [{ argument: 'initializer', named: 'init', value: '', call }] : [],
        },
      );
  }
  if (session.kerasVersion === 2) return;
  const refuse = (code: string, message: Message, exceptionType = 'ValueError'): never => {
    throw new LayerError(code, message, { exceptionType });
  };
  if (positional.length > 3)
    refuse(
      'too-many-arguments',
      words`add_weight() takes at most 3 arguments by position (shape, initializer, dtype), but ${positional.length} are given. Pass the others by name.`,
      'TypeError',
    );
  const [first] = positional;
  if (first?.kind === 'str')
    refuse(
      'bad-argument',
      words`add_weight("${first.value}", …): in Keras 3 the name must be passed as a keyword argument, add_weight(name="${first.value}", shape=…).`,
    );
  else
    ['shape', 'initializer', 'dtype'].forEach((name, index) => {
      if (index < positional.length && keywords.has(name))
        refuse('repeated-argument', words`add_weight() got ${name} twice: by position and by name.`);
    });
}

/** `self.add_weight(shape=…, name=…)` in every form that Keras 2 and 3 take. */
export function addWeight(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  args: CallArguments,
): Value {
  const positional = [...args.positional];
  const named = positional[0]?.kind === 'str' ? positional.shift() : undefined;
  const name = args.keywords.get('name') ?? named;
  const given = args.keywords.get('shape') ?? positional[0];
  const shape =
    given === undefined || given.kind === 'none' ? [] : given.kind === 'int' ? [Number(given.value)] : shapeOf(given);
  const trainableValue = args.keywords.get('trainable');
  const trainable = trainableValue ? interpreter.truth(trainableValue) : true;
  const dtype = dtypeOf(session, interpreter, args.keywords.get('dtype') ?? str(layer.dtype.variable)).variable;
  refusing(interpreter, layer, () => {
    checkAddWeight(session, interpreter, args);
  });
  interpreter.touch(layer);
  interpreter.touch(session.naming);
  if (shape?.some((dimension) => dimension === null)) {
    return refusing(interpreter, layer, () => {
      throw new LayerError(
        'unknown-size',
        words`A weight of ${layer.className} "${layer.name}" cannot have the shape ${formatShape(shape)}: every size of an array must be known (None is not).`,
      );
    });
  }
  const label = name?.kind === 'str' ? name.value : unnamed(session);
  const weight: Weight = {
    name: label,
    path: label,
    shape: shape as readonly Size[] | undefined,
    kind: trainable === false ? 'frozen' : 'trainable',
    trainable: trainable !== false,
    dtype,
    declaration: undefined,
    ...(layer.path === undefined ? { scope: session.scopes.pathOf(layer.name) } : {}),
  };
  layer.weights.push(weight);
  if (!shape) layer.unknown = words`the shape of one of its arrays is not known`;
  return new Variable(layer, weight, session);
}
