/** An out-of-memory error, explained: what found no room, what a step of the model takes, and what makes it smaller. */
import type { Analysis, ModelFact, ShownShape } from '../analysis/analysis.ts';
import { code, type Document, type Inline, list, paragraph, say, strong } from '../explain/document/document.ts';
import { batchOf } from '../explain/memory/batch.ts';
import { bytesText, memoryDocument } from '../explain/memory/document.ts';
import type { Traceback } from '../explain/errors/traceback.ts';
import { flatten } from '../explain/nest-text.ts';
import { exactCount } from '../explain/count-text.ts';
import { wholeOf } from '../shapes/axes.ts';
import type { Text } from '../words/message.ts';
import { modelLabels } from './model-label.ts';

const SAID =
  /ResourceExhausted|RESOURCE_EXHAUSTED|OOM when allocating|CUDA_ERROR_OUT_OF_MEMORY|out of memory|MemoryError|Unable to allocate [\d.]+ [KMGT]iB/i;

export const isOutOfMemory = ({ type, message }: Traceback): boolean => SAID.test(type) || SAID.test(message);

/** Bytes of a value by the names that TensorFlow's allocator and NumPy have for dtypes. */
const BYTES: Readonly<Record<string, number>> = {
  float: 4,
  half: 2,
  double: 8,
  bfloat16: 2,
  int32: 4,
  int64: 8,
  bool: 1,
};

/** `isOfArray`: NumPy said it, of an array in the memory of the machine. */
interface Wanted {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly isOfArray: boolean;
}

/** `lines`: offsets of the program's lines that the traceback leads through, the innermost last. */
export function explainOutOfMemory(analysis: Analysis, { message }: Traceback, lines: readonly number[]): Document {
  const wanted = wantedIn(message);
  const model = modelFor(analysis, lines);
  return [
    ...(wanted === undefined ? [] : [paragraph(wantedText(wanted, model))]),
    ...(wanted?.isOfArray === true
      ? [list([arrayRemedy(wanted)])]
      : model === undefined
        ? []
        : memoryDocument(model, { label: labelOf(analysis, model), batch: batchOf(analysis, model) })),
  ];
}

function wantedIn(message: string): Wanted | undefined {
  const tensor = /allocating tensor with shape ?\[([\d, ]*)\] and type (\w+)/.exec(message);
  if (tensor) return { shape: numbersIn(tensor[1]!), dtype: tensor[2]!, isOfArray: false };
  const array = /array with shape \(([\d, ]*)\) and data type (\w+)/.exec(message);
  return array ? { shape: numbersIn(array[1]!), dtype: array[2]!, isOfArray: true } : undefined;
}

const numbersIn = (text: string): readonly number[] => text.match(/\d+/g)?.map(Number) ?? [];

function wantedText(wanted: Wanted, model: ModelFact | undefined): Inline {
  const bytes = bytesOf(wanted);
  const shape = code(`(${wanted.shape.join(', ')}${wanted.shape.length === 1 ? ',' : ''})`);
  const size = bytes === undefined ? [] : say`, ${strong(bytesText(bytes))}`;
  if (wanted.isOfArray) return say`No room was left for an array of shape ${shape} and dtype ${wanted.dtype}${size}.`;
  const row = wanted.shape.length < 2 ? undefined : rowWith(model, wanted.shape);
  const made = row === undefined ? [] : say`: as many values as ${code(row.name)} gives for ${row.batch} samples`;
  return say`No room was left for a tensor of shape ${shape}${size}${made}.`;
}

function bytesOf({ shape, dtype }: Wanted): number | undefined {
  const width = BYTES[dtype] ?? Number(/^[a-z]+(\d+)$/.exec(dtype)?.[1] ?? Number.NaN) / 8;
  const bytes = shape.reduce((product, size) => product * size, width);
  return Number.isFinite(bytes) ? bytes : undefined;
}

/** The row whose output has these sizes, in whatever order the device has its axes. */
function rowWith(
  model: ModelFact | undefined,
  [batch, ...shape]: readonly number[],
): { readonly name: string; readonly batch: number } | undefined {
  const sorted = (sizes: readonly number[]): string => [...sizes].sort((a, b) => a - b).join();
  const row = model?.rows.find(({ outputShape }) =>
    outputShape === undefined
      ? false
      : flatten<ShownShape>(outputShape).some((one) => {
          const sizes = wholeOf(one)
            ?.slice(1)
            .map((size) => Number((size === null ? undefined : exactCount(size)) ?? Number.NaN));
          return sizes !== undefined && sizes.length === shape.length && sorted(sizes) === sorted(shape);
        }),
  );
  return row && batch !== undefined ? { name: row.name, batch } : undefined;
}

const arrayRemedy = ({ dtype }: Wanted): Inline =>
  dtype === 'float64'
    ? say`${code('dtype="float32"')} takes half of it, and is what Keras computes in; a data set that reads batch by batch takes only some batches.`
    : say`A data set that reads batch by batch takes only some batches.`;

/** The model whose fit() the traceback leads through; else the last one that was compiled. */
function modelFor({ methods, models, text }: Analysis, lines: readonly number[]): ModelFact | undefined {
  const rows = new Set(lines.map((offset) => text.positionAt(offset).line));
  const method = methods.findLast(({ span }) => rows.has(text.positionAt(span.start).line));
  return method?.model ?? models.findLast(({ training }) => training !== undefined) ?? models.at(-1);
}

function labelOf(analysis: Analysis, model: ModelFact): Text {
  const index = analysis.models.findIndex(
    (one) => one === model || (one.span === model.span && one.name === model.name),
  );
  return modelLabels(analysis)[index]?.text ?? model.name;
}
