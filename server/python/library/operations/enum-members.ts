import type { ClassValue, Value } from '../../domain/value.ts';

/** The members of an enumeration in order of definition, aliases left out; undefined for another class. */
export function enumMembers(cls: ClassValue): readonly Value[] | undefined {
  const members = cls.attributes.get('_member_map_');
  if (members?.kind !== 'dict') return undefined;
  return [...new Set([...members.entries.values()].map(([, member]) => member))];
}

export function enumMember(cls: ClassValue, name: string): Value | undefined {
  const members = cls.attributes.get('_member_map_');
  return members?.kind === 'dict' ? members.entries.get('s' + name)?.[1] : undefined;
}
