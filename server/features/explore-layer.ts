/**
 * What the explorer needs of the layer at a place: a specification that the view builds again by itself, and where its
 * arguments are written.
 */
import { wholeOf } from '../shapes/axes.ts';
import type {
  Analysis,
  ArgumentFact,
  ConstructorFact,
  ShownShape,
  LayerCallFact,
  LayerFact,
  TextEdit,
} from '../analysis/analysis.ts';
import { definitionOf, describeAlone } from '../explain/explorer/alone.ts';
import { exampleInput } from '../explain/explorer/inputs.ts';
import { valueOfLiteral } from '../explain/explorer/literal.ts';
import type {
  CallSpecification,
  ExploredLayer,
  LayerSpecification,
  PlainShape,
  WrittenState,
} from '../explain/explorer/specification.ts';
import { flatten, formatShapes } from '../explain/nest-text.ts';
import type { Nest } from '../keras/layers/definition.ts';
import type { Place } from '../python/syntax/place.ts';
import { formatDimension } from '../shapes/dimension.ts';
import { words } from '../words/message.ts';
import { type Chosen, chosenOf, type Evaluation, evaluationsOf } from './evaluations.ts';
import { callOf } from './locate.ts';
import { contains, lengthOf } from './spans.ts';

export interface Explored {
  readonly layer: ExploredLayer;
  /** The constructor call, or where it is not in this program the call of the layer. */
  readonly span: Place;
  /** The constructor call as it is written; undefined where that is not in this program. */
  readonly written: ConstructorFact | undefined;
  /** All that this code made, and which of them it is. */
  readonly evaluations: readonly Evaluation[];
  readonly evaluation: Evaluation;
  readonly analysis: Analysis;
}

/**
 * The layer whose call or constructor an offset is in, the narrowest; a layer inside another one stands for that.
 * Beside them (on the name of a result), the first
 * that begins on the same line. Of several evaluations the one that is `chosen`, else the last, as in the hover.
 * Undefined where there is none.
 */
export function layerAt(analysis: Analysis, offset: number, chosen: Chosen = {}): Explored | undefined {
  let best: { readonly layers: Set<LayerFact>; readonly length: number; readonly called: boolean } | undefined;
  const offer = (layer: LayerFact | undefined, span: Place | undefined, called: boolean): void => {
    if (layer === undefined || span === undefined || layer.className === 'InputLayer' || !contains(span, offset))
      return;
    const length = lengthOf(span);
    // A layer in a wrapper is called by that only.
    if (best === undefined || (called && !best.called) || (called === best.called && length < best.length))
      best = { layers: new Set([layer]), length, called };
    else if (called === best.called && length === best.length) best.layers.add(layer);
  };
  const madeAt = new Map(analysis.constructors.map((made) => [`${made.span.start}-${made.span.end}`, made]));
  const constructorOf = ({ site }: LayerFact): ConstructorFact | undefined =>
    site && madeAt.get(`${site.start}-${site.end}`);
  for (const { layer, span } of analysis.calls) {
    offer(layer, span, true);
    offer(layer, constructorOf(layer)?.span, true);
  }
  for (const { layers, span } of analysis.constructors) for (const layer of layers) offer(layer, span, false);
  const evaluations = evaluationsOf(analysis, [...(best?.layers ?? layersOnLine(analysis, offset))]);
  const evaluation = chosenOf(evaluations, chosen);
  if (evaluation === undefined) return undefined;
  const { layer } = evaluation;
  const written = constructorOf(layer);
  const call = callOf(analysis, layer, written?.span ?? { start: offset, end: offset });
  return { ...explored(analysis, call, written), evaluations, evaluation };
}

const MODELS: ReadonlySet<string> = new Set(['Functional', 'Sequential', 'Model']);

/** The layers of the first call that begins on the line. */
function layersOnLine({ calls, text: { text } }: Analysis, offset: number): readonly LayerFact[] {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const here = calls.filter(
    ({ span, layer }) => span.start >= start && (end < 0 || span.start < end) && layer.className !== 'InputLayer',
  );
  const first = here.reduce<LayerCallFact | undefined>(
    (earliest, next) => (earliest === undefined || next.span.start < earliest.span.start ? next : earliest),
    undefined,
  );
  return [
    ...new Set(
      here.filter(({ span }) => first !== undefined && span.start === first.span.start).map(({ layer }) => layer),
    ),
  ];
}

type Rebuilt = Omit<Explored, 'evaluations' | 'evaluation'>;

function explored(analysis: Analysis, call: LayerCallFact, written: ConstructorFact | undefined): Rebuilt {
  const { layer } = call;
  const common = { className: layer.className, name: layer.name };
  const answer = (one: ExploredLayer): Rebuilt => ({ layer: one, span: written?.span ?? call.span, written, analysis });
  if (layer.kerasClass === undefined || layer.kerasClass !== layer.className) {
    const reason = MODELS.has(layer.className)
      ? words`“${layer.name}” is a model: put the cursor on one of its layers, or open its summary.`
      : words`${layer.className} is no layer of Keras itself: what it does is up to its own code. The explorer shows layers of Keras.`;
    return answer({ ...common, kind: 'not-explored', reason });
  }
  const notes = new Map<string, string>();
  const specification = specificationOf(layer, '', notes);
  if (specification === undefined)
    return answer({
      ...common,
      kind: 'not-explored',
      reason: words`What ${layer.className} is made of is not known here.`,
    });
  const asked: CallSpecification = {
    layer: specification,
    kerasVersion: analysis.kerasVersion,
    ...inputShapes(call, specification, notes),
  };
  const rebuilt = agreeing(asked, call, notes.size > 0);
  if (rebuilt === undefined)
    return answer({
      ...common,
      kind: 'not-explored',
      reason: words`This ${layer.className} is made or called in a way that the explorer cannot repeat.`,
    });
  const states: Record<string, WrittenState> = {};
  if (written !== undefined) statesOf(analysis, specification, written, '', states);
  return answer({
    ...common,
    kind: 'explored',
    call: rebuilt,
    written: states,
    notes: Object.fromEntries(notes),
    isWritten: written !== undefined,
  });
}

/**
 * The specification that gives the arrays and the output of the facts; frozen where the program froze the layer. With
 * assumed numbers there is nothing to compare.
 */
function agreeing(
  call: CallSpecification,
  { layer, output }: LayerCallFact,
  assumed: boolean,
): CallSpecification | undefined {
  if (assumed) return call;
  if (layer.unknown !== undefined) return undefined;
  const frozen = { ...call, layer: { ...call.layer, trainable: false } };
  const wanted = arraysText(layer);
  const isKnown = output !== undefined && flatten(output).every((shape) => wholeOf(shape) !== undefined);
  return [call, frozen].find((one) => {
    const described = describeAlone(one);
    // What a layer gives can also be up to further arguments of its call.
    return (
      described.kind === 'built' &&
      arraysText(described.call.layer) === wanted &&
      (!isKnown || formatShapes(described.call.output) === formatShapes(output))
    );
  });
}

const arraysText = ({ weights }: LayerFact): string =>
  weights.map(({ name, shape, trainable }) => `${name} ${shape?.map(formatDimension).join()} ${trainable}`).join('; ');

/** `notes`: by path, what stands in the program where a number had to be assumed. */
function specificationOf(layer: LayerFact, prefix: string, notes: Map<string, string>): LayerSpecification | undefined {
  const definition = definitionOf(layer.kerasClass ?? '');
  if (definition === undefined) return undefined;
  const args: Record<string, string> = {};
  const inside: Record<string, LayerSpecification> = {};
  for (const [parameter, fallback] of Object.entries(definition.parameters)) {
    if (parameter === '*') continue;
    const text = layer.arguments.get(parameter);
    if (text === undefined && INSIDE.has(parameter)) {
      const child = layer.children[0];
      const made = child && specificationOf(child, `${prefix}${parameter}.`, notes);
      if (made === undefined) return undefined;
      inside[parameter] = made;
    } else if (text !== undefined && valueOfLiteral(text) !== undefined) {
      args[parameter] = text;
    } else if (
      typeof fallback === 'symbol' ||
      (text !== undefined && (typeof fallback === 'number' || Array.isArray(fallback)))
    ) {
      args[parameter] = String(ASSUMED[parameter] ?? ASSUMED_SIZE);
      notes.set(`${prefix}${parameter}`, text ?? '?');
    } else if (fallback !== null && !isFunction(parameter)) {
      notes.set(`${prefix}${parameter}`, text ?? '?'); // the default is assumed
    } else if (!isFunction(parameter)) {
      return undefined;
    }
  }
  return { className: definition.name, arguments: args, inside, trainable: true };
}

/** Functions decide values, not sizes: one of the program's own is as good as the default. */
const isFunction = (parameter: string): boolean =>
  /activation$|_initializer$|_regularizer$|_constraint$|^seed$/.test(parameter);

/** Parameters whose argument is a layer: the first of the layers inside. */
const INSIDE: ReadonlySet<string> = new Set(['layer', 'cell']);
/** Sizes for what only running the program would tell; 8 where there is none. */
const ASSUMED: Readonly<Record<string, number>> = {
  kernel_size: 3,
  pool_size: 2,
  strides: 1,
  dilation_rate: 1,
  groups: 1,
  num_heads: 4,
  rate: 0.5,
  axis: -1,
  depth_multiplier: 1,
  input_dim: 1000,
};
const ASSUMED_SIZE = 8;

function inputShapes(
  call: LayerCallFact,
  layer: LayerSpecification,
  notes: Map<string, string>,
): Pick<CallSpecification, 'inputs' | 'listed' | 'more'> {
  const plain = (shown: ShownShape, name: string): PlainShape => {
    const shape = wholeOf(shown);
    if (shape === undefined) {
      notes.set(`input.${name}`, 'not known');
      return exampleInput(layer);
    }
    return shape.map((dimension, axis) => {
      if (dimension === null || typeof dimension === 'number') return dimension;
      notes.set(`input.${name}.${axis}`, formatDimension(dimension));
      return ASSUMED_SIZE;
    });
  };
  const inputs = call.inputs === undefined ? [undefined] : flatten(call.inputs);
  const more = new Map<string, Nest<ShownShape>>(
    [...call.more].filter(
      ([name]) =>
        definitionOf(layer.className)?.callParameters?.includes(name) === true && !/mask|state|training/.test(name),
    ),
  );
  return {
    inputs: (inputs.length === 0 ? [undefined] : inputs).map((shape, index) => plain(shape, String(index))),
    listed: call.inputs !== undefined && 'nest' in call.inputs,
    more: Object.fromEntries([...more].map(([name, nest]) => [name, plain(flatten(nest)[0], name)])),
  };
}

/** Of each argument: written out, decided by other code, or left out and to be added. */
function statesOf(
  analysis: Analysis,
  layer: LayerSpecification,
  written: ConstructorFact,
  prefix: string,
  states: Record<string, WrittenState>,
): void {
  const [spread] = written.spreads;
  for (const parameter of Object.keys(definitionOf(layer.className)?.parameters ?? {})) {
    if (parameter === '*') continue;
    const argument = argumentFor(written, layer, parameter);
    const inside = layer.inside[parameter];
    const insideWritten = argument && constructorAt(analysis, argument.valueSpan);
    if (inside !== undefined && insideWritten !== undefined)
      statesOf(analysis, inside, insideWritten, `${prefix}${parameter}.`, states);
    else if (argument === undefined)
      states[prefix + parameter] = spread === undefined ? { kind: 'absent' } : { kind: 'elsewhere', text: spread.text };
    else
      states[prefix + parameter] = argument.literal
        ? { kind: 'literal' }
        : { kind: 'elsewhere', text: argument.valueSpan.text };
  }
}

const constructorAt = ({ constructors }: Analysis, place: Place): ConstructorFact | undefined =>
  constructors.find(({ span }) => span.isAt(place));

/** The argument as written, by its present name or a former one. */
function argumentFor(
  { arguments: written }: ConstructorFact,
  layer: LayerSpecification,
  parameter: string,
): ArgumentFact | undefined {
  const definition = definitionOf(layer.className);
  const former = { ...definition?.formerParameters, ...definition?.keras2Parameters };
  return written.find(
    ({ name }) =>
      name === parameter ||
      (former[name] === parameter && definition !== undefined && !(name in definition.parameters)),
  );
}

/**
 * The edits that write these values (by path, as Python) into the constructor call. What other code decides is left
 * alone.
 */
export function argumentEdits(
  { layer, written, analysis }: Explored,
  changes: Readonly<Record<string, string>>,
): readonly TextEdit[] {
  if (layer.kind !== 'explored' || written === undefined) return [];
  const edits: TextEdit[] = [];
  const added = new Map<ConstructorFact, string[]>();
  for (const [path, newText] of Object.entries(changes)) {
    const place =
      valueOfLiteral(newText) === undefined ? undefined : placeOf(analysis, layer.call.layer, written, path.split('.'));
    if (place === undefined) continue;
    const { constructor, argument, parameter } = place;
    if (argument?.literal === true) edits.push({ span: argument.valueSpan, newText });
    else if (argument === undefined && constructor.spreads.length === 0)
      added.set(constructor, [...(added.get(constructor) ?? []), `${parameter}=${newText}`]);
  }
  for (const [constructor, texts] of added) {
    const last = constructor.arguments.at(-1);
    const offset =
      last === undefined
        ? constructor.span.end - 1
        : afterArgument(analysis.text.text, last.span.end, constructor.span.end);
    edits.push({
      span: { start: offset, end: offset },
      newText: `${last === undefined ? '' : ', '}${texts.join(', ')}`,
    });
  }
  return edits;
}

/** Behind the argument and the brackets around it; comments between them are passed over. */
function afterArgument(text: string, end: number, callEnd: number): number {
  const closed: number[] = [end];
  for (let place = end; place < callEnd; place++) {
    if (text[place] === '#') place = text.indexOf('\n', place) < 0 ? callEnd : text.indexOf('\n', place);
    else if (text[place] === ')') closed.push(place + 1);
  }
  // The last bracket is the call's own.
  return closed.at(-2) ?? end;
}

interface WrittenPlace {
  readonly constructor: ConstructorFact;
  readonly argument: ArgumentFact | undefined;
  readonly parameter: string;
}

/** Where the argument of a path stands, or would stand. */
function placeOf(
  analysis: Analysis,
  layer: LayerSpecification,
  constructor: ConstructorFact,
  [head = '', ...rest]: readonly string[],
): WrittenPlace | undefined {
  const argument = argumentFor(constructor, layer, head);
  if (rest.length === 0)
    return definitionOf(layer.className)?.parameters[head] === undefined
      ? undefined
      : { constructor, argument, parameter: head };
  const inside = layer.inside[head];
  const made = argument && constructorAt(analysis, argument.valueSpan);
  return inside === undefined || made === undefined ? undefined : placeOf(analysis, inside, made, rest);
}
