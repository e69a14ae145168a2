/** Losses and metrics by the names of outputs: `compile(loss={"price": "mse"})`. */
import type { LayerState } from '../layers/layer-state.ts';
import { flatten, isDict } from '../nests.ts';
import { COMPILE_PARAMETERS, type Compiled } from './compiled.ts';
import { at, ContractError, type Mend } from './contract-error.ts';
import { graphOf } from './inputs.ts';
import { nearest } from './nearest.ts';
import { joined, words } from '../../words/message.ts';

/**
 * Where the outputs are a dict, its keys are the names, and what Keras takes is nested; automatic names count the
 * layers before.
 */
export function checkOutputNames(compiled: Compiled, model: LayerState): ContractError | undefined {
  const graph = graphOf(model);
  if (!graph || model.unknown !== undefined || model.handedOut || isDict(graph.outputs)) return undefined;
  const layers = flatten(graph.outputs).map((tensor) => tensor.node?.operation.layer);
  const names = layers.map((layer) => (layer?.args.given('name') ? layer.name : undefined));
  if (names.some((name) => name === undefined) || new Set(names).size !== names.length) return undefined;
  for (const parameter of ['loss', 'metrics', 'weighted_metrics'] as const) {
    const given = compiled.values.get(parameter);
    if (given?.kind !== 'dict' || given.summary) continue;
    for (const [key] of given.entries.values()) {
      if (key.kind === 'str' && !names.includes(key.value))
        return wrongName(compiled, model, parameter, key.value, names as string[]);
    }
  }
  return undefined;
}

function wrongName(
  { kerasVersion, site }: Compiled,
  model: LayerState,
  parameter: 'loss' | 'metrics' | 'weighted_metrics',
  name: string,
  names: readonly string[],
): ContractError {
  const argument = { name: parameter, position: COMPILE_PARAMETERS[kerasVersion].indexOf(parameter) };
  const meant = nearest(name, names);
  const mends: Mend[] =
    site && meant !== undefined
      ? [
          {
            title: words`Change to "${meant}"`,
            changes: [{ kind: 'rename', call: site, argument, from: name, to: meant }],
            preferred: true,
          },
        ]
      : [];
  const listed = names.map((one) => `"${one}"`).join(', ');
  const refusal =
    names.length === 1
      ? words`compile: ${parameter} names "${name}", but the model "${model.name}"${at(model.site)} has no such output: its output is ${listed}.`
      : words`compile: ${parameter} names "${name}", but the model "${model.name}"${at(model.site)} has no such output: its outputs are ${listed}.`;
  const keras =
    kerasVersion === 2
      ? 'Found unexpected losses or metrics that do not correspond to any Model output.'
      : parameter === 'loss'
        ? words`Keras compares the keys of the loss dict with the names of the outputs.`
        : 'The key does not correspond to any model output.';
  return new ContractError('output-name', joined([refusal, keras], ' '), { argument, mends });
}
