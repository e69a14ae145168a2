/**
 * Python's builtins and standard library, as far as model code uses them. The evaluator dispatches to special methods
 * of user classes and to
 * host values first, and asks here for everything builtin.
 *
 * Classes with a `construct` (`class Config(dict)`, `class Mode(str, Enum)`, exceptions) run the `__init__` of a
 * subclass themselves. Instances
 * of subclasses of builtins wrap the builtin value (`wrapped.ts`); all operations see through that.
 */
export { createBuiltins } from './builtins/index.ts';
export { pythonModules } from './modules/index.ts';
export { methodOf } from './methods/index.ts';
export { binaryOperation, unaryOperation } from './operations/binary.ts';
export { compareOperation } from './operations/compare.ts';
export { hashKey } from './operations/hash.ts';
export { getItem } from './operations/items.ts';
export { isIterable, iterate } from './operations/iterate.ts';
export { deleteItem, setItem } from './operations/set-items.ts';
export { lengthOf, truthOf } from './operations/truth.ts';
export { isInstance, typeOf } from './operations/types.ts';
export { asciiOf } from './text/format-method.ts';
export { formatValue } from './text/format-spec.ts';
export { reprOf, strOf } from './text/repr.ts';
export { unwrap } from './wrapped.ts';
