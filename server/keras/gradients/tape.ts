/** `tf.GradientTape`: which gradients there are, of which shape, and their values where they are simple. */
import { HostValue } from '../../python/domain/host.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Mutable } from '../../python/domain/journal.ts';
import { defineState, kept, type State } from '../../python/domain/state.ts';
import {
  type ClassValue,
  bool,
  Float,
  ListValue,
  NativeFunction,
  NONE,
  TupleValue,
  DictValue,
  type Value,
} from '../../python/domain/value.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import type { Shape } from '../../shapes/dimension.ts';
import { describedSymbol } from '../../python/library/unknowns.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { smallCount } from '../../python/library/arrays/conversion.ts';
import { define, type LibraryCall } from '../../python/library/arrays/library-call.ts';
import { recorder } from '../../python/library/arrays/recording.ts';
import { KerasTensor } from '../graph/tensor.ts';
import type { KerasSession } from '../session.ts';
import { words } from '../../words/message.ts';
import { isConnected, isVariable } from './connection.ts';
import { gradientValue } from './backward.ts';

const REASON = words`the values of gradients are not worked out`;

class Tape extends HostValue implements Mutable {
  readonly typeName = 'GradientTape';
  readonly session: KerasSession;
  readonly isPersistent: boolean | undefined;
  readonly watchesVariables: boolean | undefined;
  watched: readonly Value[] = [];
  isUsed = false;

  constructor(session: KerasSession, isPersistent: boolean | undefined, watchesVariables: boolean | undefined) {
    super();
    this.session = session;
    this.isPersistent = isPersistent;
    this.watchesVariables = watchesVariables;
  }

  get state(): State {
    return TAPE;
  }

  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    if (method)
      return new NativeFunction(name, (asking, args) =>
        method.implementation(asking, { ...args, positional: [this, ...args.positional] }),
      );
    return name.startsWith('_') ? undefined : interpreter.unknown(words`what .${name} of a tape gives is not followed`);
  }
  override truth(): boolean {
    return true;
  }

  /** Whether it hears of what is made of this. */
  hears(source: Value): boolean | undefined {
    if (this.watched.includes(source)) return true;
    if (this.watchesVariables === false) return false;
    const own = isVariable(source);
    return own && this.watchesVariables === undefined ? undefined : own;
  }
}

const TAPE = defineState<Pick<Tape, 'watched' | 'isUsed'>>({ watched: kept(), isUsed: kept() });

const selfOf = (call: LibraryCall): Tape => call.required('self') as Tape;

const METHODS: Readonly<Record<string, NativeFunction>> = {
  __enter__: define('__enter__', 'self', (call) => {
    recorder.active = [...recorder.active.slice(-7), selfOf(call)];
    return selfOf(call);
  }),
  __exit__: define('__exit__', 'self type value traceback', (call) => {
    recorder.active = recorder.active.filter((one) => one !== selfOf(call));
    return bool(false);
  }),
  watch: define('watch', 'self tensor', (call) => {
    const tape = selfOf(call);
    call.interpreter.touch(tape);
    tape.watched = [...tape.watched, ...leavesOf(call.required('tensor'))];
    return NONE;
  }),
  reset: define('reset', 'self', (call) => call.unknown('what a tape holds after reset() is not followed')),
  gradient: define('gradient', 'self target sources output_gradients unconnected_gradients', (call) => {
    use(call);
    const zeros = isZero(call);
    const weighted = call.optional('output_gradients');
    return mapped(call.required('sources'), (source) => {
      const connected = connection(call, source);
      if (connected === undefined) return call.unknown(REASON);
      if (!connected) return zeros === undefined ? call.unknown(REASON) : zeros ? zerosLike(source) : NONE;
      const value = weighted ? undefined : gradientValue(call, call.required('target'), source, selfOf(call));
      return value ?? shaped(source);
    });
  }),
  jacobian: define(
    'jacobian',
    'self target sources unconnected_gradients parallel_iterations experimental_use_pfor',
    (call) => {
      use(call);
      const target = shapeOf(call.required('target'));
      return mapped(call.required('sources'), (source) => {
        const [connected, own] = [connection(call, source), shapeOf(source)];
        if (connected === undefined || target === undefined || own === undefined) return call.unknown(REASON);
        return connected ? tensor([...target, ...own]) : NONE;
      });
    },
  ),
  batch_jacobian: define('batch_jacobian', 'self target source', (call) => {
    use(call);
    const [target, own] = [shapeOf(call.required('target')), shapeOf(call.required('source'))];
    return connection(call, call.required('source')) && target && own
      ? tensor([...target, ...own.slice(1)])
      : call.unknown(REASON);
  }),
};

/** One that is not persistent gives gradients once. */
function use(call: LibraryCall): void {
  const tape = selfOf(call);
  if (tape.isUsed && tape.isPersistent === false)
    call.interpreter.raise(
      'RuntimeError',
      'A non-persistent GradientTape can only be used to compute one set of gradients (or jacobians)',
    );
  call.interpreter.touch(tape);
  tape.isUsed = true;
}

function connection(call: LibraryCall, source: Value): boolean | undefined {
  const tape = selfOf(call);
  const heard = tape.hears(source);
  if (heard === false) return isUndetermined(source) ? undefined : false;
  if (source instanceof ArrayValue && source.dtype !== undefined && !/float|complex/.test(source.dtype)) return false;
  const connected = isConnected(call.required('target'), source, tape);
  return heard ? connected : connected === false ? false : undefined;
}

/** Whether what is not connected has zeros; undefined: not known. */
function isZero(call: LibraryCall): boolean | undefined {
  const given = call.optional('unconnected_gradients');
  if (given === undefined) return false;
  const text = given.kind === 'str' ? given.value.toLowerCase() : undefined;
  return text === 'zero' ? true : text === 'none' ? false : undefined;
}

const shapeOf = (value: Value): Shape | undefined =>
  value instanceof ArrayValue || value instanceof KerasTensor ? value.shape : undefined;

/** Of what was looked up by rows it is no tensor but slices: which of both is not followed. */
class Gradient extends ArrayValue {
  override pythonClass(): ClassValue | undefined {
    return undefined;
  }
}

/** A tensor of the source's shape. */
function shaped(source: Value): Value {
  const dtype = source instanceof ArrayValue || source instanceof KerasTensor ? source.dtype : undefined;
  return new Gradient({ shape: withoutNone(shapeOf(source)), dtype, library: 'tensorflow', reason: REASON });
}

function zerosLike(source: Value): Value {
  const made = shaped(source);
  const count = made instanceof ArrayValue ? smallCount(made.shape) : undefined;
  return count === undefined || !(made instanceof ArrayValue)
    ? made
    : made.like(
        made.shape,
        made.dtype,
        Array.from({ length: count }, () => new Float(0)),
      );
}

const tensor = (shape: Shape | undefined, dtype = 'float32'): ArrayValue =>
  new ArrayValue({
    shape: withoutNone(shape),
    dtype,
    library: 'tensorflow',
    reason: REASON,
  });

function withoutNone(shape: Shape | undefined): Shape | undefined {
  return shape?.map((size) => size ?? describedSymbol('size'));
}

function leavesOf(value: Value): readonly Value[] {
  if (value.kind === 'list' || value.kind === 'tuple') return value.items.flatMap(leavesOf);
  if (value.kind === 'dict') return [...value.entries.values()].flatMap(([, item]) => leavesOf(item));
  return [value];
}

/** The structure of the sources. */
function mapped(sources: Value, change: (source: Value) => Value): Value {
  switch (sources.kind) {
    case 'list':
      return new ListValue(
        sources.items.map((item) => mapped(item, change)),
        sources.summary,
      );
    case 'tuple':
      return new TupleValue(sources.items.map((item) => mapped(item, change)));
    case 'dict': {
      const made = new DictValue(
        new Map([...sources.entries].map(([key, [name, item]]) => [key, [name, mapped(item, change)] as const])),
      );
      made.summary = sources.summary;
      return made;
    }
    default:
      return change(sources);
  }
}

/** `tf.GradientTape(persistent=False, watch_accessed_variables=True)` */
export const gradientTape = (session: KerasSession): NativeFunction =>
  define('GradientTape', 'persistent watch_accessed_variables', (call) => {
    return new Tape(session, call.perhaps('persistent', false), call.perhaps('watch_accessed_variables', true));
  });
