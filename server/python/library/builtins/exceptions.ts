/** The builtin exception classes. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { ClassValue, InstanceValue, NONE, Str, TupleValue, type Value } from '../../domain/value.ts';
import { native } from '../signature.ts';

/** Each class under its base; several bases where Python has several. */
const hierarchy: readonly (readonly [base: string, names: string])[] = [
  ['BaseException', 'Exception GeneratorExit KeyboardInterrupt SystemExit BaseExceptionGroup'],
  [
    'Exception',
    'ArithmeticError AssertionError AttributeError BufferError EOFError ImportError LookupError MemoryError NameError OSError ReferenceError RuntimeError StopAsyncIteration StopIteration SyntaxError SystemError TypeError ValueError Warning',
  ],
  ['ArithmeticError', 'FloatingPointError OverflowError ZeroDivisionError'],
  ['ImportError', 'ModuleNotFoundError'],
  ['LookupError', 'IndexError KeyError'],
  ['NameError', 'UnboundLocalError'],
  [
    'OSError',
    'BlockingIOError ChildProcessError ConnectionError FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError',
  ],
  ['ConnectionError', 'BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError'],
  ['RuntimeError', 'NotImplementedError RecursionError'],
  ['SyntaxError', 'IndentationError'],
  ['IndentationError', 'TabError'],
  ['ValueError', 'UnicodeError'],
  ['UnicodeError', 'UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError'],
  [
    'Warning',
    'BytesWarning DeprecationWarning EncodingWarning FutureWarning ImportWarning PendingDeprecationWarning ResourceWarning RuntimeWarning SyntaxWarning UnicodeWarning UserWarning',
  ],
];

export function exceptionClasses(object: ClassValue): Map<string, ClassValue> {
  const classes = new Map<string, ClassValue>();
  const base = new ClassValue({
    name: 'BaseException',
    qualifiedName: 'builtins.BaseException',
    bases: [object],
    construct: makeException,
    attributes: new Map<string, Value>(baseMethods()),
  });
  classes.set(base.name, base);
  for (const [parent, names] of hierarchy) {
    for (const name of names.split(' ')) {
      classes.set(
        name,
        new ClassValue({
          name,
          qualifiedName: `builtins.${name}`,
          bases: [classes.get(parent)!],
          construct: makeException,
        }),
      );
    }
  }
  const group = new ClassValue({
    name: 'ExceptionGroup',
    qualifiedName: 'builtins.ExceptionGroup',
    bases: [classes.get('BaseExceptionGroup')!, classes.get('Exception')!],
    construct: makeException,
  });
  classes.set(group.name, group);
  for (const alias of ['IOError', 'EnvironmentError']) classes.set(alias, classes.get('OSError')!);
  classes.get('KeyError')!.attributes.set(
    '__str__',
    native('__str__', 'self, /', (interpreter, [self]) => textOrUnknown(interpreter, keyErrorText(interpreter, self!))),
  );
  return classes;
}

/** `args` are set before `__init__` runs, so that they are there whatever it does. */
const makeException: NonNullable<ClassValue['construct']> = (interpreter, cls, args) => {
  const exception = new InstanceValue(cls);
  setArguments(interpreter, exception, args.positional);
  const init = cls.lookup('__init__');
  if (init && init.kind !== 'native')
    interpreter.callWith(init, { ...args, positional: [exception, ...args.positional] });
  return exception;
};

function setArguments(interpreter: Interpreter, exception: InstanceValue, args: readonly Value[]): void {
  interpreter.touch(exception);
  exception.attributes.set('args', new TupleValue(args));
  if (exception.cls.mro.some((cls) => cls.qualifiedName === 'builtins.StopIteration'))
    exception.attributes.set('value', args[0] ?? NONE);
  if (exception.cls.mro.some((cls) => cls.qualifiedName === 'builtins.SystemExit'))
    exception.attributes.set('code', args[0] ?? NONE);
}

function baseMethods(): [string, Value][] {
  return [
    ['__cause__', NONE],
    ['__context__', NONE],
    ['__traceback__', NONE],
    [
      '__init__',
      native('__init__', 'self, /, *args, **kwargs', (interpreter, [self], { rest }) => {
        if (self!.kind === 'instance') setArguments(interpreter, self!, rest);
        return NONE;
      }),
    ],
    [
      '__str__',
      native('__str__', 'self, /', (interpreter, [self]) =>
        textOrUnknown(interpreter, exceptionText(interpreter, self!)),
      ),
    ],
    [
      '__repr__',
      native('__repr__', 'self, /', (interpreter, [self]) =>
        textOrUnknown(interpreter, exceptionRepr(interpreter, self!)),
      ),
    ],
    ['with_traceback', native('with_traceback', 'self, tb, /', (_, [self]) => self!)],
    ['add_note', native('add_note', 'self, note, /', () => NONE)],
  ];
}

function textOrUnknown(interpreter: Interpreter, text: string | undefined): Value {
  return text === undefined ? interpreter.unknown('the message of the exception is not known') : new Str(text);
}

function argumentsOf(exception: Value): readonly Value[] | undefined {
  const args = exception.kind === 'instance' ? exception.attributes.get('args') : undefined;
  return args?.kind === 'tuple' ? args.items : undefined;
}

/** No argument: nothing; one: its `str`; more: the tuple. */
function exceptionText(interpreter: Interpreter, exception: Value): string | undefined {
  const args = argumentsOf(exception);
  if (!args) return undefined;
  if (args.length === 0) return '';
  return args.length === 1 ? interpreter.str(args[0]!) : interpreter.repr(new TupleValue(args));
}

function keyErrorText(interpreter: Interpreter, exception: Value): string | undefined {
  const args = argumentsOf(exception);
  return args?.length === 1 ? interpreter.repr(args[0]!) : exceptionText(interpreter, exception);
}

function exceptionRepr(interpreter: Interpreter, exception: Value): string | undefined {
  const args = argumentsOf(exception);
  if (!args || exception.kind !== 'instance') return undefined;
  const parts = args.map((argument) => interpreter.repr(argument));
  return parts.includes(undefined) ? undefined : `${exception.cls.name}(${parts.join(', ')})`;
}
