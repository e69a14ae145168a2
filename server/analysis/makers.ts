/**
 * Names of what makes layers and models (classes, `Input`) and of functions of the program, wherever they stand: where
 * they are imported, bound, or read without a call.
 */
import type { LayerState } from '../keras/layers/layer-state.ts';
import { Parts } from '../python/evaluate/ledgers.ts';
import type { Place } from '../python/syntax/place.ts';
import type { ClassValue, FunctionValue, NativeFunction, Value } from '../python/domain/value.ts';
import type { LayerFact, MakerFact, ModelFact } from './analysis.ts';

/** So many layers of one class are kept. */
const MOST_KEPT = 64;

type Maker = ClassValue | NativeFunction;
type Made = { readonly name: string; readonly layers: LayerState[] };

/** What one statement has named and made, by what it stands for: a definition, or a class or function of a library. */
interface Named {
  readonly spans: Map<object, Set<Place>>;
  readonly made: Map<object, Made>;
  /** Names that are called. */
  readonly called: Set<Place>;
}

export class Makers {
  readonly parts = new Parts<Named>(
    () => ({ spans: new Map(), made: new Map(), called: new Set() }),
    ({ spans, made }) => spans.size + made.size === 0,
  );

  /** A name stands for it there. */
  named(span: Place, value: Value): void {
    if (value.kind !== 'class' && value.kind !== 'native' && value.kind !== 'function') return;
    const { spans } = this.parts.now;
    const key = keyOf(value);
    const known = spans.get(key);
    if (known === undefined) spans.set(key, new Set([span]));
    else known.add(span);
  }

  /** `name`: where it is called by that. */
  made(maker: Maker, layer: LayerState, name: Place | undefined): void {
    const { made, called } = this.parts.now;
    add(made, keyOf(maker), maker.name, [layer]);
    if (name !== undefined) called.add(name);
  }

  /** Where names stand for the function. */
  spansOf(fn: FunctionValue): readonly Place[] {
    return this.placesOf(keyOf(fn));
  }

  facts(
    layerFact: (layer: LayerState) => LayerFact,
    modelFact: (layer: LayerState) => ModelFact | undefined,
    textOf: (span: Place) => string,
  ): readonly MakerFact[] {
    const all = new Map<object, Made>();
    for (const { made } of this.parts.all) for (const [key, { name, layers }] of made) add(all, key, name, layers);
    const called = new Set(this.parts.all.flatMap((part) => [...part.called]));
    return [...all].map(([key, { name, layers }]) => ({
      name,
      // `import *` names nothing.
      spans: this.placesOf(key).filter((span) => !called.has(span) && !textOf(span).includes('*')),
      made: layers.map((layer) => ({ layer: layerFact(layer), model: modelFact(layer) })),
    }));
  }

  private placesOf(key: object): readonly Place[] {
    return this.parts.all.flatMap(({ spans }) => [...(spans.get(key) ?? [])]);
  }
}

/** A definition in a function gives another value each time. */
const keyOf = (value: Maker | FunctionValue): object => (value.kind === 'native' ? value : (value.definition ?? value));

function add(all: Map<object, Made>, key: object, name: string, layers: readonly LayerState[]): void {
  const known = all.get(key);
  if (known === undefined) all.set(key, { name, layers: layers.slice(0, MOST_KEPT) });
  else known.layers.push(...layers.slice(0, MOST_KEPT - known.layers.length));
}
