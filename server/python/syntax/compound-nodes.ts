/** Statements with a body: branches, loops, definitions. */
import type { Argument } from './expression-nodes.ts';
import type { Pattern } from './patterns.ts';
import { type Parts, type Place, Placed } from './place.ts';
import type { Expression, Statement } from './tree.ts';

/** `elif` is an `If` as the only statement of `orelse`. */
export class If extends Placed {
  declare readonly kind: 'If';
  declare readonly test: Expression;
  declare readonly body: readonly Statement[];
  declare readonly orelse: readonly Statement[];

  constructor(place: Place, { test, body, orelse }: Parts<If>) {
    super(place);
    this.kind = 'If';
    this.test = test;
    this.body = body;
    this.orelse = orelse;
  }
}

export class While extends Placed {
  declare readonly kind: 'While';
  declare readonly test: Expression;
  declare readonly body: readonly Statement[];
  declare readonly orelse: readonly Statement[];

  constructor(place: Place, { test, body, orelse }: Parts<While>) {
    super(place);
    this.kind = 'While';
    this.test = test;
    this.body = body;
    this.orelse = orelse;
  }
}

export class For extends Placed {
  declare readonly kind: 'For';
  declare readonly target: Expression;
  declare readonly iterable: Expression;
  declare readonly body: readonly Statement[];
  declare readonly orelse: readonly Statement[];
  declare readonly async: boolean;

  constructor(place: Place, { target, iterable, body, orelse, async }: Parts<For>) {
    super(place);
    this.kind = 'For';
    this.target = target;
    this.iterable = iterable;
    this.body = body;
    this.orelse = orelse;
    this.async = async;
  }
}

export class ExceptHandler extends Placed {
  declare readonly type: Expression | undefined;
  declare readonly name: string | undefined;
  declare readonly body: readonly Statement[];

  constructor(place: Place, { type, name, body }: Parts<ExceptHandler>) {
    super(place);
    this.type = type;
    this.name = name;
    this.body = body;
  }
}

export class Try extends Placed {
  declare readonly kind: 'Try';
  declare readonly body: readonly Statement[];
  declare readonly handlers: readonly ExceptHandler[];
  declare readonly orelse: readonly Statement[];
  declare readonly finalbody: readonly Statement[];

  constructor(place: Place, { body, handlers, orelse, finalbody }: Parts<Try>) {
    super(place);
    this.kind = 'Try';
    this.body = body;
    this.handlers = handlers;
    this.orelse = orelse;
    this.finalbody = finalbody;
  }
}

export class WithItem extends Placed {
  declare readonly context: Expression;
  declare readonly target: Expression | undefined;

  constructor(place: Place, { context, target }: Parts<WithItem>) {
    super(place);
    this.context = context;
    this.target = target;
  }
}

export class With extends Placed {
  declare readonly kind: 'With';
  declare readonly items: readonly WithItem[];
  declare readonly body: readonly Statement[];
  declare readonly async: boolean;

  constructor(place: Place, { items, body, async }: Parts<With>) {
    super(place);
    this.kind = 'With';
    this.items = items;
    this.body = body;
    this.async = async;
  }
}

export type ParameterKind = 'positional-only' | 'ordinary' | 'variadic' | 'keyword-only' | 'keywords';

export class Parameter extends Placed {
  declare readonly name: string;
  declare readonly parameterKind: ParameterKind;
  declare readonly annotation: Expression | undefined;
  declare readonly default: Expression | undefined;

  constructor(place: Place, parts: Parts<Parameter>) {
    super(place);
    this.name = parts.name;
    this.parameterKind = parts.parameterKind;
    this.annotation = parts.annotation;
    this.default = parts.default;
  }
}

export class FunctionDefinition extends Placed {
  declare readonly kind: 'FunctionDefinition';
  declare readonly name: string;
  declare readonly nameSpan: Place;
  declare readonly parameters: readonly Parameter[];
  declare readonly returns: Expression | undefined;
  declare readonly body: readonly Statement[];
  declare readonly decorators: readonly Expression[];
  declare readonly async: boolean;
  /** True where the body (nested functions left out) has a `yield`. */
  declare readonly generator: boolean;

  constructor(
    place: Place,
    { name, nameSpan, parameters, returns, body, decorators, async, generator }: Parts<FunctionDefinition>,
  ) {
    super(place);
    this.kind = 'FunctionDefinition';
    this.name = name;
    this.nameSpan = nameSpan;
    this.parameters = parameters;
    this.returns = returns;
    this.body = body;
    this.decorators = decorators;
    this.async = async;
    this.generator = generator;
  }
}

export class ClassDefinition extends Placed {
  declare readonly kind: 'ClassDefinition';
  declare readonly name: string;
  declare readonly nameSpan: Place;
  declare readonly bases: readonly Argument[];
  declare readonly body: readonly Statement[];
  declare readonly decorators: readonly Expression[];

  constructor(place: Place, { name, nameSpan, bases, body, decorators }: Parts<ClassDefinition>) {
    super(place);
    this.kind = 'ClassDefinition';
    this.name = name;
    this.nameSpan = nameSpan;
    this.bases = bases;
    this.body = body;
    this.decorators = decorators;
  }
}

export class MatchCase extends Placed {
  declare readonly pattern: Pattern;
  declare readonly guard: Expression | undefined;
  declare readonly body: readonly Statement[];

  constructor(place: Place, { pattern, guard, body }: Parts<MatchCase>) {
    super(place);
    this.pattern = pattern;
    this.guard = guard;
    this.body = body;
  }
}

export class Match extends Placed {
  declare readonly kind: 'Match';
  declare readonly subject: Expression;
  declare readonly cases: readonly MatchCase[];

  constructor(place: Place, { subject, cases }: Parts<Match>) {
    super(place);
    this.kind = 'Match';
    this.subject = subject;
    this.cases = cases;
  }
}
