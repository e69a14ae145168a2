import { Expression } from '../../../shapes/expression.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { perhaps } from '../../domain/points-to.ts';
import { int, isShapeName, type Value } from '../../domain/value.ts';
import { type Axes, UNKNOWN_AXIS } from '../../../shapes/axes.ts';
import { valueOfAxes, valueOfAxis } from '../shape-value.ts';
import { quoteString } from '../text/quote.ts';
import { memoized, oneOf, unknownFrom } from '../unknowns.ts';
import { undetermined, type Undetermined } from '../../domain/undetermined.ts';

/** `unknown[index]`: the same unknown each time, shown as the program writes it. */
export function itemOfUnknown(interpreter: Interpreter, container: Undetermined, index: Value): Value | undefined {
  if (container.integer) return undefined;
  const { tailOf } = container;
  if (tailOf && index.kind === 'int' && index.value >= 0n)
    return itemOfUnknown(interpreter, tailOf.whole, int(index.value + BigInt(tailOf.from)));
  const known = container.axes && itemOfAxes(container, container.axes, index);
  if (known) return known;
  const text = indexText(index);
  const name = container.name ?? interpreter.nameOf(container);
  const shown = name !== undefined && text !== undefined ? container.named(`${name}[${text}]`) : undefined;
  const distributed = itemOfEach(interpreter, container, index, shown);
  if (distributed) return distributed;
  if (text === undefined) return perhaps(unknownFrom(container), [container]);
  return memoized(container, `[${text}]`, () => {
    if (!isShapeName(container.name)) return perhaps(unknownFrom(container, shown), [container]);
    return index.kind === 'int' ? dimension(container, shown!) : tail(container, index, unknownFrom(container, shown));
  });
}

/** What is known of `x.shape[-1]` and of `x.shape[1:]` where the number of axes is not. */
function itemOfAxes(shape: Undetermined, axes: Axes, index: Value): Value | undefined {
  if (index.kind === 'int') {
    const axis = axes.at(Number(index.value));
    return axis === UNKNOWN_AXIS ? undefined : valueOfAxis(axis);
  }
  if (index.kind !== 'slice' || index.step.kind !== 'none') return undefined;
  const [from, to] = [index.lower, index.upper].map((bound) =>
    bound.kind === 'int' ? Number(bound.value) : undefined,
  );
  if ((from === undefined && index.lower.kind !== 'none') || (to === undefined && index.upper.kind !== 'none'))
    return undefined;
  return valueOfAxes(axes.slice(from ?? 0, to), shape.reason);
}

/** `x.shape[1:]`: its items are those of the shape, under the same names. A shape is not changed in place. */
function tail(shape: Undetermined, index: Value, found: Undetermined): Undetermined {
  if (
    index.kind === 'slice' &&
    index.lower.kind === 'int' &&
    index.lower.value >= 0n &&
    index.lower.value < 100n &&
    index.upper.kind === 'none' &&
    index.step.kind === 'none'
  )
    found.tailOf = { whole: shape, from: Number(index.lower.value) };
  return found;
}

/** Entries of a shape are integers of 0 and more. */
function dimension(shape: Undetermined, name: string): Undetermined {
  return undetermined(shape.reason, {
    name,
    integer: true,
    makeSymbol: () => Expression.symbol(name, { nonNegative: true }),
  });
}

function itemOfEach(
  interpreter: Interpreter,
  container: Undetermined,
  index: Value,
  name: string | undefined,
): Value | undefined {
  const places = container.alternatives;
  if (!places?.every((value) => hasItem(value, index))) return undefined;
  return oneOf(
    places.map((value) => interpreter.getItem(value, index)),
    container,
    name,
  );
}

/** Whether taking the item surely raises nothing. */
function hasItem(container: Value, index: Value): boolean {
  if (container.kind !== 'tuple' && !(container.kind === 'list' && !container.summary)) return false;
  const length = BigInt(container.items.length);
  return index.kind === 'slice' || (index.kind === 'int' && index.value < length && index.value >= -length);
}

function indexText(index: Value): string | undefined {
  switch (index.kind) {
    case 'int':
      return String(index.value);
    case 'str':
      return index.value.length <= 40 ? quoteString(index.value) : undefined;
    case 'none':
      return 'None';
    case 'ellipsis':
      return '...';
    case 'top':
    case 'symbol':
    case 'one-of':
      return index.name;
    case 'slice': {
      const bounds = [index.lower, index.upper].map((value) => (value.kind === 'none' ? '' : indexText(value)));
      if (bounds.includes(undefined)) return undefined;
      if (index.step.kind === 'none') return bounds.join(':');
      const step = indexText(index.step);
      return step === undefined ? undefined : `${bounds.join(':')}:${step}`;
    }
    case 'tuple': {
      const texts = index.items.map(indexText);
      return texts.includes(undefined) ? undefined : texts.join(', ');
    }
    default:
      return undefined;
  }
}
