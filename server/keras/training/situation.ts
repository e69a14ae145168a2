/** One call of fit(), evaluate() or the like: which model, which Keras, where it is written, and what its data is called. */
import type { Span } from '../../python/syntax/tree.ts';
import type { Interpreter } from '../../python/values/interpreter.ts';
import type { Value } from '../../python/values/value.ts';
import type { LayerState } from '../layers/layer-state.ts';
import type { KerasSession } from '../session.ts';
import { at, type ArgumentName } from './contract-error.ts';
import type { DataKind } from './fit-data.ts';

export type Role = 'x' | 'y' | 'weights';

export class Situation {
  readonly session: KerasSession;
  readonly interpreter: Interpreter;
  readonly model: LayerState;
  /** `fit` */
  readonly method: string;
  /** The call. */
  readonly site: Span | undefined;
  readonly source: DataKind;
  /** The arguments that the parts of the data come from: for validation_data, that one for all. */
  readonly arguments: Readonly<Partial<Record<Role, ArgumentName>>>;
  readonly values: Readonly<Partial<Record<Role, Value>>>;

  constructor(options: Pick<Situation, 'session' | 'interpreter' | 'model' | 'method' | 'site' | 'source' | 'arguments' | 'values'>) {
    this.session = options.session;
    this.interpreter = options.interpreter;
    this.model = options.model;
    this.method = options.method;
    this.site = options.site;
    this.source = options.source;
    this.arguments = options.arguments;
    this.values = options.values;
  }

  get kerasVersion(): 2 | 3 { return this.session.kerasVersion; }

  /** `x_train` where the data has a name in the program, else what it is. */
  nameOf(role: Role): string {
    const value = this.values[role];
    const name = value && this.session.origins.of(value)?.name;
    const isValidation = this.arguments.x?.name === 'validation_data';
    return name ?? (isValidation ? `${role === 'y' ? 'the labels' : 'the data'} of validation_data` : role === 'y' ? 'the labels' : role === 'weights' ? 'sample_weight' : 'the data');
  }
  /** ` (line 4)`, where the data got its name. */
  placeOf(role: Role): string {
    const value = this.values[role];
    return at(value && this.session.origins.of(value)?.span);
  }
}
