/**
 * A program as a row of pieces, its top-level statements first, that is evaluated again after an edit. What stands
 * before the first piece that
 * changed is left as it is. What follows is taken back and done once more: a piece that would find all that it found
 * gives what it gave, and only
 * the others are evaluated.
 *
 * A piece finds the same where each name that it reads has the same value, nothing that these names lead to was changed
 * otherwise than before, and
 * the ledgers hold. What names lead to is not followed object by object: pieces that share a name whose value can be
 * changed in place are of one
 * group, and a change of anything that the group made is a change for all that follow in it.
 */
import { type Mutable, running } from '../domain/journal.ts';
import type { Scope } from '../domain/scope.ts';
import { ClassValue, FunctionValue, ModuleValue, OTHER_ATTRIBUTES, type Value } from '../domain/value.ts';
import { WatchedNames } from '../domain/watched-names.ts';
import type { Evaluator } from './evaluator.ts';
import { Fuel, LIMITS } from './fuel.ts';
import { Group, type Ledger, type PieceOfProgram, StatementRecord } from './statement-record.ts';
import type { Steps } from '../syntax/steps.ts';

/** Entries of states before statements that are kept of one program: some 100 MB at most. */
const MOST_KEPT = 5_000_000;

export class StatementRuns {
  private readonly evaluator: Evaluator;
  private readonly names: WatchedNames;
  private readonly ledgers: readonly Ledger[];
  private readonly binders = new Map<string, StatementRecord>();
  /** All that is done, in order: statements, then what is entered after them. */
  private readonly done: StatementRecord[] = [];
  private former = new Map<object, StatementRecord>();
  /** Those that look at files of the workspace. */
  private readonly foreign = new Group();
  private pass = 1;
  /** Everything from here on is evaluated. */
  private allChanged = false;
  private evaluatedSome = false;
  /** The program has put something of its own into a library's module or class, where whoever reads it is not seen. */
  private patched = false;
  private finished = true;
  private kept = 0;
  /** What statements change is too much to be kept: nothing can be taken back any more. */
  get isTooLarge(): boolean {
    return this.kept > MOST_KEPT;
  }
  private readonly scope: Scope;

  constructor(evaluator: Evaluator, scope: Scope, ledgers: readonly Ledger[]) {
    this.evaluator = evaluator;
    this.scope = scope;
    this.ledgers = ledgers;
    this.names = new WatchedNames(scope.variables);
    scope.variables = this.names;
  }

  /**
   * Begins again with these pieces, of which the first are perhaps done. Gives how many those are; undefined where what
   * was done cannot be
   * taken back.
   */
  begin(pieces: readonly PieceOfProgram[]): number | undefined {
    let kept = 0;
    while (
      kept < pieces.length &&
      kept < this.done.length &&
      this.done[kept]!.piece.key === pieces[kept]!.key &&
      !this.done[kept]!.isUnfinished
    )
      kept++;
    if (this.done.slice(kept).some(({ irreversible }) => irreversible)) return undefined;
    // Of a pass that was left unfinished, what is not done again yet may still be, and what it changed is changed.
    if (this.finished) {
      this.pass++;
      this.allChanged = false;
      this.evaluatedSome = false;
      this.former = new Map();
    }
    this.finished = false;
    while (this.done.length > kept) this.takeBack(this.done.pop()!);
    this.evaluator.fuel = new Fuel(this.evaluator.environment, this.evaluator.fuel.spent);
    this.leaveOut(0, pieces);
    return kept;
  }

  /**
   * Before the pieces of a stage are done, all of which these are: what was done in it and is not among them is done no
   * more.
   */
  leaveOut(stage: number, pieces: readonly PieceOfProgram[]): void {
    const keys = new Set(pieces.map(({ key }) => key));
    for (const record of this.former.values())
      if (record.piece.stage === stage && !keys.has(record.piece.key)) this.changed(record);
  }

  /** All pieces are done. */
  end(): void {
    this.finished = true;
  }

  /** Does the next piece: evaluates it, unless it would find what it found before. */
  *do(piece: PieceOfProgram): Steps<void> {
    const before = this.former.get(piece.key);
    const premise = piece.premise();
    if (before !== undefined && before.premise === premise && this.findsTheSame(before)) this.redo(before);
    else {
      if (before !== undefined) this.changed(before);
      yield* this.evaluate(piece, premise);
    }
  }

  /** Is an object, with all that its names lead to, as it was at this point when these pieces were done before? */
  isSame({ birth }: Mutable): boolean {
    return birth instanceof StatementRecord && !this.allChanged && birth.group.root.changedIn !== this.pass;
  }

  /** Has a piece of this stage changed what was there before it? */
  hasChanged(stage: number): boolean {
    return this.done.some(({ piece, before }) => piece.stage === stage && before.size > 0);
  }

  private takeBack(record: StatementRecord): void {
    record.takeBack();
    this.kept -= record.weight;
    for (let number = this.ledgers.length - 1; number >= 0; number--)
      this.ledgers[number]!.undo(record.accounts[number]);
    this.evaluator.fuel.spent -= record.spent;
    this.former.set(record.piece.key, record);
  }

  private redo(record: StatementRecord): void {
    record.redo();
    this.kept += record.weight;
    this.ledgers.forEach((ledger, number) => {
      ledger.redo(record.accounts[number]);
    });
    this.evaluator.fuel.spent += record.spent;
    this.done.push(record);
  }

  private *evaluate(piece: PieceOfProgram, premise: string): Steps<void> {
    const { evaluator, ledgers } = this;
    const record = new StatementRecord(piece, premise, this.names, this.binders);
    const spent = evaluator.fuel.spent;
    for (const ledger of ledgers) ledger.begin();
    evaluator.record = record;
    evaluator.journals.add(record);
    const steps = piece.run();
    let isAsleep = false;
    try {
      while (!this.hearing(record, () => steps.next()).done) {
        isAsleep = true;
        yield;
        isAsleep = false;
      }
    } finally {
      if (isAsleep) {
        record.isUnfinished = true;
        this.hearing(record, () => steps.return());
      }
      evaluator.journals.delete(record);
      evaluator.record = undefined;
      record.accounts = ledgers.map((ledger) => ledger.end());
      record.spent = evaluator.fuel.spent - spent;
      record.timedOut = evaluator.fuel.timedOut;
      evaluator.fuel.timedOut = false;
      // One that is left in the middle is taken back before anything else is done.
      if (isAsleep) this.finishRecord(record);
    }
    this.finishRecord(record);
  }

  private finishRecord(record: StatementRecord): void {
    this.done.push(record);
    this.link(record);
    this.changed(record);
    this.kept += record.weight;
    if (this.isTooLarge) this.forgetAll();
  }

  /** Does some of what the piece does, whose record hears what it reads and changes. */
  private hearing<T>(record: StatementRecord, work: () => T): T {
    this.names.watcher = record;
    running.statement = record;
    try {
      return work();
    } finally {
      running.statement = undefined;
      this.names.watcher = undefined;
    }
  }

  private forgetAll(): void {
    if (this.hasForgotten) this.done.at(-1)!.forget();
    else for (const record of this.done) record.forget();
    this.hasForgotten = true;
  }
  private hasForgotten = false;

  /** Another course than before: what may depend on it is not the same any more. */
  private changed(record: StatementRecord): void {
    this.evaluatedSome = true;
    if (record.foreign || (this.patched && record.before.size > 0)) this.allChanged = true;
    for (const object of record.before.keys()) {
      // Of a library, or of no known statement: whoever looks at it is not known either.
      const shared = object instanceof FunctionValue || object instanceof ClassValue || object instanceof ModuleValue;
      if (object.birth === undefined || shared) this.allChanged = true;
      if (object.birth === undefined && shared) this.patched = true;
    }
    if (record.before.size > 0) record.group.root.changedIn = this.pass;
  }

  private findsTheSame(record: StatementRecord): boolean {
    if (
      this.allChanged ||
      record.timedOut ||
      record.isUnfinished ||
      this.evaluator.fuel.spent + record.spent >= LIMITS.steps ||
      (record.readsAll && this.evaluatedSome)
    )
      return false;
    for (const [name, value] of record.reads) if (this.names.peek(name) !== value) return false;
    this.link(record);
    return (
      record.group.root.changedIn !== this.pass &&
      this.ledgers.every((ledger, number) => ledger.holds(record.accounts[number]))
    );
  }

  /** Brings a piece together with those whose values it reads, and whose objects it changes. */
  private link(record: StatementRecord): void {
    const { group } = record;
    for (const [name, value] of record.reads) {
      if (value === undefined) continue;
      const change = this.done.at(-1) === record ? record.changes.get(name) : undefined;
      const binder = change === undefined ? this.binders.get(name) : change.binder;
      if (binder !== undefined && !isInert(value, this.scope, binder.piece.imports && !binder.foreign))
        group.join(binder.group);
    }
    for (const { birth } of record.before.keys()) if (birth instanceof StatementRecord) group.join(birth.group);
    if (record.foreign) group.join(this.foreign);
  }
}

/**
 * Values that are looked at for one name: what shares its parts, or holds itself, leads to more than there is time for.
 */
const MOST_LOOKED_AT = 1_000;

/**
 * Nothing that can be changed in place stands behind it; false, which is always safe, where too much does. `imported`:
 * it is a library's, brought in by an import.
 */
function isInert(value: Value, program: Scope, imported: boolean, count = { values: 0 }): boolean {
  if (++count.values > MOST_LOOKED_AT) return false;
  const isSafe = (one: Value): boolean => isInert(one, program, imported, count);
  switch (value.kind) {
    case 'none':
    case 'ellipsis':
    case 'not-implemented':
    case 'bool':
    case 'int':
    case 'float':
    case 'complex':
    case 'str':
    case 'bytes':
    case 'range':
      return true;
    case 'slice':
      return isSafe(value.lower) && isSafe(value.upper) && isSafe(value.step);
    case 'tuple':
      return value.namedBy === undefined && value.items.every(isSafe);
    case 'module':
      return value.birth === undefined;
    case 'native':
      return imported;
    case 'staticmethod':
    case 'classmethod':
      return isSafe(value.method);
    case 'property':
      return isSafe(value.getter) && (value.setter === undefined || isSafe(value.setter));
    // What stands in a class body is not seen from the functions inside.
    case 'function':
      return (
        (value.closure === program || (value.closure.scopeKind === 'class' && value.closure.parent === program)) &&
        [...value.attributes.keys()].every((name) => name === OTHER_ATTRIBUTES) &&
        [...value.defaults.values()].every(isSafe)
      );
    case 'class':
      if (value.definition === undefined) return imported && value.birth === undefined;
      return (
        value.unknownBase === undefined &&
        value.bases.every((base) => base.birth === undefined || isSafe(base)) &&
        [...value.attributes.values()].every(isSafe)
      );
    default:
      return false;
  }
}
