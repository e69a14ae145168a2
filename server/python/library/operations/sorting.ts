import type { Interpreter } from '../../domain/interpreter.ts';
import { sureText } from '../../domain/unsure-text.ts';
import { Int, Str, type Value } from '../../domain/value.ts';

/**
 * A stable sort by `<`; undefined where an order is not decided. `reverse` keeps equal elements in their order, as
 * Python does.
 */
export function sorted(
  interpreter: Interpreter,
  items: readonly Value[],
  key: Value | undefined,
  reverse: boolean,
): Value[] | undefined {
  const keyed = items.map((item) => {
    interpreter.spend();
    return { item, key: key ? interpreter.call(key, [item]) : item };
  });
  interpreter.spend(Math.ceil(keyed.length * Math.log2(keyed.length + 1)));
  if (reverse) keyed.reverse();
  const result = sortBy(keyed, (left, right) => isLess(interpreter, left.key, right.key));
  if (!result) return undefined;
  if (reverse) result.reverse();
  return key ? result.map(({ item }) => item) : result.map(({ item }) => sureText(item));
}

function isLess(interpreter: Interpreter, left: Value, right: Value): boolean | undefined {
  if (left instanceof Int && right instanceof Int) return left.value < right.value;
  if (left instanceof Str && right instanceof Str && isAscii(left.value) && isAscii(right.value))
    return left.value < right.value;
  return interpreter.truth(interpreter.compare('<', left, right));
}

function isAscii(text: string): boolean {
  return !/[^\x00-\x7f]/.test(text);
}

/** Merge sort, which asks only "less than" and stops at the first undecided answer. */
function sortBy<T>(items: readonly T[], less: (left: T, right: T) => boolean | undefined): T[] | undefined {
  if (items.length < 2) return items.slice();
  const middle = items.length >> 1;
  const left = sortBy(items.slice(0, middle), less);
  const right = left && sortBy(items.slice(middle), less);
  if (!left || !right) return undefined;
  const merged: T[] = [];
  let [first, second] = [0, 0];
  while (first < left.length && second < right.length) {
    const takesRight = less(right[second]!, left[first]!);
    if (takesRight === undefined) return undefined;
    merged.push(takesRight ? right[second++]! : left[first++]!);
  }
  return [...merged, ...left.slice(first), ...right.slice(second)];
}
