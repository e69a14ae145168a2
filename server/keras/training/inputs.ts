/**
 * The data against the inputs of a model: how many, which names, which shapes. As Functional's input_spec and its
 * call() check them.
 */
import { isStated } from '../packaged-releases.ts';
import { formatShape, sameDimension, type Dimension, type Shape } from '../../shapes/dimension.ts';
import type { KerasTensor } from '../graph/tensor.ts';
import { LayerError, type Nest, type TensorSpec, Undecided } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { FunctionalModel } from '../models/functional.ts';
import { SequentialModel } from '../models/sequential.ts';
import { flatten, isDict, isList } from '../nests.ts';
import { at, type ContractOptions, ContractError, type Mend } from './contract-error.ts';
import type { Part } from './fit-data.ts';
import { largestValue } from './largest-value.ts';
import type { Situation } from './situation.ts';
import { joined, type Message, type Text, words } from '../../words/message.ts';
import { countedNoun, exactly } from '../../words/nouns.ts';

/** What the model gives for this data; undefined where that is not known. @throws ContractError */
export function checkInputs(situation: Situation, x: Nest<Part>): Nest<TensorSpec> | undefined {
  const { model } = situation;
  const graph = graphOf(model);
  if (!graph) return undefined;
  const inputs = flatten(graph.inputs);
  const parts = arranged(situation, graph, inputs, x);
  if (!parts) return undefined;
  parts.forEach((part, index) => {
    checkInput(situation, inputs, index, part);
  });
  parts.forEach((part, index) => {
    adviseOnEmbedding(situation, graph, inputs[index]!, part);
  });
  return given(situation, graph, parts);
}

export const graphOf = (model: LayerState): FunctionalModel | undefined => {
  const graph = model.model instanceof SequentialModel ? model.model.functional : model.model;
  return graph instanceof FunctionalModel ? graph : undefined;
};

/** The parts in the order of the inputs; undefined where they cannot be told apart. */
function arranged(
  situation: Situation,
  graph: FunctionalModel,
  inputs: readonly KerasTensor[],
  x: Nest<Part>,
): readonly Part[] | undefined {
  const { model, kerasVersion } = situation;
  const isSequential = model.model instanceof SequentialModel;
  const names = isDict(graph.inputs)
    ? [...graph.inputs.entries.keys()].sort()
    : inputs.map((input) => input.node?.operation.operationName ?? '');
  if (isDict(x)) {
    if (isSequential && kerasVersion === 3) return undefined;
    if (names.some((name) => name === '') || [...x.entries.values()].some((entry) => isList(entry) || isDict(entry)))
      return undefined;
    const found = names.map((name) => x.entries.get(name) as Part | undefined);
    const missing = names.filter((_, index) => !found[index]);
    if (missing.length > 0) {
      const keys = [...x.entries.keys()];
      throw refused(
        situation,
        'data-inputs',
        words`${entitled(model)} has ${countedNoun(exactly(names.length), 'input')} named ${quoted(names)}, but ${situation.nameOf('x')} has ${keys.length === 1 ? words`the key ${quoted(keys)}` : words`the keys ${quoted(keys)}`}: missing data for input ${quoted(missing)}.`,
        { related: inputPlaces(inputs) },
      );
    }
    const order = isDict(graph.inputs)
      ? inputs.map((input) =>
          names.indexOf(
            [...(graph.inputs as { entries: ReadonlyMap<string, unknown> }).entries].find(
              ([, tensor]) => tensor === input,
            )?.[0] ?? '',
          ),
        )
      : inputs.map((_, index) => index);
    const parts = order.map((index) => found[index]);
    return parts.every((part) => part !== undefined) ? (parts as Part[]) : undefined;
  }
  const parts = flatten(x);
  if (parts.length === inputs.length) return parts;
  // Keras 3's Sequential takes the first and warns.
  if (isSequential && kerasVersion === 3) return parts.slice(0, 1);
  if (isDict(graph.inputs) && [...graph.inputs.entries.values()].some((entry) => isList(entry) || isDict(entry)))
    return undefined;
  throw refused(
    situation,
    'data-inputs',
    words`${situation.subjectOf('x')}${situation.placeOf('x')} has ${countedNoun(exactly(parts.length), 'array')}: ${joined(
      parts.map(({ shape, rows }) => wholeShape(shape, rows)),
      ', ',
    )}. But ${titled(model)} expects ${countedNoun(exactly(inputs.length), 'input')}: ${joined(
      inputs.map((input, index) =>
        joined([...(names[index] ? [`"${names[index]}"`] : []), shapeText(input.shape)], ' '),
      ),
      ', ',
    )}${at(inputs[0]?.node?.site)}.`,
    { related: inputPlaces(inputs) },
  );
}

function inputPlaces(inputs: readonly KerasTensor[]): ContractOptions['related'] {
  return inputs.flatMap((input) =>
    input.node?.site
      ? [
          {
            span: input.node.site,
            message: words`the input "${input.node.operation.operationName}" has shape ${shapeText(input.shape)}`,
          },
        ]
      : [],
  );
}

/**
 * Keras compares the axes that both have, leaving out a last one of size 1, and then allows such a last axis to be
 * missing or too many.
 */
function checkInput(situation: Situation, inputs: readonly KerasTensor[], index: number, part: Part): void {
  const { model, kerasVersion } = situation;
  const input = inputs[index]!;
  const wanted = input.shape;
  const { shape } = part;
  if (!wanted || !shape) return;
  // Keras 3's Sequential has no input_spec: its layers decide.
  const hasSpec = !(model.model instanceof SequentialModel) || kerasVersion === 2;
  if (hasSpec && differs(wanted, shape)) throw mismatch(situation, input, index, inputs.length, part);
  if (shape.length === wanted.length) return;
  // The package keras up to 2.3 gives only a row of numbers another axis.
  if (isStated(situation.session.dialect) && shape.length > 1)
    throw mismatch(situation, input, index, inputs.length, part);
  if (shape.length === wanted.length + 1 && (shape.at(-1) === 1 || !isNumber(shape.at(-1)))) return;
  if (shape.length === wanted.length - 1 && (wanted.at(-1) === 1 || !isNumber(wanted.at(-1)))) return;
  // Keras 2 leaves ranks to the layers.
  if (kerasVersion === 3) throw mismatch(situation, input, index, inputs.length, part);
}

const isNumber = (dimension: Dimension | undefined): dimension is number => typeof dimension === 'number';

function differs(wanted: Shape, found: Shape): boolean {
  const without = (shape: Shape): Shape => (shape.at(-1) === 1 ? shape.slice(0, -1) : shape);
  const [a, b] = [without(wanted), without(found)];
  // An axis that is not known may be a 1 that falls away: then nothing is compared at its place.
  return a.some((dimension, axis) => {
    const other = b[axis];
    return (
      axis > 0 &&
      dimension !== null &&
      other !== undefined &&
      other !== null &&
      sameDimension(dimension, other) === 'different'
    );
  });
}

function mismatch(situation: Situation, input: KerasTensor, index: number, count: number, part: Part): ContractError {
  const { shape, rows } = part;
  const wanted = input.shape!;
  const ranks =
    shape!.length === wanted.length ? '' : words` (expected ndim=${wanted.length}, found ndim=${shape!.length})`;
  const which = count === 1 ? situation.subjectOf('x') : words`Array ${index + 1} of ${situation.nameOf('x')}`;
  const hint = isUnbatched(situation, wanted, shape!, rows);
  const differ = words`${which}${situation.placeOf('x')} has shape ${wholeShape(shape, rows)}, but ${titled(situation.model)} takes ${shapeText(wanted)}${at(input.node?.site)}${ranks}.`;
  return refused(
    situation,
    hint ? 'unbatched-dataset' : 'data-shape',
    hint ? words`${differ} The data set is not in batches: .batch(32) is missing.` : differ,
    { related: inputPlaces([input]), mends: mendsOf(situation, wanted, shape!, hint, count) },
  );
}

/** One element of the data set has the shape of one sample. */
function isUnbatched({ source }: Situation, wanted: Shape, shape: Shape, rows: Dimension | undefined): boolean {
  if (source !== 'dataset' || shape.length !== wanted.length - 1 || rows === undefined) return false;
  const element = [rows, ...shape.slice(1)];
  return wanted
    .slice(1)
    .every((dimension, axis) => dimension === null || sameDimension(dimension, element[axis]!) !== 'different');
}

function mendsOf(
  situation: Situation,
  wanted: Shape,
  shape: Shape,
  isUnbatchedData: boolean,
  count: number,
): readonly Mend[] {
  const { site, arguments: names } = situation;
  const argument = names.x;
  if (!site || !argument || count !== 1) return [];
  if (isUnbatchedData)
    return [
      {
        title: words`Put the data set in batches: .batch(32)`,
        changes: [{ kind: 'wrap', call: site, argument, before: '', after: '.batch(32)', simple: true }],
        preferred: true,
      },
    ];
  return addedAxis(situation, shape.length === wanted.length - 1 ? wanted.length : undefined);
}

/** `x[..., None]`, where an axis is missing and the data is arrays. */
export function addedAxis(
  { site, arguments: { x: argument }, source }: Situation,
  rank: number | undefined,
): readonly Mend[] {
  if (rank === undefined || source !== 'arrays' || !site || !argument) return [];
  return [
    {
      title: words`Add a last axis: [..., None]`,
      changes: [{ kind: 'wrap', call: site, argument, before: '', after: '[..., None]', simple: true }],
    },
  ];
}

/** Runs the model on the data's shapes. What a layer refuses then, the data is to blame for. */
function given(situation: Situation, graph: FunctionalModel, parts: readonly Part[]): Nest<TensorSpec> | undefined {
  if (parts.some(({ shape }) => !shape)) return undefined;
  const inputs = flatten(graph.inputs);
  try {
    return graph.run(
      situation.interpreter,
      { nest: 'list', items: parts.map(({ shape, dtype }) => ({ shape, dtype })) },
      situation.kerasVersion === 2,
    );
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    if (!(error instanceof LayerError) || error instanceof ContractError) throw error;
    const part = parts[0]!;
    const [input] = inputs;
    if (inputs.length === 1 && input!.shape && isUnbatched(situation, input!.shape, part.shape!, part.rows))
      throw mismatch(situation, input!, 0, 1, part);
    throw refused(
      situation,
      'data-shape',
      words`${situation.subjectOf('x')}${situation.placeOf('x')} has shape ${wholeShape(part.shape, part.rows)}, and ${titled(situation.model)}${at(inputs[0]?.node?.site)} is made for ${shapeText(inputs[0]?.shape)}: ${error.words}`,
      {
        related: inputPlaces(inputs),
        mends:
          inputs.length === 1 && inputs[0]!.shape && part.shape
            ? mendsOf(situation, inputs[0]!.shape, part.shape, false, 1)
            : [],
      },
    );
  }
}

/** Word numbers that an Embedding has no row for. */
function adviseOnEmbedding(situation: Situation, graph: FunctionalModel, input: KerasTensor, { array }: Part): void {
  if (!array) return;
  for (const { operation, inputs } of graph.nodes) {
    const { layer } = operation;
    const rows =
      layer?.definition?.name === 'Embedding' && inputs.includes(input) ? layer.terms['input_dim'] : undefined;
    if (typeof rows !== 'number' || !layer) continue;
    const largest = largestValue(array, rows);
    if (!largest || largest.value < rows) continue;
    const mends: Mend[] = layer.site
      ? [
          {
            title: words`Give Embedding ${largest.value + 1} rows`,
            changes: [
              {
                kind: 'set',
                call: layer.site,
                argument: { name: 'input_dim', position: 0 },
                text: String(largest.value + 1),
              },
            ],
            preferred: true,
          },
        ]
      : [];
    const error = refused(
      situation,
      'embedding-range',
      words`${situation.subjectOf('x')}${situation.placeOf('x')} goes up to ${largest.value}, but Embedding "${layer.name}"${at(layer.site)} has rows for 0 to ${rows - 1} (input_dim=${rows}). TensorFlow on a CPU: indices is not in [0, ${rows}); on a GPU the rows are zeros.`,
      {
        related: layer.site ? [{ span: layer.site, message: words`Embedding "${layer.name}" has ${rows} rows` }] : [],
        mends,
      },
    );
    situation.session.remark(error, { site: situation.site, layer: situation.model });
  }
}

/** Points at the data in the call. */
export function refused(
  situation: Situation,
  code: string,
  message: Message,
  options: ContractOptions = {},
): ContractError {
  return new ContractError(code, message, { argument: situation.arguments.x, ...options });
}

export const shapeText = (shape: Shape | undefined): Text =>
  shape ? formatShape(shape) : words`of a shape that is not known`;
/** With the rows of the whole array where they are known. */
export const wholeShape = (shape: Shape | undefined, rows: Dimension | undefined): Text =>
  shape ? formatShape(rows === undefined ? shape : [rows, ...shape.slice(1)]) : words`not known`;
export const titled = (model: LayerState): Message => words`the model "${model.name}"`;
/** The same at the beginning of a sentence. */
export const entitled = (model: LayerState): Message => words`The model "${model.name}"`;
export const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
