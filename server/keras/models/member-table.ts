/** The table of a model's attributes and methods while it is filled. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { NativeFunction, PropertyValue, type Value } from '../../python/domain/value.ts';
import { words } from '../../words/message.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { layerOf } from '../layers/tracking.ts';
import { FunctionalModel } from './functional.ts';
import { SequentialModel } from './sequential.ts';

/** What a member does with the model that it is asked of; `args` are without self. */
export type Method = (interpreter: Interpreter, layer: LayerState, args: CallArguments) => Value;

export interface MemberTable {
  readonly members: Map<string, Value>;
  readonly method: (name: string, run: Method) => void;
  /** A property that can be read only, without `set`. */
  readonly property: (name: string, get: Method, set?: Method) => void;
}

/** An empty table. */
export function memberTable(): MemberTable {
  const members = new Map<string, Value>();
  return {
    members,
    method: (name, run) => {
      members.set(name, bound(name, run));
    },
    property: (name, get, set) => {
      members.set(name, new PropertyValue(bound(name, get), set && bound(name, set)));
    },
  };
}

function bound(name: string, run: Method): NativeFunction {
  return new NativeFunction(name, (interpreter, args) => {
    const layer = args.positional[0] ? layerOf(args.positional[0]) : undefined;
    return layer
      ? run(interpreter, layer, { ...args, positional: args.positional.slice(1) })
      : interpreter.unknown(words`${name} of a model that is not set up`);
  });
}

/** The graph of a functional model, and of a Sequential one that is built; undefined where there is none. */
export function graphOf({ model }: LayerState): FunctionalModel | undefined {
  if (model instanceof FunctionalModel) return model;
  return model instanceof SequentialModel ? model.functional : undefined;
}
