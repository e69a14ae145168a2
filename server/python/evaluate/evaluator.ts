/** The abstract interpreter's state and its face for libraries. What each kind of syntax means stands beside this. */
import { Expression as SymbolicInteger } from '../../shapes/expression.ts';
import { NOWHERE, type Place, type SourceFile } from '../syntax/place.ts';
import type { BinaryOperator, CompareOperator } from '../syntax/tree.ts';
import { loseItems } from '../library/unknowns.ts';
import { type CallArguments, type Interpreter, PythonError } from '../domain/interpreter.ts';
import type { Effects } from '../domain/effects.ts';
import type { Journal, Mutable } from '../domain/journal.ts';
import { mayAliases } from '../domain/aliases.ts';
import { ProgramFiles } from '../domain/program-files.ts';
import type { Scope } from '../domain/scope.ts';
import {
  ClassValue,
  type FunctionValue,
  InstanceValue,
  ListValue,
  type ModuleValue,
  str,
  tuple,
  type Value,
} from '../domain/value.ts';
import { writeAttribute } from './attribute-assignment.ts';
import { findAttribute, readAttribute } from './attributes.ts';
import { Boundary } from './boundary.ts';
import { paidHavoc } from './havoc.ts';
import { triedOut } from './tried-out.ts';
import { callValue } from './calls.ts';
import type { UnfinishedClass } from './classes.ts';
import { evaluate } from './expressions.ts';
import type { Environment } from './environment.ts';
import { Fuel } from './fuel.ts';
import { Grounds } from './grounds.ts';
import { Tally } from './ledgers.ts';
import type { Caller } from '../domain/caller.ts';
import type { CallInProgress } from './names.ts';
import { iterate } from './iteration.ts';
import { moduleScope } from './module-scope.ts';
import { OpenLengths } from './open-lengths.ts';
import * as operators from './operators.ts';
import type { StatementRecord } from './statement-record.ts';
import type { Stopped } from './effect-summary.ts';
import type { Text } from '../../words/message.ts';
import { isUndetermined, undetermined, type Undetermined } from '../domain/undetermined.ts';
import { defineState, latest, type State } from '../domain/state.ts';
import type { Listening } from './unheard-calls.ts';

/** Entries of a list or map that are copied in the time of one step. */
const ENTRIES_OF_A_STEP = 100;

const NO_KEYWORDS: ReadonlyMap<string, Value> = new Map();

/** Further lengths under the same name (`len(x)′`) would help nobody. */
const MOST_LENGTHS_OF_A_NAME = 3;

/** Whether the program has ended itself, by `exit()` and the like: what stands behind that is never run. */
class Ended implements Mutable {
  isOver = false;
  get state(): State {
    return ENDED;
  }
}
const ENDED = defineState<Pick<Ended, 'isOver'>>({ isOver: latest() });

/** What a tensor has that is none. */
const NO_TENSORS: ReadonlySet<string> = new Set(['.shape', '.ndim', '.dtype', '.name']);

export class Evaluator implements Interpreter {
  readonly environment: Environment;
  fuel: Fuel;
  readonly journals = new Set<Journal>();
  /** What the statement being evaluated reads and changes, where that is kept; it outlasts every branch. */
  record: StatementRecord | undefined;
  /** Functions, loops and iterations being evaluated, innermost last. */
  readonly boundaries: Boundary[] = [];
  /** How many `try` bodies with handlers surround the present point, over all frames. */
  tryDepth = 0;
  callDepth = 0;
  nesting = 0;
  undecidedDepth = 0;
  readonly grounds = new Grounds();
  /**
   * A statement of the present way raised an exception that nothing waits for: a program that goes on has not come this
   * way.
   */
  wayFailed = false;
  /** Above 0: what is being done cannot be interrupted, for someone waits for it. */
  uninterrupted = 0;
  /** Above 0: nobody is told of facts (the first pass of a loop of unknown length). */
  silent = 0;
  /** So many modules that facts are not about are being loaded inside each other. */
  loading = 0;
  /** Calls that are heard of though it is silent. */
  listening: Listening | undefined;
  readonly ended = new Ended();
  /** What is being evaluated stands behind the end of the program. */
  neverRun = false;
  currentSite: Place | undefined;
  /** The innermost call whose parts are being evaluated. */
  callInProgress: CallInProgress | undefined;
  /** Calls written in the main file that are being made, the outermost first. */
  readonly callers: Caller[] = [];
  /** While code of a library runs: the program's call that it runs for. */
  standsFor: Place | undefined;
  /** The file that facts are about. What happens in other files is placed where it comes from in this one. */
  readonly main: SourceFile;
  /** That is not the program's own file. */
  readonly isAboutAnother: boolean;
  /** The file being evaluated, for imports and names of unknowns. */
  file: SourceFile;
  /** Modules of the workspace, by path; present while being evaluated too (cycles). */
  readonly workspaceModules = new Map<string, ModuleValue>();
  /** Definitions that were entered at least once. */
  readonly entered = new Tally<object>();
  /** Calls in which the evaluation was stopped, the innermost first. */
  readonly stopped: Stopped[] = [];
  /** Class statements whose metaclasses are making the class, the innermost last. */
  readonly classesInMaking: UnfinishedClass[] = [];
  /** Lists made by the present join of states. */
  joinedLists = new WeakSet<ListValue>();
  private readonly lengths = new OpenLengths();
  /** How many objects of classes were made so far: a loop that makes some builds something. */
  instancesMade = 0;
  /** Functions and classes as they were defined by statements, for the pass over those that nobody calls. */
  readonly defined: Value[] = [];
  readonly files: ProgramFiles;
  /** In loops over the names of a folder, which come in no order that is known. */
  orderUnsure = false;
  private readonly builtinClasses = new Map<string, ClassValue>();

  /** `file`: the program's. `about`: the file that facts are about, where it is one that the program imports. */
  constructor(environment: Environment, file: SourceFile, about: SourceFile = file) {
    this.environment = environment;
    this.main = about;
    this.isAboutAnother = about !== file;
    this.file = file;
    this.fuel = new Fuel(environment);
    this.files = new ProgramFiles(environment.dataFiles, this);
  }

  moduleScope(name: string): Scope {
    return moduleScope(this, name);
  }

  // ------------------------------------------------------------ Interpreter

  call(
    callee: Value,
    positional: readonly Value[] = [],
    keywords: ReadonlyMap<string, Value> = NO_KEYWORDS,
    site?: Place,
  ): Value {
    return callValue(this, callee, { positional, keywords, site: site ?? this.currentSite });
  }
  callWith(callee: Value, args: CallArguments): Value {
    return callValue(this, callee, args);
  }
  getAttribute(object: Value, name: string): Value {
    return readAttribute(this, object, name);
  }
  findAttribute(object: Value, name: string): Value | undefined {
    return findAttribute(this, object, name);
  }
  setAttribute(object: Value, name: string, value: Value): void {
    writeAttribute(this, object, name, value);
  }
  getItem(object: Value, index: Value): Value {
    return operators.getItem(this, object, index);
  }
  setItem(object: Value, index: Value, value: Value): void {
    operators.setItem(this, object, index, value);
  }
  deleteItem(object: Value, index: Value): void {
    operators.deleteItem(this, object, index);
  }
  iterate(value: Value): Iterable<Value> | undefined {
    return iterate(this, value);
  }
  length(value: Value): Value {
    return operators.length(this, value);
  }
  truth(value: Value): boolean | undefined {
    return operators.truth(this, value);
  }
  binary(operator: BinaryOperator, left: Value, right: Value, site?: Place): Value {
    return operators.binary(this, operator, left, right, site);
  }
  compare(operator: CompareOperator, left: Value, right: Value, site?: Place): Value {
    return operators.compare(this, operator, left, right, site);
  }
  equals(left: Value, right: Value): boolean | undefined {
    if (left === right) return true;
    return this.truth(this.compare('==', left, right));
  }
  str(value: Value): string | undefined {
    return operators.text(this, value, '__str__');
  }
  repr(value: Value): string | undefined {
    return operators.text(this, value, '__repr__');
  }
  hashKey(value: Value): string | undefined {
    return operators.hashKey(this, value);
  }
  typeOf(value: Value): Value {
    return operators.typeOf(this, value);
  }
  isInstance(value: Value, cls: Value): boolean | undefined {
    return operators.isInstance(this, value, cls);
  }

  builtin(name: string): ClassValue {
    const known = this.builtinClasses.get(name);
    if (known) return known;
    const found = this.environment.builtins.get(name);
    const cls =
      found?.kind === 'class'
        ? found
        : new ClassValue({ name: name.replace(/^types\./, ''), qualifiedName: `builtins.${name}` });
    this.builtinClasses.set(name, cls);
    return cls;
  }

  annotationOf({ definition, closure }: FunctionValue, parameter: number): Value | undefined {
    const annotation = definition.parameters[parameter]?.annotation;
    const value = annotation && evaluate(this, annotation, closure);
    // Written as a text, or by `from __future__ import annotations`.
    return value?.kind === 'str' && /^\w+$/.test(value.value) ? closure.lookup(value.value) : value;
  }

  raise(typeName: string, message: string): never {
    const exception = new InstanceValue(this.builtin(typeName));
    exception.attributes.set('args', tuple(str(message)));
    throw new PythonError(typeName, message, exception);
  }

  attempt<T>(work: () => T, typeNames: readonly string[], otherwise: (error: PythonError) => T): T {
    this.tryDepth++;
    try {
      return work();
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      const names =
        error.exception.kind === 'instance' ? error.exception.cls.mro.map((cls) => cls.name) : [error.typeName];
      if (!typeNames.some((name) => names.includes(name))) throw error;
      return otherwise(error);
    } finally {
      this.tryDepth--;
    }
  }

  havoc(roots: readonly Value[], effects: Effects = {}): void {
    paidHavoc(this, roots, effects);
  }
  tryOut<T>(work: () => T): T | undefined {
    return triedOut(this, work);
  }
  make(object: Mutable): void {
    for (const journal of this.journals) journal.make(object);
  }
  touch(object: Mutable): void {
    this.remember(object);
    if (!(object instanceof ListValue) || object.aliases === undefined) return;
    for (const other of mayAliases(object)) {
      if (other.summary && other.items.length === 0) continue;
      this.remember(other);
      loseItems(this, other);
    }
  }
  /** Before it gets another state that is not a change by the program. */
  remember(object: Mutable): void {
    this.forgetLength(object);
    let copied = 0;
    for (const journal of this.journals) copied += journal.touch(object);
    this.copied(copied);
  }
  /** Entries of states that were copied or joined: paid for, also where nothing may stop now. */
  copied(entries: number): void {
    if (entries >= ENTRIES_OF_A_STEP) this.fuel.charge(Math.floor(entries / ENTRIES_OF_A_STEP));
  }
  /**
   * Another state is about to be made of several: lists that are joined in it are the same list wherever they are the
   * same two.
   */
  beginJoin(): void {
    this.joinedLists = new WeakSet();
  }
  /** Before a change of what undecided branches leave alone: only what takes back the whole statement undoes it. */
  touchFact(object: Mutable): void {
    this.record?.touch(object);
  }
  /** After a statement that was cut short in the middle of them. */
  forgetBranches(): void {
    this.journals.clear();
    if (this.record !== undefined) this.journals.add(this.record);
  }
  lengthOfOpen(container: Mutable, open: Undetermined): Undetermined {
    const known = this.lengths.of.get(container);
    if (known) return known;
    const text = this.currentSite && this.sourceName(this.currentSite);
    const asked = text && /^len\(.+\)$/.test(text) ? text : undefined;
    const before = asked === undefined ? 0 : (this.lengths.names.get(asked) ?? 0);
    if (asked === undefined || before > MOST_LENGTHS_OF_A_NAME) return undetermined(open.reason, { integer: true });
    this.touchFact(this.lengths);
    this.lengths.names.set(asked, before + 1);
    const made = this.unknownInteger(open.reason, asked + '′'.repeat(before));
    this.lengths.of.set(container, made);
    return made;
  }
  /** After a branch was put back, what it found of what it changed is not so. */
  forgetLengths(changed: Iterable<Mutable>): void {
    for (const object of changed) this.forgetLength(object);
  }
  private forgetLength(object: Mutable): void {
    if (!this.lengths.of.has(object)) return;
    this.touchFact(this.lengths);
    this.lengths.of.delete(object);
  }
  spend(steps = 1): void {
    this.fuel.spend(steps);
  }

  unknown(reason: Text, name?: string): Undetermined {
    return undetermined(reason, { name, ...(name ? { makeSymbol: () => SymbolicInteger.symbol(name) } : {}) });
  }
  unknownInteger(reason: Text, name: string): Undetermined {
    return undetermined(reason, {
      name,
      integer: true,
      makeSymbol: () => SymbolicInteger.symbol(name, { nonNegative: true }),
    });
  }
  /** The same look-up on the same unknown is the same unknown. */
  derive(base: Undetermined, step: string, name: string | undefined, integer = false): Undetermined {
    const known = base.derived.get(step);
    if (known) return known;
    const now = name && base.named(name);
    const made = integer && now ? this.unknownInteger(base.reason, now) : this.unknown(base.reason, now);
    made.ofTensors = base.ofTensors && !integer && !NO_TENSORS.has(step);
    made.origins = base.origins;
    this.touchFact(base);
    base.derived.set(step, made);
    return made;
  }
  nameOf(value: Value): string | undefined {
    return isUndetermined(value) ? value.name : undefined;
  }

  // ------------------------------------------------------------ for the files beside this one

  /** Where in the program something happens; what a library's own code does happens at the call of the library. */
  siteOf(span: Place): Place {
    return this.standsFor ?? span;
  }

  /** The source of a place, as a short name for an unknown; undefined where it is long or many lines. */
  sourceName(place: Place): string | undefined {
    const text = place.length > 48 ? '\n' : place.text;
    return text.includes('\n') ? undefined : text;
  }

  /** It is time to let others be heard, and they can be. */
  get isPauseDue(): boolean {
    return this.fuel.isPauseDue && this.uninterrupted === 0;
  }

  /**
   * From here until it is closed, undecided jumps can end at this boundary (of a function, a loop, an iteration, a
   * `try`).
   */
  openBoundary(kind: Boundary['kind'], catches?: boolean): Boundary {
    const boundary = new Boundary(kind, catches);
    this.boundaries.push(boundary);
    return boundary;
  }
  /** Closes the innermost boundary, which is this one. */
  closeBoundary(boundary: Boundary): void {
    this.boundaries.pop();
    for (const pending of boundary.pending) this.journals.delete(pending.since);
  }

  /** Is what is evaluated in a function that nobody calls, or never run? */
  get speculative(): boolean {
    return this.grounds.reached.has('uncalled');
  }
  /** Is what happens now what the program does, and not the loading of another file or something tried out? */
  get heard(): boolean {
    return this.silent === 0 && this.loading === 0;
  }
  /** Is what happens now a fact of the file that facts are about? */
  get telling(): boolean {
    return this.heard && this.file === this.main;
  }

  /** Goes over to code of another file, or of the main one again. Whoever calls it puts `file` and `standsFor` back. */
  enterFile(file: SourceFile, site: Place | undefined = this.currentSite): void {
    if (file === this.file) return;
    if (file !== this.main) this.standsFor ??= site ?? NOWHERE;
    else if (this.heard) this.standsFor = undefined;
    this.file = file;
  }
}
