/** `tf.random.Generator`: what is drawn has a shape and a dtype. */
import { HostValue } from '../../python/domain/host.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import {
  ClassValue,
  ListValue,
  type NativeFunction,
  StaticMethodValue,
  type Value,
} from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { bind, define } from '../../python/library/arrays/library-call.ts';
import { words } from '../../words/message.ts';

class RandomGenerator extends HostValue {
  readonly typeName = 'Generator';
  override pythonClass(): ClassValue {
    return generatorClass;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    if (method) return bind(this, method);
    return name.startsWith('__') ? undefined : interpreter.unknown('this of a generator is not worked out');
  }
  override truth(): boolean {
    return true;
  }
}

const drawing = (name: string, parameters: string, dtype: string): NativeFunction =>
  define(
    name,
    parameters,
    (call) =>
      new ArrayValue({
        shape: call.shape('shape'),
        dtype: call.dtype('dtype', dtype),
        library: 'tensorflow',
        reason: words`it is drawn at random`,
      }),
  );

const METHODS: Readonly<Record<string, NativeFunction>> = {
  normal: drawing('normal', 'self shape mean stddev dtype name', 'float32'),
  truncated_normal: drawing('truncated_normal', 'self shape mean stddev dtype name', 'float32'),
  uniform: drawing('uniform', 'self shape minval maxval dtype name', 'float32'),
  uniform_full_int: drawing('uniform_full_int', 'self shape dtype name', 'uint64'),
  binomial: drawing('binomial', 'self shape counts probs dtype name', 'int32'),
  make_seeds: define('make_seeds', 'self count', (call) => {
    const count = call.size('count', 1);
    return new ArrayValue({ shape: [2, count], dtype: 'int64', library: 'tensorflow' });
  }),
  split: define('split', 'self count', (call) => {
    return new ListValue(Array.from({ length: call.integer('count', 1) }, () => new RandomGenerator()));
  }),
};

const made = (name: string): [string, Value] => [
  name,
  new StaticMethodValue(define(name, 'seed alg', () => new RandomGenerator())),
];

export const generatorClass = new ClassValue({
  name: 'Generator',
  qualifiedName: 'tensorflow.random.Generator',
  attributes: new Map<string, Value>([
    made('from_seed'),
    made('from_non_deterministic_state'),
    made('from_state'),
    made('from_key_counter'),
  ]),
  construct: () => new RandomGenerator(),
});

export const globalGenerator = define('get_global_generator', '', () => new RandomGenerator());
