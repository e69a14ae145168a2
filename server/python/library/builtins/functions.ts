/** Builtin functions. */
import { NONE, type NativeFunction } from '../../domain/value.ts';
import { words } from '../../../words/message.ts';

import { open } from '../files/open.ts';
import { FunctionTable } from '../modules/module-value.ts';
import { collectionFunctions } from './collection-functions.ts';
import { numberFunctions } from './number-functions.ts';
import { objectFunctions } from './object-functions.ts';

/** The world outside is not looked at. */
const outside = new FunctionTable();

outside.add('print', '*args, **kwargs', () => NONE);
outside.add('input', 'prompt=, /', (interpreter) =>
  interpreter.unknown('it is typed in when the program runs', 'input()'),
);
for (const name of ['eval', 'compile', '__import__'])
  outside.add(name, '*args, **kwargs', (interpreter) => interpreter.unknown(words`${name} is not followed`));
outside.add('exec', '*args, **kwargs', () => NONE);
outside.add('breakpoint', '*args, **kwargs', () => NONE);
outside.add('display', '*args, **kwargs', () => NONE);
outside.add('help', '*args', () => NONE);
for (const name of ['exit', 'quit']) outside.add(name, 'code=', (interpreter) => interpreter.raise('SystemExit', ''));

/** All builtin functions by name. */
export const builtinFunctions: ReadonlyMap<string, NativeFunction> = new Map([
  ...numberFunctions,
  ...collectionFunctions,
  ...objectFunctions,
  ...outside.members,
  ['open', open],
]);
