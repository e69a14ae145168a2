/** Building a layer: its arrays from the shape of its input. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { BoundMethod, type FunctionValue, type Value } from '../../python/domain/value.ts';
import { Axes } from '../../shapes/axes.ts';
import { product, type Size } from '../../shapes/dimension.ts';
import { shapeValue } from '../graph/tensor.ts';
import { flatten, mapNest } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import {
  type ArrayDeclaration,
  type LayerBuilder,
  type LayerCall,
  type LayerDefinition,
  LayerError,
  type Nest,
  type TensorSpec,
  type Terms,
  Undecided,
} from './definition.ts';
import type { LayerState, Weight } from './layer-state.ts';
import { createLayer } from './create.ts';
import { savingCode } from '../saving/loaded.ts';
import { writtenLayer } from '../saving/write.ts';
import { nest, TOO_DEEP } from './nesting.ts';
import { adoptFromContainers } from './own-variables.ts';
import { seenInputs } from './call-shapes.ts';
import { axesOf, knownTerms, specOfOutput } from './spec-axes.ts';
import { specOf, structureOf, valueOfNest } from './values.ts';
import { words } from '../../words/message.ts';

/** The array that a declaration stands for. @throws Undecided where a dimension is None or not declared. */
export function weightOf(declaration: ArrayDeclaration, terms: Terms, dtype: string): Weight {
  const shape = declaration.dimensions.map(
    (factors): Size =>
      product(
        (typeof factors === 'string' ? [factors] : factors).map((name) => {
          const size = terms[name];
          if (size === undefined || size === null) throw new Undecided(words`${name} is not known`);
          return size;
        }),
      ),
  );
  const trainable = declaration.trainable ?? true;
  return {
    name: declaration.name,
    path: declaration.path ?? declaration.name,
    shape,
    kind: trainable ? 'trainable' : 'frozen',
    trainable: trainable && !declaration.frozenLater,
    dtype: declaration.dtype ?? dtype,
    declaration,
  };
}

/**
 * Builds a layer that is not built: by the user's own build(), or as declared. What cannot be decided leaves `unknown`
 * set.
 * @throws LayerError where Keras refuses to build.
 */
export function buildLayer(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  inputs: Nest<TensorSpec>,
  call?: LayerCall,
  bound?: ReadonlyMap<string, Value>,
): void {
  if (layer.built) return;
  interpreter.touch(layer);
  session.scopes.within(interpreter, layer, () => {
    buildNow(session, interpreter, layer, inputs, call, bound);
  });
}

function buildNow(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  inputs: Nest<TensorSpec>,
  call?: LayerCall,
  bound?: ReadonlyMap<string, Value>,
): void {
  const own = layer.instance.cls.lookup('build');
  if (own?.kind === 'function') {
    layer.buildInput = inputs;
    if (bound) checkBuildParameters(session, layer, own, bound);
    interpreter.call(
      new BoundMethod(layer.instance, own),
      [shapesValue(interpreter, inputs)],
      bound && shapesByName(interpreter, own, bound),
    );
    adoptFromContainers(session, interpreter, layer);
    if (!flatten(inputs).some((spec) => !spec.shape)) layer.built = true;
    return;
  }
  buildDeclared(session, interpreter, layer, inputs, call);
}

/**
 * Keras 3 passes shapes to a build() of several parameters by name: each is that of an argument of call() with `_shape`
 * behind it.
 */
function checkBuildParameters(
  session: KerasSession,
  layer: LayerState,
  own: FunctionValue,
  bound: ReadonlyMap<string, Value>,
): void {
  const call = layer.instance.cls.lookup('call');
  const names = (build: FunctionValue): readonly string[] =>
    build.definition.parameters
      .slice(1)
      .filter(({ parameterKind }) => parameterKind !== 'variadic' && parameterKind !== 'keywords')
      .map(({ name }) => name);
  const wanted = names(own);
  if (session.kerasVersion === 2 || wanted.length < 2 || call?.kind !== 'function') return;
  const known = new Set([...names(call), ...bound.keys()]);
  for (const name of wanted) {
    const argument = name.replace(/_shape$/, '');
    if (name.endsWith('_shape') && known.has(argument)) continue;
    const reason = name.endsWith('_shape')
      ? words`call() has no argument ${argument}`
      : words`it does not end in _shape`;
    throw new LayerError(
      'bad-method',
      words`${layer.className}: with more than one argument, those of build() are named after those of call(), as x_shape for x; build() has ${name}, and ${reason}.`,
    );
  }
}

/**
 * A build() of several parameters gets the shape of each call argument under that argument's name: `adj` as
 * `adj_shape`.
 */
export function shapesByName(
  interpreter: Interpreter,
  own: FunctionValue,
  bound: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
  const shapes = new Map<string, Value>();
  for (const parameter of own.definition.parameters.slice(2)) {
    const argument = bound.get(parameter.name.replace(/_shapes?$/, ''));
    const structure = argument && structureOf(argument);
    if (structure) shapes.set(parameter.name, shapesValue(interpreter, mapNest(structure, specOf)));
  }
  return shapes;
}

/** The shapes of the inputs as build() gets them: a tuple, or a list or dict of tuples. */
export function shapesValue(interpreter: Interpreter, inputs: Nest<TensorSpec>): Value {
  return valueOfNest(interpreter, inputs, (spec) =>
    spec.shape ? shapeValue(spec.shape) : namedShape(interpreter, axesOf(spec)),
  );
}

/** A shape that has a name: sizes of which nothing else is known are called by it. */
function namedShape(interpreter: Interpreter, axes: Axes): Value {
  const shape = interpreter.unknown('the shape of the input is not known', 'input_shape');
  shape.axes = axes;
  return shape;
}

/** What `super().build(input_shape)` and a layer without an own build() do. */
export function buildDeclared(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  inputs: Nest<TensorSpec>,
  call?: LayerCall,
): void {
  const { definition } = layer;
  if (layer.built) return;
  interpreter.touch(layer);
  layer.buildInput = inputs;
  if (!definition) {
    layer.built = true;
    return;
  }
  const seen = seenInputs(session, layer, inputs);
  try {
    makeArrays(session, interpreter, layer, definition, seen.inputs, call);
    layer.built = true;
    layer.unknown = undefined;
    if (!layer.trainable)
      layer.weights = layer.weights.map((weight) => ({
        ...weight,
        trainable: weight.kind === 'trainable' ? false : weight.trainable,
      }));
  } catch (error) {
    // Nothing is claimed of axes that are not known.
    const isUnsure = seen.isPartial && error instanceof LayerError;
    if (!isUnsure && !(error instanceof Undecided)) throw error;
    layer.weights = [];
    layer.borrowed = [];
    layer.unknown = isUnsure ? words`the shape of the input is not known` : (error as Undecided).reason;
  }
}

/** @throws Undecided where a size is not known that an array has. */
function makeArrays(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  definition: LayerDefinition,
  inputs: Nest<TensorSpec>,
  call: LayerCall | undefined,
): void {
  const first = flatten(inputs)[0];
  const axes = first ? axesOf(first) : Axes.UNKNOWN;
  if (definition.terms) layer.terms = knownTerms(definition.terms(layer.args, axes, inputs));
  if (definition.arrays) {
    layer.weights.push(
      ...definition
        .arrays(layer.args, layer.terms, axes)
        .map((declaration) => weightOf(declaration, layer.terms, layer.dtype.variable)),
    );
  }
  if (definition.build) definition.build(builderFor(session, interpreter, layer), layer.args, layer, inputs, call);
}

function builderFor(session: KerasSession, interpreter: Interpreter, layer: LayerState): LayerBuilder {
  return {
    add: (array, terms) => {
      layer.terms = { ...layer.terms, ...knownTerms(terms) };
      layer.weights.push(weightOf(array, layer.terms, layer.dtype.variable));
    },
    create: (className, name, args) => {
      const child = createLayer(session, interpreter, className, new Map(Object.entries(args)), name);
      nestChild(layer, child);
      return child;
    },
    make: (className, name, args) => createLayer(session, interpreter, className, new Map(Object.entries(args)), name),
    track: (child) => {
      if (!layer.children.includes(child)) nestChild(layer, child);
    },
    rename: (child, name) => {
      interpreter.touch(child);
      child.name = name;
    },
    borrow: (child, name) => {
      layer.borrowed = [...layer.borrowed, { from: child, name }];
    },
    build: (child, input) => {
      buildLayer(session, interpreter, child, mapNest(input, specOfOutput));
    },
    attribute: (object, name) => interpreter.findAttribute(object, name),
    like: (own) => {
      const saving = savingCode();
      if (session.kerasVersion === 2 || !saving) return undefined;
      let made: Value | undefined;
      session.unheard(() => {
        const written = writtenLayer(session, interpreter, own);
        made = saving.readObject({ session, interpreter, isSafe: false, compiles: false, isCalled: true }, written);
      });
      return made;
    },
  };
}

function nestChild(layer: LayerState, child: LayerState): void {
  if (!nest(layer, child)) throw new Undecided(TOO_DEEP);
  layer.children.push(child);
}
