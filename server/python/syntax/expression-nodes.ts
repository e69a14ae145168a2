/** Expressions, and the parts of them that have places of their own. */
import type { Text } from '../../words/message.ts';
import type { Parameter } from './compound-nodes.ts';
import { type Parts, type Place, Placed } from './place.ts';
import type { BinaryOperator, CompareOperator, Expression, UnaryOperator } from './tree.ts';

export class Name extends Placed {
  declare readonly kind: 'Name';
  declare readonly id: string;

  constructor(place: Place, { id }: Parts<Name>) {
    super(place);
    this.kind = 'Name';
    this.id = id;
  }
}

export type ConstantValue =
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'complex'; readonly imaginary: number }
  | { readonly type: 'str'; readonly value: string }
  | { readonly type: 'bytes'; readonly value: string } // one char (0-255) a byte
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'None' }
  | { readonly type: 'Ellipsis' };

export class Constant extends Placed {
  declare readonly kind: 'Constant';
  declare readonly constant: ConstantValue;

  constructor(place: Place, { constant }: Parts<Constant>) {
    super(place);
    this.kind = 'Constant';
    this.constant = constant;
  }
}

/** Literal text and replacement fields in order; adjacent plain strings are merged in. */
export class FString extends Placed {
  declare readonly kind: 'FString';
  declare readonly parts: readonly (string | FStringField)[];

  constructor(place: Place, { parts }: Parts<FString>) {
    super(place);
    this.kind = 'FString';
    this.parts = parts;
  }
}

export class FStringField extends Placed {
  declare readonly value: Expression;
  /** `f"{x=}"`: the text to print before the value (`x=`). */
  declare readonly debug: string | undefined;
  declare readonly conversion: 'r' | 's' | 'a' | undefined;
  declare readonly format: FString | undefined;

  constructor(place: Place, { value, debug, conversion, format }: Parts<FStringField>) {
    super(place);
    this.value = value;
    this.debug = debug;
    this.conversion = conversion;
    this.format = format;
  }
}

export class TupleDisplay extends Placed {
  declare readonly kind: 'Tuple';
  declare readonly elements: readonly Expression[];

  constructor(place: Place, { elements }: Parts<TupleDisplay>) {
    super(place);
    this.kind = 'Tuple';
    this.elements = elements;
  }
}

export class ListDisplay extends Placed {
  declare readonly kind: 'List';
  declare readonly elements: readonly Expression[];

  constructor(place: Place, { elements }: Parts<ListDisplay>) {
    super(place);
    this.kind = 'List';
    this.elements = elements;
  }
}

export class SetDisplay extends Placed {
  declare readonly kind: 'Set';
  declare readonly elements: readonly Expression[];

  constructor(place: Place, { elements }: Parts<SetDisplay>) {
    super(place);
    this.kind = 'Set';
    this.elements = elements;
  }
}

/** `key` is undefined for `**spread`. */
export class DictDisplay extends Placed {
  declare readonly kind: 'Dict';
  declare readonly entries: readonly { readonly key: Expression | undefined; readonly value: Expression }[];

  constructor(place: Place, { entries }: Parts<DictDisplay>) {
    super(place);
    this.kind = 'Dict';
    this.entries = entries;
  }
}

export class Unary extends Placed {
  declare readonly kind: 'Unary';
  declare readonly operator: UnaryOperator;
  declare readonly operand: Expression;

  constructor(place: Place, { operator, operand }: Parts<Unary>) {
    super(place);
    this.kind = 'Unary';
    this.operator = operator;
    this.operand = operand;
  }
}

export class Binary extends Placed {
  declare readonly kind: 'Binary';
  declare readonly operator: BinaryOperator;
  declare readonly left: Expression;
  declare readonly right: Expression;

  constructor(place: Place, { operator, left, right }: Parts<Binary>) {
    super(place);
    this.kind = 'Binary';
    this.operator = operator;
    this.left = left;
    this.right = right;
  }
}

export class BooleanOperation extends Placed {
  declare readonly kind: 'BooleanOperation';
  declare readonly operator: 'and' | 'or';
  declare readonly left: Expression;
  declare readonly right: Expression;

  constructor(place: Place, { operator, left, right }: Parts<BooleanOperation>) {
    super(place);
    this.kind = 'BooleanOperation';
    this.operator = operator;
    this.left = left;
    this.right = right;
  }
}

/** `a < b <= c`: operators has one entry fewer than operands. */
export class Compare extends Placed {
  declare readonly kind: 'Compare';
  declare readonly operands: readonly Expression[];
  declare readonly operators: readonly CompareOperator[];

  constructor(place: Place, { operands, operators }: Parts<Compare>) {
    super(place);
    this.kind = 'Compare';
    this.operands = operands;
    this.operators = operators;
  }
}

export class Argument extends Placed {
  /** Keyword of `name=value`; undefined for a positional one. */
  declare readonly name: string | undefined;
  declare readonly nameSpan: Place | undefined;
  /** `*` for `*value`, `**` for `**value`. */
  declare readonly spread: '' | '*' | '**';
  declare readonly value: Expression;

  constructor(place: Place, { name, nameSpan, spread, value }: Parts<Argument>) {
    super(place);
    this.name = name;
    this.nameSpan = nameSpan;
    this.spread = spread;
    this.value = value;
  }
}

export class Call extends Placed {
  declare readonly kind: 'Call';
  declare readonly callee: Expression;
  declare readonly arguments: readonly Argument[];

  constructor(place: Place, parts: Parts<Call>) {
    super(place);
    this.kind = 'Call';
    this.callee = parts.callee;
    this.arguments = parts.arguments;
  }
}

export class Attribute extends Placed {
  declare readonly kind: 'Attribute';
  declare readonly object: Expression;
  declare readonly name: string;
  declare readonly nameSpan: Place;

  constructor(place: Place, { object, name, nameSpan }: Parts<Attribute>) {
    super(place);
    this.kind = 'Attribute';
    this.object = object;
    this.name = name;
    this.nameSpan = nameSpan;
  }
}

/** `x[a, b]` has a Tuple as its index. */
export class Subscript extends Placed {
  declare readonly kind: 'Subscript';
  declare readonly object: Expression;
  declare readonly index: Expression;

  constructor(place: Place, { object, index }: Parts<Subscript>) {
    super(place);
    this.kind = 'Subscript';
    this.object = object;
    this.index = index;
  }
}

export class SliceExpression extends Placed {
  declare readonly kind: 'Slice';
  declare readonly lower: Expression | undefined;
  declare readonly upper: Expression | undefined;
  declare readonly step: Expression | undefined;

  constructor(place: Place, { lower, upper, step }: Parts<SliceExpression>) {
    super(place);
    this.kind = 'Slice';
    this.lower = lower;
    this.upper = upper;
    this.step = step;
  }
}

export class Starred extends Placed {
  declare readonly kind: 'Starred';
  declare readonly value: Expression;

  constructor(place: Place, { value }: Parts<Starred>) {
    super(place);
    this.kind = 'Starred';
    this.value = value;
  }
}

export class Conditional extends Placed {
  declare readonly kind: 'Conditional';
  declare readonly test: Expression;
  declare readonly body: Expression;
  declare readonly orelse: Expression;

  constructor(place: Place, { test, body, orelse }: Parts<Conditional>) {
    super(place);
    this.kind = 'Conditional';
    this.test = test;
    this.body = body;
    this.orelse = orelse;
  }
}

export class Lambda extends Placed {
  declare readonly kind: 'Lambda';
  declare readonly parameters: readonly Parameter[];
  declare readonly body: Expression;

  constructor(place: Place, { parameters, body }: Parts<Lambda>) {
    super(place);
    this.kind = 'Lambda';
    this.parameters = parameters;
    this.body = body;
  }
}

export class ComprehensionClause extends Placed {
  declare readonly target: Expression;
  declare readonly iterable: Expression;
  declare readonly conditions: readonly Expression[];

  constructor(place: Place, { target, iterable, conditions }: Parts<ComprehensionClause>) {
    super(place);
    this.target = target;
    this.iterable = iterable;
    this.conditions = conditions;
  }
}

/** `value` only for a dict comprehension (`element` is its key). */
export class Comprehension extends Placed {
  declare readonly kind: 'Comprehension';
  declare readonly result: 'list' | 'set' | 'dict' | 'generator';
  declare readonly element: Expression;
  declare readonly value: Expression | undefined;
  declare readonly clauses: readonly ComprehensionClause[];

  constructor(place: Place, { result, element, value, clauses }: Parts<Comprehension>) {
    super(place);
    this.kind = 'Comprehension';
    this.result = result;
    this.element = element;
    this.value = value;
    this.clauses = clauses;
  }
}

export class NamedExpression extends Placed {
  declare readonly kind: 'NamedExpression';
  declare readonly name: string;
  declare readonly value: Expression;

  constructor(place: Place, { name, value }: Parts<NamedExpression>) {
    super(place);
    this.kind = 'NamedExpression';
    this.name = name;
    this.value = value;
  }
}

export class Yield extends Placed {
  declare readonly kind: 'Yield';
  declare readonly value: Expression | undefined;
  declare readonly from: boolean;

  constructor(place: Place, { value, from }: Parts<Yield>) {
    super(place);
    this.kind = 'Yield';
    this.value = value;
    this.from = from;
  }
}

export class Await extends Placed {
  declare readonly kind: 'Await';
  declare readonly value: Expression;

  constructor(place: Place, { value }: Parts<Await>) {
    super(place);
    this.kind = 'Await';
    this.value = value;
  }
}

/** Where the text is broken or half typed: evaluates to unknown. */
export class Missing extends Placed {
  declare readonly kind: 'Missing';
  declare readonly reason: Text;

  constructor(place: Place, { reason }: Parts<Missing>) {
    super(place);
    this.kind = 'Missing';
    this.reason = reason;
  }
}
