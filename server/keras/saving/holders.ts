/**
 * What stands in a configuration where Keras has something that is not written out here: it can be read back, and
 * nothing else is known of it.
 */
import { HostValue } from '../../python/domain/host.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Value } from '../../python/domain/value.ts';
import type { Node } from '../graph/node.ts';
import type { KerasTensor } from '../graph/tensor.ts';

abstract class Holder extends HostValue {
  readonly typeName = 'dict';
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    return name.startsWith('__') ? undefined : interpreter.unknown('this of a configuration is not written out');
  }
  override getItem(interpreter: Interpreter): Value {
    return interpreter.unknown('this of a configuration is not written out');
  }
}

/** A tensor by the operation that gives it: its name, which call of it in the model, and which output. */
export type TensorPlace = readonly [operation: string, node: number, tensor: number];

/** One call in the graph of a functional model. */
export class WrittenCall extends Holder {
  readonly node: Node;
  readonly places: ReadonlyMap<KerasTensor, TensorPlace>;
  constructor(node: Node, places: ReadonlyMap<KerasTensor, TensorPlace>) {
    super();
    this.node = node;
    this.places = places;
  }
}

/** An object of a class that is no layer: an initializer, an optimizer; or a function without a name. */
export class WrittenObject extends Holder {
  readonly object: Value;
  constructor(object: Value) {
    super();
    this.object = object;
  }
}

/**
 * What compile() was given, with the optimizer that it has made of a name. `isTaken`: the optimizer was taken out of
 * it.
 */
export function compiledArguments({
  given,
  made,
  isTaken,
}: {
  readonly given: ReadonlyMap<string, Value>;
  readonly made: Value | undefined;
  readonly isTaken: boolean;
}): ReadonlyMap<string, Value> {
  const all = new Map(given);
  if (isTaken) all.delete('optimizer');
  else if (made?.kind === 'instance' && made.cls.name !== 'LossScaleOptimizer') all.set('optimizer', made);
  return all;
}

/** What compile() was given. */
export class WrittenCompile extends Holder {
  readonly given: ReadonlyMap<string, Value>;
  readonly isFitted: boolean;
  constructor(given: ReadonlyMap<string, Value>, isFitted: boolean) {
    super();
    this.given = given;
    this.isFitted = isFitted;
  }
}
