/** How a collection goes on that is made of the items of another one, and what may be taken of it. */
import { innerCodeOf } from './inner-code.ts';
import { type DictValue, isChangeable, type Value } from './value.ts';
import { undetermined, type Undetermined } from './undetermined.ts';

/**
 * The end of what is made of each item of something that ends so, or that is not known itself: what may follow there is
 * not what may follow here. It may still be one of
 * these objects (`map(same, lists)`), or hold some of them, so that what changes it may change them.
 */
export function endOfMade(open: Undetermined): Undetermined {
  if (!open.alternatives && open.pointsTo.length === 0) return open;
  return perhaps(sameEnd(open), [open]);
}

/** The same end as an object of its own, to say more of. */
export function sameEnd({ reason, name, integer }: Undetermined): Undetermined {
  return undetermined(reason, { name, integer });
}

/**
 * More objects than this are not gone through to find others inside of them: it is done for each item that is taken,
 * and nobody pays for it.
 */
const MOST_OPENED = 200;

/** Objects that can be changed in place among these values, and inside of the containers among them. */
export function changeableIn(values: Iterable<Value | undefined>): readonly Value[] {
  const found = new Set<Value>();
  const waiting = [...values].filter((value) => value !== undefined);
  for (let value = waiting.pop(); value; value = waiting.pop()) {
    if (found.size > MOST_OPENED) break;
    if (found.has(value) || !HOLDS.has(value.kind)) continue;
    found.add(value);
    const add = (more: Iterable<Value | undefined>): void => {
      let count = 0;
      for (const one of more) {
        if (one && HOLDS.has(one.kind)) waiting.push(one);
        if (++count > 2 * MOST_OPENED) break;
      }
    };
    switch (value.kind) {
      case 'top':
      case 'symbol':
      case 'one-of':
        add(value.alternatives ?? []);
        add(value.pointsTo);
        break;
      case 'tuple':
        add(value.items);
        break;
      case 'list':
        add(value.items);
        add([value.summary]);
        break;
      case 'set':
        add(value.entries.values());
        add([value.summary]);
        break;
      case 'dict':
        add(valuesOf(value));
        add([value.summary]);
        break;
      case 'iterator':
        add(value.buffer);
        add([value.summary]);
        add(innerCodeOf(value)?.values ?? []);
        break;
      case 'host':
        add([value.container?.()]);
        break;
      default:
    }
  }
  return [...found].filter(isChangeable);
}

function* valuesOf({ entries }: DictValue): Generator<Value> {
  for (const [, held] of entries.values()) yield held;
}

const HOLDS: ReadonlySet<Value['kind']> = new Set<Value['kind']>([
  'top',
  'symbol',
  'one-of',
  'tuple',
  'list',
  'set',
  'dict',
  'iterator',
  'instance',
  'host',
]);

/** `made`, which may be any of these, or of what is in them. */
export function perhaps(made: Undetermined, values: readonly (Value | undefined)[]): Undetermined {
  return among(made, changeableIn(values));
}

/** `made`, which is an item of this container: any of what is in it. */
export function perhapsIn(made: Undetermined, container: Value): Undetermined {
  const itself = new Set<Value>([container, ...(innerCodeOf(container)?.values ?? [])]);
  return among(
    made,
    changeableIn([container]).filter((value) => !itself.has(value)),
  );
}

function among(made: Undetermined, more: readonly Value[]): Undetermined {
  if (more.length > 0) made.pointsTo = [...new Set([...made.pointsTo, ...more])];
  return made;
}
