/** `tf.data.Options`: settings by their paths, which a data set carries on to what is made of it. */
import { HostValue } from '../../python/domain/host.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Mutable } from '../../python/domain/journal.ts';
import { defineState, map, type State } from '../../python/domain/state.ts';
import { ClassValue, NONE, type Value } from '../../python/domain/value.ts';

export type Settings = ReadonlyMap<string, Value>;

/** Groups of settings; each is an object of its own. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  '': ['deterministic', 'dataset_name', 'experimental_deterministic', 'experimental_external_state_policy']
    .concat(['experimental_slack', 'experimental_symbolic_checkpoint', 'experimental_warm_start', 'framework_type'])
    .concat(['experimental_threading']),
  autotune: ['enabled', 'cpu_budget', 'ram_budget', 'autotune_algorithm', 'initial_parallelism', 'min_parallelism'],
  experimental_distribute: ['auto_shard_policy', 'num_devices'],
  experimental_optimization: [
    'apply_default_optimizations',
    'filter_fusion',
    'filter_parallelization',
    'inject_prefetch',
  ]
    .concat(['map_and_batch_fusion', 'map_and_filter_fusion', 'map_fusion', 'map_parallelization', 'noop_elimination'])
    .concat(['parallel_batch', 'seq_interleave_prefetch', 'shuffle_and_repeat_fusion']),
  threading: ['max_intra_op_parallelism', 'private_threadpool_size'],
};

/** Settings whose default is another one than None. */
const NOT_NONE: ReadonlySet<string> = new Set([
  'experimental_distribute.auto_shard_policy',
  'experimental_distribute.num_devices',
  'experimental_external_state_policy',
  'framework_type',
]);

export class OptionsValue extends HostValue implements Mutable {
  readonly typeName = 'Options';
  settings: Map<string, Value>;
  /** Of a group: its name, and the options that it belongs to. */
  readonly #group: { readonly name: string; readonly of: OptionsValue } | undefined;

  constructor(settings: Settings = new Map(), group?: { readonly name: string; readonly of: OptionsValue }) {
    super();
    this.settings = new Map(settings);
    this.#group = group;
  }
  get state(): State {
    return SETTINGS;
  }
  override pythonClass(): ClassValue | undefined {
    return this.#group ? undefined : optionsClass;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    const group = this.#group;
    if (!group && name !== '' && Object.hasOwn(GROUPS, name)) return new OptionsValue(undefined, { name, of: this });
    const path = this.#pathOf(name);
    if (!GROUPS[group?.name ?? '']!.includes(name))
      return name.startsWith('__') ? undefined : interpreter.unknown(OTHER);
    const set = (group?.of ?? this).settings.get(path);
    return set ?? (NOT_NONE.has(path) ? interpreter.unknown(OTHER) : NONE);
  }
  override setAttribute(interpreter: Interpreter, name: string, value: Value): boolean {
    const holder = this.#group?.of ?? this;
    if (!GROUPS[this.#group?.name ?? '']!.includes(name)) {
      if (this.#group || !Object.hasOwn(GROUPS, name))
        interpreter.raise('AttributeError', `Cannot set the property ${name} on ${this.typeName}.`);
      return true;
    }
    interpreter.touch(holder);
    holder.settings.set(this.#pathOf(name), value);
    return true;
  }
  #pathOf(name: string): string {
    if (name === 'experimental_deterministic') return 'deterministic';
    return this.#group ? `${this.#group.name}.${name}` : name;
  }
  override truth(): boolean {
    return true;
  }
}

const OTHER = 'this of the options is not worked out';
const SETTINGS = defineState<Pick<OptionsValue, 'settings'>>({ settings: map() });

export const optionsClass = new ClassValue({
  name: 'Options',
  qualifiedName: 'tensorflow.python.data.ops.options.Options',
  construct: () => new OptionsValue(),
});
