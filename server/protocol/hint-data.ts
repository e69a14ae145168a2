/** What an editor hands back of a hint when it asks for its tooltip: anything, since it comes from outside. */
import type { HintPlace } from '../features/hints/tooltip.ts';

export const hintData = (uri: string, { offset, nth }: HintPlace) => ({ uri, offset, nth });

export function readHintData(data: unknown): {
  readonly uri: string | undefined;
  readonly place: HintPlace | undefined;
} {
  const { uri, offset, nth } = (typeof data === 'object' && data !== null ? data : {}) as Readonly<
    Record<string, unknown>
  >;
  return {
    uri: typeof uri === 'string' ? uri : undefined,
    place: typeof offset === 'number' && typeof nth === 'number' ? { offset, nth } : undefined,
  };
}
