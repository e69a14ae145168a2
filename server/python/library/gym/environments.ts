/**
 * Environments of Gym and Gymnasium whose spaces programs size their models by: what an observation and an action are.
 */

/** `sizes`: a Box, an array of this shape; `count`: a Discrete space, a number below it. */
export type Space = { readonly sizes: readonly number[] } | { readonly count: number };

export interface Environment {
  readonly observation: Space;
  readonly action: Space;
  /** Arguments of `make` that change the spaces; others (`render_mode`, `is_slippery`) do not. */
  readonly decidedBy?: readonly string[];
}

const box = (...sizes: number[]): Space => ({ sizes });
const discrete = (count: number): Space => ({ count });

const FROZEN_LAKE: Environment = { observation: discrete(16), action: discrete(4), decidedBy: ['desc', 'map_name'] };
const LUNAR_LANDER: Environment = { observation: box(8), action: discrete(4), decidedBy: ['continuous'] };

/** By name without the version: the spaces are the same in all versions. */
const ENVIRONMENTS: Readonly<Record<string, Environment>> = {
  CartPole: { observation: box(4), action: discrete(2) },
  MountainCar: { observation: box(2), action: discrete(3) },
  MountainCarContinuous: { observation: box(2), action: box(1) },
  Acrobot: { observation: box(6), action: discrete(3) },
  Pendulum: { observation: box(3), action: box(1) },
  FrozenLake: FROZEN_LAKE,
  FrozenLake8x8: { ...FROZEN_LAKE, observation: discrete(64) },
  Taxi: { observation: discrete(500), action: discrete(6) },
  CliffWalking: { observation: discrete(48), action: discrete(4) },
  LunarLander: LUNAR_LANDER,
  LunarLanderContinuous: { observation: box(8), action: box(2) },
  BipedalWalker: { observation: box(24), action: box(4) },
  BipedalWalkerHardcore: { observation: box(24), action: box(4) },
};

/** The sizes of the maps that FrozenLake names. */
const MAPS: Readonly<Record<string, number>> = { '4x4': 16, '8x8': 64 };

/**
 * `id`: `CartPole-v1`. undefined: an environment of others, or arguments that decide its spaces in ways that are not
 * kept.
 */
export function environmentOf(id: string, given: ReadonlyMap<string, string | undefined>): Environment | undefined {
  const name = /^(\w+)-v\d+$/.exec(id)?.[1] ?? '';
  const environment = Object.hasOwn(ENVIRONMENTS, name) ? ENVIRONMENTS[name]! : undefined;
  const deciding = environment?.decidedBy?.filter((argument) => given.has(argument)) ?? [];
  if (!environment || deciding.length === 0) return environment;
  const fields =
    name === 'FrozenLake' && deciding.join() === 'map_name' ? MAPS[given.get('map_name') ?? ''] : undefined;
  return fields === undefined ? undefined : { ...environment, observation: discrete(fields) };
}
