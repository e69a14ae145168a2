/**
 * `@tf.function`. TensorFlow traces the program's function once for each signature, on tensors without values: what the
 * code does to Python's objects happens then, and only then. What it computes, and what it assigns to variables,
 * happens in every call.
 */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { HeapObject, type Mutable } from '../../python/domain/journal.ts';
import { defineState, kept, type State } from '../../python/domain/state.ts';
import {
  DictValue,
  FunctionValue,
  int,
  ListValue,
  NativeFunction,
  TupleValue,
  type Value,
} from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { record } from '../../python/library/arrays/recording.ts';
import { mapElement, tensorsOf } from '../data/elements.ts';
import { accesses, type DataVariable, inGraph } from '../data/variables.ts';
import { describedSymbol } from '../../python/library/unknowns.ts';
import { loseContents } from '../layers/contents.ts';
import type { KerasSession } from '../session.ts';
import { isSameOutside, type Outside, outsideOf } from './outside-of-function.ts';
import {
  asSigned,
  asTensors,
  boundArguments,
  type InputSignature,
  isWithinTrace,
  openTensors,
  signatureOf,
} from './trace-signature.ts';

/** One trace. */
interface Trace {
  /** What the code found outside of it. */
  readonly outside: Outside | undefined;
  /** What it gave: shapes and dtypes. */
  readonly given: Value;
  /** Variables that the graph assigns to. */
  readonly assigns: readonly DataVariable[];
}

/** The traces of one function, by signature. */
class Traces extends HeapObject implements Mutable {
  known: ReadonlyMap<string, Trace> = new Map();
  /** There may be others. */
  isOpen = false;
  get state(): State {
    return TRACES;
  }
}
const TRACES = defineState<Pick<Traces, 'known' | 'isOpen'>>(
  { known: kept(), isOpen: kept() },
  {
    join: (a, b) =>
      a.known === b.known
        ? { known: a.known, isOpen: a.isOpen || b.isOpen }
        : { known: new Map([...a.known].filter(([key]) => b.known.has(key))), isOpen: true },
  },
);

/** The function as it is called through `tf.function`. */
export function tracedFunction(
  session: KerasSession,
  fn: FunctionValue,
  signature: InputSignature | undefined,
): FunctionValue {
  const traces = new Traces();
  const made = calledThrough(fn, (interpreter, plain, args) => {
    const given = boundArguments(plain, args);
    const signed = given && signature ? asSigned(interpreter, given, signature) : given;
    const values = signed?.map((value) => asTensors(interpreter, value));
    if (values === undefined || isWithinTrace(values)) return interpreter.callWith(plain, args);
    const result = new TracedCall(session, interpreter, plain, values, traces, signature).result();
    // What is traced may assign in every call, though its code runs once.
    for (const layer of session.layers) loseContents(interpreter, layer);
    interpreter.spend(session.layers.length);
    return result;
  });
  made.attributes.set('python_function', fn);
  made.attributes.set(
    'experimental_get_tracing_count',
    new NativeFunction('experimental_get_tracing_count', (interpreter) =>
      traces.isOpen ? interpreter.unknown('how often it is traced is not known') : int(traces.known.size),
    ),
  );
  return made;
}

/** The same function of the program's, called through something else. */
function calledThrough(plain: FunctionValue, through: NonNullable<FunctionValue['through']>): FunctionValue {
  const made = new FunctionValue(plain.name, plain.definition, plain.closure, plain.defaults);
  made.owner = plain.owner;
  made.attributes = new Map(plain.attributes);
  made.through = (interpreter, outer, args) => {
    // Its class is known once the class is made.
    plain.owner ??= outer.owner;
    return through(interpreter, plain, args);
  };
  return made;
}

const ONCE =
  'tf.function only supports singleton tf.Variables created on the first call. Make sure the tf.Variable is only created once or created outside tf.function.';

interface Executed {
  readonly given: Value;
  readonly assigned: readonly (readonly [DataVariable, readonly Value[] | undefined])[];
}

class TracedCall {
  readonly #session: KerasSession;
  readonly #interpreter: Interpreter;
  readonly #fn: FunctionValue;
  readonly #values: readonly Value[];
  readonly #traces: Traces;
  readonly #signature: InputSignature | undefined;

  constructor(
    session: KerasSession,
    interpreter: Interpreter,
    fn: FunctionValue,
    values: readonly Value[],
    traces: Traces,
    signature: InputSignature | undefined,
  ) {
    this.#session = session;
    this.#interpreter = interpreter;
    this.#fn = fn;
    this.#values = values;
    this.#traces = traces;
    this.#signature = signature;
  }

  result(): Value {
    const key = this.#signature ? 'the only one' : signatureOf(this.#values);
    const known = key === undefined ? undefined : this.#traces.known.get(key);
    if (known) {
      const isSame = known.outside !== undefined && isSameOutside(known.outside, outsideOf(this.#fn, this.#values));
      return this.#settled(isSame ? this.#run() : undefined, known);
    }
    // Whether an open signature is a new one is only known of the first.
    const isNew = !this.#traces.isOpen && (key !== undefined || this.#traces.known.size === 0);
    if (!isNew) return this.#perhapsTraced();
    const outside = outsideOf(this.#fn, this.#values);
    const executed = this.#run();
    const trace = { outside, ...this.#traced() };
    this.#interpreter.touch(this.#traces);
    if (key === undefined) this.#traces.isOpen = true;
    else this.#traces.known = new Map([...this.#traces.known, [key, trace]]);
    return this.#settled(executed, trace);
  }

  #call(values: readonly Value[]): Value {
    return this.#interpreter.callWith(this.#fn, {
      positional: values,
      keywords: new Map(),
      site: this.#interpreter.currentSite,
    } satisfies CallArguments);
  }

  /** As TensorFlow traces it: what happens to Python's objects stays. A trace that makes variables is made twice. */
  #traced(): Pick<Trace, 'given' | 'assigns'> {
    const open = openTensors(this.#values, this.#signature);
    const outer = accesses.traced;
    const assigns = new Set<DataVariable>();
    accesses.traced = assigns;
    try {
      const before = this.#variables();
      const made = accesses.made;
      let given = inGraph(() => this.#call(open));
      if (this.#variables() !== before && this.#traces.known.size === 0) {
        const inFirst = accesses.made;
        given = inGraph(() => this.#call(open));
        if (inFirst > made && accesses.made > inFirst) this.#interpreter.raise('ValueError', ONCE);
      }
      return { given, assigns: [...assigns] };
    } finally {
      accesses.traced = outer;
      for (const variable of assigns) outer?.add(variable);
    }
  }

  #variables(): number {
    return accesses.made + this.#session.layers.reduce((sum, { weights }) => sum + weights.length, 0);
  }

  /** What the graph computes for these values, and what it assigns; Python's objects are left as they are. */
  #run(): Executed | undefined {
    if (accesses.traced) return undefined;
    const outer = accesses.assigned;
    const assigned: DataVariable[] = [];
    accesses.assigned = assigned;
    try {
      return this.#interpreter.tryOut(() => {
        const given = withTensors(this.#interpreter, this.#call(this.#values));
        return {
          given,
          assigned: [...new Set(assigned)].map((variable) => [variable, variable.elements] as const),
        };
      });
    } finally {
      accesses.assigned = outer;
    }
  }

  /** Variables get what was assigned to them; without it, all that the code may assign to are not known any more. */
  #settled(executed: Executed | undefined, { given, assigns }: Pick<Trace, 'given' | 'assigns'>): Value {
    if (executed === undefined) {
      for (const variable of assigns) variable.assignInGraph(this.#interpreter);
      // For gradients: of what it is made is not known.
      const inputs = [this.#interpreter.unknown('what a traced function computes is not followed')];
      return mapElement(withTensors(this.#interpreter, given), (leaf) => {
        const made = ofData(leaf);
        record(made, { operation: 'function', inputs });
        return made;
      });
    }
    for (const [variable, elements] of executed.assigned) variable.take(this.#interpreter, elements);
    return executed.given;
  }

  /** It is traced, or not. */
  #perhapsTraced(): Value {
    const executed = this.#run();
    this.#interpreter.havoc([this.#fn], { exceptLayers: true });
    this.#interpreter.touch(this.#traces);
    this.#traces.isOpen = true;
    if (executed === undefined) return this.#interpreter.unknown('whether the function is traced is not known');
    return this.#settled(executed, { given: executed.given, assigns: [] });
  }
}

/** What a graph gives are tensors: Python's numbers too. */
function withTensors(interpreter: Interpreter, value: Value): Value {
  switch (value.kind) {
    case 'int':
    case 'float':
    case 'bool':
    case 'str':
      return tensorsOf(interpreter, value);
    case 'tuple':
      return new TupleValue(
        value.items.map((item) => withTensors(interpreter, item)),
        value.namedBy,
      );
    case 'list':
      return new ListValue(
        value.items.map((item) => withTensors(interpreter, item)),
        value.summary,
      );
    case 'dict': {
      const made = new DictValue(
        new Map(
          [...value.entries].map(([key, [name, item]]) => [key, [name, withTensors(interpreter, item)] as const]),
        ),
        value.typeName,
      );
      made.summary = value.summary;
      return made;
    }
    default:
      return value;
  }
}

/** Without None: a size that the trace leaves open is only not known. */
const ofData = (leaf: ArrayValue): ArrayValue =>
  new ArrayValue({
    shape: leaf.shape?.map((size) => size ?? describedSymbol('size')),
    dtype: leaf.dtype,
    library: 'tensorflow',
    reason: leaf.reason,
  });
