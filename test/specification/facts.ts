/**
 * What an analysis says of one line, in the words of the specification. Several evaluations of a line are separated by
 * ` | `.
 */
import { Axes } from '../../server/shapes/axes.ts';
import type { Analysis, Count, JsonValue, ShownShape, ModelFact, WeightFact } from '../../server/analysis/analysis.ts';
import type { Nest } from '../../server/keras/layers/definition.ts';
import { isDict, isList } from '../../server/keras/nests.ts';
import type { Span } from '../../server/python/syntax/place.ts';
import { formatDimension, formatShape, type Shape } from '../../server/shapes/dimension.ts';
import type { Expectation } from './blocks.ts';

/** What is found where the expectation looks; undefined where there is no such fact. */
export function foundFor(analysis: Analysis, { kind, line, cell }: Expectation): string | undefined {
  const here = ({ start, end }: Span): boolean =>
    [start, end].some((offset) => {
      const position = analysis.text.positionAt(offset);
      return position.line === line && position.cell === cell;
    });
  const printed = analysis.values.filter(({ span, printed }) => printed && here(span));
  const calls = analysis.calls.filter(({ span }) => here(span));
  const tensors = analysis.tensors.filter(({ span }) => here(span));
  const models = analysis.models.filter(({ span }) => here(span));
  switch (kind) {
    case 'prints':
      return several(passes(printed, ({ shown }) => shown ?? '?'));
    case 'value':
      return several(passes(printed, ({ value }) => (value === undefined ? '?' : valueText(value))));
    case 'unknown':
      return [
        ...printed.map(({ value }) => value),
        ...tensors.map(({ shape }) => (shapeText(shape) === '?' ? undefined : shape)),
      ].some((known) => known !== undefined)
        ? 'known'
        : printed.length + tensors.length > 0
          ? ''
          : undefined;
    case 'shape':
      return several(
        tensors.length > 0
          ? tensors.map(({ shape }) => shapeText(shape))
          : calls.map(({ output }) => shapeText(output)),
      );
    case 'dtype':
      return several(tensors.map(({ dtype }) => dtype ?? '?'));
    case 'params':
      return several(
        calls.length > 0
          ? calls.map(({ layer }) => countText(layer.params))
          : models.map(({ total }) => countText(total)),
      );
    case 'weights':
      return several(calls.map(({ layer }) => layer.weights.map(weightText).join(', ')));
    case 'total':
      return several(models.map(({ total }) => countText(total)));
    case 'trainable':
      return several(models.map(({ trainable }) => countText(trainable)));
    case 'rows':
      return several(models.map(rowsText));
    default:
      return several(
        analysis.problems
          .filter(({ span, severity }) => severity === kind && here({ start: span.start, end: span.start }))
          .map(({ code }) => code),
      );
  }
}

const several = (texts: readonly string[]): string | undefined => (texts.length === 0 ? undefined : texts.join(' | '));

/** The arguments of one print with spaces between them, one text for each time that it was evaluated. */
function passes<T extends { readonly span: Span }>(facts: readonly T[], text: (fact: T) => string): readonly string[] {
  const first = facts[0]?.span.start;
  const found: string[] = [];
  for (const fact of facts) {
    if (fact.span.start === first) found.push(text(fact));
    else found.push(`${found.pop() ?? ''} ${text(fact)}`);
  }
  return found;
}

/** Shapes and tuples as Python writes tuples, names of what is not decided as they are. */
function valueText(value: JsonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value))
    return value.length === 1 ? `(${valueText(value[0] as JsonValue)},)` : `(${value.map(valueText).join(', ')})`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}: ${valueText(item as JsonValue)}`)
    .join(', ')}}`;
}

function shapeText(shape: Nest<ShownShape> | undefined): string {
  if (shape === undefined) return '?';
  if (isList(shape)) return `[${shape.items.map(shapeText).join(', ')}]`;
  if (isDict(shape)) return `{${[...shape.entries].map(([key, item]) => `${key}: ${shapeText(item)}`).join(', ')}}`;
  return shape instanceof Axes ? shape.format() : formatShape(shape as Shape);
}

const countText = (count: Count): string => (count === undefined ? '?' : formatDimension(count));
const weightText = ({ name, shape }: WeightFact): string => `${name} ${shape ? formatShape(shape) : '?'}`;
const rowsText = ({ rows }: ModelFact): string =>
  rows.map(({ name, className }) => `${name} (${className})`).join(', ');
