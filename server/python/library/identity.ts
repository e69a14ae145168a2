/**
 * Numbers that tell objects apart where text is needed (hash keys). A number says nothing else, so sharing the counter
 * has no effect.
 */
const numbers = new WeakMap<object, number>();
let last = 0;

export function identityOf(object: object): number {
  let number = numbers.get(object);
  if (number === undefined) {
    number = ++last;
    numbers.set(object, number);
  }
  return number;
}
