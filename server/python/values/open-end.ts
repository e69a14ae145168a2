/** How a collection goes on that is made of the items of another one. */
import { Unknown } from './value.ts';

/**
 * The end of what is made of each item of something that ends so, or that is not known itself: what may follow there is not what may follow here. It may still be one of
 * these objects (`map(same, lists)`), so that what changes it may change them.
 */
export function endOfMade(open: Unknown): Unknown {
  if (!open.alternatives && open.mayBe.length === 0) return open;
  const made = new Unknown(open.reason, { name: open.name, integer: open.integer });
  made.mayBe = [...new Set([...open.alternatives ?? [], ...open.mayBe])];
  return made;
}
