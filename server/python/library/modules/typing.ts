import { ClassValue, DictValue, FALSE, type ModuleValue, StaticMethodValue, type Value } from '../../domain/value.ts';
import { textArgument } from '../arguments.ts';
import { updateDict } from '../methods/dict-methods.ts';
import { native } from '../signature.ts';
import { collectionsAbcModule } from './collections.ts';
import { classNamed, FunctionTable, moduleOf } from './module-value.ts';
import { namedTupleBase } from './named-tuples.ts';

const table = new FunctionTable();
table.add('cast', 'typ, val', (_, [, value]) => value!);
for (const name of [
  'overload',
  'final',
  'no_type_check',
  'runtime_checkable',
  'override',
  'assert_never',
  'reveal_type',
])
  table.add(name, 'value, /', (_, [value]) => value!);
table.add('assert_type', 'val, typ, /', (_, [value]) => value!);
table.add('dataclass_transform', '**kwargs', () => native('dataclass_transform', 'cls, /', (_, [cls]) => cls!));
for (const name of ['get_type_hints', 'get_args', 'get_origin', 'get_overloads'])
  table.add(name, '*args, **kwargs', (interpreter) => interpreter.unknown('annotations are not evaluated'));
table.add('NewType', 'name, tp', () => native('NewType', 'value, /', (_, [value]) => value!));

/**
 * Forms that only annotations use. They are classes here, so that they can be subscripted, joined with `|` and
 * inherited from.
 */
const forms = [
  'Any',
  'Union',
  'Optional',
  'Literal',
  'Annotated',
  'ClassVar',
  'Final',
  'Type',
  'NoReturn',
  'Never',
  'Self',
  'Concatenate',
  'TypeGuard',
  'Required',
  'NotRequired',
  'LiteralString',
  'Unpack',
  'TypeAlias',
  'AnyStr',
  'Text',
  'SupportsInt',
  'SupportsFloat',
  'SupportsIndex',
  'SupportsAbs',
  'SupportsRound',
  'IO',
  'TextIO',
  'BinaryIO',
  'Pattern',
  'Match',
  'Generic',
  'Protocol',
  'ForwardRef',
  'ContextManager',
  'ReadOnly',
  'TypeIs',
];

const aliases: Readonly<Record<string, string>> = {
  List: 'list',
  Dict: 'dict',
  Tuple: 'tuple',
  FrozenSet: 'frozenset',
  Set: 'set',
  DefaultDict: 'collections.defaultdict',
  OrderedDict: 'collections.OrderedDict',
  Counter: 'collections.Counter',
};

/** The modules `typing` and `typing_extensions`. */
export function typingModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  const object = classNamed(builtins, 'object');
  const form = (name: string): ClassValue => new ClassValue({ name, qualifiedName: `typing.${name}`, bases: [object] });
  const variable = (name: string): ClassValue =>
    new ClassValue({
      name,
      qualifiedName: `typing.${name}`,
      bases: [object],
      construct: (_, __, args) => form(args.positional[0]?.kind === 'str' ? args.positional[0].value : name),
    });
  const abstract = collectionsAbcModule(builtins);
  return moduleOf('typing', [
    ...abstract.attributes,
    ...table.members,
    ...forms.map((name) => [name, form(name)] as const),
    ...Object.entries(aliases).map(([name, builtin]) => [name, classNamed(builtins, builtin)] as const),
    ...['TypeVar', 'ParamSpec', 'TypeVarTuple', 'TypeAliasType'].map((name) => [name, variable(name)] as const),
    ['AbstractSet', abstract.attributes.get('Set')!],
    ['TYPE_CHECKING', FALSE],
    ['NamedTuple', namedTupleBase(classNamed(builtins, 'tuple'))],
    ['TypedDict', typedDictBase(object)],
  ]);
}

/** Calls of a TypedDict make plain dicts. */
function typedDictBase(object: ClassValue): ClassValue {
  const base: ClassValue = new ClassValue({
    name: 'TypedDict',
    qualifiedName: 'typing.TypedDict',
    bases: [object],
    attributes: new Map(),
    construct: (interpreter, cls, args) => {
      if (cls === base) {
        const name = args.positional[0] ? textArgument(interpreter, args.positional[0]) : undefined;
        return name === undefined
          ? interpreter.unknown('the class is not known')
          : new ClassValue({ name, qualifiedName: `__main__.${name}`, bases: [base] });
      }
      const dict = new DictValue();
      updateDict(interpreter, dict, args.positional[0], args.keywords);
      dict.summary ??= args.incomplete;
      return dict;
    },
  });
  return base;
}

/** The module `abc`. */
export function abcModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  const object = classNamed(builtins, 'object');
  const decorator = native('abstractmethod', 'funcobj, /', (_, [fn]) => fn!);
  return moduleOf('abc', [
    [
      'ABC',
      new ClassValue({
        name: 'ABC',
        qualifiedName: 'abc.ABC',
        bases: [object],
        attributes: new Map<string, Value>([
          ['register', new StaticMethodValue(native('register', 'cls, /', (_, [cls]) => cls!))],
        ]),
      }),
    ],
    [
      'ABCMeta',
      new ClassValue({ name: 'ABCMeta', qualifiedName: 'abc.ABCMeta', bases: [classNamed(builtins, 'type')] }),
    ],
    ['abstractmethod', decorator],
    ['abstractproperty', classNamed(builtins, 'property')],
    ['abstractclassmethod', classNamed(builtins, 'classmethod')],
    ['abstractstaticmethod', classNamed(builtins, 'staticmethod')],
  ]);
}
