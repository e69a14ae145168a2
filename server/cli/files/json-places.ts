/** Where the values of a JSON text stand in it. The text is valid: it was parsed before. */
export type JsonNode =
  | { readonly kind: 'string'; readonly start: number; readonly end: number }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly entries: ReadonlyMap<string, JsonNode> }
  | { readonly kind: 'other' };

const SPACE = /[\s\ufeff]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const OTHER = /[^\s,\]}]+/y;

export function placesIn(json: string): JsonNode {
  let at = 0;
  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(json)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const value = (): JsonNode => {
    skip(SPACE);
    switch (json[at]) {
      case '"': {
        const start = at;
        skip(STRING);
        return { kind: 'string', start, end: at };
      }
      case '[':
        return { kind: 'array', items: within(']', value) };
      case '{':
        return { kind: 'object', entries: new Map(within('}', entry)) };
      default:
        skip(OTHER);
        return { kind: 'other' };
    }
  };
  const entry = (): readonly [string, JsonNode] => {
    const key = JSON.parse(skip(STRING)) as string;
    skip(SPACE);
    at++; // The colon.
    return [key, value()];
  };
  const within = <T>(end: string, item: () => T): T[] => {
    const items: T[] = [];
    at++;
    for (skip(SPACE); at < json.length && json[at] !== end; skip(SPACE)) {
      items.push(item());
      skip(SPACE);
      if (json[at] === ',') at++;
    }
    at++;
    return items;
  };
  return value();
}
