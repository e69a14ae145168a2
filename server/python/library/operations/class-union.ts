import { ClassValue, InstanceValue, TupleValue, type Value } from '../../domain/value.ts';

/** The class of `int | str`. */
export const unionClass = new ClassValue({ name: 'UnionType', qualifiedName: 'types.UnionType' });

/**
 * `int | None` between classes, as annotations write it: an object that `isinstance` understands. A class is in it
 * once, and a class with itself is that class.
 */
export function classUnion(left: Value, right: Value): Value | undefined {
  const members = [unionMembers(left), unionMembers(right)];
  if (!members[0] || !members[1]) return undefined;
  if (left.kind === 'none' && right.kind === 'none') return undefined;
  const all = [...new Set([...members[0], ...members[1]])];
  if (all.length === 1) return all[0];
  const union = new InstanceValue(unionClass);
  union.attributes.set('__args__', new TupleValue(all));
  return union;
}

/** The classes in a union (None stands for its class); a class alone is a union of one. Undefined for other values. */
export function unionMembers(value: Value): readonly Value[] | undefined {
  if (value.kind === 'class' || value.kind === 'none') return [value];
  if (value.kind !== 'instance' || value.cls !== unionClass) return undefined;
  const members = value.attributes.get('__args__');
  return members?.kind === 'tuple' ? members.items : undefined;
}
