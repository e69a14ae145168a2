/** `lstm.cell`: the layer has its arrays and arguments, and the cell shows them. */
import { HostValue } from '../../../python/domain/host.ts';
import { identityOf } from '../../../python/library/identity.ts';
import type { Interpreter } from '../../../python/domain/interpreter.ts';
import type { Value } from '../../../python/domain/value.ts';
import { Variable } from '../../graph/variable.ts';
import type { KerasSession } from '../../session.ts';
import type { LayerState } from '../layer-state.ts';
import { words } from '../../../words/message.ts';

const OF_LAYER: ReadonlySet<string> = new Set([
  'weights',
  'trainable_weights',
  'non_trainable_weights',
  'trainable_variables',
  'get_weights',
  'count_params',
  'built',
  'state_size',
  'output_size',
  'dtype',
  'trainable',
]);

export class CellOfLayer extends HostValue {
  readonly typeName: string;
  private readonly session: KerasSession;
  private readonly layer: LayerState;
  constructor(session: KerasSession, layer: LayerState) {
    super();
    this.session = session;
    this.layer = layer;
    this.typeName = `${layer.className}Cell`;
  }

  override identity(): string {
    return `cell of ${identityOf(this.layer)}`;
  }

  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    const { layer } = this;
    const weight = layer.weights.find((one) => one.name === name);
    if (weight) return new Variable(layer, weight, this.session);
    const isArgument =
      Object.hasOwn(layer.definition?.parameters ?? {}, name) && !/^return_|^go_|unroll|stateful/.test(name);
    return isArgument || OF_LAYER.has(name)
      ? interpreter.getAttribute(layer.instance, name)
      : interpreter.unknown(words`${name} of a cell is not followed`);
  }
}
