/** What callbacks are made with, as far as their constructors look at it. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { InstanceValue, Value } from '../../python/domain/value.ts';
import type { Place } from '../../python/syntax/place.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import { words } from '../../words/message.ts';
import { refusing } from '../layers/create.ts';
import { endsWith, pathText, withEnding } from '../saving/file-names.ts';
import type { KerasSession } from '../session.ts';
import { ContractError, type Mend } from './contract-error.ts';
import { parametersOf } from './object-parameters.ts';

const MODES = ['auto', 'min', 'max'];

/** The callbacks that watch a value of the logs. */
export const isMonitoring = ({ name }: InstanceValue['cls']): boolean =>
  name === 'EarlyStopping' || name === 'ModelCheckpoint' || name === 'ReduceLROnPlateau';

/** Checks a callback of Keras's that has kept its arguments. */
export function checkCallback(session: KerasSession, interpreter: Interpreter, callback: InstanceValue): void {
  if (!isMonitoring(callback.cls)) return;
  const site = interpreter.currentSite;
  refusing(
    interpreter,
    undefined,
    () => {
      checkFactor(callback);
      if (callback.cls.name === 'ModelCheckpoint') checkCheckpoint(session, callback, site);
    },
    site,
  );
  const mode = callback.attributes.get('mode');
  if (mode?.kind !== 'str' || MODES.includes(mode.value)) return;
  const remark = words`${callback.cls.name}: the mode "${mode.value}" is unknown, so it is taken as "auto". There are "min", "max" and "auto".`;
  session.remark(new ContractError('callback-monitor', remark, { argument: argumentOf(callback, 'mode') }), {
    site,
  });
}

/** Where an argument stands in the call that makes the callback. */
export const argumentOf = (
  { cls }: InstanceValue,
  name: string,
): { readonly name: string; readonly position: number } => ({
  name,
  position: parametersOf(cls.qualifiedName).indexOf(name),
});

function checkFactor(callback: InstanceValue): void {
  const factor = callback.attributes.get('factor');
  if (callback.cls.name !== 'ReduceLROnPlateau' || (factor?.kind !== 'float' && factor?.kind !== 'int')) return;
  if (Number(factor.value) < 1) return;
  throw new ContractError(
    'callback-argument',
    words`ReduceLROnPlateau multiplies the learning rate by factor, so ${String(factor.value)} would not reduce it: ReduceLROnPlateau does not support a factor >= 1.0.`,
    { argument: argumentOf(callback, 'factor') },
  );
}

function checkCheckpoint({ kerasVersion }: KerasSession, callback: InstanceValue, site: Place | undefined): void {
  const often = callback.attributes.get('save_freq');
  if (often !== undefined && !isUndetermined(often) && !isFrequency(often))
    throw new ContractError(
      'callback-argument',
      words`ModelCheckpoint: save_freq is "epoch" or a number of batches: Unrecognized save_freq.`,
      { argument: argumentOf(callback, 'save_freq') },
    );
  const path = pathText(callback.attributes.get('filepath'));
  const only = callback.attributes.get('save_weights_only');
  if (kerasVersion !== 3 || path === undefined || (only !== undefined && only.kind !== 'bool')) return;
  const isOfWeights = only?.kind === 'bool' && only.value;
  if (endsWith(path, isOfWeights ? ['.weights.h5'] : ['.keras', '.h5'])) return;
  const argument = argumentOf(callback, 'filepath');
  const mends: readonly Mend[] = withEnding(site, argument, path, isOfWeights ? '.weights.h5' : '.keras');
  throw new ContractError(
    'file-format',
    isOfWeights
      ? words`ModelCheckpoint: "${path}" does not end in .weights.h5, as Keras 3's files of weights do: When using \`save_weights_only=True\` in \`ModelCheckpoint\`, the filepath provided must end in \`.weights.h5\`.`
      : words`ModelCheckpoint: "${path}" ends in neither .keras nor .h5: The filepath provided must end in \`.keras\`.`,
    { argument, mends },
  );
}

const isFrequency = (value: Value): boolean =>
  value.kind === 'int' || value.kind === 'bool' || (value.kind === 'str' && value.value === 'epoch');
