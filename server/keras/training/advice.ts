/** What surely runs and is almost surely not meant, between the last layer, the loss and the metrics. */
import { words } from '../../words/message.ts';
import { activationAdvice, type Advice } from './activation-advice.ts';
import { COMPILE_PARAMETERS, type Compiled } from './compiled.ts';
import { ContractError } from './contract-error.ts';
import { metricAdvice } from './metric-advice.ts';
import type { OutputLayer } from './output-layer.ts';
import type { Pair } from './pairs.ts';
import type { Situation } from './situation.ts';

type Session = Situation['session'];

/** Says what is likely a mistake; the same is said once for each place. */
export function adviseOnCompile(
  { session }: Pick<Situation, 'session'>,
  compiled: Compiled,
  pairs: readonly Pair[],
): void {
  for (const pair of pairs) {
    const { loss, end } = pair;
    const width = pair.output?.at(-1);
    if (!loss || typeof width !== 'number') continue;
    const advice = activationAdvice(compiled, pair, loss, width);
    if (advice) say(session, compiled, 'loss', advice, end);
    for (const one of metricAdvice(compiled, end, loss, width)) say(session, compiled, 'metrics', one, undefined);
  }
}

/** @param end Named beside the advice where it says something about the last layer. */
function say(
  session: Session,
  compiled: Compiled,
  name: 'loss' | 'metrics',
  { code, message, mends }: Advice,
  end: OutputLayer | undefined,
): void {
  const layer = end?.activationLayer;
  const error = new ContractError(code, message, {
    argument: { name, position: COMPILE_PARAMETERS[compiled.kerasVersion].indexOf(name) },
    related: layer?.site
      ? [{ span: layer.site, message: words`${layer.className} "${layer.name}" ends the model` }]
      : [],
    mends,
  });
  session.remark(error, { site: compiled.site });
}
