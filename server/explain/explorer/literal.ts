/** Plain values as Python writes them, read back: numbers, texts, True, False, None, and tuples and lists of such. */
import { bool, Float, int, ListValue, NONE, str, TupleValue, type Value } from '../../python/domain/value.ts';

/**
 * Undefined for anything else. Texts are read without escapes besides quotes and backslashes, which is how names of
 * functions and the like are written.
 */
export function valueOfLiteral(text: string): Value | undefined {
  const reader = new LiteralReader(text);
  const value = reader.value();
  return value !== undefined && reader.atEnd() ? value : undefined;
}

class LiteralReader {
  private readonly text: string;
  private place = 0;
  constructor(text: string) {
    this.text = text;
  }

  atEnd(): boolean {
    this.skip();
    return this.place === this.text.length;
  }

  value(): Value | undefined {
    this.skip();
    if (this.take('(')) return this.items(')');
    if (this.take('[')) return this.items(']');
    const quoted = this.match(/(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/y);
    if (quoted) return str((quoted[1] ?? quoted[2] ?? '').replace(/\\(.)/g, '$1'));
    const word = this.match(/True|False|None/y);
    if (word) return word[0] === 'None' ? NONE : bool(word[0] === 'True');
    const float = this.match(/[-+]?(?:\d[\d_]*\.\d*|\.\d+|\d[\d_]*(?=[eE]))(?:[eE][-+]?\d+)?/y);
    if (float) return new Float(Number(float[0].replaceAll('_', '')));
    const integer = this.match(/([-+]?)(\d[\d_]*)/y);
    if (!integer) return undefined;
    const size = BigInt(integer[2]!.replaceAll('_', ''));
    return int(integer[1] === '-' ? -size : size);
  }

  /** A single item in round brackets is that item, unless a comma follows it. */
  private items(end: ')' | ']'): Value | undefined {
    const items: Value[] = [];
    let comma = false;
    for (;;) {
      this.skip();
      if (this.take(end)) break;
      if (items.length > 0 && !comma) return undefined;
      const item = this.value();
      if (item === undefined) return undefined;
      items.push(item);
      this.skip();
      comma = this.take(',');
    }
    if (end === ']') return new ListValue(items);
    return items.length === 1 && !comma ? items[0] : new TupleValue(items);
  }

  private skip(): void {
    this.match(/\s*/y);
  }
  private take(mark: string): boolean {
    if (!this.text.startsWith(mark, this.place)) return false;
    this.place += mark.length;
    return true;
  }
  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.place;
    const found = pattern.exec(this.text);
    if (found === null) return undefined;
    this.place = pattern.lastIndex;
    return found;
  }
}
