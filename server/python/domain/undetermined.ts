/**
 * What is not determined by the program: the elements of the domain above the exact values. From below to above: a
 * symbol, which stands for one value that the program names; one of a few values; top, of which nothing is known but
 * why. One question tells all of them from what is exact: `isUndetermined`.
 */
import type { Axes } from '../../shapes/axes.ts';
import type { Expression } from '../../shapes/expression.ts';
import type { Message, Text } from '../../words/message.ts';
import { reasonOf } from '../../words/reasons.ts';
import { HeapObject, type Mutable } from './journal.ts';
import { CODE } from './origins.ts';
import { defineState, latest, map, type State } from './state.ts';
import type { Value } from './value.ts';

export type Undetermined = Top | SymbolicValue | OneOf;

/** What each kind of them may be told with. */
interface Description {
  /** How the user would write it (`X_train.shape[2]`). */
  name?: string | undefined;
  /** The program has no such name: it only tells people what it is. */
  described?: boolean;
  /** It is surely an integer. */
  integer?: boolean;
  /** The symbol that stands for it in sizes. */
  size?: Expression;
  /** Makes that symbol, where one is asked for. */
  makeSymbol?: () => Expression;
}

/** How a thing that is not known was used so far. */
class Use extends HeapObject implements Mutable {
  called = false;
  get state(): State {
    return USE;
  }
}
const USE = defineState<Pick<Use, 'called'>>({ called: latest() });

/**
 * A value that the program does not decide. Used as a size it becomes its symbol `size`, so that arithmetic on it
 * stays exact. Derived look-ups (`.shape`, `[2]`) are memoised, so that the same expression is the same symbol.
 */
abstract class UndeterminedValue extends HeapObject implements Mutable {
  /** Why it is not known, as a sentence fragment for people: "X_train is read from a file". */
  readonly reason: Message;
  readonly name: string | undefined;
  /** The program has no such name: `name` only tells people what it is. */
  readonly described: boolean;
  /** True where it is surely an integer (a length, an entry of a shape, arithmetic on such). */
  readonly integer: boolean;
  /** What it may be, where an undecided branch left a few possibilities. */
  abstract readonly alternatives: readonly Value[] | undefined;
  /** Where it comes from beside the code. Said where it is made. */
  origins = CODE;
  /**
   * Objects of which it may be one, where it is the item of a container at a place that is not known: what changes it
   * in place may change them.
   */
  pointsTo: readonly Value[] = [];
  derived = new Map<string, Undetermined>();
  /**
   * Shared by all names of the same thing. `called`: on an array or a tensor, so that it may be an object of a library
   * that has state of its own.
   */
  use = new Use();
  /** Of `x.shape[1:]`: the shape, and where it begins in it. */
  tailOf: { readonly whole: Undetermined; readonly from: number } | undefined;
  /** Of the shape of a tensor: what is known of its axes. */
  axes: Axes | undefined;
  /** What `bool()` of it surely is: of `x and False`, whatever x is. */
  surely: boolean | undefined;
  /** What code that is not followed gave for tensors: perhaps a tensor. */
  ofTensors = false;
  /** Of `x.append`: x, which a call changes. */
  changes: Undetermined | undefined;
  /** Of a method that an object has from a class which is not known: the object, whose own methods it may call. */
  receiver: Value | undefined;
  private revision = 0;
  private symbolic: Expression | undefined;
  private readonly makeSymbol: (() => Expression) | undefined;
  constructor(reason: Text, { name, described, integer, size, makeSymbol }: Description = {}) {
    super();
    this.reason = reasonOf(reason);
    this.name = name;
    this.described = described ?? false;
    this.integer = integer ?? false;
    this.symbolic = size;
    this.makeSymbol = makeSymbol;
  }
  get state(): State {
    return LOOK_UPS;
  }
  /** The program changes it in place: what is looked up from now on is not what was looked up before. */
  change(): void {
    this.derived.clear();
    this.surely = undefined;
    this.revision++;
  }
  /** The name of a look-up as it stands now: `len(x)`, and `len(x)′` once x was changed. */
  named(name: string): string {
    return name + '′'.repeat(Math.min(this.revision, 3));
  }
  /** As a symbolic integer; undefined where it has no name to be shown under. */
  get size(): Expression | undefined {
    this.symbolic ??= this.makeSymbol?.();
    return this.symbolic;
  }
}

/** Branches that are not decided leave what they look up to each other: only a return to a checkpoint asks for it. */
const LOOK_UPS = defineState<
  Pick<UndeterminedValue, 'pointsTo' | 'derived' | 'use' | 'tailOf' | 'axes' | 'surely' | 'ofTensors' | 'changes'> & {
    revision: number;
  }
>({
  pointsTo: latest(),
  derived: map(),
  use: latest(),
  tailOf: latest(),
  axes: latest(),
  surely: latest(),
  ofTensors: latest(),
  changes: latest(),
  revision: latest(),
});

/** Nothing is known of it but why, and perhaps that it is an integer. */
export class Top extends UndeterminedValue {
  readonly kind = 'top';
  declare readonly name: undefined;
  readonly alternatives = undefined;
  constructor(reason: Text, { integer = false }: Pick<Description, 'integer'> = {}) {
    super(reason, { integer });
  }
}

/** Stands for one value, which the program names or people have a description of: the same symbol is the same value. */
export class SymbolicValue extends UndeterminedValue {
  readonly kind = 'symbol';
  readonly alternatives = undefined;
}

/** One of a few values. */
export class OneOf extends UndeterminedValue {
  readonly kind = 'one-of';
  readonly alternatives: readonly Value[];
  constructor(reason: Text, alternatives: readonly Value[], description: Description = {}) {
    super(reason, description);
    this.alternatives = alternatives;
  }
}

/** Whether the program does not decide it. */
export function isUndetermined(value: unknown): value is Undetermined {
  return value instanceof UndeterminedValue;
}

/** The lowest element of the domain that these say something of. */
export function undetermined(
  reason: Text,
  { alternatives, ...description }: Description & { alternatives?: readonly Value[] } = {},
): Undetermined {
  if (alternatives !== undefined) return new OneOf(reason, alternatives, description);
  const { name, size, makeSymbol } = description;
  return name === undefined && size === undefined && makeSymbol === undefined
    ? new Top(reason, description)
    : new SymbolicValue(reason, description);
}
