import type { ClassValue } from '../../domain/value.ts';

/** The field names of a namedtuple's class, in order; undefined for another class. */
export function fieldNames(cls: ClassValue): readonly string[] | undefined {
  const fields = cls.lookup('_fields');
  if (fields?.kind !== 'tuple') return undefined;
  const names: string[] = [];
  for (const field of fields.items) {
    if (field.kind !== 'str') return undefined;
    names.push(field.value);
  }
  return names;
}
