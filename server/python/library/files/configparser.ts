/** The module `configparser`, without interpolation: a value with `%` in it is not worked out. */
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import {
  bool,
  BoundMethod,
  ClassValue,
  DictValue,
  Float,
  Int,
  ListValue,
  type ModuleValue,
  NONE,
  type NativeFunction,
  Str,
  TupleValue,
  type Value,
} from '../../domain/value.ts';
import { native } from '../signature.ts';
import { moduleOf } from '../modules/module-value.ts';
import { pathText } from '../modules/paths.ts';
import { opened } from './open.ts';
import { FileValue } from './file-value.ts';

type Sections = Map<string, Map<string, string>>;
const DEFAULT = 'DEFAULT';

/** undefined where the text is none that the module reads. */
export function sectionsOf(text: string): Sections | undefined {
  const sections: Sections = new Map();
  let section: Map<string, string> | undefined;
  let option: string | undefined;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed === '' || /^[#;]/.test(trimmed)) continue;
    const head = /^\[(.+)\]/.exec(trimmed);
    if (/^\s/.test(line) && section && option !== undefined) {
      section.set(option, `${section.get(option)}\n${trimmed}`);
      continue;
    }
    if (head) {
      const name = head[1]!;
      if (sections.has(name)) return undefined;
      sections.set(name, (section = new Map()));
      option = undefined;
      continue;
    }
    const match = /^(.*?)\s*[=:]\s*(.*)$/.exec(trimmed);
    if (!match || !section) return undefined;
    option = match[1]!.toLowerCase();
    if (section.has(option)) return undefined;
    section.set(option, match[2]!);
  }
  return sections;
}

/** What was read, by section; a part of it is seen by a section's own value. */
class Parser extends HostValue {
  readonly typeName = 'ConfigParser';
  /** Dictionaries of texts by the names of their sections. */
  readonly sections = new DictValue();

  add(interpreter: Interpreter, sections: Sections | undefined, path: string | undefined): void {
    interpreter.touch(this.sections);
    if (!sections) {
      this.sections.summary = interpreter.unknown('what is in the configuration is not known');
      return;
    }
    for (const [name, options] of sections) {
      const dict = this.section(name) ?? new DictValue();
      interpreter.touch(dict);
      for (const [option, text] of options) {
        const value: Value = text.includes('%') ? interpreter.unknown('it is made of other values') : new Str(text);
        dict.entries.set(`s${option}`, [
          new Str(option),
          path === undefined ? value : interpreter.files.readFrom(path, value),
        ]);
      }
      this.sections.entries.set(`s${name}`, [new Str(name), dict]);
    }
  }
  section(name: string): DictValue | undefined {
    const found = this.sections.entries.get(`s${name}`)?.[1];
    return found?.kind === 'dict' ? found : undefined;
  }
  /** undefined where there surely is none; unknown where that is not known. */
  option(interpreter: Interpreter, section: Value, option: Value): Value | undefined {
    if (section.kind !== 'str' || option.kind !== 'str')
      return interpreter.unknown('which option is meant is not known');
    const key = `s${option.value.toLowerCase()}`;
    const found = [section.value, DEFAULT].map((name) => this.section(name)?.entries.get(key)?.[1]);
    return found[0] ?? found[1] ?? this.sections.summary;
  }
  override getAttribute(_interpreter: Interpreter, name: string): Value | undefined {
    const method = parserMethods.get(name);
    return method && new BoundMethod(this, method);
  }
  override getItem(interpreter: Interpreter, index: Value): Value {
    if (index.kind !== 'str' || this.sections.summary)
      return interpreter.unknown('which section is meant is not known');
    return this.section(index.value) ? new Section(this, index) : interpreter.raise('KeyError', index.value);
  }
  override compare(interpreter: Interpreter, operator: string, other: Value, reflected: boolean): Value | undefined {
    if (!reflected || (operator !== 'in' && operator !== 'not in')) return undefined;
    if (this.sections.summary || other.kind !== 'str')
      return interpreter.unknown('which sections there are is not known');
    return bool((this.section(other.value) !== undefined) === (operator === 'in'));
  }
}

class Section extends HostValue {
  readonly typeName = 'SectionProxy';
  readonly parser: Parser;
  readonly name: Value;
  constructor(parser: Parser, name: Value) {
    super();
    this.parser = parser;
    this.name = name;
  }
  override getAttribute(_interpreter: Interpreter, name: string): Value | undefined {
    const method = sectionMethods.get(name);
    return method && new BoundMethod(this, method);
  }
  override getItem(interpreter: Interpreter, index: Value): Value {
    return (
      this.parser.option(interpreter, this.name, index) ?? interpreter.raise('KeyError', interpreter.str(index) ?? '')
    );
  }
  override setItem(interpreter: Interpreter, index: Value, value: Value): boolean {
    const dict = this.name.kind === 'str' ? this.parser.section(this.name.value) : undefined;
    if (!dict || index.kind !== 'str') return false;
    interpreter.touch(dict);
    dict.entries.set(`s${index.value.toLowerCase()}`, [index, value]);
    return true;
  }
  override iterate(): Iterable<Value> {
    const dict = this.name.kind === 'str' ? this.parser.section(this.name.value) : undefined;
    const own = dict ? [...dict.entries.values()].map(([key]) => key) : [];
    const others = [...(this.parser.section(DEFAULT)?.entries.values() ?? [])].map(([key]) => key);
    return [...own, ...others.filter((key) => !dict?.entries.has(`s${(key as Str).value}`))];
  }
}

/** What `get`, `getint` … make of the text. */
const CONVERSIONS: Readonly<Record<string, (interpreter: Interpreter, text: string) => Value>> = {
  get: (_, text) => new Str(text),
  getint: (interpreter, text) =>
    /^\s*[-+]?\d+\s*$/.test(text)
      ? new Int(BigInt(text.trim().replace(/^\+/, '')))
      : interpreter.raise('ValueError', text),
  getfloat: (interpreter, text) =>
    /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(text)
      ? new Float(Number(text))
      : interpreter.unknown('the number is not worked out'),
  getboolean: (interpreter, text) => {
    const word = text.toLowerCase();
    if (['1', 'yes', 'true', 'on'].includes(word)) return bool(true);
    return ['0', 'no', 'false', 'off'].includes(word) ? bool(false) : interpreter.raise('ValueError', text);
  },
};

function converted(
  interpreter: Interpreter,
  name: string,
  value: Value | undefined,
  fallback: Value | undefined,
): Value {
  if (value === undefined) return fallback ?? interpreter.raise('NoOptionError', 'No option');
  return value.kind === 'str' ? CONVERSIONS[name]!(interpreter, value.value) : value;
}

const sectionMethods = new Map<string, NativeFunction>(
  Object.keys(CONVERSIONS).map((name) => [
    name,
    native(name, 'self, option, fallback=, **kwargs', (interpreter, [self, option, fallback]) => {
      const { parser, name: section } = self as Section;
      return converted(interpreter, name, parser.option(interpreter, section, option!), fallback ?? NONE);
    }),
  ]),
);
sectionMethods.set(
  'keys',
  native('keys', 'self', (_, [self]) => new ListValue([...(self as Section).iterate()])),
);
sectionMethods.set(
  'items',
  native(
    'items',
    'self',
    (interpreter, [self]) =>
      new ListValue(
        [...(self as Section).iterate()].map(
          (key) => new TupleValue([key, (self as Section).getItem(interpreter, key)]),
        ),
      ),
  ),
);

const parser = (value: Value | undefined): Parser => value as Parser;

/** Reads one file, and says whether it was there. */
function readOne(interpreter: Interpreter, self: Parser, path: Value): boolean | undefined {
  const file = opened(interpreter, path);
  const text = pathText(interpreter, path);
  const lines = file instanceof FileValue ? file.take(interpreter) : undefined;
  // What is not there is passed over; here it may come later.
  const content = lines?.map((line) => (line.kind === 'str' ? line.value : '')).join('');
  self.add(interpreter, content === undefined ? undefined : sectionsOf(content), text);
  return content !== undefined;
}

const parserMethods = new Map<string, NativeFunction>(
  [
    ...Object.keys(CONVERSIONS).map((name) =>
      native(
        name,
        'self, section, option, *, raw=, vars=, fallback=',
        (interpreter, [self, section, option, , , fallback]) =>
          converted(interpreter, name, parser(self).option(interpreter, section!, option!), fallback),
      ),
    ),
    native('read', 'self, filenames, encoding=', (interpreter, [self, names]) => {
      const paths = names!.kind === 'list' || names!.kind === 'tuple' ? names!.items : [names!];
      const read = paths.map((path) => readOne(interpreter, parser(self), path));
      return read.every((one) => one === true)
        ? new ListValue([...paths])
        : new ListValue([], interpreter.unknown('which of the files are there is not known'));
    }),
    native('read_file', 'self, f, source=', (interpreter, [self, source]) => {
      const lines = source instanceof FileValue ? source.take(interpreter) : undefined;
      const text = lines?.map((line) => (line.kind === 'str' ? line.value : '')).join('');
      const path = source instanceof FileValue ? source.path : undefined;
      parser(self).add(interpreter, text === undefined ? undefined : sectionsOf(text), path);
      return NONE;
    }),
    native('read_string', 'self, string, source=', (interpreter, [self, text]) => {
      parser(self).add(interpreter, text?.kind === 'str' ? sectionsOf(text.value) : undefined, undefined);
      return NONE;
    }),
    native('sections', 'self', (_, [self]) => {
      const { sections } = parser(self);
      const names = [...sections.entries.values()].flatMap(([name]) =>
        name.kind === 'str' && name.value !== DEFAULT ? [name] : [],
      );
      return new ListValue(names, sections.summary);
    }),
    native(
      'options',
      'self, section',
      (_interpreter, [self, section]) =>
        new ListValue([...new Section(parser(self), section!).iterate()], parser(self).sections.summary ?? undefined),
    ),
    native('items', 'self, section=', (interpreter, [self, section]) =>
      section === undefined
        ? interpreter.unknown('the sections are not written out')
        : interpreter.call(interpreter.getAttribute(new Section(parser(self), section), 'items')),
    ),
    native('has_section', 'self, section', (interpreter, [self, section]) =>
      parser(self).sections.summary || section!.kind !== 'str'
        ? interpreter.unknown('which sections there are is not known')
        : bool(section!.value !== DEFAULT && parser(self).section(section!.value) !== undefined),
    ),
    native('has_option', 'self, section, option', (interpreter, [self, section, option]) =>
      parser(self).sections.summary
        ? interpreter.unknown('which options there are is not known')
        : bool(parser(self).option(interpreter, section!, option!) !== undefined),
    ),
    native('set', 'self, section, option, value=', (interpreter, [self, section, option, value]) => {
      new Section(parser(self), section!).setItem(interpreter, option!, value ?? NONE);
      return NONE;
    }),
    native('write', 'self, fileobject, *args', (interpreter, [, file]) => {
      if (file instanceof FileValue) interpreter.files.writes(file.path);
      return NONE;
    }),
  ].map((method) => [method.name, method]),
);

export function configparserModule(): ModuleValue {
  const cls = (name: string): ClassValue =>
    new ClassValue({
      name,
      qualifiedName: `configparser.${name}`,
      construct: (interpreter, _, args) =>
        args.positional.length > 0 || [...args.keywords.keys()].some((key) => key !== 'interpolation')
          ? interpreter.unknown('the parser has options that are not followed')
          : new Parser(),
    });
  return moduleOf(
    'configparser',
    ['ConfigParser', 'SafeConfigParser', 'RawConfigParser'].map((name) => [name, cls(name)] as const),
  );
}
