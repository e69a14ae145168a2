/** Builtin classes whose calls make builtin values, and whose subclasses make instances that wrap one. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { Str } from '../../domain/value.ts';
import { native, type NativeBody } from '../signature.ts';
import { reprOf } from '../text/repr.ts';
import { unwrap, wrap } from '../wrapped.ts';
import { ClassValue, type NativeFunction, StaticMethodValue, type Value } from '../../domain/value.ts';

interface BuiltinClassOptions {
  readonly name: string;
  /** Where it is not in `builtins`: `collections`. */
  readonly module?: string;
  readonly bases: readonly ClassValue[];
  readonly parameters: string;
  readonly make: NativeBody;
  readonly methods?: ReadonlyMap<string, Value>;
  /** Of a class whose values change in place: an empty one for an instance of a subclass; `__init__` then fills it. */
  readonly empty?: () => Value;
  /** `__init__` of subclasses: fills the wrapped value. */
  readonly fill?: NativeBody;
}

export function builtinClass(options: BuiltinClassOptions): ClassValue {
  const { name, make, parameters, empty, fill } = options;
  const maker = native(name, parameters, make);
  const qualifiedName = `${options.module ?? 'builtins'}.${name}`;
  const attributes = new Map<string, Value>([['__repr__', representation], ...(options.methods ?? [])]);
  if (fill) attributes.set('__init__', native('__init__', `self, /, ${parameters}`, fill));
  const cls: ClassValue = new ClassValue({
    name,
    qualifiedName,
    bases: options.bases,
    attributes,
    construct: (interpreter, made, args) => {
      if (made === cls) return maker.implementation(interpreter, args);
      const instance = wrap(made, empty ? empty() : maker.implementation(interpreter, args));
      const init = made.lookup('__init__');
      if (init) interpreter.callWith(init, { ...args, positional: [instance, ...args.positional] });
      return instance;
    },
  });
  if (!empty) attributes.set('__new__', new StaticMethodValue(newMethod(cls, maker)));
  return cls;
}

/** `repr` of the value that an instance of a subclass wraps. */
const representation = native('__repr__', 'self, /', (interpreter, [self]) => {
  const text = reprOf(interpreter, unwrap(self!));
  return text === undefined ? interpreter.unknown('the text is not known') : new Str(text);
});

/** `int.__new__(cls, value)`. */
function newMethod(own: ClassValue, maker: NativeFunction): NativeFunction {
  return native('__new__', 'cls, /, *args, **kwargs', (interpreter: Interpreter, [made], { rest, keywords }) => {
    const value = maker.implementation(interpreter, { positional: rest, keywords });
    return made!.kind === 'class' && made !== own ? wrap(made, value) : value;
  });
}

/** Methods with further ones that belong to the class. */
export const withStatic = (
  methods: ReadonlyMap<string, NativeFunction>,
  extra: readonly (readonly [string, Value])[],
): Map<string, Value> => new Map<string, Value>([...methods, ...extra]);

/** Adds a class under its name, or under another; gives it back. */
export type Add = (cls: ClassValue, name?: string) => ClassValue;
