/** One call as rules see it: its buffers, its arguments, and how its steps are put on the tape. */
import type { LayerFact } from '../../analysis/analysis.ts';
import type { CallOfGraph } from '../../analysis/graph.ts';
import { exactCount } from '../count-text.ts';
import { bitsOf } from '../summary/memory.ts';
import { type Message, words } from '../../words/message.ts';
import { type Amount, fixed, NOTHING, perSample, plus, times } from './amount.ts';
import { Buffer, type Tape } from './tape.ts';

/** Something that the reckoning needs is not known: no number is given then. */
export class NotKnown extends Error {
  readonly reason: Message;
  constructor(reason: Message) {
    super(reason.text);
    this.reason = reason;
  }
}

/** A tensor: its sizes for one sample, where `rows` says how often the first axis has one for each sample. */
export interface Sized {
  readonly rows: number;
  /** Axes behind the first. */
  readonly sizes: readonly number[];
  readonly bytes: number;
}

export const elements = ({ rows, sizes }: Sized): number => sizes.reduce((product, size) => product * size, rows);

/** Bytes of one value, at least one; undefined for a dtype that is not known. */
export function bytesOfDtype(dtype: string): number | undefined {
  const bits = bitsOf(dtype);
  return bits === undefined ? undefined : Math.max(1, Math.ceil(Number(bits) / 8));
}

export interface StepOptions {
  readonly reads: readonly Buffer[];
  readonly makes: readonly Buffer[];
  readonly saves?: readonly Buffer[];
  /** Default: those of `saves`. */
  readonly mustSave?: readonly Buffer[];
  readonly keeps?: Amount;
  readonly mustKeep?: Amount;
  readonly scratch?: Amount;
  readonly inPlace?: boolean;
}

/** A step from all inputs to all outputs. */
export interface PlainOptions extends Partial<StepOptions> {
  /** Kept tensors of the size of the output. */
  readonly keepsOutputs?: number;
  /** Arrays of its own stand in it. */
  readonly trains?: boolean;
}

export interface CallOptions {
  readonly tape: Tape;
  readonly call: Pick<CallOfGraph, 'name' | 'operation' | 'compute' | 'training'>;
  readonly layer: LayerFact | undefined;
  readonly inputs: readonly Buffer[];
  readonly given: readonly Sized[];
  readonly results: readonly Sized[];
  /** The row of the model that it is in. */
  readonly row: string;
  /** In a training step; inside of what is told not to train, false. */
  readonly trains: boolean;
}

export class Call {
  readonly tape: Tape;
  readonly layer: LayerFact | undefined;
  readonly operation: string;
  readonly inputs: readonly Buffer[];
  readonly given: readonly Sized[];
  readonly results: readonly Sized[];
  readonly row: string;
  readonly trains: boolean;
  /** Bytes of a value that it computes with. */
  readonly width: number;
  readonly compute: string;
  readonly #outputs: Buffer[] = [];

  constructor({ tape, call, layer, inputs, given, results, row, trains }: CallOptions) {
    this.tape = tape;
    this.layer = layer;
    this.operation = call.operation;
    this.inputs = inputs;
    this.given = given;
    this.results = results;
    this.row = row;
    this.trains = trains && call.training !== false;
    this.compute = call.compute;
    this.width = bytesOfDtype(call.compute) ?? 4;
  }

  get outputs(): readonly Buffer[] {
    return this.#outputs;
  }
  get input(): Buffer {
    const [first] = this.inputs;
    if (first === undefined) throw new NotKnown(words`what ${this.row} is called on is not known`);
    return first;
  }
  /** Sizes of the first input. */
  get x(): Sized {
    const [first] = this.given;
    if (first === undefined) throw new NotKnown(words`what ${this.row} is called on is not known`);
    return first;
  }
  get y(): Sized {
    const [first] = this.results;
    if (first === undefined) throw new NotKnown(words`what ${this.row} gives is not known`);
    return first;
  }
  /** Bytes of its output, for each sample. */
  get yBytes(): number {
    return elements(this.y) * this.y.bytes;
  }
  /** It computes in float16 or bfloat16. */
  get isHalf(): boolean {
    return this.width < 4;
  }

  /** Some array of the layer, or of what is inside of it, is trained. */
  get hasTrained(): boolean {
    return this.tape.isTraining && (this.layer?.weights ?? []).some(({ trainable }) => this.#decided(trainable));
  }
  #decided(trainable: boolean | undefined): boolean {
    if (trainable === undefined) throw new NotKnown(words`whether ${this.row} is trained is not decided`);
    return trainable;
  }

  /** Copies of its arrays in the dtype that it computes in, where that is another. */
  get casts(): Amount {
    const bytes = (this.layer?.weights ?? []).map(({ count, dtype }) => {
      const width = bytesOfDtype(dtype);
      const exact = exactCount(count);
      return exact !== undefined && width !== undefined && width !== this.width && dtype.startsWith('float')
        ? Number(exact) * this.width
        : 0;
    });
    return fixed(bytes.reduce((a, b) => a + b, 0));
  }

  /** As Python prints it, or of a text what is in it; undefined where it is no plain value. */
  text(name: string): string | undefined {
    const shown = this.layer?.arguments.get(name);
    return shown === undefined ? undefined : (/^'(.*)'$/.exec(shown)?.[1] ?? shown);
  }
  number(name: string): number {
    const shown = this.text(name);
    const value = shown === undefined ? Number.NaN : Number(shown);
    if (Number.isFinite(value)) return value;
    throw new NotKnown(words`${name} of ${this.row} is not known`);
  }
  flag(name: string): boolean {
    return this.text(name) === 'True';
  }

  /** A buffer between its steps, of so many bytes for a sample. */
  between(bytes: number, flows: boolean): Buffer {
    return new Buffer(perSample(bytes), this.row, { flows });
  }
  /** Its next output. */
  give(flows: boolean): Buffer {
    const result = this.results[this.#outputs.length];
    if (result === undefined) throw new NotKnown(words`what ${this.row} gives is not known`);
    const buffer = new Buffer(perSample(elements(result) * result.bytes), this.row, { flows });
    this.#outputs.push(buffer);
    return buffer;
  }
  /** Its next output is a buffer that there is. */
  giveSame(buffer: Buffer): void {
    this.#outputs.push(buffer);
  }
  readonly flowing = (buffers: readonly Buffer[]): boolean => buffers.some(({ flows }) => flows);

  /** A step: it keeps nothing where no gradient flows through it. */
  step(options: StepOptions): void {
    const flows = this.flowing(options.makes);
    const saves = flows ? (options.saves ?? []) : [];
    const mustSave = flows ? (options.mustSave ?? saves) : [];
    this.tape.steps.push({
      row: this.row,
      reads: options.reads,
      makes: options.makes,
      saves,
      mustSave,
      keeps: flows ? (options.keeps ?? NOTHING) : NOTHING,
      mustKeep: flows ? (options.mustKeep ?? NOTHING) : NOTHING,
      scratch: options.scratch ?? NOTHING,
      inPlace: options.inPlace ?? false,
    });
  }

  /** One step from all inputs to all outputs, whose values are made by themselves, or moved. */
  plain(options: PlainOptions = {}): void {
    const flows = this.flowing(this.inputs) || (options.trains === true && this.hasTrained);
    const makes = this.results.map(() => this.give(flows));
    const kept = times(perSample(this.yBytes), options.keepsOutputs ?? 0);
    this.step({ reads: this.inputs, makes, ...options, keeps: plus(options.keeps ?? NOTHING, kept) });
  }

  /** The same call on another layer inside, on these buffers. */
  inner(layer: LayerFact, changes: Partial<CallOptions>): Call {
    return new Call({
      tape: this.tape,
      call: { name: layer.name, operation: layer.className, compute: this.compute, training: undefined },
      layer,
      inputs: this.inputs,
      given: this.given,
      results: this.results,
      row: this.row,
      trains: this.trains,
      ...changes,
    });
  }
}

export function bytesOfWeights(
  layer: Pick<LayerFact, 'weights'> | undefined,
  counts: (weight: LayerFact['weights'][number]) => boolean,
): number {
  return (layer?.weights ?? []).filter(counts).reduce((total, { name, count, dtype }) => {
    const exact = exactCount(count);
    const width = bytesOfDtype(dtype);
    if (exact === undefined || width === undefined) throw new NotKnown(words`the size of ${name} is not known`);
    return total + Number(exact) * width;
  }, 0);
}
