/** The module `contextlib`. */
import { holding } from '../../domain/inner-code.ts';
import {
  ClassValue,
  InstanceValue,
  type ModuleValue,
  NativeFunction,
  NONE,
  TupleValue,
  bool,
  type Value,
} from '../../domain/value.ts';
import { nextItem } from '../methods/iterator-methods.ts';
import { native } from '../signature.ts';
import { classNamed, moduleOf } from './module-value.ts';

const heldIn = (self: Value | undefined, attribute: string): Value | undefined =>
  self!.kind === 'instance' ? self!.attributes.get(attribute) : undefined;

/** What stands behind `@contextmanager`: it goes on with the generator at both ends. */
const generatorMethods = (): readonly [NativeFunction, NativeFunction] => [
  native('__enter__', 'self, /', (interpreter, [self]) => {
    const generator = heldIn(self, 'gen');
    return (
      (generator?.kind === 'iterator' ? nextItem(interpreter, generator) : undefined) ??
      interpreter.unknown('what the context manager gives is not known')
    );
  }),
  native('__exit__', 'self, /, *args', (interpreter, [self], { rest }) => {
    const generator = heldIn(self, 'gen');
    // What a generator does with an exception is not followed.
    if (generator?.kind === 'iterator' && rest[0]?.kind === 'none') nextItem(interpreter, generator);
    return bool(false);
  }),
];

/** `suppress` takes an exception of the types that it was given. */
const suppressingMethods = (): readonly [NativeFunction, NativeFunction] => [
  native('__enter__', 'self, /', () => NONE),
  native('__exit__', 'self, /, *args', (interpreter, [self], { rest }) => {
    const types = heldIn(self, 'types');
    if (!rest[1] || rest[1].kind === 'none' || !types) return bool(false);
    const isOne = interpreter.isInstance(rest[1], types);
    return isOne === undefined ? interpreter.unknown('which exception it is is not known') : bool(isOne);
  }),
];

/** Gives what it was made with, and takes no exception. */
const handingMethods = (): readonly [NativeFunction, NativeFunction] => [
  native('__enter__', 'self, /', (_, [self]) => heldIn(self, 'enter_result') ?? NONE),
  native('__exit__', 'self, /, *args', () => bool(false)),
];

function instanceOf(cls: ClassValue, attribute: string, value: Value): Value {
  const instance = new InstanceValue(cls);
  instance.attributes.set(attribute, value);
  return instance;
}

/** The module `contextlib`. */
export function contextlibModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  const object = classNamed(builtins, 'object');
  const manager = (name: string, [enter, exit]: readonly [NativeFunction, NativeFunction]): ClassValue =>
    new ClassValue({
      name,
      qualifiedName: `contextlib.${name}`,
      bases: [object],
      attributes: new Map<string, Value>([
        ['__enter__', enter],
        ['__exit__', exit],
      ]),
    });
  const generatorManager = manager('_GeneratorContextManager', generatorMethods());
  const suppressor = manager('suppress', suppressingMethods());
  const nullcontext = manager('nullcontext', handingMethods());
  const closing = manager('closing', handingMethods());
  return moduleOf('contextlib', [
    [
      'contextmanager',
      native('contextmanager', 'func, /', (_, [fn]) =>
        holding(
          new NativeFunction(fn!.kind === 'function' ? fn!.name : 'contextmanager', (interpreter, args) =>
            instanceOf(generatorManager, 'gen', interpreter.callWith(fn!, args)),
          ),
          { values: [fn!] },
        ),
      ),
    ],
    [
      'suppress',
      native('suppress', '*args', (_, __, { rest }) => instanceOf(suppressor, 'types', new TupleValue(rest))),
    ],
    [
      'nullcontext',
      native('nullcontext', 'enter_result=', (_, [result]) => instanceOf(nullcontext, 'enter_result', result ?? NONE)),
    ],
    ['closing', native('closing', 'thing', (_, [thing]) => instanceOf(closing, 'enter_result', thing!))],
    ['AbstractContextManager', object],
    ['ContextDecorator', object],
  ]);
}
