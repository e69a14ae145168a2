/**
 * What a hover says, in the order of importance. VS Code shows the first 250 pixels of a hover, and people read them:
 * whoever adds something to a hover says here
 * what it stands behind. test/vscode/page-fold.test.mjs measures what is seen of each kind without scrolling.
 */
import type { Block, Document } from '../document/document.ts';

const ORDER = {
  /** A layer at one of its calls. */
  layer: [
    'title',
    'notKnown',
    'evaluations',
    'picture',
    'arrays',
    'reason',
    'links',
    'restsOn',
    'sum',
    'output',
    'points',
    'symbols',
    'equations',
    'torch',
  ],
  /** One that has nothing to draw: what it does comes first. */
  layerWithoutArrays: [
    'title',
    'notKnown',
    'evaluations',
    'output',
    'restsOn',
    'points',
    'symbols',
    'links',
    'equations',
    'torch',
  ],
  argument: ['title', 'arrays', 'decides', 'twice', 'evaluations'],
  tensor: ['title', 'evaluations', 'origin', 'restsOn', 'notes'],
  model: ['title', 'notKnown', 'evaluations', 'circumstances', 'shares', 'remark', 'links', 'cost', 'summary'],
  function: ['title', 'calls', 'callers'],
  /** A class, where it is not called: what it made. */
  maker: ['title', 'made'],
  method: ['title', 'points'],
  /** An expression about a model or an array: a size, a shape, a count. */
  value: ['title', 'notKnown', 'layer', 'arrays', 'reason', 'restsOn'],
  /** What is refused, told from a traceback. */
  problem: ['title', 'place', 'why', 'fixes', 'code'],
} as const;

type Kind = keyof typeof ORDER;
type Part = Block | readonly Block[] | undefined;

/** The parts of a hover in their order; what is absent is left out. */
export function inOrder<K extends Kind>(
  kind: K,
  parts: { readonly [Rank in (typeof ORDER)[K][number]]?: Part },
): Document {
  const ranks: readonly (typeof ORDER)[K][number][] = ORDER[kind];
  return ranks.flatMap((rank): Document => {
    const part = parts[rank] as Part;
    return part === undefined ? [] : isBlock(part) ? [part] : part;
  });
}

const isBlock = (part: Block | readonly Block[]): part is Block => 'block' in part;
