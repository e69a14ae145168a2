/** `numpy.random`: what it draws is never known, how many is. */
import { normalizeAxis } from '../../../shapes/axis.ts';
import { broadcastAll } from '../../../shapes/broadcasting.ts';
import type { Shape, Size } from '../../../shapes/dimension.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { HostValue } from '../../domain/host.ts';
import { BoundMethod, ClassValue, ModuleValue, NativeFunction, NONE, type Value } from '../../domain/value.ts';
import { ArrayValue, type Drawn } from '../arrays/array-value.ts';
import { sizeOf, toArray } from '../arrays/conversion.ts';
import { eachOneOf } from '../unknowns.ts';
import { words } from '../../../words/message.ts';
import { declare } from '../arrays/declare.ts';
import { NotDecided, type LibraryCall } from '../arrays/library-call.ts';
import { isUndetermined, Top, undetermined } from '../../domain/undetermined.ts';

const drawn = words`it is drawn at random`;

/** A number, or an array of a shape. */
function draw(call: LibraryCall, shape: Shape, dtype: string | undefined, isSingle: boolean, range?: Drawn): Value {
  if (!isSingle) return new ArrayValue({ shape, dtype, reason: drawn, drawn: range });
  if (dtype === 'int64') {
    const name = call.sourceText;
    return name === undefined
      ? undetermined(drawn, { integer: true })
      : undetermined(drawn, { name, integer: true, makeSymbol: () => call.interpreter.unknown(drawn, name).size! });
  }
  return new ArrayValue({ shape: [], dtype, reason: drawn });
}

/** `rand(2, 3)`: the shape is the arguments. */
const byDimensions = (name: string) =>
  declare(name, '*sizes', (call) => {
    const shape = call.rest.map((item) => {
      const size = sizeOf(item);
      if (size === undefined) throw new NotDecided('the shape is not known', isUndetermined(item) ? item : undefined);
      return size;
    });
    return draw(call, shape, 'float64', shape.length === 0);
  });

/** A distribution with parameters before `size`; without one, the parameters' shapes broadcast. */
const distribution = (name: string, parameters: string, dtype: string, more = '') =>
  declare(name, `${parameters} size ${more}`, (call) => {
    const given = call.optional('size');
    const type = call.dtype('dtype', dtype);
    const out = call.optional('out');
    if (out) return draw(call, call.array('out').shape, call.array('out').dtype, false);
    for (const parameter of parameters.split(' ')) if (parameter !== '') call.passed(parameter.split('|')[0]!);
    if (given) return draw(call, sizeGiven(call, given), type, false);
    const shapes = parameters
      .split(' ')
      .filter((parameter) => parameter !== '')
      .map((parameter): Shape => {
        const value = call.optional(parameter.split('|')[0]!);
        if (!value || value.kind === 'str') return [];
        const data = toArray(call.interpreter, value);
        if (isUndetermined(data)) throw new NotDecided(data.reason, data);
        return call.ranked(data).shape;
      });
    const shape = call.accept(broadcastAll(shapes));
    // A single float is one of Python's, whatever it is drawn as.
    return draw(call, shape, shape.length === 0 && type === 'float32' ? dtype : type, shape.length === 0);
  });

function sizeGiven(call: LibraryCall, given: Value): Shape {
  const shape = call.shapeOf(given, 'size');
  if (shape.some((size) => typeof size === 'number' && size < 0))
    return call.interpreter.raise('ValueError', 'negative dimensions are not allowed');
  return shape;
}

/** `randint(low, high, size)`, or `randint(high, size=…)`. */
const integers = (name: string) =>
  declare(name, name === 'integers' ? 'low high size dtype endpoint' : 'low high size dtype', (call) => {
    const given = call.optional('size');
    const type = call.dtype('dtype', 'int64');
    const isClosed = call.flag('endpoint', false);
    const shape = call.accept(broadcastAll(['low', 'high'].map((name) => boundShape(call, name))));
    if (!given) return draw(call, shape, type, shape.length === 0);
    const [first, second] = [call.optional('low'), call.optional('high')].map((value) =>
      value?.kind === 'int' ? Number(value.value) : undefined,
    );
    const isPair = call.optional('high') !== undefined;
    const range = isPair
      ? first !== undefined && second !== undefined && { low: first, high: second }
      : first !== undefined && { low: 0, high: first };
    return draw(call, sizeGiven(call, given), type, false, isClosed ? undefined : range || undefined);
  });

/** The axes of a bound: nearly always none. */
function boundShape(call: LibraryCall, name: string): Shape {
  const value = call.optional(name);
  const data = value && !isUndetermined(value) ? toArray(call.interpreter, value) : undefined;
  return data instanceof ArrayValue ? call.ranked(data).shape : [];
}

/** Rows of a number of columns: `multivariate_normal`, `dirichlet`, `multinomial`. */
const vectors = (name: string, parameters: string, lengthFrom: string, dtype: string) =>
  declare(name, parameters, (call) => {
    const length = call.array(lengthFrom).shape.at(-1) ?? null;
    const size = call.optional('size');
    const n = name === 'multinomial' ? call.optional('n') : undefined;
    if (n && call.ranked(toArray(call.interpreter, n)).shape.length > 0)
      throw new NotDecided('how many are drawn is not known');
    return draw(call, [...(size ? sizeGiven(call, size) : []), length], dtype, false);
  });

/** Elements of a sequence, or of range(n). */
const chosen = (parameters: string) =>
  declare('choice', parameters, (call) => {
    const source = call.required('a');
    const size = call.optional('size');
    const axis = call.integer('axis', 0);
    const single = sizeOf(source);
    const data = single !== undefined && !isUndetermined(source) ? undefined : toArray(call.interpreter, source);
    const shape = size ? sizeGiven(call, size) : [];
    if (data === undefined || (isUndetermined(source) && source.integer)) return draw(call, shape, 'int64', !size);
    if (isUndetermined(data)) {
      if (size && !call.names.includes('axis')) return call.unknown(data.reason);
      throw new NotDecided(data.reason, data);
    }
    const all = call.ranked(data).shape;
    if (all.length === 0) {
      if (data.dtype !== 'int64') throw new NotDecided(data.reason);
      return draw(call, shape, 'int64', !size);
    }
    const place = call.accept(normalizeAxis(axis, all.length));
    const [before, behind] = [all.slice(0, place), all.slice(place + 1)];
    if (!size && all.length === 1) return data.dtype === 'int64' ? draw(call, [], 'int64', true) : call.unknown(drawn);
    return new ArrayValue({
      shape: [...before, ...shape, ...behind],
      dtype: data.dtype,
      reason: drawn,
      classes: data.classes,
    });
  });

/** In a new order: of range(n), or of an array. */
const reordered = (name: string, parameters: string) =>
  declare(name, parameters, (call) => {
    const source = call.required('x');
    const length = sizeOf(source);
    if (length !== undefined && (source.kind === 'int' || (isUndetermined(source) && source.integer))) {
      if (name === 'permuted') throw new NotDecided('a single number is no array');
      return new ArrayValue({
        shape: [typeof length === 'number' ? Math.max(length, 0) : length],
        dtype: 'int64',
        reason: drawn,
      });
    }
    const data = toArray(call.interpreter, source);
    if (isUndetermined(data)) {
      const named = isUndetermined(source) && source.size && source.name?.startsWith('len(') ? source.size : undefined;
      return named
        ? new ArrayValue({ shape: [named as Size], dtype: 'int64', reason: drawn })
        : call.unknown(data.reason);
    }
    const array = call.ranked(data);
    if (array.shape.length > 0) return data.selection(array.shape);
    const count = data.dtype === 'int64' ? sizeOf(data) : undefined;
    if (count === undefined || name === 'permuted') throw new NotDecided('a single number is no array');
    return new ArrayValue({
      shape: [typeof count === 'number' ? Math.max(count, 0) : count],
      dtype: 'int64',
      reason: drawn,
    });
  });

/** In place: the elements are no longer known. */
const shuffle = declare('shuffle', 'x! axis~', (call) => {
  const target = call.required('x');
  if (target instanceof ArrayValue) {
    const { classes } = target;
    target.overwrite(call.interpreter, undefined);
    target.classes = classes;
  } else if (target.kind === 'list') {
    call.interpreter.touch(target);
    if (target.items.length > 1) target.items = shuffled(call, target.items);
  }
  return NONE;
});

/**
 * Items that are each any of them. Arrays of one shape stay arrays of that shape; which of them is which is not known
 * any more.
 */
function shuffled(call: LibraryCall, items: readonly Value[]): Value[] {
  const [first, ...others] = items;
  if (!items.every((item) => item instanceof ArrayValue))
    return eachOneOf(call.interpreter, items, items.length, new Top('the order is drawn at random'));
  call.interpreter.spend(items.length);
  const any = others.reduce<Value | undefined>(
    (joined, item) => (joined instanceof ArrayValue ? joined.join(item) : undefined),
    first,
  );
  if (!(any instanceof ArrayValue)) return items.map(() => new Top('the order is drawn at random'));
  // What is written into one of them afterwards is written into one of those that had names before.
  for (const item of new Set(items))
    if (item instanceof ArrayValue && item.storage) item.overwrite(call.interpreter, undefined);
  return items.map(() => any.like(any.shape, any.dtype));
}

const nothing = (name: string) => new NativeFunction(name, () => NONE);

const common: Readonly<Record<string, NativeFunction>> = {
  normal: distribution('normal', 'loc scale', 'float64'),
  uniform: distribution('uniform', 'low high', 'float64'),
  binomial: distribution('binomial', 'n p', 'int64'),
  poisson: distribution('poisson', 'lam', 'int64'),
  exponential: distribution('exponential', 'scale', 'float64'),
  beta: distribution('beta', 'a b', 'float64'),
  gamma: distribution('gamma', 'shape scale', 'float64'),
  laplace: distribution('laplace', 'loc scale', 'float64'),
  lognormal: distribution('lognormal', 'mean sigma', 'float64'),
  geometric: distribution('geometric', 'p', 'int64'),
  gumbel: distribution('gumbel', 'loc scale', 'float64'),
  logistic: distribution('logistic', 'loc scale', 'float64'),
  rayleigh: distribution('rayleigh', 'scale', 'float64'),
  chisquare: distribution('chisquare', 'df', 'float64'),
  f: distribution('f', 'dfnum dfden', 'float64'),
  power: distribution('power', 'a', 'float64'),
  wald: distribution('wald', 'mean scale', 'float64'),
  hypergeometric: distribution('hypergeometric', 'ngood nbad nsample', 'int64'),
  logseries: distribution('logseries', 'p', 'int64'),
  noncentral_chisquare: distribution('noncentral_chisquare', 'df nonc', 'float64'),
  noncentral_f: distribution('noncentral_f', 'dfnum dfden nonc', 'float64'),
  standard_t: distribution('standard_t', 'df', 'float64'),
  weibull: distribution('weibull', 'a', 'float64'),
  triangular: distribution('triangular', 'left mode right', 'float64'),
  pareto: distribution('pareto', 'a', 'float64'),
  negative_binomial: distribution('negative_binomial', 'n p', 'int64'),
  vonmises: distribution('vonmises', 'mu kappa', 'float64'),
  zipf: distribution('zipf', 'a', 'int64'),
  standard_normal: distribution('standard_normal', '', 'float64', 'dtype out'),
  standard_exponential: distribution('standard_exponential', '', 'float64', 'dtype method~ out'),
  standard_cauchy: distribution('standard_cauchy', '', 'float64'),
  standard_gamma: distribution('standard_gamma', 'shape', 'float64', 'dtype out'),
  random: distribution('random', '', 'float64', 'dtype out'),
  shuffle,
  multivariate_normal: vectors('multivariate_normal', 'mean cov~ size check_valid~ tol~ * method~', 'mean', 'float64'),
  dirichlet: vectors('dirichlet', 'alpha size', 'alpha', 'float64'),
  multinomial: vectors('multinomial', 'n pvals size', 'pvals', 'int64'),
};

const legacy: Readonly<Record<string, NativeFunction>> = {
  ...common,
  choice: chosen('a size replace~ p~'),
  permutation: reordered('permutation', 'x'),
  rand: byDimensions('rand'),
  randn: byDimensions('randn'),
  random_sample: distribution('random_sample', '', 'float64'),
  ranf: distribution('ranf', '', 'float64'),
  sample: distribution('sample', '', 'float64'),
  randint: integers('randint'),
  random_integers: distribution('random_integers', 'low high', 'int64'),
  tomaxint: distribution('tomaxint', '', 'int64'),
  seed: nothing('seed'),
  set_state: nothing('set_state'),
  get_state: new NativeFunction('get_state', (interpreter) => interpreter.unknown(drawn)),
  bytes: new NativeFunction('bytes', (interpreter) => interpreter.unknown(drawn)),
};

const ofGenerator: Readonly<Record<string, NativeFunction>> = {
  ...common,
  integers: integers('integers'),
  choice: chosen('a size replace~ p~ axis shuffle~'),
  permutation: reordered('permutation', 'x axis~'),
  permuted: reordered('permuted', 'x * axis~ out'),
};

/** What `np.random.default_rng()` and `np.random.RandomState()` give. */
export class RandomGenerator extends HostValue {
  readonly typeName: string;
  private readonly functions: Readonly<Record<string, NativeFunction>>;
  constructor(typeName: 'Generator' | 'RandomState') {
    super();
    this.typeName = typeName;
    this.functions = typeName === 'Generator' ? ofGenerator : legacy;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    if (!Object.hasOwn(this.functions, name)) return name.startsWith('__') ? undefined : interpreter.unknown(drawn);
    // The function without its object: the generator itself decides nothing.
    return new BoundMethod(this, withoutReceiver(this.functions[name]!));
  }
  override truth(): boolean {
    return true;
  }
}

function withoutReceiver(method: NativeFunction): NativeFunction {
  return new NativeFunction(method.name, (interpreter, args) =>
    method.implementation(interpreter, { ...args, positional: args.positional.slice(1) }),
  );
}

const generatorClass = (typeName: 'Generator' | 'RandomState') =>
  new ClassValue({
    name: typeName,
    qualifiedName: `numpy.random.${typeName}`,
    construct: () => new RandomGenerator(typeName),
  });

export function randomModule(): ModuleValue {
  const attributes = new Map<string, Value>(Object.entries(legacy));
  attributes.set('default_rng', new NativeFunction('default_rng', () => new RandomGenerator('Generator')));
  attributes.set('RandomState', generatorClass('RandomState'));
  attributes.set('Generator', generatorClass('Generator'));
  for (const name of ['PCG64', 'MT19937', 'SeedSequence', 'Philox'])
    attributes.set(name, new NativeFunction(name, (interpreter) => interpreter.unknown(drawn)));
  return new ModuleValue('numpy.random', attributes);
}
