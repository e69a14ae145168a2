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

export function contextlibModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  const object = classNamed(builtins, 'object');
  const manager = (name: string, enter: NativeFunction, exit: NativeFunction): ClassValue =>
    new ClassValue({
      name,
      qualifiedName: `contextlib.${name}`,
      bases: [object],
      attributes: new Map<string, Value>([
        ['__enter__', enter],
        ['__exit__', exit],
      ]),
    });
  const generatorManager = manager(
    '_GeneratorContextManager',
    native('__enter__', 'self, /', (interpreter, [self]) => {
      const generator = self!.kind === 'instance' ? self!.attributes.get('gen') : undefined;
      return (
        (generator?.kind === 'iterator' ? nextItem(interpreter, generator) : undefined) ??
        interpreter.unknown('what the context manager gives is not known')
      );
    }),
    native('__exit__', 'self, /, *args', (interpreter, [self], { rest }) => {
      const generator = self!.kind === 'instance' ? self!.attributes.get('gen') : undefined;
      // What a generator does with an exception is not followed.
      if (generator?.kind === 'iterator' && rest[0]?.kind === 'none') nextItem(interpreter, generator);
      return bool(false);
    }),
  );
  const suppressor = manager(
    'suppress',
    native('__enter__', 'self, /', () => NONE),
    native('__exit__', 'self, /, *args', (interpreter, [self], { rest }) => {
      const types = self!.kind === 'instance' ? self!.attributes.get('types') : undefined;
      if (!rest[1] || rest[1].kind === 'none' || !types) return bool(false);
      const isOne = interpreter.isInstance(rest[1], types);
      return isOne === undefined ? interpreter.unknown('which exception it is is not known') : bool(isOne);
    }),
  );
  const plain = (name: string): ClassValue =>
    manager(
      name,
      native(
        '__enter__',
        'self, /',
        (_, [self]) => (self!.kind === 'instance' ? self!.attributes.get('enter_result') : undefined) ?? NONE,
      ),
      native('__exit__', 'self, /, *args', () => bool(false)),
    );
  const nullcontext = plain('nullcontext');
  const closing = plain('closing');
  const instanceOf = (cls: ClassValue, attribute: string, value: Value): Value => {
    const instance = new InstanceValue(cls);
    instance.attributes.set(attribute, value);
    return instance;
  };
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
