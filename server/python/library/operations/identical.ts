import { mayAlias } from '../../domain/aliases.ts';
import type { TupleValue, Value } from '../../domain/value.ts';
import { isSame } from '../unknowns.ts';
import { isUndetermined, type Undetermined } from '../../domain/undetermined.ts';

/** More items are not compared: they may be the same. */
const MOST_COMPARED = 100;

/** Python shares tuples of the same items. Of tuples within it is not said. */
function mayBeSameTuple(left: TupleValue, right: TupleValue): boolean {
  return (
    left.items.length === right.items.length &&
    left.items
      .slice(0, MOST_COMPARED)
      .every((item, index) => item.kind === 'tuple' || isSame(item, right.items[index]!))
  );
}

/** `left is right`; undefined where it depends on what Python happens to share (numbers, texts), or on an unknown. */
export function isIdentical(left: Value, right: Value): boolean | undefined {
  if (left === right) return true;
  if (isUndetermined(left) || isUndetermined(right)) {
    const [unknown, other] = isUndetermined(left) ? [left, right] : [right as Undetermined, left];
    if (unknown.alternatives && !isUndetermined(other)) {
      const answers = unknown.alternatives.map((value) => isIdentical(value, other));
      return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;
    }
    return unknown.integer && !isUndetermined(other) && other.kind !== 'int' ? false : undefined;
  }
  if (left.kind !== right.kind) return false;
  switch (left.kind) {
    case 'none':
    case 'ellipsis':
    case 'not-implemented':
      return true;
    case 'bool':
      return left.value === (right as typeof left).value;
    case 'int': {
      const other = right as typeof left;
      if (left.value !== other.value) return false;
      return left.value >= -5n && left.value <= 256n ? true : undefined;
    }
    case 'float':
    case 'str':
    case 'bytes':
    case 'complex':
      return isSame(left, right) ? undefined : false;
    case 'tuple':
      return left.items.length === 0 || mayBeSameTuple(left, right as typeof left) ? undefined : false;
    case 'list':
      return mayAlias(left, right as typeof left) ? undefined : false;
    case 'host':
      return left.identity !== undefined && left.identity() === (right as typeof left).identity?.();
    default:
      return false;
  }
}
