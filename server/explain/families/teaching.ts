import { wholeOf } from '../../shapes/axes.ts';
import type { KnownShape, ShownShape, LayerFact, WeightFact } from '../../analysis/analysis.ts';
import type { Nest } from '../../keras/layers/definition.ts';
import type { Size } from '../../shapes/dimension.ts';
import type { Text } from '../../words/message.ts';
import { findWeight } from '../arrays.ts';
import type { Equations, Inline } from '../document/document.ts';
import { flatten } from '../nest-text.ts';
import type { Source } from './sources.ts';
import type { Torch } from '../torch/torch.ts';

export type Reasons = Readonly<Record<string, Text>>;

/** What there is to say about a layer besides its table of arrays. Every number in it comes from the facts. */
export interface Teaching {
  /** Why the array that people ask about is as it is, in a sentence: it stands first where no picture says it. */
  readonly reason?: Inline | undefined;
  /**
   * The same in a few words beside arrays of the picture and the table, by their names, or by their paths where several
   * share one.
   */
  readonly reasons?: Reasons | undefined;
  /** What else people get wrong, put right: one sentence each, the most asked first. */
  readonly points: readonly Inline[];
  /** How the output's shape comes about, where that is worth a line. */
  readonly shape?: Inline | undefined;
  readonly equations?: Equations | undefined;
  readonly torch?: Torch | undefined;
  /** Where to read on: Keras's page first. */
  readonly source?: Source | undefined;
  readonly paper?: Source | undefined;
}

/** A layer at one of its calls, as the teaching functions read it. */
export class Subject {
  readonly layer: LayerFact;
  readonly inputs: readonly KnownShape[];
  readonly outputs: readonly KnownShape[];

  constructor(layer: LayerFact, inputs: Nest<ShownShape> | undefined, outputs: Nest<ShownShape> | undefined) {
    this.layer = layer;
    this.inputs = inputs === undefined ? [] : flatten(inputs).map(wholeOf);
    this.outputs = outputs === undefined ? [] : flatten(outputs).map(wholeOf);
  }

  get input(): KnownShape {
    return this.inputs[0];
  }
  get output(): KnownShape {
    return this.outputs[0];
  }

  /** One of the numbers that decide the layer; undefined where it is None or not known. */
  term(name: string): Size | undefined {
    return this.layer.terms[name] ?? undefined;
  }
  array(name: string): WeightFact | undefined {
    return findWeight(this.layer, name);
  }
  /** An argument as Python writes it, defaults included. */
  argument(name: string): string | undefined {
    return this.layer.arguments.get(name);
  }
  /** Surely True. */
  flag(name: string): boolean {
    return this.argument(name) === 'True';
  }
  /** An argument that is a string, without its quotes. */
  text(name: string): string | undefined {
    return /^(['"])(.*)\1$/.exec(this.argument(name) ?? '')?.[2];
  }
}

/** What is taught about one class; undefined where too little is known to say it with numbers. */
export type Teach = (subject: Subject) => Teaching | undefined;
