/** Attributes that layers and models of Keras 2 have, and those of Keras 3 do not. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { NativeFunction, PropertyValue, type InstanceValue, type Value } from '../../python/domain/value.ts';
import { refuseFormer } from '../names/refuse.ts';
import type { LayerState } from './layer-state.ts';
import { layerOf } from './tracking.ts';

/** What has the attribute still: models, or those that are made of a graph. */
type Keeper = 'none' | 'graphs' | 'functional';

const GONE: Readonly<Record<string, Keeper>> = {
  get_updates_for: 'none',
  inbound_nodes: 'none',
  input_names: 'none',
  input_shape: 'graphs',
  outbound_nodes: 'none',
  output_names: 'functional',
  output_shape: 'graphs',
  reset_states: 'none',
  updates: 'none',
};

const keeps = (keeper: Keeper, { model, definition }: LayerState): boolean =>
  // A layer that keeps states resets them itself.
  definition?.family === 'recurrent' ||
  (keeper === 'graphs' && model !== undefined && model.modelKind !== 'subclassed') ||
  (keeper === 'functional' && model?.modelKind === 'functional');

/** Lets those of the members that Keras 3 has no more refuse to be asked for. */
export function withoutGone(members: Map<string, Value>): void {
  for (const [name, keeper] of Object.entries(GONE)) {
    const member = members.get(name);
    if (member) members.set(name, asked(name, keeper, member));
  }
}

const asked = (name: string, keeper: Keeper, member: Value): Value =>
  new PropertyValue(
    new NativeFunction(name, (interpreter, { positional: [self] }) => {
      const layer = self && layerOf(self);
      if (self?.kind === 'instance' && layer && isSure(self, layer) && !keeps(keeper, layer))
        return refuseFormer(interpreter, self.cls.name, name, instead(name));
      return member.kind === 'property' && self
        ? interpreter.call(member.getter, [self])
        : self?.kind === 'instance'
          ? boundTo(interpreter, member, self)
          : interpreter.unknown('it is asked of a class');
    }),
  );

/** The program's own classes may have anything. */
const isSure = ({ cls }: InstanceValue, { unknown, definition }: LayerState): boolean =>
  unknown === undefined &&
  definition?.package === undefined &&
  cls.mro.every((one) => one.unknownBase === undefined && one.definition === undefined);

const boundTo = (interpreter: Interpreter, method: Value, self: InstanceValue): Value =>
  new NativeFunction('method', (_, args) =>
    interpreter.callWith(method, { ...args, positional: [self, ...args.positional] }),
  );

/** What programs ask today: `layer.output.shape`. */
const instead = (name: string): string | undefined =>
  name.endsWith('_shape') ? name.replace('_shape', '.shape') : undefined;
