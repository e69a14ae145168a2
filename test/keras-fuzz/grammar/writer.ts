/** What a random program is written with: lines, names, and the tensors that there are. */
import { Random } from '../../property/random-programs/random.ts';

/** None where the size is only known when the program runs. */
export type Size = number | null;

/** A symbolic tensor of the program. */
export interface Tensor {
  readonly name: string;
  /** With the batch. */
  readonly shape: readonly Size[];
}

/** A model of the program, by what it takes and gives. */
export interface Model {
  readonly name: string;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
}

export class Writer {
  readonly random: Random;
  readonly lines: string[] = [];
  /** How often each production was drawn. */
  readonly drawn = new Map<string, number>();
  readonly tensors: Tensor[] = [];
  readonly models: Model[] = [];
  /** What must stand before the body: classes and functions, by their names. */
  readonly definitions = new Map<string, readonly string[]>();
  #names = 0;

  /** The Keras that the program is for. */
  readonly release: 2 | 3;

  constructor(seed: number, release: 2 | 3) {
    this.random = new Random(seed);
    this.release = release;
  }

  line(text: string): void {
    this.lines.push(text);
  }

  /** A name that nothing has yet. */
  fresh(word: string): string {
    return `${word}${++this.#names}`;
  }

  count(production: string): void {
    this.drawn.set(production, (this.drawn.get(production) ?? 0) + 1);
  }

  define(name: string, lines: readonly string[]): string {
    this.definitions.set(name, lines);
    return name;
  }

  /** Assigns an expression that gives a tensor. */
  tensor(expression: string, shape: readonly Size[], word = 'x'): Tensor {
    const name = this.fresh(word);
    this.line(`${name} = ${expression}`);
    const made = { name, shape };
    this.tensors.push(made);
    return made;
  }

  get program(): string {
    const definitions = [...this.definitions.values()].flatMap((lines) => [...lines, '']);
    const written = [...HEADS[this.release], ...definitions, ...this.lines].join('\n');
    return `${this.release === 3 ? written : asTensorflow(written)}\n`;
  }
}

const HEADS = {
  2: [
    'import numpy as np',
    'import tensorflow as tf',
    'from tensorflow import keras',
    'from tensorflow.keras import layers',
    '',
  ],
  3: ['import numpy as np', 'import keras', 'from keras import layers, ops', ''],
} as const;

/** Functions of `keras.ops` whose name in TensorFlow is another one. */
const IN_TENSORFLOW: Readonly<Record<string, string>> = {
  mean: 'reduce_mean',
  sum: 'reduce_sum',
  max: 'reduce_max',
  min: 'reduce_min',
  std: 'math.reduce_std',
  prod: 'reduce_prod',
  logsumexp: 'reduce_logsumexp',
  relu: 'nn.relu',
  softmax: 'nn.softmax',
  clip: 'clip_by_value',
  concatenate: 'concat',
};

/** The same with TensorFlow's functions, as programs of tf.keras 2 have them. */
const asTensorflow = (program: string): string =>
  program
    .replace(/\bops\.(\w+)/g, (_, name: string) => `tf.${IN_TENSORFLOW[name] ?? name}`)
    .replace(/\bw\.path\b/g, 'w.name');

/** A tuple as Python writes it. */
export const tuple = (sizes: readonly (Size | string)[]): string =>
  `(${sizes.map((size) => size ?? 'None').join(', ')}${sizes.length === 1 ? ',' : ''})`;
