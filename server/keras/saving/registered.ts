/** Classes of the program's that configurations and files may name. */
import { type ClassValue, NativeFunction, NONE } from '../../python/domain/value.ts';

const registered = new WeakSet<ClassValue>();
export const isRegistered = (cls: ClassValue): boolean => registered.has(cls);

/** `@register_keras_serializable()` gives back what it decorates. */
export const register = (): NativeFunction =>
  new NativeFunction(
    'register_keras_serializable',
    () =>
      new NativeFunction('decorator', (_, { positional: [decorated] }) => {
        if (decorated?.kind === 'class') registered.add(decorated);
        return decorated ?? NONE;
      }),
  );
