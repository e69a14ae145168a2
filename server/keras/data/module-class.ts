/** `tf.Module`: an object of the program's that finds the variables in its attributes. */
import {
  ClassValue,
  type InstanceValue,
  NativeFunction,
  NONE,
  OTHER_ATTRIBUTES,
  str,
  TupleValue,
  type Value,
} from '../../python/domain/value.ts';
import { PropertyValue } from '../../python/domain/descriptors.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { snakeCase } from '../naming.ts';
import { DataVariable } from './variables.ts';

/** Deeper structures are not looked into. */
const DEEPEST = 12;

class NotFound {}

const isModule = (value: InstanceValue): boolean => value.cls.lookup('with_name_scope') === withNameScope;

const withNameScope = new NativeFunction('with_name_scope', (_, { positional: [method] }) => method ?? NONE);

/** What stands in an attribute, in TensorFlow's order; dicts by their keys. */
function leavesOf(interpreter: Interpreter, value: Value, depth = 0): readonly Value[] {
  interpreter.spend();
  if (isUndetermined(value) || depth > DEEPEST) throw new NotFound();
  if (value.kind === 'list' || value.kind === 'dict') if (value.summary) throw new NotFound();
  if (value.kind === 'list' || value.kind === 'tuple')
    return value.items.flatMap((item) => leavesOf(interpreter, item, depth + 1));
  if (value.kind !== 'dict') return [value];
  const entries = [...value.entries.values()];
  if (!entries.every(([name]) => name.kind === 'str')) throw new NotFound();
  return entries
    .sort(([a], [b]) => ((a as { value: string }).value < (b as { value: string }).value ? -1 : 1))
    .flatMap(([, item]) => leavesOf(interpreter, item, depth + 1));
}

/** All that a module and the modules in it hold: first its own, by the names of the attributes. */
function heldBy(interpreter: Interpreter, module: InstanceValue, seen: Set<Value>): Value[] {
  const found: Value[] = [];
  const inner: InstanceValue[] = [];
  if (module.attributes.has(OTHER_ATTRIBUTES)) throw new NotFound();
  const names = [...module.attributes.keys()].sort((a, b) => (a < b ? -1 : 1));
  for (const name of names)
    for (const leaf of leavesOf(interpreter, module.attributes.get(name)!)) {
      if (seen.has(leaf)) continue;
      seen.add(leaf);
      found.push(leaf);
      // What layers hold depends on the release.
      if (leaf.kind !== 'instance') continue;
      if (isModule(leaf)) inner.push(leaf);
      else if (leaf.host) throw new NotFound();
    }
  return [...found, ...inner.flatMap((one) => heldBy(interpreter, one, seen))];
}

function collected(interpreter: Interpreter, self: Value | undefined, holds: (leaf: Value) => boolean): Value {
  try {
    if (self?.kind !== 'instance') throw new NotFound();
    return new TupleValue(heldBy(interpreter, self, new Set<Value>([self])).filter(holds));
  } catch (error) {
    if (error instanceof NotFound) return interpreter.unknown('what the module holds is not known');
    throw error;
  }
}

const isVariable = (leaf: Value): leaf is DataVariable => leaf instanceof DataVariable;
function isTrainable(leaf: Value): boolean {
  if (!isVariable(leaf)) return false;
  if (leaf.trainable === undefined) throw new NotFound();
  return leaf.trainable;
}

const property = (name: string, get: (interpreter: Interpreter, self: Value | undefined) => Value): PropertyValue =>
  new PropertyValue(new NativeFunction(name, (interpreter, { positional: [self] }) => get(interpreter, self)));

const listed = (name: string, holds: (leaf: Value) => boolean): [string, Value] => [
  name,
  property(name, (interpreter, self) => collected(interpreter, self, holds)),
];

const NAME = '_name';

const init = new NativeFunction('__init__', (interpreter, { positional: [self, given], keywords }) => {
  if (self?.kind !== 'instance') return NONE;
  const name = given ?? keywords.get('name') ?? NONE;
  interpreter.touch(self);
  self.attributes.set(NAME, name.kind === 'none' ? str(snakeCase(self.cls.name)) : name);
  return NONE;
});

export const moduleClass = new ClassValue({
  name: 'Module',
  qualifiedName: 'tensorflow.Module',
  attributes: new Map<string, Value>([
    ['__init__', init],
    [
      'name',
      property('name', (interpreter, self) =>
        self?.kind === 'instance' && self.attributes.has(NAME)
          ? self.attributes.get(NAME)!
          : interpreter.unknown('the name of the module is not known'),
      ),
    ],
    listed('variables', isVariable),
    listed('trainable_variables', isTrainable),
    listed('non_trainable_variables', (leaf) => isVariable(leaf) && !isTrainable(leaf)),
    listed('submodules', (leaf) => leaf.kind === 'instance' && isModule(leaf)),
    ['with_name_scope', withNameScope],
  ]),
});
