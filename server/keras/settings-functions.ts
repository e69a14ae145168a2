/** Functions of Keras that set and tell what holds for all that is made from then on. */
import { NativeFunction, NONE, str } from '../python/domain/value.ts';
import { policyValue } from './layers/dtype-policy.ts';
import type { KerasSession } from './session.ts';
import { dtypeNamed } from '../python/library/arrays/library-call.ts';
import { isUndetermined } from '../python/domain/undetermined.ts';

/** `set_dtype_policy(policy)`, by name or as an object. */
export const setPolicy = (session: KerasSession): NativeFunction =>
  new NativeFunction('set_dtype_policy', (interpreter, { positional: [policy] }) => {
    const name = policy?.kind === 'str' ? policy : policy ? interpreter.findAttribute(policy, 'name') : undefined;
    if (name?.kind === 'str') session.set(interpreter, { givenPolicy: name.value });
    return NONE;
  });

/** `set_floatx(dtype)`. */
export const setFloatx = (session: KerasSession): NativeFunction =>
  new NativeFunction('set_floatx', (interpreter, { positional: [dtype] }) => {
    if (dtype?.kind === 'str') session.set(interpreter, { floatx: dtype.value });
    return NONE;
  });

/** `floatx()`. */
export const floatxOf = (session: KerasSession): NativeFunction =>
  new NativeFunction('floatx', () => str(session.floatx));

/** What Keras takes Python's types for. */
const PYTHON_TYPES: Readonly<Record<string, string>> = {
  'builtins.bool': 'bool',
  'builtins.int': 'int64',
  'builtins.float': 'float32',
  'builtins.str': 'string',
};

/** `standardize_dtype(dtype)`: the name of a dtype, however it is given. */
export const standardizeDtype = (session: KerasSession): NativeFunction =>
  new NativeFunction('standardize_dtype', (interpreter, { positional, keywords }) => {
    const given = positional[0] ?? keywords.get('dtype');
    if (given === undefined || given.kind === 'none') return str(session.floatx);
    const name = given.kind === 'class' ? PYTHON_TYPES[given.qualifiedName] : dtypeNamed(given);
    return name === undefined ? interpreter.unknown('which dtype it is is not known') : str(name);
  });

/** The policy that holds, under the name that the function has there. */
export const policyOf = (session: KerasSession, name: string): NativeFunction =>
  new NativeFunction(name, () => policyValue(session, session.policy));

/** `image_data_format()`. */
export const dataFormatOf = (session: KerasSession): NativeFunction =>
  new NativeFunction('image_data_format', (interpreter) =>
    session.dataFormat ? str(session.dataFormat) : interpreter.unknown('which order of axes is set is not decided'),
  );

/** `set_image_data_format(format)`. */
export const setDataFormat = (session: KerasSession): NativeFunction =>
  new NativeFunction('set_image_data_format', (interpreter, { positional: [format] }) => {
    if (format?.kind === 'str' && (format.value === 'channels_first' || format.value === 'channels_last'))
      session.set(interpreter, { dataFormat: format.value });
    else if (isUndetermined(format)) session.set(interpreter, { dataFormat: undefined });
    return NONE;
  });
