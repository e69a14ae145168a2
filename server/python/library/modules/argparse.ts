/**
 * `argparse`: the namespace that a program gets when it is started without arguments, or with those that it passes
 * itself; what must be passed is unknown.
 */
import type { Interpreter } from '../../domain/interpreter.ts';
import {
  ClassValue,
  DictValue,
  FALSE,
  InstanceValue,
  ListValue,
  type ModuleValue,
  NONE,
  Str,
  TRUE,
  TupleValue,
  bool,
  type Value,
} from '../../domain/value.ts';
import { native, type NativeBody } from '../signature.ts';
import { Expression } from '../../../shapes/expression.ts';
import { allItems } from '../operations/iterate.ts';
import { classNamed, moduleOf } from './module-value.ts';
import { takenApart } from './passed-arguments.ts';
import { words } from '../../../words/message.ts';
import { Top, undetermined, type Undetermined } from '../../domain/undetermined.ts';

const argumentsAttribute = '_declared_arguments';
const defaultsAttribute = '_declared_defaults';
const subparsersAttribute = '_has_subparsers';

/** The arguments that a parser was told of; made at the first use. */
function declared(interpreter: Interpreter, parser: InstanceValue): ListValue {
  const known = parser.attributes.get(argumentsAttribute);
  if (known?.kind === 'list') return known;
  const made = new ListValue([]);
  interpreter.touch(parser);
  parser.attributes.set(argumentsAttribute, made);
  return made;
}

function defaultsOf(interpreter: Interpreter, parser: InstanceValue): DictValue {
  const known = parser.attributes.get(defaultsAttribute);
  if (known?.kind === 'dict') return known;
  const made = new DictValue();
  interpreter.touch(parser);
  parser.attributes.set(defaultsAttribute, made);
  return made;
}

/** `dest` is the first long option's name, or the first option's. */
function destination(names: readonly string[], given: Value | undefined): string | undefined {
  if (given) return given.kind === 'str' ? given.value : undefined;
  const name = names.find((option) => option.startsWith('--')) ?? names[0];
  return name?.replace(/^-+/, '').replaceAll('-', '_');
}

const addArgument =
  (action: ClassValue): NativeBody =>
  (interpreter, [self], { rest, keywords }) => {
    const made = new InstanceValue(action);
    if (self!.kind !== 'instance') return made;
    const list = declared(interpreter, self!);
    const names = rest.map((name) => (name.kind === 'str' ? name.value : undefined));
    const dest = names.every((name) => name !== undefined) ? destination(names, keywords.get('dest')) : undefined;
    for (const [name, value] of keywords) made.attributes.set(name, value);
    made.attributes.set(
      'option_strings',
      new ListValue(rest.filter((name) => name.kind === 'str' && name.value.startsWith('-'))),
    );
    interpreter.touch(list);
    if (dest === undefined) list.summary ??= interpreter.unknown('the name of an argument is not known');
    else {
      made.attributes.set('dest', new Str(dest));
      list.items.push(made);
    }
    return made;
  };

/** An argument that whoever starts the program must pass. */
function unknownArgument(dest: string, type: Value | undefined): Undetermined {
  const name = `args.${dest}`;
  const integer = type?.kind === 'class' && type.qualifiedName === 'builtins.int';
  return undetermined('it is passed on the command line', { name, integer, makeSymbol: () => Expression.symbol(name) });
}

/**
 * What the namespace holds for an argument that is not passed (`isLeftOut`: surely not, since the program passes all
 * texts itself); undefined where it holds nothing (`--help`).
 */
function valueOf(
  interpreter: Interpreter,
  argument: InstanceValue,
  dest: string,
  override: Value | undefined,
  isLeftOut: boolean,
): Value | undefined {
  const option = (name: string): Value | undefined => argument.attributes.get(name);
  const action = option('action');
  const kind = action === undefined ? 'store' : action.kind === 'str' ? action.value : 'other';
  if (kind === 'help' || kind === 'version') return undefined;
  const options = option('option_strings');
  const positional = options?.kind === 'list' && options.items.length === 0;
  const nargs = option('nargs');
  const required = option('required');
  const mustBePassed = positional
    ? !(nargs?.kind === 'str' && (nargs.value === '?' || nargs.value === '*'))
    : required !== undefined && interpreter.truth(required) !== false;
  const type = option('type');
  if (mustBePassed)
    return nargs && nargs.kind !== 'none'
      ? new ListValue([], unknownArgument(dest, type))
      : unknownArgument(dest, type);
  const usual = override ?? option('default');
  // One that has no default is there to be passed, though it may be left out.
  if (
    !isLeftOut &&
    kind === 'store' &&
    (usual === undefined || usual.kind === 'none') &&
    !positional &&
    (nargs === undefined || nargs.kind === 'none')
  )
    return undetermined(words`the argument ${dest} may be passed or not`, {
      alternatives: [NONE, unknownArgument(dest, type)],
    });
  if (usual === undefined) {
    if (kind === 'store_true') return FALSE;
    if (kind === 'store_false') return TRUE;
    return positional && nargs?.kind === 'str' && nargs.value === '*' ? new ListValue([]) : NONE;
  }
  // A default that is a text goes through the type, as if it had been passed.
  return usual.kind === 'str' && type && kind === 'store' ? interpreter.call(type, [usual]) : usual;
}

interface Parsed {
  readonly namespace: InstanceValue;
  readonly rest: ListValue;
}

function parse(
  interpreter: Interpreter,
  parser: Value,
  namespaces: Namespaces,
  args: Value | undefined,
  given: Value | undefined,
): Parsed {
  const list =
    parser.kind === 'instance'
      ? declared(interpreter, parser)
      : new ListValue([], interpreter.unknown('the parser is not known'));
  const defaults = parser.kind === 'instance' ? defaultsOf(interpreter, parser) : new DictValue();
  const complete = !list.summary && !(parser.kind === 'instance' && parser.attributes.has(subparsersAttribute));
  const namespace =
    given?.kind === 'instance' ? given : new InstanceValue(complete ? namespaces.known : namespaces.open);
  interpreter.touch(namespace);
  const texts = args && args.kind !== 'none' ? textsOf(interpreter, args) : [];
  const fallback = (dest: string): Value | undefined => defaults.entries.get('s' + dest)?.[1] ?? usualOf(list, dest);
  const taken =
    complete && texts !== undefined
      ? takenApart(
          interpreter,
          list.items.filter((item) => item.kind === 'instance'),
          texts,
          fallback,
        )
      : undefined;
  /** The texts are passed by the program, and still it is not known which argument takes which. */
  const passed = args !== undefined && args.kind !== 'none' && !taken && !(texts?.length === 0);
  for (const argument of list.items) {
    if (argument.kind !== 'instance') continue;
    const dest = argument.attributes.get('dest');
    if (dest?.kind !== 'str') continue;
    const override = defaults.entries.get('s' + dest.value)?.[1];
    const value =
      (args && taken?.values.get(dest.value)) ??
      (passed
        ? unknownArgument(dest.value, argument.attributes.get('type'))
        : valueOf(interpreter, argument, dest.value, override, args !== undefined && args.kind !== 'none'));
    if (value && !namespace.attributes.has(dest.value)) namespace.attributes.set(dest.value, value);
  }
  for (const [key, value] of defaults.entries.values())
    if (key.kind === 'str' && !namespace.attributes.has(key.value)) namespace.attributes.set(key.value, value);
  const isPassed = args !== undefined && args.kind !== 'none';
  return {
    namespace,
    rest:
      isPassed && taken
        ? new ListValue(taken.rest.map((text) => new Str(text)))
        : new ListValue([], interpreter.unknown('it depends on how the program is started')),
  };
}

function usualOf({ items }: ListValue, dest: string): Value | undefined {
  for (const item of items) {
    const own = item.kind === 'instance' ? item.attributes.get('dest') : undefined;
    if (item.kind === 'instance' && own?.kind === 'str' && own.value === dest) return item.attributes.get('default');
  }
  return undefined;
}

function textsOf(interpreter: Interpreter, args: Value): readonly string[] | undefined {
  const items = allItems(interpreter, args);
  return items?.every((item) => item.kind === 'str') ? items.map((item) => item.value) : undefined;
}

interface Namespaces {
  readonly known: ClassValue;
  /** Of a parser whose arguments are not all known. */
  readonly open: ClassValue;
}

function namespaceClasses(object: ClassValue): Namespaces {
  const attributes = (): Map<string, Value> =>
    new Map<string, Value>([
      [
        '__contains__',
        native('__contains__', 'self, key, /', (_, [self, key]) =>
          bool(self!.kind === 'instance' && key!.kind === 'str' && self!.attributes.has(key!.value)),
        ),
      ],
      [
        '__repr__',
        native('__repr__', 'self, /', (interpreter, [self]) => {
          const parts =
            self!.kind === 'instance'
              ? [...self!.attributes].map(([name, value]) => `${name}=${interpreter.repr(value) ?? '…'}`)
              : [];
          return new Str(`Namespace(${parts.join(', ')})`);
        }),
      ],
    ]);
  const construct: NonNullable<ClassValue['construct']> = (_, cls, args) => {
    const made = new InstanceValue(cls);
    for (const [name, value] of args.keywords) made.attributes.set(name, value);
    return made;
  };
  return {
    known: new ClassValue({
      name: 'Namespace',
      qualifiedName: 'argparse.Namespace',
      bases: [object],
      attributes: attributes(),
      construct,
    }),
    open: new ClassValue({
      name: 'Namespace',
      qualifiedName: 'argparse.Namespace',
      bases: [object],
      attributes: attributes(),
      construct,
      unknownBase: new Top('the arguments are not all known'),
    }),
  };
}

/** `ArgumentParser(parents=[...])` begins with the arguments of those. */
const initialize: NativeBody = (interpreter, [self], { keywords }) => {
  if (self!.kind !== 'instance') return NONE;
  const list = declared(interpreter, self!);
  const parents = keywords.get('parents');
  if (parents?.kind === 'list')
    for (const parent of parents.items)
      if (parent.kind === 'instance') list.items.push(...declared(interpreter, parent).items);
  return NONE;
};

const setDefaults: NativeBody = (interpreter, [self], { keywords }) => {
  if (self!.kind !== 'instance') return NONE;
  const defaults = defaultsOf(interpreter, self!);
  interpreter.touch(defaults);
  for (const [name, value] of keywords) defaults.entries.set('s' + name, [new Str(name), value]);
  return NONE;
};

const addSubparsers: NativeBody = (interpreter, [self]) => {
  if (self!.kind === 'instance') {
    interpreter.touch(self!);
    self!.attributes.set(subparsersAttribute, TRUE);
  }
  return interpreter.unknown('sub-commands are not followed');
};

function parserClass(object: ClassValue, action: ClassValue, namespaces: Namespaces): ClassValue {
  const parser: ClassValue = new ClassValue({
    name: 'ArgumentParser',
    qualifiedName: 'argparse.ArgumentParser',
    bases: [object],
    unknownBase: new Top('the parser is not followed so far'),
  });
  const method = (name: string, parameters: string, body: NativeBody): void => {
    parser.attributes.set(name, native(name, parameters, body));
  };
  method('__init__', 'self, /, *args, **kwargs', initialize);
  method('add_argument', 'self, /, *args, **kwargs', addArgument(action));
  for (const name of ['add_argument_group', 'add_mutually_exclusive_group'])
    method(name, 'self, /, *args, **kwargs', (_, [self]) => self!);
  method('set_defaults', 'self, /, **kwargs', setDefaults);
  method('add_subparsers', 'self, /, **kwargs', addSubparsers);
  method(
    'parse_args',
    'self, /, args=, namespace=',
    (interpreter, [self, args, namespace]) => parse(interpreter, self!, namespaces, args, namespace).namespace,
  );
  method('parse_known_args', 'self, /, args=, namespace=', (interpreter, [self, args, namespace]) => {
    const parsed = parse(interpreter, self!, namespaces, args, namespace);
    return new TupleValue([parsed.namespace, parsed.rest]);
  });
  for (const name of ['print_help', 'print_usage', 'error', 'exit'])
    method(name, 'self, /, *args, **kwargs', () => NONE);
  return parser;
}

/** The module `argparse`. */
export function argparseModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  const object = classNamed(builtins, 'object');
  const plain = (name: string): ClassValue =>
    new ClassValue({ name, qualifiedName: `argparse.${name}`, bases: [object] });
  const action = plain('Action');
  const namespaces = namespaceClasses(object);
  return moduleOf('argparse', [
    ['ArgumentParser', parserClass(object, action, namespaces)],
    ['Namespace', namespaces.known],
    ['Action', action],
    ...[
      'HelpFormatter',
      'ArgumentDefaultsHelpFormatter',
      'RawTextHelpFormatter',
      'RawDescriptionHelpFormatter',
      'MetavarTypeHelpFormatter',
      'BooleanOptionalAction',
      'FileType',
    ].map((name) => [name, plain(name)] as const),
    [
      'ArgumentTypeError',
      new ClassValue({
        name: 'ArgumentTypeError',
        qualifiedName: 'argparse.ArgumentTypeError',
        bases: [classNamed(builtins, 'Exception')],
      }),
    ],
    ['SUPPRESS', new Str('==SUPPRESS==')],
    ['REMAINDER', new Str('...')],
  ]);
}
