/** Statements without a body. */
import { type Parts, type Place, Placed } from './place.ts';
import type { BinaryOperator, Expression } from './tree.ts';

export class ExpressionStatement extends Placed {
  declare readonly kind: 'ExpressionStatement';
  declare readonly value: Expression;

  constructor(place: Place, { value }: Parts<ExpressionStatement>) {
    super(place);
    this.kind = 'ExpressionStatement';
    this.value = value;
  }
}

/** `a = b = value`: targets in source order. */
export class Assign extends Placed {
  declare readonly kind: 'Assign';
  declare readonly targets: readonly Expression[];
  declare readonly value: Expression;

  constructor(place: Place, { targets, value }: Parts<Assign>) {
    super(place);
    this.kind = 'Assign';
    this.targets = targets;
    this.value = value;
  }
}

export class AugmentedAssign extends Placed {
  declare readonly kind: 'AugmentedAssign';
  declare readonly target: Expression;
  declare readonly operator: BinaryOperator;
  declare readonly value: Expression;

  constructor(place: Place, { target, operator, value }: Parts<AugmentedAssign>) {
    super(place);
    this.kind = 'AugmentedAssign';
    this.target = target;
    this.operator = operator;
    this.value = value;
  }
}

export class AnnotatedAssign extends Placed {
  declare readonly kind: 'AnnotatedAssign';
  declare readonly target: Expression;
  declare readonly annotation: Expression;
  declare readonly value: Expression | undefined;

  constructor(place: Place, { target, annotation, value }: Parts<AnnotatedAssign>) {
    super(place);
    this.kind = 'AnnotatedAssign';
    this.target = target;
    this.annotation = annotation;
    this.value = value;
  }
}

export class Return extends Placed {
  declare readonly kind: 'Return';
  declare readonly value: Expression | undefined;

  constructor(place: Place, { value }: Parts<Return>) {
    super(place);
    this.kind = 'Return';
    this.value = value;
  }
}

export class Raise extends Placed {
  declare readonly kind: 'Raise';
  declare readonly exception: Expression | undefined;
  declare readonly cause: Expression | undefined;

  constructor(place: Place, { exception, cause }: Parts<Raise>) {
    super(place);
    this.kind = 'Raise';
    this.exception = exception;
    this.cause = cause;
  }
}

export class Assert extends Placed {
  declare readonly kind: 'Assert';
  declare readonly test: Expression;
  declare readonly message: Expression | undefined;

  constructor(place: Place, { test, message }: Parts<Assert>) {
    super(place);
    this.kind = 'Assert';
    this.test = test;
    this.message = message;
  }
}

export class Delete extends Placed {
  declare readonly kind: 'Delete';
  declare readonly targets: readonly Expression[];

  constructor(place: Place, { targets }: Parts<Delete>) {
    super(place);
    this.kind = 'Delete';
    this.targets = targets;
  }
}

export class Pass extends Placed {
  declare readonly kind: 'Pass';

  constructor(place: Place) {
    super(place);
    this.kind = 'Pass';
  }
}

export class Break extends Placed {
  declare readonly kind: 'Break';

  constructor(place: Place) {
    super(place);
    this.kind = 'Break';
  }
}

export class Continue extends Placed {
  declare readonly kind: 'Continue';

  constructor(place: Place) {
    super(place);
    this.kind = 'Continue';
  }
}

export class Global extends Placed {
  declare readonly kind: 'Global';
  declare readonly names: readonly string[];

  constructor(place: Place, { names }: Parts<Global>) {
    super(place);
    this.kind = 'Global';
    this.names = names;
  }
}

export class Nonlocal extends Placed {
  declare readonly kind: 'Nonlocal';
  declare readonly names: readonly string[];

  constructor(place: Place, { names }: Parts<Nonlocal>) {
    super(place);
    this.kind = 'Nonlocal';
    this.names = names;
  }
}

export class ImportedName extends Placed {
  /** Dotted path in `import a.b.c`, a single name in `from m import name`. */
  declare readonly name: string;
  declare readonly alias: string | undefined;

  constructor(place: Place, { name, alias }: Parts<ImportedName>) {
    super(place);
    this.name = name;
    this.alias = alias;
  }
}

export class Import extends Placed {
  declare readonly kind: 'Import';
  declare readonly names: readonly ImportedName[];

  constructor(place: Place, { names }: Parts<Import>) {
    super(place);
    this.kind = 'Import';
    this.names = names;
  }
}

/** `from ..module import a as b`; `names` is `'*'` for a star import; `level` counts the leading dots. */
export class ImportFrom extends Placed {
  declare readonly kind: 'ImportFrom';
  declare readonly module: string;
  declare readonly level: number;
  declare readonly names: readonly ImportedName[] | '*';

  constructor(place: Place, { module, level, names }: Parts<ImportFrom>) {
    super(place);
    this.kind = 'ImportFrom';
    this.module = module;
    this.level = level;
    this.names = names;
  }
}

export class TypeAlias extends Placed {
  declare readonly kind: 'TypeAlias';
  declare readonly name: string;
  declare readonly value: Expression;

  constructor(place: Place, { name, value }: Parts<TypeAlias>) {
    super(place);
    this.kind = 'TypeAlias';
    this.name = name;
    this.value = value;
  }
}
