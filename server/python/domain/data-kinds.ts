/** What kinds of values are data, as opposed to what a program is made of: functions, classes, modules, descriptors. */
import type { Value } from './value.ts';

/** A name that holds one of these may be bound anew by code that is not read; others are taken to stay. */
export const DATA: ReadonlySet<Value['kind']> = new Set<Value['kind']>([
  'none',
  'bool',
  'int',
  'float',
  'str',
  'bytes',
  'tuple',
  'list',
  'dict',
  'set',
  'top',
  'symbol',
  'one-of',
  'instance',
  'host',
]);
