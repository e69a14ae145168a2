/**
 * What one piece of a program (a top-level statement; a function that nobody calls) read and changed while it was
 * evaluated. With it the
 * piece can be taken back, and be done again without being evaluated where it would find the same.
 */
import { Journal, type Mutable, type Piece, refill, restore, snapshot } from '../domain/journal.ts';
import type { Value } from '../domain/value.ts';
import type { NameWatcher, WatchedNames } from '../domain/watched-names.ts';
import type { Steps } from '../syntax/steps.ts';

/**
 * Something beside Python's values that statements read and change: counters, lists of facts. It keeps an account of
 * each statement.
 */
export interface Ledger<Account = unknown> {
  /** A statement begins. */
  begin(): void;
  /** It has ended: what it changed. */
  end(): Account;
  /** Takes back the last statement that is not taken back yet. */
  undo(account: Account): void;
  /** Would that statement find what it found? */
  holds(account: Account): boolean;
  /** Does what it did once more. */
  redo(account: Account): void;
}

export interface PieceOfProgram {
  /** Two pieces with the same key are the same, whatever stands before them. */
  readonly key: object;
  /** Pieces of a later stage come after all of an earlier one. */
  readonly stage: number;
  /** Names are brought in by it, not made. */
  readonly imports: boolean;
  /** What beside names and ledgers it depends on. */
  premise(): string;
  run(): Steps<void>;
}

/** Pieces that may see each other's changes. */
export class Group {
  private joined: Group | undefined;
  /** The pass in which something of it was changed otherwise than before. */
  changedIn = 0;
  get root(): Group {
    let root: Group = this;
    while (root.joined !== undefined) root = root.joined;
    if (root !== this) this.joined = root;
    return root;
  }
  join(other: Group): void {
    const [a, b] = [this.root, other.root];
    if (a === b) return;
    a.changedIn = Math.max(a.changedIn, b.changedIn);
    b.joined = a;
  }
}

interface Change {
  before: Value | undefined;
  binder: StatementRecord | undefined;
  after: Value | undefined;
}

export class StatementRecord extends Journal implements NameWatcher, Piece {
  /** The module's names that it read before it set them, with the value it found. */
  readonly reads = new Map<string, Value | undefined>();
  /** It looked through all names. */
  readsAll = false;
  readonly changes = new Map<string, Change>();
  /** The names before it, in their order, where it deleted one. */
  private order: Map<string, Value> | undefined;
  /** States after it, of what is in `before`; there once it is taken back. */
  private readonly after = new Map<Mutable, unknown>();
  accounts: readonly unknown[] = [];
  /** It loaded a file of the workspace, or looked at one: what all statements share. */
  foreign = false;
  irreversible = false;
  /** It was stopped for its time: another time it may get further. */
  timedOut = false;
  /** It was left in the middle. */
  isUnfinished = false;
  /** How much is kept of what it changed, in entries of lists and the like. */
  weight = 0;
  /** Steps it took. */
  spent = 0;
  readonly piece: PieceOfProgram;
  /** What `piece.premise()` gave before it. */
  readonly premise: string;
  readonly group = new Group();
  private readonly names: WatchedNames;
  private readonly binders: Map<string, StatementRecord>;

  /** `binders`: who gave each name its value. */
  constructor(piece: PieceOfProgram, premise: string, names: WatchedNames, binders: Map<string, StatementRecord>) {
    super();
    this.piece = piece;
    this.premise = premise;
    this.names = names;
    this.binders = binders;
  }

  /** What it made itself, nobody else can know of before its end. */
  override touch(object: Mutable): number {
    if (object.birth === this || object.accounted || this.before.has(object)) return 0;
    const state = object.state.settled(snapshot(object));
    const weight = object.state.weight(state);
    this.weight += weight;
    this.before.set(object, state);
    return weight;
  }
  /** What is kept takes too much: the statement cannot be taken back any more. */
  forget(): void {
    this.before.clear();
  }
  override make(): void {}

  read(name: string, value: Value | undefined): void {
    if (!this.reads.has(name) && !this.changes.has(name)) this.reads.set(name, value);
  }
  change(name: string, before: Value | undefined): void {
    if (this.changes.has(name)) return;
    this.changes.set(name, { before, binder: this.binders.get(name), after: undefined });
    this.binders.set(name, this);
  }
  mix(name: string): void {
    if (!this.reads.has(name)) this.reads.set(name, this.changes.get(name)?.before);
  }
  remove(): void {
    if (this.order !== undefined) return;
    const order = this.names.copy();
    for (const [name, { before }] of this.changes) {
      if (before === undefined) order.delete(name);
      else order.set(name, before);
    }
    this.order = order;
  }
  readAll(): void {
    this.readsAll = true;
  }

  takeBack(): void {
    for (const object of this.before.keys()) this.after.set(object, object.state.settled(snapshot(object)));
    this.restore();
    for (const [name, change] of this.changes) {
      change.after = this.names.peek(name);
      if (this.order === undefined) {
        if (change.before === undefined) this.names.delete(name);
        else this.names.set(name, change.before);
      }
      if (change.binder === undefined) this.binders.delete(name);
      else this.binders.set(name, change.binder);
    }
    if (this.order !== undefined) refill(this.names, this.order);
  }

  redo(): void {
    if (this.order !== undefined) this.order = this.names.copy();
    for (const [object, state] of this.after) restore(object, state);
    this.after.clear();
    for (const [name, change] of this.changes) {
      // What a name was that it sets without reading it may be another value now.
      change.before = this.names.peek(name);
      change.binder = this.binders.get(name);
      if (change.after === undefined) this.names.delete(name);
      else this.names.set(name, change.after);
      this.binders.set(name, this);
    }
  }
}
