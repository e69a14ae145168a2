import { Piece } from './place.ts';
import type { Expression, Statement } from './tree.ts';

type Part = Statement | Expression | { readonly kind?: undefined };

/** Whether a function with this body is a generator: a `yield` outside nested functions and classes. */
export function containsYield(body: readonly (Statement | Expression)[]): boolean {
  return body.some((part) => yieldsIn(part));
}

function yieldsIn(part: Part): boolean {
  switch (part.kind) {
    case 'Yield':
      return true;
    case 'Name':
    case 'Constant':
    case 'Missing':
    case 'Pass':
    case 'FunctionDefinition':
    case 'ClassDefinition':
    case 'Lambda':
      return false;
  }
  return Object.values(part).some((value: unknown) =>
    Array.isArray(value)
      ? value.some((item: unknown) => isPart(item) && yieldsIn(item))
      : isPart(value) && yieldsIn(value),
  );
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !(value instanceof Piece);
}
