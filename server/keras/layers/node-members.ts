/** What a layer tells of its calls on symbolic tensors: `input`, `output_shape`, `get_output_at(1)`. */
import type { Value } from '../../python/domain/value.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { formatShape, type Sameness, type Shape, sameShape } from '../../shapes/dimension.ts';
import { words } from '../../words/message.ts';
import type { Node } from '../graph/node.ts';
import { KerasTensor, shapeValue } from '../graph/tensor.ts';
import { flatten, isDict, mapNest } from '../nests.ts';
import { isStated } from '../packaged-releases.ts';
import type { KerasSession } from '../session.ts';
import { refusing } from './create.ts';
import { LayerError, type Nest, type TensorSpec } from './definition.ts';
import type { Method } from './layer-members.ts';
import type { LayerState } from './layer-state.ts';
import { specOf, structureOf, valueOfNest } from './values.ts';

type End = 'input' | 'output';

interface Table {
  readonly method: (name: string, run: Method) => void;
  readonly property: (name: string, get: Method, set?: Method) => void;
}

export function setNodeMembers(session: KerasSession, { method, property }: Table): void {
  for (const end of ['input', 'output'] as const) {
    property(end, (interpreter, layer) => tensorsAtEnd(session, interpreter, layer, end));
    property(`${end}_shape`, (interpreter, layer) => shapeAtEnd(session, interpreter, layer, end));
    if (session.kerasVersion === 3) continue;
    method(`get_${end}_at`, (interpreter, layer, { positional: [index] }) =>
      atCall(session, interpreter, layer, { index, end, what: end }, (tensors) => tensorsOf(interpreter, tensors)),
    );
    method(`get_${end}_shape_at`, (interpreter, layer, { positional: [index] }) =>
      atCall(session, interpreter, layer, { index, end, what: `${end} shape` }, (tensors) =>
        shapesOf(interpreter, tensors),
      ),
    );
  }
}

interface Ends {
  readonly inputs?: Nest<KerasTensor>;
  readonly outputs?: Nest<KerasTensor>;
}

/** The two ends of a model's graph; undefined where the layer is no model, or one without a graph. */
function graphEnds({ model }: LayerState): Required<Ends> | undefined {
  const whole = model as (Ends & { readonly functional?: Ends }) | undefined;
  const { inputs, outputs } = whole?.functional ?? whole ?? {};
  return inputs && outputs ? { inputs, outputs } : undefined;
}

/** What went in or came out in one call. Keras 2 keeps the first argument as the input, and an Input as a list. */
function ofNode(session: KerasSession, node: Node, end: End): Nest<KerasTensor> {
  const isInput = node.inputs.length === 0;
  if (isInput && end === 'input' && session.kerasVersion === 3) return { nest: 'list', items: [] };
  if (isInput && session.kerasVersion === 2 && !session.firstGeneration)
    return { nest: 'list', items: flatten(node.outputs) };
  if (end === 'output' || isInput) return node.outputs;
  // The states that a recurrent layer is given are inputs too.
  const isRecurrent = node.operation.layer?.definition?.family === 'recurrent' && node.inputs.length > 1;
  const first =
    session.kerasVersion === 2 && !isRecurrent
      ? (node.call?.positional[0] ?? node.call?.keywords.get('inputs'))
      : undefined;
  const structure = first === undefined ? undefined : structureOf(first);
  if (structure !== undefined && flatten(structure).every((one) => one instanceof KerasTensor))
    return structure as Nest<KerasTensor>;
  return node.inputs.length === 1 ? node.inputs[0]! : { nest: 'list', items: [...node.inputs] };
}

const tensorsOf = (interpreter: Interpreter, nest: Nest<KerasTensor>): Value =>
  valueOfNest<KerasTensor>(interpreter, nest, (tensor) => tensor);

const shapesOf = (interpreter: Interpreter, nest: Nest<KerasTensor>): Value =>
  valueOfNest<TensorSpec>(interpreter, mapNest(nest, specOf), ({ shape }) =>
    shape ? shapeValue(shape) : interpreter.unknown('the shape of the tensor is not known'),
  );

function tensorsAtEnd(session: KerasSession, interpreter: Interpreter, layer: LayerState, end: End): Value {
  const graph = graphEnds(layer);
  // A Sequential of Keras 3 has a functional model inside, and is itself a layer that was called or not.
  const isCalled = session.kerasVersion === 3 && layer.model?.modelKind === 'sequential';
  if (graph && isCalled && layer.nodes.length === 0)
    return refusing(interpreter, layer, () => {
      throw new LayerError(
        'not-built',
        words`Sequential "${layer.name}" was never called, so in Keras 3 it has no .${end} yet. Use model.${end}s[0].`,
        { exceptionType: 'AttributeError' },
      );
    });
  if (graph && !isCalled)
    return tensorsOf(interpreter, session.kerasVersion === 3 ? graph[`${end}s`] : unpacked(graph[`${end}s`]));
  const [node] = layer.nodes;
  if (!node) return withoutNode(interpreter, layer, end, end);
  if (session.firstGeneration && layer.nodes.length > 1) return severalNodes(interpreter, layer, end);
  // Where a layer has no inputs, Keras gives what comes out of it.
  return tensorsOf(
    interpreter,
    session.kerasVersion === 2 && node.inputs.length === 0 ? node.outputs : ofNode(session, node, end),
  );
}

function shapeAtEnd(session: KerasSession, interpreter: Interpreter, layer: LayerState, end: End): Value {
  const { model } = layer;
  if (model?.modelKind === 'sequential' && !model.unknown && layer.unknown === undefined && !layer.handedOut)
    if (!layer.built && !graphEnds(layer)) return neverCalled(interpreter, layer, `${end}_shape`);
  const graph = graphEnds(layer);
  if (graph) {
    const ends = unpacked(graph[`${end}s`]);
    const flat = flatten(ends);
    const agreed = isStated(session.dialect)
      ? layer.nodes.map((node) => agree(graph[`${end}s`], ofNode(session, node, end)))
      : [];
    if (agreed.includes(false)) return severalNodes(interpreter, layer, end);
    if (agreed.includes(undefined)) return interpreter.unknown('whether all its calls agree is not decided');
    // Keras 3 tells of a flat list, whatever the structure is.
    const told = session.kerasVersion === 2 || flat.length === 1 ? ends : { nest: 'list' as const, items: flat };
    return shapesOf(interpreter, told);
  }
  if (model) return interpreter.unknown(words`the ${end} shape is not known`);
  const [node] = layer.nodes;
  if (!node) return withoutNode(interpreter, layer, end, `${end}_shape`);
  const told = ofNode(session, node, end);
  const agreed = session.kerasVersion === 3 ? [] : layer.nodes.map((other) => agree(told, ofNode(session, other, end)));
  if (agreed.includes(false)) return severalNodes(interpreter, layer, end);
  if (agreed.includes(undefined)) return interpreter.unknown('whether all its calls agree is not decided');
  return shapesOf(interpreter, told);
}

const unpacked = <T>(nest: Nest<T>): Nest<T> => {
  const flat = flatten(nest);
  return flat.length === 1 && !isDict(nest) ? flat[0]! : nest;
};

/** Whether two calls had tensors of the same shapes here; undefined where that is not decided. */
function agree(a: Nest<KerasTensor>, b: Nest<KerasTensor>): boolean | undefined {
  const [first, second] = [flatten(a), flatten(b)];
  if (first.length !== second.length) return false;
  let decided = true;
  for (const [index, { shape }] of first.entries()) {
    const other = second[index]!.shape;
    const sameness = shape !== undefined && other !== undefined ? alikeInText(shape, other) : 'unsure';
    if (sameness === 'different') return false;
    decided &&= sameness === 'same';
  }
  return decided ? true : undefined;
}

/** Keras compares them as texts: None is not the same as 5. */
const alikeInText = (shape: Shape, other: Shape): Sameness =>
  shape.length === other.length && shape.every((size, axis) => (size === null) === (other[axis] === null))
    ? sameShape(shape, other)
    : 'different';

function atCall(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  { index, end, what }: { readonly index: Value | undefined; readonly end: End; readonly what: string },
  read: (tensors: Nest<KerasTensor>) => Value,
): Value {
  if (index?.kind !== 'int') return interpreter.unknown(words`which call is asked about is not known`);
  if (layer.handedOut || layer.unknown !== undefined) return interpreter.unknown('its calls are not all known');
  // Up to Keras 2.3 the graph that a model is made of is its call 0.
  const graph = session.dialect.standalone ? graphEnds(layer) : undefined;
  if (graph && index.value === 0n) return read(unpacked(graph[`${end}s`]));
  const number = Number(index.value) - (graph && index.value > 0n ? 1 : 0);
  const node = layer.nodes.at(number);
  if (node) return read(ofNode(session, node, end));
  return refusing(interpreter, layer, () => {
    throw new LayerError(
      'no-such-call',
      words`${layer.className} "${layer.name}" was called ${layer.nodes.length} times on symbolic tensors, so it has no ${what} at call ${Number(index.value)}.`,
      { exceptionType: layer.nodes.length === 0 ? 'RuntimeError' : 'ValueError' },
    );
  });
}

/** @throws what Keras 2 says of a layer that was called on tensors of several shapes. */
function severalNodes(interpreter: Interpreter, layer: LayerState, end: End): Value {
  const shapes = [
    ...new Set(layer.nodes.flatMap(({ outputs }) => flatten(outputs)).map(({ shape }) => shape && formatShape(shape))),
  ];
  return refusing(interpreter, layer, () => {
    throw new LayerError(
      'no-such-call',
      words`${layer.className} "${layer.name}" was called ${layer.nodes.length} times and gave ${shapes.join(', ')}: which ${end} is meant is not decided. Use get_${end}_shape_at(0) or get_${end}_at(0).`,
      { exceptionType: 'AttributeError' },
    );
  });
}

function withoutNode(interpreter: Interpreter, layer: LayerState, end: End, what: string): Value {
  // A Sequential whose first layer has an input shape that is not known has an output.
  const whyUnknown = layer.model?.unknown ?? layer.unknown;
  const isKnown = whyUnknown === undefined && !layer.handedOut && !layer.instance.cls.unknownBase;
  if (isKnown && (!layer.model || layer.model.modelKind === 'sequential')) return neverCalled(interpreter, layer, what);
  return interpreter.unknown(words`the layer has no ${end} yet: it was not called on a symbolic tensor`);
}

function neverCalled(interpreter: Interpreter, layer: LayerState, what: string): never {
  return refusing(interpreter, layer, () => {
    throw new LayerError(
      'not-built',
      words`${layer.className} "${layer.name}" was never called, so it has no ${what} yet. Call it on a tensor first.`,
      { exceptionType: 'AttributeError' },
    );
  });
}
