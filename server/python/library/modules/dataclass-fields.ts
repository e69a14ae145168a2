/** The fields of a data class, of its bases and of its own annotations. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { type ClassValue, DictValue, InstanceValue, Str, bool, type Value } from '../../domain/value.ts';

/** A field as `field(...)` or its annotation and default declare it. */
export interface Field {
  readonly name: string;
  readonly default: Value | undefined;
  readonly factory: Value | undefined;
  readonly init: boolean;
  readonly repr: boolean;
  readonly compare: boolean;
  readonly keywordOnly: boolean;
  /** `InitVar[...]`: passed to `__post_init__`, no attribute. */
  readonly initOnly: boolean;
  readonly type: Value;
}

/** The attribute of a class under which its fields are noted. */
export const fieldsAttribute = '__dataclass_fields__';

/** The classes of the module, one set for each interpreter. */
export interface Classes {
  readonly field: ClassValue;
  readonly missing: Value;
  readonly keywordOnly: Value;
  readonly frozenError: ClassValue;
}

/** `__dataclass_fields__`: for programs a dict, for the functions here the fields themselves. */
export class FieldsDict extends DictValue {
  readonly fields: readonly Field[];
  constructor(fields: readonly Field[]) {
    super();
    this.fields = fields;
  }
}

/** The fields of a data class; undefined of another class. */
export function fieldsOf(cls: ClassValue): readonly Field[] | undefined {
  for (const base of cls.mro) {
    const noted = base.attributes.get(fieldsAttribute);
    if (noted instanceof FieldsDict) return noted.fields;
  }
  return undefined;
}

/** Fields of base classes first, each in its first place; then those that the class annotates. */
export function collectFields(
  interpreter: Interpreter,
  classes: Classes,
  cls: ClassValue,
  keywordOnly: boolean,
): Field[] {
  const fields = new Map<string, Field>();
  for (const base of [...cls.mro].reverse()) {
    if (base === cls) continue;
    const noted = base.attributes.get(fieldsAttribute);
    if (noted instanceof FieldsDict) for (const field of noted.fields) fields.set(field.name, field);
  }
  const annotations = cls.attributes.get('__annotations__');
  let afterMarker = keywordOnly;
  if (annotations?.kind === 'dict') {
    for (const [key, annotation] of annotations.entries.values()) {
      const type = annotation.kind === 'str' ? annotation.value : '';
      if (key.kind !== 'str' || /^(?:typing\.|t\.)?ClassVar\b/.test(type)) continue;
      if (/^(?:dataclasses\.)?KW_ONLY$/.test(type)) afterMarker = true;
      else
        fields.set(
          key.value,
          makeField(
            interpreter,
            classes,
            key.value,
            annotation,
            cls.attributes.get(key.value),
            afterMarker,
            /^(?:dataclasses\.)?InitVar\b/.test(type),
          ),
        );
    }
  }
  return [...fields.values()];
}

function makeField(
  interpreter: Interpreter,
  classes: Classes,
  name: string,
  type: Value,
  value: Value | undefined,
  keywordOnly: boolean,
  initOnly: boolean,
): Field {
  const base: Field = {
    name,
    type,
    default: value,
    factory: undefined,
    init: true,
    repr: true,
    compare: true,
    keywordOnly,
    initOnly,
  };
  if (value?.kind !== 'instance' || value.cls !== classes.field) return base;
  const given = (option: string): Value | undefined => {
    const found = value.attributes.get(option);
    return found === undefined || found === classes.missing ? undefined : found;
  };
  const flag = (option: string, usual: boolean): boolean => {
    const found = given(option);
    return found === undefined ? usual : (interpreter.truth(found) ?? usual);
  };
  return {
    ...base,
    default: given('default'),
    factory: given('default_factory'),
    init: flag('init', true),
    repr: flag('repr', true),
    compare: flag('compare', true),
    keywordOnly: flag('kw_only', keywordOnly),
  };
}

/** The `Field` object that `fields()` gives to programs. */
export function fieldValue(classes: Classes, field: Field): InstanceValue {
  const value = new InstanceValue(classes.field);
  for (const [name, attribute] of [
    ['name', new Str(field.name)],
    ['type', field.type],
    ['default', field.default ?? classes.missing],
    ['default_factory', field.factory ?? classes.missing],
    ['init', bool(field.init)],
    ['repr', bool(field.repr)],
  ] as const)
    value.attributes.set(name, attribute);
  return value;
}
