/** `tf.TensorArray`: tensors at places, which are put together at the end. */
import { HostValue } from '../../python/domain/host.ts';
import type { HostEffects } from '../../python/domain/effects.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Mutable } from '../../python/domain/journal.ts';
import { agreed, defineState, type State } from '../../python/domain/state.ts';
import { ClassValue, int, type NativeFunction, type Value } from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { castAll, numberOf } from '../../python/library/arrays/dtypes.ts';
import { DtypeValue } from '../../python/library/arrays/dtype-value.ts';
import { bind, define, type LibraryCall, NotDecided } from '../../python/library/arrays/library-call.ts';
import { isFixed, type Items, rowsOf, scalar, stacked } from './dataset-items.ts';
import { tensorsOf } from './elements.ts';

/** Longer ones are not followed. */
const MOST_ITEMS = 1000;

export class TensorArrayValue extends HostValue implements Mutable {
  readonly typeName = 'TensorArray';
  readonly dtype: string | undefined;
  readonly grows: boolean;
  /** What was written to each place; undefined where that is not known. */
  items: readonly (ArrayValue | undefined)[] | undefined;

  constructor(dtype: string | undefined, size: number | undefined, grows: boolean) {
    super();
    this.dtype = dtype;
    this.grows = grows;
    this.items = size === undefined || size > MOST_ITEMS ? undefined : Array<undefined>(size).fill(undefined);
  }
  get state(): State {
    return WRITTEN;
  }
  override havoc(interpreter: Interpreter, { called }: HostEffects): void {
    if (!called.has('write') && !called.has('unstack') && !called.has('scatter')) return;
    this.put(interpreter, undefined);
  }
  put(interpreter: Interpreter, items: TensorArrayValue['items']): this {
    interpreter.touch(this);
    this.items = items;
    return this;
  }
  override pythonClass(): ClassValue {
    return tensorArrayClass;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    if (method) return bind(this, method);
    if (name === 'dtype' && this.dtype !== undefined) return new DtypeValue(this.dtype, 'tensorflow');
    return name.startsWith('__') ? undefined : interpreter.unknown('this of a TensorArray is not worked out');
  }
  override truth(): boolean {
    return true;
  }
}

const WRITTEN = defineState<Pick<TensorArrayValue, 'items'>>({ items: agreed() });

function self(call: LibraryCall): TensorArrayValue {
  const value = call.required('self');
  if (value instanceof TensorArrayValue) return value;
  throw new NotDecided('the TensorArray is not known');
}

/** All that was written, where every place has something. */
function allOf(array: TensorArrayValue): Items {
  if (!array.items?.every((item) => item !== undefined)) throw new NotDecided('what was written is not known');
  return array.items;
}

const METHODS: Readonly<Record<string, NativeFunction>> = {
  write: define('write', 'self index value name', (call) => {
    const array = self(call);
    const given = tensorsOf(call.interpreter, call.required('value'));
    const index = call.optional('index');
    const place = index instanceof ArrayValue ? index.elements?.[0] : index;
    const at = place?.kind === 'int' ? Number(place.value) : undefined;
    const { items, dtype } = array;
    const fits = at !== undefined && at >= 0 && at < MOST_ITEMS && (at < (items?.length ?? 0) || array.grows);
    if (!items || !fits || !(given instanceof ArrayValue)) return array.put(call.interpreter, undefined);
    const typed = dtype === undefined || dtype === given.dtype ? given : typedAs(given, dtype);
    const next = Array.from({ length: Math.max(items.length, at + 1) }, (_, one) => (one === at ? typed : items[one]));
    return array.put(call.interpreter, next);
  }),
  read: define('read', 'self index name', (call) => {
    const item = self(call).items?.[call.integer('index')];
    return item ?? call.unknown('what was written is not known');
  }),
  stack: define('stack', 'self name', (call) => {
    const items = allOf(self(call));
    return stacked(call.interpreter, items) ?? call.unknown('what was written is not known');
  }),
  concat: define('concat', 'self name', (call) => {
    const items = allOf(self(call)) as readonly ArrayValue[];
    const inner = items[0]?.shape?.slice(1);
    if (!inner || !items.every(({ shape }) => isFixed(shape) && shape!.slice(1).join() === inner.join()))
      return call.unknown('what was written is not known');
    const rows = items.reduce((all, { shape }) => all + Number(shape![0]), 0);
    const isKnown = items.every(({ elements }) => elements !== undefined);
    const elements = isKnown ? items.flatMap((item) => item.elements!) : undefined;
    return items[0]!.like([rows, ...inner], items[0]!.dtype, elements);
  }),
  size: define('size', 'self name', (call) => {
    const { items } = self(call);
    return items ? scalar(items.length, 'int32') : new ArrayValue({ shape: [], dtype: 'int32', library: 'tensorflow' });
  }),
  unstack: define('unstack', 'self value name', (call) => {
    const array = self(call);
    const given = tensorsOf(call.interpreter, call.required('value'));
    const rows = given instanceof ArrayValue ? given.shape?.[0] : undefined;
    const items = typeof rows === 'number' ? rowsOf(call.interpreter, given, rows) : undefined;
    return array.put(call.interpreter, items as readonly ArrayValue[] | undefined);
  }),
  gather: define('gather', 'self indices name', (call) => {
    const { items } = self(call);
    const places = placesOf(call, call.required('indices'));
    const taken = places?.map((place) => items?.[place]);
    if (!taken?.every((item) => item !== undefined)) return call.unknown('what was written is not known');
    return stacked(call.interpreter, taken as Items) ?? call.unknown('what was written is not known');
  }),
  scatter: define('scatter', 'self indices value name', (call) => {
    const array = self(call);
    const places = placesOf(call, call.required('indices'));
    const given = tensorsOf(call.interpreter, call.required('value'));
    const rows = places && given instanceof ArrayValue ? rowsOf(call.interpreter, given, places.length) : undefined;
    const size = Math.max(array.items?.length ?? 0, ...(places ?? []).map((place) => place + 1));
    if (!array.items || !places || !rows || size > MOST_ITEMS) return array.put(call.interpreter, undefined);
    const next = [...array.items, ...Array<undefined>(size - array.items.length).fill(undefined)];
    for (const [row, place] of places.entries()) next[place] = rows[row] as ArrayValue;
    return array.put(call.interpreter, next);
  }),
  identity: define('identity', 'self', (call) => self(call)),
  mark_used: define('mark_used', 'self', (call) => self(call)),
};

function placesOf(call: LibraryCall, indices: Value): readonly number[] | undefined {
  const given = tensorsOf(call.interpreter, indices);
  const places = given instanceof ArrayValue ? given.elements?.map((one) => Number(numberOf(one))) : undefined;
  return places?.every((place) => place >= 0) ? places : undefined;
}

const typedAs = (value: ArrayValue, dtype: string): ArrayValue =>
  value.like(value.shape, dtype, castAll(value.elements, dtype));

const make = define(
  'TensorArray',
  'dtype size dynamic_size clear_after_read tensor_array_name handle flow infer_shape element_shape colocate_with_first_write_call name',
  (call) => {
    const size = call.optional('size');
    const plain = size instanceof ArrayValue ? size.elements?.[0] : (size ?? int(0));
    const count = plain?.kind === 'int' ? Number(plain.value) : undefined;
    return new TensorArrayValue(call.dtype('dtype', undefined), count, call.flag('dynamic_size', false));
  },
);

export const tensorArrayClass = new ClassValue({
  name: 'TensorArray',
  qualifiedName: 'tensorflow.TensorArray',
  construct: (interpreter, _cls, args) => make.implementation(interpreter, args),
});
