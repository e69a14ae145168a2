/** What surely runs and is almost surely not meant in one layer and the one before it. */
import type { Place } from '../../python/syntax/place.ts';
import { formatShape, type Shape } from '../../shapes/dimension.ts';
import type { KerasTensor } from '../graph/tensor.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { countOf } from '../layers/weights.ts';
import type { KerasSession } from '../session.ts';
import { activationName } from './activation-name.ts';
import { at, ContractError } from './contract-error.ts';
import { words } from '../../words/message.ts';

/** 800 MB of floats. */
const VERY_MANY = 200_000_000;

/** One symbolic call of a layer with one input. */
export function adviseOnLayer(
  session: KerasSession,
  layer: LayerState,
  input: KerasTensor,
  output: Shape | undefined,
  site: Place | undefined,
): void {
  const name = layer.definition?.name;
  if (name === undefined || !output || layer.instance.cls.lookup('call')?.kind === 'function') return;
  adviseOnSoftmax(session, layer, name, output, site);
  if (name !== 'Dense') return;
  adviseOnStack(session, layer, input);
  const count = countOf(layer.weights);
  if (typeof count === 'number' && count > VERY_MANY && input.node?.operation.className === 'Flatten') {
    say(
      session,
      layer,
      site,
      new ContractError(
        'large-dense',
        words`Dense "${layer.name}" has ${count.toLocaleString('en-US')} weights on the flattened input ${input.shape ? formatShape(input.shape) : ''}: ${Math.round((count * 4) / 1e6).toLocaleString('en-US')} MB. Pool or stride before Flatten, or take fewer units.`,
      ),
    );
  }
}

const say = (session: KerasSession, layer: LayerState, site: Place | undefined, error: ContractError): void => {
  session.remark(error, { site: layer.site ?? site, layer });
};

function adviseOnSoftmax(
  session: KerasSession,
  layer: LayerState,
  name: string,
  output: Shape,
  site: Place | undefined,
): void {
  if (output.at(-1) !== 1) return;
  const isSoftmax =
    name === 'Softmax'
      ? isLast(layer, output)
      : 'activation' in (layer.definition?.parameters ?? {}) &&
        activationName(layer.args.value('activation')) === 'softmax';
  if (!isSoftmax) return;
  const position = name === 'Dense' ? 1 : name === 'Activation' ? 0 : undefined;
  const mends =
    layer.site && name !== 'Softmax' && output.length === 2
      ? [
          {
            title: words`Use sigmoid`,
            changes: [
              { kind: 'set' as const, call: layer.site, argument: { name: 'activation', position }, text: "'sigmoid'" },
            ],
            preferred: true,
          },
        ]
      : [];
  const always = words`${layer.className} "${layer.name}" applies softmax over a single number (output ${formatShape(output)}): the result is always 1.`;
  const told =
    output.length === 2
      ? words`${always} For two classes with one output, use sigmoid; for softmax, one unit for each class.`
      : words`${always} To normalize along another axis, use Softmax(axis=1).`;
  say(
    session,
    layer,
    site,
    new ContractError('softmax-one-unit', told, {
      argument: name === 'Softmax' ? undefined : { name: 'activation', position },
      mends,
    }),
  );
}

function isLast(layer: LayerState, output: Shape): boolean {
  const axis = layer.args.value('axis');
  return axis.kind === 'int' && (axis.value === -1n || Number(axis.value) === output.length - 1);
}

/** A Dense on a Dense that only adds and multiplies, and does not make its input narrower than the next one. */
function adviseOnStack(session: KerasSession, layer: LayerState, input: KerasTensor): void {
  const before = input.node?.operation.layer;
  if (before?.definition?.name !== 'Dense' || before === layer) return;
  if (activationName(before.args.value('activation')) !== 'linear') return;
  const [first, second] = [before.terms['units'], layer.terms['units']];
  // A narrow one between two wide ones is a bottleneck, which a linear layer may well be.
  if (typeof first !== 'number' || typeof second !== 'number' || first < second) return;
  const mends = before.site
    ? [
        {
          title: words`Give it an activation: relu`,
          changes: [
            { kind: 'set' as const, call: before.site, argument: { name: 'activation', position: 1 }, text: "'relu'" },
          ],
        },
      ]
    : [];
  say(
    session,
    before,
    before.site,
    new ContractError(
      'linear-stack',
      words`Dense "${before.name}" has no activation and feeds Dense "${layer.name}"${at(layer.site)}: two linear steps are one. An activation such as relu between them makes the first one count.`,
      { mends, related: layer.site ? [{ span: layer.site, message: words`Dense "${layer.name}" follows` }] : [] },
    ),
  );
}
