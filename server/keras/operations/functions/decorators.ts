/** What TensorFlow puts around functions of the program: `tf.function`, `tf.recompute_grad`. */
import { BoundMethod, NativeFunction, NONE, OTHER_ATTRIBUTES, type Value } from '../../../python/domain/value.ts';
import { words } from '../../../words/message.ts';
import type { KerasSession } from '../../session.ts';
import { tracedFunction } from '../traced-function.ts';

/** `@tf.function`, with arguments too. */
export const functionOfTensorflow = (session: KerasSession): NativeFunction =>
  new NativeFunction('function', (interpreter, { positional, keywords }) => {
    const signature = keywords.get('input_signature');
    const stated = signature === undefined || signature.kind === 'none' ? undefined : interpreter.iterate(signature);
    const specs = stated && [...stated];
    const wrap = (decorated: Value | undefined): Value => {
      const inner = decorated?.kind === 'method' ? decorated.method : decorated;
      if (inner?.kind !== 'function') return decorated ?? NONE;
      const made = tracedFunction(session, inner, specs);
      made.attributes.set(
        OTHER_ATTRIBUTES,
        interpreter.unknown(words`what ${'function'} adds to a function is not followed`),
      );
      return decorated?.kind === 'method' ? new BoundMethod(decorated.receiver, made) : made;
    };
    const [first = keywords.get('func')] = positional;
    return first ? wrap(first) : new NativeFunction('function', (_, args) => wrap(args.positional[0]));
  });

/** The function itself, which has more attributes then (`get_concrete_function`). */
export const decorator = (name: string): NativeFunction =>
  new NativeFunction(name, (interpreter, { positional, keywords }) => {
    const wrap = (decorated: Value | undefined): Value => {
      const inner = decorated?.kind === 'method' ? decorated.method : decorated;
      if (inner?.kind === 'function' && !inner.attributes.has(OTHER_ATTRIBUTES)) {
        interpreter.touch(inner);
        inner.attributes.set(
          OTHER_ATTRIBUTES,
          interpreter.unknown(words`what ${name} adds to a function is not followed`),
        );
      }
      return decorated ?? NONE;
    };
    const [first = keywords.get('func')] = positional;
    return first ? wrap(first) : new NativeFunction(name, (_, args) => wrap(args.positional[0]));
  });
