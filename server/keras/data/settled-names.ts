/** Whether what a function reads is the same whenever it is run later: functions that data sets run by themselves. */
import type { FunctionValue, Value } from '../../python/domain/value.ts';
import type { Place } from '../../python/syntax/place.ts';
import { changesIn } from '../../python/syntax/changes.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';

const isFixed = (value: Value): boolean =>
  value.kind === 'module' || value.kind === 'native' || (value.kind === 'class' && !value.definition);

const CONSTANT: ReadonlySet<Value['kind']> = new Set<Value['kind']>([
  'int',
  'float',
  'bool',
  'str',
  'bytes',
  'none',
  'range',
]);
const CONTAINERS: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['list', 'tuple', 'dict', 'set', 'instance']);

/** `at`: where the program hands the function on. Names that are bound or changed behind that are not settled. */
export function readsSettledNames(fn: FunctionValue, at: Place | undefined, depth = 0): boolean {
  const { names, outer, assigned, direct, held, others, arrays, ofSelf, fresh } = changesIn(fn.definition);
  const changed = [...direct].filter((name) => !fresh.has(name));
  if (outer.size + assigned.size + held.size + ofSelf.size + changed.length > 0 || others || arrays) return false;
  return [...names].every((name) => {
    const value = fn.closure.lookup(name);
    if (value === undefined || isFixed(value)) return true;
    if (at === undefined || at.file !== fn.definition.file || isChangedBehind(name, at)) return false;
    if (value.kind === 'function') return depth < 3 && readsSettledNames(value, at, depth + 1);
    return (
      CONSTANT.has(value.kind) || CONTAINERS.has(value.kind) || value instanceof ArrayValue || value.kind === 'host'
    );
  });
}

/** Whether the text of the program binds or changes the name behind a place. */
function isChangedBehind(name: string, at: Place): boolean {
  const behind = at.file.text.slice(at.end);
  const changing = new RegExp(
    `(?<![\\w.])${name}\\s*(?:[-+*/@&|]?=(?!=)|\\[[^\\]\\n]*\\]\\s*[-+*/]?=(?!=))` +
      // One of several targets, and no argument before one with a name.
      `|^[ \\t]*[(\\[]?(?:[\\w.*]+\\s*,\\s*)*\\*?${name}\\s*(?:,\\s*[\\w.*]+\\s*)*,?\\s*[)\\]]?\\s*=(?!=)` +
      `|(?<![\\w.])${name}\\.(?:append|extend|insert|pop|remove|clear|sort|reverse|update|add|fill|resize)\\(` +
      `|\\b(?:for|with|def|class|del|global|nonlocal|as)\\s[^\\n:]*\\b${name}\\b|shuffle\\(\\s*${name}\\b`,
    'm',
  );
  return changing.test(behind);
}
