/**
 * A layer by itself, without a program around it: the same declarations, called on tensors of given shapes. What only a
 * program could answer
 * (functions and classes of the user's) is unknown here.
 */
import { ProgramFiles } from '../../python/domain/program-files.ts';
import { NOWHERE } from '../../python/syntax/place.ts';
import { createLayer } from '../../keras/layers/create.ts';
import { callLayer } from '../../keras/layers/call.ts';
import { Undecided, type LayerDefinition } from '../../keras/layers/definition.ts';
import { definitionsByName } from '../../keras/layers/registry.ts';
import type { LayerState } from '../../keras/layers/layer-state.ts';
import { mapNest } from '../../keras/nests.ts';
import { KerasTensor } from '../../keras/graph/tensor.ts';
import { KERAS_2, KERAS_3 } from '../../keras/releases.ts';
import { KerasRefusal, KerasSession } from '../../keras/session.ts';
import type { LayerCallFact } from '../../analysis/analysis.ts';
import { LayerFacts } from '../../analysis/layer-facts.ts';
import { reprOf } from '../../python/library/text/repr.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { PythonError } from '../../python/domain/interpreter.ts';
import { ClassValue, ListValue, NONE, bool, str, type Value } from '../../python/domain/value.ts';
import { type Text, words } from '../../words/message.ts';
import { valueOfLiteral } from './literal.ts';
import type { CallSpecification, LayerSpecification, PlainShape } from './specification.ts';
import { Top, undetermined, type Undetermined } from '../../python/domain/undetermined.ts';

export type Described =
  | { readonly kind: 'built'; readonly call: LayerCallFact }
  /** Keras refuses it. `parameter`: the argument that causes it, where it is one. */
  | { readonly kind: 'refused'; readonly message: Text; readonly parameter: string | undefined }
  /** It depends on what is not here. */
  | { readonly kind: 'unknown'; readonly reason: Text };

const DEFINITIONS = definitionsByName();

/** The declaration of a public class; undefined where there is none. */
export const definitionOf = (className: string): LayerDefinition | undefined => DEFINITIONS.get(className);

/** The facts of a layer that is made and called as specified. */
export function describeAlone({
  layer: specification,
  kerasVersion,
  inputs,
  listed,
  more,
}: CallSpecification): Described {
  const session = new KerasSession(DEFINITIONS, kerasVersion === 2 ? KERAS_2 : KERAS_3);
  session.classes = classesOf(DEFINITIONS);
  const interpreter = new WithoutProgram();
  try {
    const layer = make(session, interpreter, specification, undefined);
    const tensors = inputs.map(tensorOf);
    const [only] = tensors;
    const first = listed || only === undefined ? new ListValue(tensors) : only;
    callLayer(session, interpreter, layer, {
      positional: [first],
      keywords: new Map(Object.entries(more).map(([name, shape]) => [name, tensorOf(shape)])),
    });
    const fact = new LayerFacts(interpreter).of(layer);
    if (fact.unknown !== undefined) return { kind: 'unknown', reason: fact.unknown };
    return { kind: 'built', call: callFact(fact, inputs, listed, more, layer) };
  } catch (error) {
    if (error instanceof KerasRefusal)
      return { kind: 'refused', message: error.words, parameter: error.refusal.parameter };
    if (error instanceof Undecided) return { kind: 'unknown', reason: error.reason };
    if (error instanceof PythonError) return { kind: 'unknown', reason: error.words };
    throw error;
  }
}

function callFact(
  layer: LayerCallFact['layer'],
  inputs: readonly PlainShape[],
  listed: boolean,
  more: CallSpecification['more'],
  { lastOutput }: LayerState,
): LayerCallFact {
  const [only] = inputs;
  return {
    span: NOWHERE,
    constructorSpan: undefined,
    nameSpan: undefined,
    layer,
    speculative: false,
    more: new Map(Object.entries(more)),
    inputs: listed || only === undefined ? { nest: 'list', items: inputs } : only,
    output: lastOutput && mapNest(lastOutput, ({ shape }) => shape),
  };
}

function make(
  session: KerasSession,
  interpreter: Interpreter,
  { className, arguments: texts, inside, trainable }: LayerSpecification,
  name: string | undefined,
): LayerState {
  const args = new Map<string, Value>();
  for (const [parameter, text] of Object.entries(texts))
    args.set(
      parameter,
      valueOfLiteral(text) ?? new Top(words`${parameter} is ${text}, which only the program decides`),
    );
  for (const [parameter, layer] of Object.entries(inside))
    args.set(parameter, make(session, interpreter, layer, undefined).instance);
  if (!trainable) args.set('trainable', bool(false));
  return createLayer(session, interpreter, className, args, name);
}

const tensorOf = (shape: PlainShape): KerasTensor => new KerasTensor({ shape, dtype: 'float32' });

let classes: ReadonlyMap<string, ClassValue> | undefined;

/** The classes as names only: what instances of them do, the declarations say. */
function classesOf(definitions: ReadonlyMap<string, LayerDefinition>): ReadonlyMap<string, ClassValue> {
  return (classes ??= new Map(
    [...definitions].map(([name, declaration]) => [
      name,
      new ClassValue({
        name: declaration.name,
        qualifiedName: `keras.layers.${declaration.name}`,
        declaration,
        unknownBase: new Top('the methods of the class'),
      }),
    ]),
  ));
}

class WithoutProgram implements Interpreter {
  readonly files = new ProgramFiles(undefined, { touch: () => {}, grounds: { carries: false } });
  readonly currentSite = undefined;
  annotationOf(): undefined {
    return undefined;
  }
  call(): Value {
    return this.unknown('a function of the program');
  }
  callWith(): Value {
    return this.unknown('a function of the program');
  }
  getAttribute(object: Value, name: string): Value {
    return this.findAttribute(object, name) ?? this.raise('AttributeError', `no attribute ${name}`);
  }
  findAttribute(object: Value, name: string): Value | undefined {
    return object.kind === 'instance' ? object.attributes.get(name) : undefined;
  }
  setAttribute(object: Value, name: string, value: Value): void {
    if (object.kind === 'instance') object.attributes.set(name, value);
  }
  getItem(): Value {
    return this.unknown('an item');
  }
  setItem(): void {}
  iterate(value: Value): Iterable<Value> | undefined {
    return value.kind === 'tuple' || value.kind === 'list' ? value.items : undefined;
  }
  length(): Value {
    return this.unknown('a length');
  }
  truth(value: Value): boolean | undefined {
    switch (value.kind) {
      case 'bool':
        return value.value;
      case 'none':
        return false;
      case 'int':
        return value.value !== 0n;
      case 'float':
        return value.value !== 0;
      case 'str':
        return value.value !== '';
      default:
        return undefined;
    }
  }
  binary(): Value {
    return this.unknown('an operation');
  }
  compare(): Value {
    return this.unknown('a comparison');
  }
  equals(): boolean | undefined {
    return undefined;
  }
  str(value: Value): string | undefined {
    return value.kind === 'str' ? value.value : this.repr(value);
  }
  repr(value: Value): string | undefined {
    return value.kind === 'host' ? undefined : reprOf(this, value);
  }
  typeOf(): Value {
    return this.unknown('a type');
  }
  isInstance(): boolean | undefined {
    return undefined;
  }
  hashKey(value: Value): string | undefined {
    return value.kind === 'str' ? `s${value.value}` : undefined;
  }
  builtin(name: string): ClassValue {
    return new ClassValue({ name });
  }
  raise(typeName: string, message: string): never {
    throw new PythonError(typeName, message, NONE);
  }
  attempt<T>(work: () => T, typeNames: readonly string[], otherwise: (error: PythonError) => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof PythonError && typeNames.includes(error.typeName)) return otherwise(error);
      throw error;
    }
  }
  havoc(): void {}
  tryOut<T>(work: () => T): T | undefined {
    return this.attempt<T | undefined>(work, ['Exception'], () => undefined);
  }
  touch(): void {}
  make(): void {}
  spend(): void {}
  lengthOfOpen(_: unknown, open: Undetermined): Undetermined {
    return open;
  }
  unknown(reason: Text, name?: string): Undetermined {
    return undetermined(reason, { name });
  }
  unknownInteger(reason: Text, name: string): Undetermined {
    return undetermined(reason, { name, integer: true });
  }
  sourceName(): undefined {
    return undefined;
  }
  nameOf(): undefined {
    return undefined;
  }
}

/** A text as Python writes it. */
export const pythonText = (text: string): string => reprOf(new WithoutProgram(), str(text)) ?? `'${text}'`;
