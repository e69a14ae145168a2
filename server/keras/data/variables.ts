/**
 * Variables that a program makes itself: `tf.Variable(value)`, `keras.Variable(initializer, shape)`,
 * `K.variable(value)`.
 */
import * as creation from '../../python/library/arrays/creation.ts';
import { castAll } from '../../python/library/arrays/dtypes.ts';
import { ArrayValue, type ArrayOptions } from '../../python/library/arrays/array-value.ts';
import { toArray, toShapeTuple } from '../../python/library/arrays/conversion.ts';
import { setItemOfArray } from '../../python/library/arrays/indexing.ts';
import { define, type LibraryCall } from '../../python/library/arrays/library-call.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { HeapObject, type Mutable } from '../../python/domain/journal.ts';
import { defineState, first, type State } from '../../python/domain/state.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import { bool, BoundMethod, ClassValue, NativeFunction, str, type Value } from '../../python/domain/value.ts';
import type { Place } from '../../python/syntax/place.ts';
import { sameShape, type Shape } from '../../shapes/dimension.ts';
import { words } from '../../words/message.ts';

/** How often variables were read or assigned: what depends on them changes with them. */
export const accesses: {
  count: number;
  /** How many variables were made. */
  made: number;
  assigned: DataVariable[] | undefined;
  /** Set while a function is traced: the variables that its graph assigns to, whose values nobody sees there. */
  traced: Set<DataVariable> | undefined;
  /** Set while TensorFlow only infers what a function gives: a size that its rules leave open is None there. */
  inGraph: boolean;
  /** What an operation refused last in a function that is staged: it is told when an element is asked for. */
  refused: string | undefined;
} = { count: 0, made: 0, assigned: undefined, traced: undefined, inGraph: false, refused: undefined };

/** Runs what TensorFlow only infers shapes of. */
export function inGraph<T>(work: () => T): T {
  const outer = accesses.inGraph;
  accesses.inGraph = true;
  try {
    return work();
  } finally {
    accesses.inGraph = outer;
  }
}

/** Runs what TensorFlow traces now and runs later: variables that it assigns are not known from then on. */
export function runLater<T>(interpreter: Interpreter, work: () => T): T {
  const outer = accesses.assigned;
  const assigned: DataVariable[] = [];
  accesses.assigned = assigned;
  try {
    return work();
  } finally {
    accesses.assigned = outer;
    for (const variable of assigned) variable.hold(interpreter);
  }
}

/** Whether a layer has a variable: its calls, which may be traced, and training change it. */
class Holding extends HeapObject implements Mutable {
  isHeld: true | undefined;
  get state(): State {
    return HOLDING;
  }
}

const HOLDING = defineState<Pick<Holding, 'isHeld'>>({ isHeld: first() });

/**
 * Its elements are followed from one assignment to the next; those of what is trained are not known once a layer holds
 * it, which may count it among its weights.
 */
export class DataVariable extends ArrayValue {
  readonly madeBy: 'keras' | 'tensorflow';
  override get isVariable(): boolean {
    return true;
  }
  override get promotes(): boolean {
    return this.madeBy === 'keras';
  }
  /** undefined: not decided. */
  readonly trainable: boolean | undefined;
  readonly variableName: string | undefined;
  /** `shape=` states another shape than the first value has: it may change. */
  readonly isFlexible: boolean;
  readonly #holding = new Holding();
  constructor(
    options: ArrayOptions,
    madeBy: 'keras' | 'tensorflow',
    trainable: boolean | undefined,
    variableName: string | undefined,
    isFlexible = false,
  ) {
    super({ ...options, reason: words`a variable may be assigned anew` });
    accesses.made++;
    this.madeBy = madeBy;
    this.trainable = trainable;
    this.variableName = variableName;
    this.isFlexible = isFlexible;
  }

  override pythonClass(): ClassValue {
    return this.madeBy === 'keras' ? kerasVariableType : variableType;
  }

  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    switch (name) {
      case 'assign':
      case 'assign_add':
      case 'assign_sub':
        return new BoundMethod(this, assigning[name]);
      case 'read_value':
        return new NativeFunction(name, () => this.copy());
      case 'value':
        return this.madeBy === 'keras' ? this.copy() : new NativeFunction(name, () => this.copy());
      case 'dtype':
        return this.madeBy === 'keras' && this.dtype !== undefined
          ? str(this.dtype)
          : super.getAttribute(interpreter, name);
      case 'shape':
        return this.isFlexible
          ? interpreter.unknown('the shape of the variable may change')
          : super.getAttribute(interpreter, name);
      case 'name':
        // Keras 3 names its own itself.
        if (this.madeBy === 'keras') return this.variableName === undefined ? undefined : str(this.variableName);
        return str(`${this.variableName ?? 'Variable'}:0`);
      case 'trainable':
        return this.trainable === undefined
          ? interpreter.unknown('whether the variable is trainable is not decided')
          : bool(this.trainable);
      default:
        return super.getAttribute(interpreter, name);
    }
  }

  /** A part of it may be assigned to by itself: `v[0].assign(…)`. */
  override getItem(interpreter: Interpreter, index: Value, site?: Place): Value {
    const part = super.getItem(interpreter, index, site);
    if (!(part instanceof ArrayValue)) return part;
    return new VariablePart(this, part, index);
  }

  override get elements(): readonly Value[] | undefined {
    accesses.count++;
    return accesses.traced ? undefined : super.elements;
  }

  /** A graph that runs has assigned these to it. */
  take(interpreter: Interpreter, elements: readonly Value[] | undefined): void {
    accesses.assigned?.push(this);
    this.overwrite(interpreter, this.#holding.isHeld ? undefined : elements);
  }

  /** A graph that runs has assigned something to it. */
  assignInGraph(interpreter: Interpreter): void {
    if (accesses.traced) accesses.traced.add(this);
    else this.take(interpreter, undefined);
  }

  /** Its elements are not known any more, whatever is assigned. */
  hold(interpreter: Interpreter): void {
    interpreter.touch(this.#holding);
    this.#holding.isHeld = true;
    this.overwrite(interpreter, undefined);
  }

  /** The value now, as a tensor of its own. */
  copy(): ArrayValue {
    return new ArrayValue({
      shape: this.shape,
      dtype: this.dtype,
      elements: this.elements,
      library: 'tensorflow',
      reason: this.reason,
    });
  }

  /** Takes the elements of a value; undefined: what it takes is not known. */
  assign(interpreter: Interpreter, value: Value | undefined): void {
    const data = value === undefined || isUndetermined(value) ? undefined : toArray(interpreter, value);
    const known = data instanceof ArrayValue && data.shape && this.shape ? data : undefined;
    const sameness = known ? sameShape(known.shape!, this.shape!) : 'unsure';
    if (sameness === 'different' && !this.isFlexible && this.madeBy === 'tensorflow')
      interpreter.raise('ValueError', 'Cannot assign value to variable: shapes are different.');
    const keeps = sameness === 'same' && this.dtype !== undefined && !this.#holding.isHeld;
    const elements = keeps ? castAll(known?.elements, this.dtype!) : undefined;
    accesses.count++;
    if (accesses.traced) {
      accesses.traced.add(this);
      return;
    }
    accesses.assigned?.push(this);
    this.overwrite(interpreter, elements);
    if (sameness !== 'same' && this.isFlexible) {
      interpreter.touch(this);
      this.shape = known?.shape;
      this.storage = undefined;
    }
  }
}

const assigner = (name: string, parameter: string, operator?: '+' | '-'): NativeFunction =>
  new NativeFunction(
    name,
    (interpreter, { positional: [self, first], keywords }) => {
      if (!(self instanceof DataVariable)) return interpreter.unknown('the variable is not known');
      const value = first ?? keywords.get(parameter);
      self.assign(interpreter, value && operator ? interpreter.binary(operator, self.copy(), value) : value);
      return self;
    },
    undefined,
    undefined,
    `self! ${parameter}`,
  );

/** The methods of a variable that change it. */
export const assigning = {
  assign: assigner('assign', 'value'),
  assign_add: assigner('assign_add', 'delta', '+'),
  assign_sub: assigner('assign_sub', 'delta', '-'),
};

/** A part of a variable: a tensor, which knows what it is a part of. */
class VariablePart extends ArrayValue {
  private readonly whole: DataVariable;
  private readonly place: Value;
  constructor(whole: DataVariable, { shape, dtype, elements, reason }: ArrayValue, index: Value) {
    super({ shape, dtype, elements, reason, library: 'tensorflow' });
    this.whole = whole;
    this.place = index;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    if (!name.startsWith('assign')) return super.getAttribute(interpreter, name);
    return new NativeFunction(name, (asking, { positional: [first], keywords }) => {
      const value = first ?? keywords.get(name === 'assign' ? 'value' : 'delta');
      const operator = name === 'assign_add' ? '+' : name === 'assign_sub' ? '-' : undefined;
      this.whole.assign(asking, value && this.changed(asking, operator ? asking.binary(operator, this, value) : value));
      return this.whole;
    });
  }
  /** The whole with another part; undefined where it is not known. */
  private changed(interpreter: Interpreter, part: Value): ArrayValue | undefined {
    const { shape, dtype, elements } = this.whole;
    if (!shape || !elements || isUndetermined(part)) return undefined;
    const copy = new ArrayValue({ shape, dtype, elements: [...elements] });
    setItemOfArray(interpreter, copy, this.place, part);
    return copy.elements ? copy : undefined;
  }
}

const constant = creation.arrayCreator('constant', 'object|value dtype shape name~', 'tensorflow', 'float32');

/** The shape of an array, or of what a function without parameters gives. */
function initial(call: LibraryCall, value: Value): Pick<ArrayValue, 'shape' | 'dtype' | 'elements'> {
  const given = value.kind === 'function' || value.kind === 'native' ? call.interpreter.call(value) : value;
  const made = constant.implementation(call.interpreter, { positional: [given], keywords: new Map(), site: call.site });
  return made instanceof ArrayValue ? made : { shape: undefined, dtype: undefined, elements: undefined };
}

function variable(
  call: LibraryCall,
  madeBy: 'keras' | 'tensorflow',
  spec: {
    readonly shape: Shape | undefined;
    readonly dtype: string | undefined;
    readonly elements?: readonly Value[] | undefined;
  },
): DataVariable {
  const name = call.optional('name');
  const trainable = call.optional('trainable');
  const dtype = call.dtype('dtype', spec.dtype ?? 'float32');
  return new DataVariable(
    {
      shape: spec.shape,
      dtype,
      elements: dtype === undefined ? undefined : castAll(spec.elements, dtype),
      library: 'tensorflow',
    },
    madeBy,
    trainable ? call.interpreter.truth(trainable) : true,
    name?.kind === 'str' ? name.value : undefined,
    madeBy === 'tensorflow' && call.optional('shape') !== undefined,
  );
}

const tensorflowVariable = define(
  'Variable',
  'initial_value trainable validate_shape caching_device name variable_def dtype import_scope constraint synchronization aggregation shape',
  (call) => variable(call, 'tensorflow', initial(call, call.required('initial_value'))),
);

const backendVariable = define('variable', 'value dtype name constraint', (call) =>
  variable(call, 'tensorflow', { ...initial(call, call.required('value')), dtype: undefined }),
);

/** The initializer is an array, or what fills an array of the shape that is given beside it. */
const kerasVariable = define(
  'Variable',
  'initializer shape dtype trainable autocast aggregation synchronization name',
  (call) => {
    const shape = call.optional('shape');
    return variable(
      call,
      'keras',
      shape
        ? { shape: toShapeTuple(call.interpreter, shape), dtype: 'float32' }
        : initial(call, call.required('initializer')),
    );
  },
);

const variableClass = (qualifiedName: string, make: typeof kerasVariable): ClassValue =>
  new ClassValue({
    name: 'Variable',
    qualifiedName,
    construct: (interpreter, _cls, args) => make.implementation(interpreter, args),
  });
const tensorflowClass = variableClass('tensorflow.Variable', tensorflowVariable);
const kerasVariableType = variableClass('keras.Variable', kerasVariable);
/** What `tf.Variable(…)` makes. */
const variableType = new ClassValue({
  name: 'ResourceVariable',
  qualifiedName: 'tensorflow.python.ops.resource_variable_ops.ResourceVariable',
  bases: [tensorflowClass],
});

export const variables: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  tensorflow: { Variable: tensorflowClass },
  keras: { Variable: kerasVariableType },
  'keras.backend': { variable: backendVariable },
};
