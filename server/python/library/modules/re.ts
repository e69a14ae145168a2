import type { Interpreter } from '../../domain/interpreter.ts';
import {
  ClassValue,
  DictValue,
  InstanceValue,
  Int,
  IteratorValue,
  ListValue,
  type ModuleValue,
  NONE,
  Str,
  TupleValue,
  type Value,
} from '../../domain/value.ts';
import { isAbsent, textArgument } from '../arguments.ts';
import { native, type NativeBody } from '../signature.ts';
import { classNamed, FunctionTable, moduleOf } from './module-value.ts';
import { translatePattern, type Translation } from './regular-expressions.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

/** Matching is not begun where it might take more steps than this. */
const mostSteps = 1e6;

interface Compiled {
  readonly pattern: string;
  readonly translation: Translation;
}

/** A pattern made ready: one that was compiled, or a text; undefined where it is not known or not translated. */
function compiled(interpreter: Interpreter, pattern: Value, flags: Value | undefined): Compiled | undefined {
  const held = pattern.kind === 'instance' ? pattern.attributes.get('pattern') : undefined;
  const chosen = pattern.kind === 'instance' ? pattern.attributes.get('flags') : flags;
  const text = held
    ? textArgument(interpreter, held)
    : pattern.kind === 'bytes'
      ? undefined
      : textArgument(interpreter, pattern);
  const bits = isAbsent(chosen) ? 0n : chosen!.kind === 'int' ? chosen!.value : undefined;
  if (text === undefined || bits === undefined || (bits & ~(2n | 8n | 16n | 256n)) !== 0n) return undefined;
  const letters = (bits & 2n ? 'i' : '') + (bits & 8n ? 'm' : '') + (bits & 16n ? 's' : '');
  const translation = translatePattern(text, letters);
  return translation && { pattern: text, translation };
}

/**
 * All matches in a text; undefined where they are not worked out. Only ASCII texts: classes like `\w` mean more than
 * ASCII in Python.
 */
function matchesIn(
  interpreter: Interpreter,
  expression: Compiled | undefined,
  subject: Value,
  mode: 'match' | 'fullmatch' | 'search' | 'all',
): RegExpMatchArray[] | undefined {
  const text = textArgument(interpreter, subject);
  if (!expression || text === undefined || /[^\x00-\x7f]/.test(text + expression.pattern)) return undefined;
  const { source, flags, repetitions, choices } = expression.translation;
  const steps = (text.length + 1) ** (repetitions + (mode === 'match' || mode === 'fullmatch' ? 0 : 1)) * 2 ** choices;
  if (steps > mostSteps) return undefined;
  interpreter.spend(Math.ceil(text.length / 10) + Math.ceil(steps / 100));
  const anchored =
    mode === 'match' ? `(?<![^])(?:${source})` : mode === 'fullmatch' ? `(?<![^])(?:${source})(?![^])` : source;
  try {
    const found = [...text.matchAll(new RegExp(anchored, flags + 'g'))];
    return mode === 'all' ? found : found.slice(0, 1);
  } catch {
    return undefined;
  }
}

const notWorkedOut = words`the matches of the pattern are not worked out`;

function groupValue(match: RegExpMatchArray, index: number): Value {
  const text = match[index];
  return text === undefined ? NONE : new Str(text);
}

/** One text for each match, or its group, or a tuple of its groups where there are several. */
const findAll: NativeBody = (interpreter, [pattern, string, flags]) => {
  const expression = compiled(interpreter, pattern!, flags);
  const found = matchesIn(interpreter, expression, string!, 'all');
  if (!found || !expression) return new ListValue([], interpreter.unknown(notWorkedOut));
  const groups = expression.translation.groupCount;
  const text = (match: RegExpMatchArray, index: number): Value => new Str(match[index] ?? '');
  return new ListValue(
    found.map((match) =>
      groups < 2
        ? text(match, groups)
        : new TupleValue(Array.from({ length: groups }, (_, index) => text(match, index + 1))),
    ),
  );
};

/** What stands between the matches, with their groups. */
const split: NativeBody = (interpreter, [pattern, string, maxsplit, flags]) => {
  const expression = compiled(interpreter, pattern!, flags);
  const found = matchesIn(interpreter, expression, string!, 'all');
  if (!found || !expression || maxsplit !== undefined) return new ListValue([], interpreter.unknown(notWorkedOut));
  const text = textArgument(interpreter, string!)!;
  const parts: Value[] = [];
  let end = 0;
  for (const match of found) {
    parts.push(
      new Str(text.slice(end, match.index)),
      ...Array.from({ length: expression.translation.groupCount }, (_, index) => groupValue(match, index + 1)),
    );
    end = match.index! + match[0].length;
  }
  return new ListValue([...parts, new Str(text.slice(end))]);
};

class Expressions {
  private readonly matchClass: ClassValue;
  private readonly patternClass: ClassValue;

  constructor(object: ClassValue) {
    this.matchClass = new ClassValue({
      name: 'Match',
      qualifiedName: 're.Match',
      bases: [object],
      attributes: new Map(matchMethods),
    });
    this.patternClass = new ClassValue({ name: 'Pattern', qualifiedName: 're.Pattern', bases: [object] });
    for (const [name, parameters, body] of this.functions()) {
      this.patternClass.attributes.set(
        name,
        native(
          name,
          parameters.replace('pattern', 'self, /').replace(', flags=', ''),
          (interpreter, [self, ...values], extra) => body(interpreter, [self, ...values], extra),
        ),
      );
    }
  }

  matchObject(match: RegExpMatchArray, expression: Compiled): Value {
    const made = new InstanceValue(this.matchClass);
    const groups = Array.from({ length: expression.translation.groupCount }, (_, index) =>
      groupValue(match, index + 1),
    );
    const names = new DictValue();
    for (const [name, index] of expression.translation.groupNames)
      names.entries.set('s' + name, [new Str(name), groups[index - 1]!]);
    made.attributes
      .set('_whole', new Str(match[0]))
      .set('_groups', new TupleValue(groups))
      .set('_names', names)
      .set('string', new Str(match.input ?? ''));
    made.attributes.set('_start', new Int(BigInt(match.index ?? 0)));
    return made;
  }

  private one(mode: 'match' | 'fullmatch' | 'search'): NativeBody {
    return (interpreter, [pattern, string, flags]) => {
      const expression = compiled(interpreter, pattern!, flags);
      const found = matchesIn(interpreter, expression, string!, mode);
      if (!found || !expression) return interpreter.unknown(notWorkedOut);
      return found[0] ? this.matchObject(found[0], expression) : NONE;
    };
  }

  private readonly iterate: NativeBody = (interpreter, [pattern, string, flags]) => {
    const expression = compiled(interpreter, pattern!, flags);
    const found = matchesIn(interpreter, expression, string!, 'all');
    if (!found || !expression)
      return new IteratorValue([][Symbol.iterator](), 'callable_iterator', interpreter.unknown(notWorkedOut));
    return new IteratorValue(
      found.map((match) => this.matchObject(match, expression))[Symbol.iterator](),
      'callable_iterator',
    );
  };

  functions(): readonly (readonly [string, string, NativeBody])[] {
    return [
      ['match', 'pattern, string, flags=', this.one('match')],
      ['fullmatch', 'pattern, string, flags=', this.one('fullmatch')],
      ['search', 'pattern, string, flags=', this.one('search')],
      ['findall', 'pattern, string, flags=', findAll],
      ['finditer', 'pattern, string, flags=', this.iterate],
      ['sub', 'pattern, repl, string, count=, flags=', this.substitute.bind(this)],
      ['split', 'pattern, string, maxsplit=, flags=', split],
    ];
  }

  private substitute(
    interpreter: Interpreter,
    [pattern, replacement, string, count, flags]: readonly (Value | undefined)[],
  ): Value {
    const expression = compiled(interpreter, pattern!, flags);
    const found = matchesIn(interpreter, expression, string!, 'all');
    const most = count === undefined ? 0n : count.kind === 'int' ? count.value : undefined;
    if (!found || !expression || most === undefined) return interpreter.unknown(notWorkedOut);
    const text = textArgument(interpreter, string!)!;
    let result = '';
    let end = 0;
    for (const [index, match] of found.entries()) {
      if (most > 0n && BigInt(index) >= most) break;
      const fresh = this.replaced(interpreter, match, expression, replacement!);
      if (fresh === undefined) return interpreter.unknown(notWorkedOut);
      result += text.slice(end, match.index) + fresh;
      end = match.index! + match[0].length;
    }
    return new Str(result + text.slice(end));
  }

  /** Undefined where the replacement is not known, or has an escape that is not translated. */
  private replaced(
    interpreter: Interpreter,
    match: RegExpMatchArray,
    expression: Compiled,
    replacement: Value,
  ): string | undefined {
    if (replacement.kind !== 'str') {
      if (isUndetermined(replacement)) return undefined;
      const made = interpreter.call(replacement, [this.matchObject(match, expression)]);
      return made.kind === 'str' ? made.value : undefined;
    }
    let known = true;
    const text = replacement.value.replace(
      /\\(?:g<(\w+)>|(\d)|([^]))/g,
      (_, named: string | undefined, digit: string | undefined, other: string | undefined) => {
        if (other !== undefined) {
          const simple: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\' };
          if (simple[other] === undefined) known = false;
          return simple[other] ?? '';
        }
        const index =
          digit ?? (/^\d+$/.test(named!) ? named! : String(expression.translation.groupNames.get(named!) ?? -1));
        if (Number(index) < 0 || Number(index) > expression.translation.groupCount) known = false;
        return match[Number(index)] ?? '';
      },
    );
    return known ? text : undefined;
  }

  compile: NativeBody = (interpreter, [pattern, flags]) => {
    if (pattern!.kind === 'instance') return pattern!;
    const made = new InstanceValue(this.patternClass);
    made.attributes.set('pattern', pattern!).set('flags', flags ?? new Int(0n));
    return isUndetermined(pattern) ? interpreter.unknown(pattern!.reason) : made;
  };
}

// ---------------------------------------------------------------- match objects

function group(interpreter: Interpreter, match: Value, which: Value): Value {
  if (match.kind !== 'instance') return interpreter.unknown(notWorkedOut);
  const groups = match.attributes.get('_groups');
  const names = match.attributes.get('_names');
  if (which.kind === 'str' && names?.kind === 'dict')
    return names.entries.get('s' + which.value)?.[1] ?? interpreter.raise('IndexError', 'no such group');
  if (which.kind !== 'int' || groups?.kind !== 'tuple') return interpreter.unknown(notWorkedOut);
  if (which.value === 0n) return match.attributes.get('_whole')!;
  return groups.items[Number(which.value) - 1] ?? interpreter.raise('IndexError', 'no such group');
}

const attributeOf =
  (name: string): NativeBody =>
  (interpreter, [self]) =>
    (self!.kind === 'instance' ? self!.attributes.get(name) : undefined) ?? interpreter.unknown(notWorkedOut);

const matchMethods: [string, Value][] = [
  native('group', 'self, /, *args', (interpreter, [self], { rest }) => {
    if (rest.length === 0) return group(interpreter, self!, new Int(0n));
    return rest.length === 1
      ? group(interpreter, self!, rest[0]!)
      : new TupleValue(rest.map((which) => group(interpreter, self!, which)));
  }),
  native('__getitem__', 'self, which, /', (interpreter, [self, which]) => group(interpreter, self!, which!)),
  native('groups', 'self, default=', attributeOf('_groups')),
  native('groupdict', 'self, default=', attributeOf('_names')),
  native('start', 'self, group=, /', (interpreter, [self, which]) =>
    which === undefined ? attributeOf('_start')(interpreter, [self], noExtra) : interpreter.unknown(notWorkedOut),
  ),
  native('end', 'self, group=, /', (interpreter, [self, which]) => {
    const span = which === undefined ? spanOf(self!) : undefined;
    return span ? new Int(BigInt(span[1])) : interpreter.unknown(notWorkedOut);
  }),
  native('span', 'self, group=, /', (interpreter, [self, which]) => {
    const span = which === undefined ? spanOf(self!) : undefined;
    return span ? new TupleValue(span.map((position) => new Int(BigInt(position)))) : interpreter.unknown(notWorkedOut);
  }),
].map((method) => [method.name, method]);

const noExtra = { rest: [], keywords: new Map<string, Value>(), site: undefined };

function spanOf(match: Value): [number, number] | undefined {
  const start = match.kind === 'instance' ? match.attributes.get('_start') : undefined;
  const whole = match.kind === 'instance' ? match.attributes.get('_whole') : undefined;
  return start?.kind === 'int' && whole?.kind === 'str'
    ? [Number(start.value), Number(start.value) + whole.value.length]
    : undefined;
}

/** The module `re`. */
export function reModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  const expressions = new Expressions(classNamed(builtins, 'object'));
  const table = new FunctionTable();
  for (const [name, parameters, body] of expressions.functions()) table.add(name, parameters, body);
  table.add('compile', 'pattern, flags=', expressions.compile);
  table.add('escape', 'pattern', (interpreter, [pattern]) => {
    const text = textArgument(interpreter, pattern!);
    return text === undefined
      ? interpreter.unknown('the text is not known')
      : new Str(text.replace(/[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g, '\\$&'));
  });
  const flags = {
    A: 256n,
    ASCII: 256n,
    I: 2n,
    IGNORECASE: 2n,
    M: 8n,
    MULTILINE: 8n,
    S: 16n,
    DOTALL: 16n,
    X: 64n,
    VERBOSE: 64n,
    U: 32n,
    UNICODE: 32n,
  };
  return moduleOf('re', [
    ...table.members,
    ...Object.entries(flags).map(([name, bits]) => [name, new Int(bits)] as const),
    ['error', new ClassValue({ name: 'error', qualifiedName: 're.error', bases: [classNamed(builtins, 'Exception')] })],
  ]);
}
