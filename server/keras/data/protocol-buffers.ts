/** `tf.train.Example` and its parts: what a record of TensorFlow's holds, and records as they are read again. */
import { HostValue } from '../../python/domain/host.ts';
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import type { Mutable } from '../../python/domain/journal.ts';
import { agreed, defineState, type State } from '../../python/domain/state.ts';
import {
  ClassValue,
  DictValue,
  ListValue,
  NONE,
  type NativeFunction,
  StaticMethodValue,
  type Value,
} from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { castElement } from '../../python/library/arrays/dtypes.ts';
import { bind, define, NotDecided } from '../../python/library/arrays/library-call.ts';

/** A message: its fields by name. */
export class Message extends HostValue {
  readonly typeName: string;
  readonly fields: ReadonlyMap<string, Value>;
  constructor(typeName: string, fields: ReadonlyMap<string, Value>) {
    super();
    this.typeName = typeName;
    this.fields = fields;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    if (name === 'SerializeToString') return bind(this, SERIALIZE);
    const own = this.fields.get(name);
    if (own) return own;
    // What is not set is made when it is asked for, and filled.
    return name.startsWith('__') ? undefined : interpreter.unknown('this of a message is not worked out');
  }
  override truth(): boolean {
    return true;
  }
}

/** A message as bytes: which ones they are is not said. */
export class Serialized extends HostValue {
  readonly typeName = 'bytes';
  readonly message: Message;
  constructor(message: Message) {
    super();
    this.message = message;
  }
  override truth(): boolean {
    return true;
  }
}

/** What a field holds: a list of values, a dict of messages, or a message. */
const PARTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Int64List: { value: 'list' },
  FloatList: { value: 'list' },
  BytesList: { value: 'list' },
  Feature: { int64_list: 'Int64List', float_list: 'FloatList', bytes_list: 'BytesList' },
  Features: { feature: 'dict' },
  Example: { features: 'Features' },
  FeatureList: { feature: 'list' },
  FeatureLists: { feature_list: 'dict' },
  SequenceExample: { context: 'Features', feature_lists: 'FeatureLists' },
};

const SERIALIZE = define('SerializeToString', 'self', (call) => {
  const self = call.required('self');
  if (self instanceof Message) return new Serialized(self);
  throw new NotDecided('the message is not known');
});

/** What is listed, as the kind of list has it. */
function listed(interpreter: Interpreter, typeName: string, value: Value): Value {
  const items = interpreter.iterate(value);
  if (!items) return interpreter.unknown('the values of the feature are not known');
  const made = [...items].map((item) => {
    const plain = item instanceof ArrayValue && item.shape?.length === 0 ? item.elements?.[0] : item;
    if (plain === undefined || typeName === 'BytesList') return plain;
    return castElement(plain, typeName === 'FloatList' ? 'float32' : 'int64');
  });
  return made.every((one) => one !== undefined)
    ? new ListValue(made)
    : interpreter.unknown('the values of the feature are not known');
}

function messageOf(interpreter: Interpreter, typeName: string, args: CallArguments): Value {
  const fields = new Map<string, Value>();
  for (const [name, value] of args.keywords)
    fields.set(
      name,
      PARTS[typeName]?.[name] === 'list' && typeName.endsWith('List') && name === 'value'
        ? listed(interpreter, typeName, value)
        : value,
    );
  return new Message(typeName, fields);
}

const parsed = (value: Value): Value | undefined => {
  const plain = value instanceof ArrayValue && value.shape?.length === 0 ? value.elements?.[0] : value;
  return plain instanceof Serialized ? plain.message : undefined;
};

function classOf(typeName: string): ClassValue {
  const fromString = define('FromString', 'serialized', (call) => {
    return parsed(call.required('serialized')) ?? call.unknown('what is parsed is not known');
  });
  return new ClassValue({
    name: typeName,
    qualifiedName: `tensorflow.train.${typeName}`,
    attributes: new Map<string, Value>([['FromString', new StaticMethodValue(fromString)]]),
    construct: (interpreter, _cls, args) =>
      args.keywords.size === 0 ? new Parsing(typeName) : messageOf(interpreter, typeName, args),
  });
}

/** `example = tf.train.Example()`, and then `example.ParseFromString(…)`. */
class Parsing extends HostValue implements Mutable {
  readonly typeName: string;
  /** undefined: nothing was parsed, or it is not known what. */
  message: Message | undefined;
  get state(): State {
    return PARSED;
  }
  constructor(typeName: string) {
    super();
    this.typeName = typeName;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    if (name === 'ParseFromString') return bind(this, PARSE);
    return this.message
      ? this.message.getAttribute(interpreter, name)
      : name.startsWith('__')
        ? undefined
        : interpreter.unknown('what is in the message is not known');
  }
  override truth(): boolean {
    return true;
  }
}

const PARSE: NativeFunction = define('ParseFromString', 'self serialized', (call) => {
  const [self, message] = [call.required('self'), parsed(call.required('serialized'))];
  if (!(self instanceof Parsing)) throw new NotDecided('the message is not known');
  call.interpreter.touch(self);
  self.message = message instanceof Message ? message : undefined;
  return NONE;
});
const PARSED = defineState<Pick<Parsing, 'message'>>({
  message: agreed(),
});

export const trainFunctions: Readonly<Record<string, Value>> = Object.fromEntries(
  Object.keys(PARTS).map((name) => [name, classOf(name)]),
);

/** The values of a feature, or that there is none of this name. */
export type Values = readonly Value[] | 'absent';

/** Of a dict of messages, the one of this name. */
function entryOf(dict: Value | undefined, name: string): Message | 'absent' | undefined {
  if (!(dict instanceof DictValue) || dict.summary) return undefined;
  const found = [...dict.entries.values()].find(([key]) => key.kind === 'str' && key.value === name)?.[1];
  if (found === undefined) return 'absent';
  return found instanceof Message ? found : undefined;
}

const fieldOf = (message: Value | undefined, name: string): Value | undefined =>
  message instanceof Message ? message.fields.get(name) : undefined;

function valuesOf(feature: Message): readonly Value[] | undefined {
  const values = fieldOf([...feature.fields.values()][0], 'value');
  return values instanceof ListValue && !values.summary ? values.items : undefined;
}

/** The values of a feature of an example, which stand in a part of it (`features`, `context`). */
export function featureIn(example: Message, part: 'features' | 'context', name: string): Values | undefined {
  const found = entryOf(fieldOf(example.fields.get(part), 'feature'), name);
  return found instanceof Message ? valuesOf(found) : found;
}

/** The values of each step of a list of features; undefined where they are not known, or not there. */
export function stepsIn(example: Message, name: string): readonly (readonly Value[])[] | undefined {
  const found = entryOf(fieldOf(example.fields.get('feature_lists'), 'feature_list'), name);
  const list = found === 'absent' ? undefined : fieldOf(found, 'feature');
  if (!(list instanceof ListValue) || list.summary) return undefined;
  const steps = list.items.map((step) => (step instanceof Message ? valuesOf(step) : undefined));
  return steps.every((step) => step !== undefined) ? steps : undefined;
}
