/**
 * One call of fit(), evaluate() or the like: which model, which Keras, where it is written, and what its data is
 * called.
 */
import type { Place } from '../../python/syntax/place.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Value } from '../../python/domain/value.ts';
import type { LayerState } from '../layers/layer-state.ts';
import type { KerasSession } from '../session.ts';
import { at, type ArgumentName } from './contract-error.ts';
import type { DataKind } from './fit-data.ts';
import { type Message, type Text, words } from '../../words/message.ts';

export type Role = 'x' | 'y' | 'weights';

export class Situation {
  readonly session: KerasSession;
  readonly interpreter: Interpreter;
  readonly model: LayerState;
  /** `fit` */
  readonly method: string;
  /** The call. */
  readonly site: Place | undefined;
  readonly source: DataKind;
  /** The arguments that the parts of the data come from: for validation_data, that one for all. */
  readonly arguments: Readonly<Partial<Record<Role, ArgumentName>>>;
  readonly values: Readonly<Partial<Record<Role, Value>>>;

  constructor(
    options: Pick<
      Situation,
      'session' | 'interpreter' | 'model' | 'method' | 'site' | 'source' | 'arguments' | 'values'
    >,
  ) {
    this.session = options.session;
    this.interpreter = options.interpreter;
    this.model = options.model;
    this.method = options.method;
    this.site = options.site;
    this.source = options.source;
    this.arguments = options.arguments;
    this.values = options.values;
  }

  get kerasVersion(): 2 | 3 {
    return this.session.kerasVersion;
  }

  /** `x_train` where the data has a name in the program, else what it is. */
  nameOf(role: Role): Text {
    return (
      this.givenName(role) ??
      (this.isValidation
        ? ofValidation(role)
        : role === 'y'
          ? words`the labels`
          : role === 'weights'
            ? 'sample_weight'
            : words`the data`)
    );
  }

  /** The same at the beginning of a sentence. */
  subjectOf(role: Role): Text {
    return (
      this.givenName(role) ??
      (this.isValidation
        ? subjectOfValidation(role)
        : role === 'y'
          ? words`The labels`
          : role === 'weights'
            ? 'sample_weight'
            : words`The data`)
    );
  }

  private get isValidation(): boolean {
    return this.arguments.x?.name === 'validation_data';
  }
  private givenName(role: Role): string | undefined {
    const value = this.values[role];
    return value && this.session.givenNames.of(value)?.name;
  }

  /** ` (line 4)`, where the data got its name. */
  placeOf(role: Role): Message {
    const value = this.values[role];
    return at(value && this.session.givenNames.of(value)?.span);
  }
}

const ofValidation = (role: Role): Message =>
  role === 'y' ? words`the labels of validation_data` : words`the data of validation_data`;
const subjectOfValidation = (role: Role): Message =>
  role === 'y' ? words`The labels of validation_data` : words`The data of validation_data`;
