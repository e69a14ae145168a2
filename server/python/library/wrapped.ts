/**
 * Instances of user classes that inherit from a builtin (`class Config(dict)`, `class Mode(str, Enum)`): an instance
 * whose host
 * state is the builtin value. Operations see through it.
 */
import type { HostState } from '../domain/host.ts';
import { InstanceValue, type ClassValue, type Value } from '../domain/value.ts';
import { defineState, type State } from '../domain/state.ts';

/** The builtin value inside an instance. It keeps its own journal; which value it is never changes. */
export class WrappedBuiltin implements HostState {
  readonly hostKind = 'builtin';
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
  inside(): readonly Value[] {
    return [this.value];
  }
  get state(): State {
    return NONE_OF_ITS_OWN;
  }
}

const NONE_OF_ITS_OWN = defineState({});

export function wrap(cls: ClassValue, value: Value): InstanceValue {
  const instance = new InstanceValue(cls);
  instance.host = new WrappedBuiltin(value);
  return instance;
}

/** The builtin value that an instance stands for; any other value as it is. */
export function unwrap(value: Value): Value {
  return value.kind === 'instance' && value.host instanceof WrappedBuiltin ? value.host.value : value;
}
