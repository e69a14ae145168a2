/** Attributes of Keras's optimizers, losses, regularizers and the like that the program did not give them. */
import {
  FALSE,
  Float,
  type InstanceValue,
  int,
  NativeFunction,
  NONE,
  PropertyValue,
  str,
  TRUE,
  type Value,
} from '../../python/domain/value.ts';
import { words } from '../../words/message.ts';
import { snakeCase } from '../naming.ts';
import { OBJECTS, type ObjectParameter } from './object-table.ts';

/** What an object of Keras's has where the argument of this name was left out. */
export function usualAttribute({ cls }: InstanceValue, name: string): Value | undefined {
  if (cls.definition) return undefined;
  const parameter = OBJECTS()
    .get(cls.qualifiedName)
    ?.all.find((one) => one.name === name);
  if (parameter?.usual !== undefined) return constant(parameter.usual);
  return name === 'name' && cls.qualifiedName.startsWith('keras.losses.') ? str(snakeCase(cls.name)) : undefined;
}

function constant(text: string): Value {
  switch (text) {
    case 'None':
      return NONE;
    case 'True':
      return TRUE;
    case 'False':
      return FALSE;
    default:
      if (text.startsWith("'")) return str(text.slice(1, -1));
      return /^-?\d+$/.test(text) ? int(Number(text)) : new Float(Number(text));
  }
}

/** What the constructor makes something else of: the argument is kept, and the attribute is not known. */
export function changedAttributes(qualifiedName: string): ReadonlyMap<string, Value> {
  const changed = OBJECTS()
    .get(qualifiedName)
    ?.all.filter(({ isKept }) => !isKept);
  return new Map((changed ?? []).map((parameter): [string, Value] => [parameter.name, changedAttribute(parameter)]));
}

function changedAttribute({ name }: ObjectParameter): PropertyValue {
  return new PropertyValue(
    new NativeFunction(name, (interpreter) => interpreter.unknown(words`what becomes of ${name} is not followed`)),
    new NativeFunction(name, (interpreter, { positional: [self, value] }) => {
      if (self?.kind !== 'instance' || !value) return NONE;
      interpreter.touch(self);
      self.attributes.set(name, value);
      return NONE;
    }),
  );
}
