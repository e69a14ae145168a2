/** `str.format`: replacement fields with attributes, items, conversions and nested specifications. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { Int, Str, type Value } from '../../domain/value.ts';
import { formatValue } from './format-spec.ts';
import { quoteString } from './quote.ts';

interface Arguments {
  readonly positional: readonly Value[];
  /** A keyword's value; undefined where there is none. */
  readonly named: (name: string) => Value | undefined;
}

/** Undefined where a value in it is not known. */
export function formatTemplate(interpreter: Interpreter, template: string, args: Arguments): string | undefined {
  return new Formatter(interpreter, args).format(template, 2);
}

class Formatter {
  private readonly interpreter: Interpreter;
  private readonly args: Arguments;
  private automatic = 0;
  constructor(interpreter: Interpreter, args: Arguments) {
    this.interpreter = interpreter;
    this.args = args;
  }

  format(template: string, depth: number): string | undefined {
    if (depth < 0) return this.interpreter.raise('ValueError', 'Max string recursion exceeded');
    let result: string | undefined = '';
    for (let index = 0; index < template.length; index++) {
      const character = template[index]!;
      if (character !== '{' && character !== '}') {
        if (result !== undefined) result += character;
        continue;
      }
      if (template[index + 1] === character) {
        if (result !== undefined) result += character;
        index += 1;
        continue;
      }
      if (character === '}') return this.interpreter.raise('ValueError', "Single '}' encountered in format string");
      const end = this.fieldEnd(template, index);
      const text = this.field(template.slice(index + 1, end), depth);
      result = result === undefined || text === undefined ? undefined : result + text;
      index = end;
    }
    return result;
  }

  private fieldEnd(template: string, start: number): number {
    let depth = 0;
    for (let index = start; index < template.length; index++) {
      if (template[index] === '{') depth += 1;
      else if (template[index] === '}' && --depth === 0) return index;
    }
    return this.interpreter.raise(
      'ValueError',
      start === template.length - 1 ? "Single '{' encountered in format string" : "expected '}' before end of string",
    );
  }

  private field(field: string, depth: number): string | undefined {
    const bracketless = field.replace(/\[[^\]]*\]/g, (part) => '_'.repeat(part.length));
    const colon = bracketless.indexOf(':');
    const head = colon < 0 ? field : field.slice(0, colon);
    const specification = colon < 0 ? '' : this.format(field.slice(colon + 1), depth - 1);
    const conversion = /!(.)$/s.exec(head)?.[1];
    const value = this.value(conversion === undefined ? head : head.slice(0, -2));
    if (specification === undefined) return undefined;
    if (conversion === undefined) return formatWith(this.interpreter, value, specification);
    const text = this.converted(value, conversion);
    return text === undefined ? undefined : formatWith(this.interpreter, new Str(text), specification);
  }

  private converted(value: Value, conversion: string): string | undefined {
    if (conversion === 's') return this.interpreter.str(value);
    if (conversion === 'r') return this.interpreter.repr(value);
    if (conversion === 'a') return asciiOf(this.interpreter, value);
    return this.interpreter.raise('ValueError', `Unknown conversion specifier '${conversion}'`);
  }

  private value(path: string): Value {
    const name = /^[^.[]*/.exec(path)![0];
    let value = this.argument(name);
    for (const step of path.slice(name.length).matchAll(/\.([^.[]+)|\[([^\]]*)\]/g)) {
      if (step[1] !== undefined) value = this.interpreter.getAttribute(value, step[1]);
      else
        value = this.interpreter.getItem(value, /^\d+$/.test(step[2]!) ? new Int(BigInt(step[2]!)) : new Str(step[2]!));
    }
    return value;
  }

  private argument(name: string): Value {
    if (name !== '' && !/^\d+$/.test(name)) {
      return this.args.named(name) ?? this.interpreter.raise('KeyError', name);
    }
    const position = name === '' ? this.automatic++ : Number(name);
    return (
      this.args.positional[position] ??
      this.interpreter.raise('IndexError', `Replacement index ${position} out of range for positional args tuple`)
    );
  }
}

/** `format(value, specification)`, by the value's own `__format__` where it has one. */
export function formatWith(interpreter: Interpreter, value: Value, specification: string): string | undefined {
  if (value.kind === 'instance') {
    const method = value.cls.lookup('__format__');
    if (method) {
      const text = interpreter.call(method, [value, new Str(specification)]);
      return text.kind === 'str' ? text.value : undefined;
    }
  }
  return formatValue(interpreter, value, specification);
}

/** `ascii(value)`. */
export function asciiOf(interpreter: Interpreter, value: Value): string | undefined {
  if (value.kind === 'str') return quoteString(value.value, true);
  const text = interpreter.repr(value);
  if (text === undefined) return undefined;
  let result = '';
  for (const character of text) result += character < '\x80' ? character : quoteString(character, true).slice(1, -1);
  return result;
}
