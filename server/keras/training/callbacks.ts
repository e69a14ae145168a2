/**
 * What fit(), evaluate() and predict() call of the program's: methods of callbacks, as often as there are epochs and
 * batches; where that is not known, what they would change is not known.
 */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import {
  DictValue,
  FALSE,
  type InstanceValue,
  int,
  NONE,
  OTHER_ATTRIBUTES,
  str,
  type Value,
} from '../../python/domain/value.ts';
import { losesTrained } from '../layers/contents.ts';
import type { LayerState } from '../layers/layer-state.ts';
import type { KerasSession } from '../session.ts';
import { callbacksIn, refuseOthers, refuseRate } from './callback-kinds.ts';
import { checkMonitors } from './monitors.ts';

/** How often things are done; undefined: not known. */
export interface Schedule {
  readonly what: 'fit' | 'evaluate' | 'predict';
  readonly firstEpoch: number | undefined;
  readonly epochs: number | undefined;
  readonly batches: number | undefined;
  /** Batches of the validation after each epoch; 0 where there is none. */
  readonly validation: number | undefined;
}

/** Under which names training logs, as far as that is known. */
export interface Logged {
  /** Of a batch, or of an evaluation: `loss`, `accuracy`. */
  readonly names: readonly string[] | undefined;
  /** Those of the validation that ends an epoch: `val_loss`. None: there is none. undefined: not known. */
  readonly validation: (epoch: number) => readonly string[] | undefined;
  /** How Keras calls the learning rate there. */
  readonly rate: 'lr' | 'learning_rate';
  /** Callbacks that log it. */
  readonly ratesBy: readonly string[];
  /** The package keras up to 2.3 logs the validation before the training. */
  readonly validationFirst: boolean;
}

/** What the epochs of a fit() left in its history. */
export interface Epochs {
  /** How often each name was logged, where the number of epochs is known; undefined where the names are not. */
  readonly counts: ReadonlyMap<string, number> | undefined;
  /** How many epochs there were; undefined where that is not known. */
  readonly done: number | undefined;
}

/** More calls than this are not made: what they would change is not known. */
const MOST_CALLS = 4000;

/** A hook's other name, which it calls by itself. */
const FORMER: ReadonlyMap<string, string> = new Map([
  ['on_train_batch_begin', 'on_batch_begin'],
  ['on_train_batch_end', 'on_batch_end'],
]);
const OF_BATCHES: readonly string[] = ['on_train_batch_begin', 'on_train_batch_end'];
const OF_TESTS: readonly string[] = ['on_test_begin', 'on_test_batch_begin', 'on_test_batch_end', 'on_test_end'];
const OF_EPOCHS: readonly string[] = ['on_epoch_begin', 'on_epoch_end'];
const OF_LOOP: readonly string[] = [...OF_BATCHES, ...OF_TESTS, ...OF_EPOCHS];
const CALLABLE: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['function', 'method', 'native']);
const isCallable = (value: Value): boolean =>
  CALLABLE.has(value.kind) || (value.kind === 'instance' && value.cls.lookup('__call__')?.kind === 'function');

/** What of Keras's may end the training early. What `TerminateOnNaN` looks for is taken not to come about. */
const STOPPING = 'EarlyStopping';

/** `given`: the argument `callbacks`. */
export function runCallbacks(
  session: KerasSession,
  interpreter: Interpreter,
  model: LayerState,
  given: Value | undefined,
  schedule: Schedule,
  logged: Logged,
): Epochs {
  refuseOthers(interpreter, model, given);
  const { callbacks, isWhole } =
    !given || given.kind === 'none' ? { callbacks: [], isWhole: true } : callbacksIn(given);
  if (schedule.what === 'fit')
    checkMonitors(
      session,
      interpreter,
      model,
      { callbacks, isWhole: isWhole && callbacks.every(isFollowed) },
      schedule,
      logged,
    );
  const isKnown = isWhole && callbacks.every(isFollowed);
  const running = new Running(session, interpreter, model, callbacks, schedule, logged, isKnown);
  if (running.hasHooks) running.run();
  else if (isKnown) running.pass();
  return isKnown ? running.done : { counts: undefined, done: undefined };
}

const isFollowed = ({ cls, attributes }: InstanceValue): boolean =>
  cls.unknownBase === undefined && !attributes.has(OTHER_ATTRIBUTES);

class Running {
  readonly #session: KerasSession;
  readonly #interpreter: Interpreter;
  readonly #model: LayerState;
  readonly #callbacks: readonly InstanceValue[];
  readonly #schedule: Schedule;
  /** All that is called, and may end the training, is known. */
  readonly #isKnown: boolean;
  readonly #logged: Logged;
  #counts: Map<string, number> | undefined = new Map();
  #epochsDone: number | undefined;
  constructor(
    session: KerasSession,
    interpreter: Interpreter,
    model: LayerState,
    callbacks: readonly InstanceValue[],
    schedule: Schedule,
    logged: Logged,
    isKnown: boolean,
  ) {
    this.#session = session;
    this.#logged = logged;
    this.#interpreter = interpreter;
    this.#model = model;
    this.#callbacks = callbacks;
    this.#schedule = schedule;
    this.#isKnown = isKnown;
  }

  get done(): Epochs {
    return { counts: this.#counts, done: this.#epochsDone };
  }

  /** No code of the program's runs. */
  pass(): void {
    const { what, firstEpoch, epochs } = this.#schedule;
    if (what !== 'fit') return;
    if (firstEpoch === undefined || epochs === undefined || epochs - firstEpoch > MOST_CALLS) {
      this.#loseCount();
      return;
    }
    for (let epoch = firstEpoch; epoch < epochs; epoch++) this.#ended(this.#logsOfEpoch(epoch));
    this.#epochsDone = this.#mayStopBefore(epochs) ? undefined : Math.max(0, epochs - firstEpoch);
  }

  /** Whether a callback of Keras's may end the training before all epochs are done. */
  #mayStopBefore(epochs: number): boolean {
    return this.#callbacks.some((callback) => {
      if (!callback.cls.mro.some(({ name }) => name === STOPPING)) return false;
      const patience = callback.attributes.get('patience');
      return !(patience?.kind === 'int' && Number(patience.value) >= epochs);
    });
  }

  /** How many epochs there are is not known: what they log is, unless the program's code changes it. */
  #loseCount(): void {
    this.#epochsDone = undefined;
    if (!this.#isKnown || this.#has(['on_epoch_end'])) this.#counts = undefined;
    else this.#ended(this.#logsOfEpoch(this.#schedule.firstEpoch ?? 0));
  }

  /** An epoch ends with these in its logs. */
  #ended(logs: DictValue): void {
    if (logs.summary) this.#counts = undefined;
    for (const [key] of logs.entries.values())
      if (key.kind === 'str') this.#counts?.set(key.value, (this.#counts.get(key.value) ?? 0) + 1);
  }

  get hasHooks(): boolean {
    return this.#callbacks.some(
      ({ cls, attributes }) =>
        cls.mro.some(({ definition }) => definition) || [...attributes.values()].some(isCallable),
    );
  }

  /** The program's own method of this name, or the function that is kept under it. */
  #hook(callback: InstanceValue, name: string): Value | undefined {
    for (const spelling of [name, FORMER.get(name)]) {
      if (spelling === undefined) continue;
      const kept = callback.attributes.get(spelling);
      if (kept && isCallable(kept)) return kept;
      if (!kept && callback.cls.lookup(spelling)?.kind === 'function')
        return this.#interpreter.getAttribute(callback, spelling);
    }
    return undefined;
  }
  #has(names: readonly string[]): boolean {
    return this.#callbacks.some((callback) => names.some((name) => this.#hook(callback, name)));
  }

  #call(name: string, ...args: readonly Value[]): void {
    for (const callback of this.#callbacks) {
      if (name === 'on_epoch_begin') this.#schedules(callback, args);
      const hook = this.#hook(callback, name);
      if (hook) this.#interpreter.call(hook, args);
      const logs = args[1];
      if (name === 'on_epoch_end' && logs?.kind === 'dict') this.#logRate(callback, logs);
    }
  }
  #logRate(callback: InstanceValue, logs: DictValue): void {
    const { rate, ratesBy } = this.#logged;
    if (!callback.cls.mro.some(({ name }) => ratesBy.includes(name))) return;
    this.#interpreter.touch(logs);
    logs.entries.set(this.#interpreter.hashKey(str(rate))!, [
      str(rate),
      this.#interpreter.unknown('what training gives'),
    ]);
  }
  /** Of one batch: its logs come by their name. */
  #callOfBatch(name: string, step: number, logs: Value): void {
    for (const callback of this.#callbacks) {
      const hook = this.#hook(callback, name);
      if (hook) this.#interpreter.call(hook, [int(step)], new Map([['logs', logs]]));
    }
  }

  /** `LearningRateScheduler` asks its function for the rate of each epoch. */
  #schedules(callback: InstanceValue, [epoch]: readonly Value[]): void {
    const schedule =
      callback.cls.lookup('on_epoch_begin')?.kind === 'function' ? undefined : callback.attributes.get('schedule');
    if (!callback.cls.mro.some(({ name }) => name === 'LearningRateScheduler') || !schedule || !isCallable(schedule))
      return;
    const own = schedule.kind === 'instance' ? this.#interpreter.findAttribute(schedule, '__call__') : schedule;
    const fn = own?.kind === 'method' ? own.method : own;
    const given = fn?.kind === 'function' ? fn.definition.parameters.length - (fn === own ? 0 : 1) : 0;
    const takesRate = given > 1;
    const rate = this.#interpreter.call(
      schedule,
      takesRate ? [epoch!, this.#interpreter.unknown('the learning rate is not followed')] : [epoch!],
    );
    refuseRate(this.#session, this.#interpreter, this.#model, callback, rate);
  }

  /** Any number of calls. */
  #perhaps(names: readonly string[]): void {
    for (const callback of this.#callbacks) {
      for (const name of names) {
        const hook = this.#hook(callback, name);
        if (hook) this.#interpreter.havoc([hook]);
      }
      const schedule = callback.attributes.get('schedule');
      if (names.includes('on_epoch_begin') && schedule && isCallable(schedule)) this.#interpreter.havoc([schedule]);
    }
  }

  run(): void {
    this.#begin();
    const { what, batches } = this.#schedule;
    if (what === 'fit') {
      this.#fit();
      return;
    }
    const names =
      what === 'evaluate'
        ? OF_TESTS
        : ['on_predict_begin', 'on_predict_batch_begin', 'on_predict_batch_end', 'on_predict_end'];
    const steps = this.#has(names.slice(1, 3)) ? batches : 0;
    if (!this.#isKnown || steps === undefined || steps > MOST_CALLS) this.#perhaps(names);
    else this.#steps(names, steps);
  }

  /** Each is told of the model. */
  #begin(): void {
    const { instance } = this.#model;
    const { epochs, batches } = this.#schedule;
    const entry = (name: string, value: Value): readonly [string, readonly [Value, Value]] => [
      this.#interpreter.hashKey(str(name))!,
      [str(name), value],
    ];
    const number = (count: number | undefined): Value =>
      count === undefined ? this.#interpreter.unknown('it depends on the data') : int(count);
    const params = new DictValue(
      new Map([
        entry('verbose', this.#interpreter.unknown('how much it prints')),
        entry('epochs', number(epochs)),
        entry('steps', number(batches)),
      ]),
    );
    for (const callback of this.#callbacks) {
      this.#interpreter.touch(callback);
      callback.attributes.set('params', params);
      callback.attributes.set('model', instance);
    }
    this.#call('set_params', params);
    this.#call('set_model', instance);
    this.#interpreter.touch(instance);
    instance.attributes.set('stop_training', FALSE);
  }

  #fit(): void {
    this.#call('on_train_begin', new DictValue());
    if (this.#isCounted()) this.#epochs();
    else {
      this.#perhaps(OF_LOOP);
      this.#loseCount();
    }
    this.#call('on_train_end', this.#logs());
  }

  /** Whether it is known how often what the program has is called, and that is not too often. */
  #isCounted(): boolean {
    const { firstEpoch, epochs, batches, validation } = this.#schedule;
    const steps = this.#has(OF_BATCHES) ? batches : 0;
    const tests = this.#has(OF_TESTS) ? validation : 0;
    if (
      !this.#isKnown ||
      firstEpoch === undefined ||
      epochs === undefined ||
      steps === undefined ||
      tests === undefined
    )
      return false;
    return this.#callbacks.length * (epochs - firstEpoch) * (1 + steps + tests) <= MOST_CALLS;
  }

  #epochs(): void {
    const { firstEpoch = 0, epochs = 0, batches = 0, validation = 0 } = this.#schedule;
    const hasSteps = this.#has(OF_BATCHES);
    const mayStop = this.#mayStopBefore(epochs);
    for (let epoch = firstEpoch; epoch < epochs; epoch++) {
      losesTrained(this.#interpreter, this.#model);
      this.#call('on_epoch_begin', int(epoch), new DictValue());
      if (!hasSteps) losesTrained(this.#interpreter, this.#model);
      for (let step = 0; hasSteps && step < batches; step++) {
        losesTrained(this.#interpreter, this.#model);
        this.#callOfBatch('on_train_batch_begin', step, new DictValue());
        this.#callOfBatch('on_train_batch_end', step, this.#logs());
        if (this.#isStopped === undefined) {
          this.#perhaps(OF_LOOP);
          this.#loseCount();
          return;
        }
        if (this.#isStopped) break;
      }
      if (validation > 0) this.#steps(OF_TESTS, this.#has(OF_TESTS) ? validation : 0);
      const logs = this.#logsOfEpoch(epoch, false);
      this.#call('on_epoch_end', int(epoch), logs);
      this.#ended(logs);
      if (this.#isStopped === true) {
        this.#epochsDone = epoch + 1 - firstEpoch;
        return;
      }
      if (epoch + 1 < epochs && (mayStop || this.#isStopped === undefined)) {
        this.#perhaps(OF_LOOP);
        this.#loseCount();
        return;
      }
    }
    this.#epochsDone = Math.max(0, epochs - firstEpoch);
  }

  #steps([begin, batchBegin, batchEnd, end]: readonly string[], count: number): void {
    this.#call(begin!, new DictValue());
    for (let step = 0; step < count; step++) {
      this.#callOfBatch(batchBegin!, step, new DictValue());
      this.#callOfBatch(batchEnd!, step, this.#logs());
    }
    this.#call(end!, this.#logs());
  }

  /** Whether the program has asked for the end of the training. */
  get #isStopped(): boolean | undefined {
    return this.#interpreter.truth(this.#model.instance.attributes.get('stop_training') ?? NONE);
  }

  /** The loss and the metrics: their values come with a run. */
  #logs(names: readonly string[] | undefined = this.#logged.names): DictValue {
    const reason = 'what training gives';
    const logs = new DictValue(
      new Map(
        (names ?? ['loss']).map((name) => [
          this.#interpreter.hashKey(str(name))!,
          [str(name), this.#interpreter.unknown(reason)],
        ]),
      ),
    );
    if (names === undefined) logs.summary = this.#interpreter.unknown(reason);
    return logs;
  }

  /** @param isWhole with what callbacks add */
  #logsOfEpoch(epoch: number, isWhole = true): DictValue {
    const { names, validation, validationFirst } = this.#logged;
    const validated = validation(epoch);
    const logs = this.#logs(
      names && validated && (validationFirst ? [...validated, ...names] : [...names, ...validated]),
    );
    if (isWhole) for (const callback of this.#callbacks) this.#logRate(callback, logs);
    return logs;
  }
}
