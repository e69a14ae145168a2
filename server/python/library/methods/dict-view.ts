import type { BinaryOperator, CompareOperator } from '../../syntax/tree.ts';
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import {
  bool,
  BoundMethod,
  type DictValue,
  IteratorValue,
  SetValue,
  TupleValue,
  type Value,
} from '../../domain/value.ts';
import { perhapsIn } from '../../domain/points-to.ts';
import { native } from '../signature.ts';
import { contains } from '../operations/containment.ts';
import { lengthOf } from '../operations/truth.ts';
import { compareOperation } from '../operations/compare.ts';
import { setOperation } from '../operations/sets.ts';
import { unwrap } from '../wrapped.ts';
import type { Undetermined } from '../../domain/undetermined.ts';

const NOTHING = new TupleValue([]);

/** `d.keys()`, `d.values()`, `d.items()`: they show the dict as it is when they are looked at. */
export class DictView extends HostValue {
  readonly typeName: 'dict_keys' | 'dict_values' | 'dict_items';
  readonly dict: DictValue;
  constructor(dict: DictValue, typeName: DictView['typeName']) {
    super();
    this.dict = dict;
    this.typeName = typeName;
  }

  private view([key, value]: readonly [Value, Value]): Value {
    if (this.typeName === 'dict_items') return new TupleValue([key, value]);
    return this.typeName === 'dict_keys' ? key : value;
  }

  override container(): Value {
    return this.dict;
  }
  override element(interpreter: Interpreter): Value {
    const open = (): Undetermined =>
      perhapsIn(
        interpreter.unknown(this.dict.summary?.reason ?? 'which entry it is is not known'),
        this.typeName === 'dict_keys' ? NOTHING : this.dict,
      );
    return this.typeName === 'dict_items'
      ? new TupleValue([interpreter.unknown('which entry it is is not known'), open()])
      : open();
  }

  override getAttribute(_interpreter: Interpreter, name: string): Value | undefined {
    const method = viewMethods.get(name);
    return method && new BoundMethod(this, method);
  }

  override length(interpreter: Interpreter): Value | undefined {
    return lengthOf(interpreter, this.dict);
  }

  override iterate(interpreter: Interpreter): Iterable<Value> | undefined {
    return this.dict.summary ? undefined : this.walk(interpreter);
  }

  private *walk(interpreter: Interpreter): Generator<Value> {
    const { size } = this.dict.entries;
    for (const entry of [...this.dict.entries.values()]) {
      if (this.dict.entries.size !== size)
        interpreter.raise('RuntimeError', 'dictionary changed size during iteration');
      yield this.view(entry);
    }
    if (this.dict.entries.size !== size) interpreter.raise('RuntimeError', 'dictionary changed size during iteration');
  }

  reversed(): IteratorValue {
    if (this.dict.summary)
      return new IteratorValue([][Symbol.iterator](), 'dict_reversekeyiterator', this.dict.summary);
    return new IteratorValue(
      [...this.dict.entries.values()]
        .map((entry) => this.view(entry))
        .reverse()
        [Symbol.iterator](),
      'dict_reversekeyiterator',
    );
  }

  override truth(): boolean | undefined {
    return this.dict.entries.size > 0 || (this.dict.summary ? undefined : false);
  }

  override text(interpreter: Interpreter): string | undefined {
    if (this.dict.summary) return undefined;
    const parts: string[] = [];
    for (const entry of this.dict.entries.values()) {
      interpreter.spend();
      const part = interpreter.repr(this.view(entry));
      if (part === undefined) return undefined;
      parts.push(part);
    }
    return `${this.typeName}([${parts.join(', ')}])`;
  }

  /** Keys and pairs as a set; undefined where a pair cannot be hashed or is not known. */
  private asSet(interpreter: Interpreter): SetValue | undefined {
    const set = new SetValue();
    set.summary = this.dict.summary;
    for (const entry of this.dict.entries.values()) {
      interpreter.spend();
      const key = interpreter.hashKey(this.view(entry));
      if (key === undefined) return undefined;
      set.entries.set(key, this.view(entry));
    }
    return set;
  }

  override compare(
    interpreter: Interpreter,
    operator: CompareOperator,
    other: Value,
    reflected: boolean,
  ): Value | undefined {
    if (operator === 'in' || operator === 'not in')
      return reflected ? this.contains(interpreter, other, operator === 'not in') : undefined;
    if (operator === 'is' || operator === 'is not') return undefined;
    if (this.typeName === 'dict_values')
      return operator === '==' || operator === '!='
        ? bool(((this as Value) === other) === (operator === '=='))
        : undefined;
    const mine = this.asSet(interpreter);
    const theirs = other instanceof DictView ? other.asSet(interpreter) : unwrap(other);
    if (!mine || !theirs) return interpreter.unknown('the comparison is not decided');
    if (theirs.kind !== 'set') return operator === '==' ? bool(false) : operator === '!=' ? bool(true) : undefined;
    return reflected
      ? compareOperation(interpreter, operator, theirs, mine)
      : compareOperation(interpreter, operator, mine, theirs);
  }

  private contains(interpreter: Interpreter, item: Value, negate: boolean): Value {
    let answer: boolean | undefined;
    if (this.typeName === 'dict_keys')
      answer =
        contains(interpreter, this.dict, item) === true
          ? true
          : contains(interpreter, this.dict, item) === false
            ? false
            : undefined;
    else {
      answer = this.dict.summary ? undefined : false;
      for (const entry of this.dict.entries.values()) {
        interpreter.spend();
        const equal = interpreter.equals(this.view(entry), item);
        if (equal) {
          answer = true;
          break;
        }
        if (equal === undefined) answer = undefined;
      }
    }
    return answer === undefined
      ? interpreter.unknown('whether it is in the dict is not decided')
      : bool(answer !== negate);
  }

  override binary(
    interpreter: Interpreter,
    operator: BinaryOperator,
    other: Value,
    reflected: boolean,
  ): Value | undefined {
    if (this.typeName === 'dict_values') return undefined;
    const mine = this.asSet(interpreter);
    const theirs = other instanceof DictView ? other.asSet(interpreter) : setOf(interpreter, other);
    if (!mine || !theirs) return interpreter.unknown('the elements are not known');
    return reflected
      ? setOperation(interpreter, operator, theirs, mine)
      : setOperation(interpreter, operator, mine, theirs);
  }
}

function setOf(interpreter: Interpreter, value: Value): SetValue | undefined {
  const known = unwrap(value);
  if (known.kind === 'set') return known;
  const items = interpreter.iterate(value);
  if (!items) return undefined;
  const set = new SetValue();
  for (const item of items) {
    interpreter.spend();
    const key = interpreter.hashKey(item);
    if (key === undefined) return undefined;
    set.entries.set(key, item);
  }
  return set;
}

const viewMethods = new Map(
  [
    native('__len__', 'self, /', (interpreter, [view]) => interpreter.length(view!)),
    native('isdisjoint', 'self, other, /', (interpreter, [view, other]) => {
      const common = interpreter.binary('&', view!, other!);
      const truth = interpreter.truth(common);
      return truth === undefined ? interpreter.unknown('the elements are not known') : bool(!truth);
    }),
  ].map((method) => [method.name, method]),
);
