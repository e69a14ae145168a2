import type { Message, Text } from '../../words/message.ts';
import type { Pattern } from './patterns.ts';
/**
 * The typed syntax tree of Python: what the evaluator reads. It is lowered once from the parser's concrete tree.
 * Every node carries its span in UTF-16 offsets of the program's text (in a notebook: of all code cells joined).
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Module extends Span {
  readonly kind: 'Module';
  readonly body: readonly Statement[];
  readonly syntaxErrors: readonly SyntaxProblem[];
}

export interface SyntaxProblem extends Span {
  readonly message: Message;
}

// ---------------------------------------------------------------- statements

export type Statement =
  | ExpressionStatement
  | Assign
  | AugmentedAssign
  | AnnotatedAssign
  | Return
  | Raise
  | Assert
  | Delete
  | Pass
  | Break
  | Continue
  | Global
  | Nonlocal
  | Import
  | ImportFrom
  | If
  | While
  | For
  | Try
  | With
  | FunctionDefinition
  | ClassDefinition
  | Match
  | TypeAlias;

export interface ExpressionStatement extends Span {
  readonly kind: 'ExpressionStatement';
  readonly value: Expression;
}
/** `a = b = value`: targets in source order. */
export interface Assign extends Span {
  readonly kind: 'Assign';
  readonly targets: readonly Expression[];
  readonly value: Expression;
}
export interface AugmentedAssign extends Span {
  readonly kind: 'AugmentedAssign';
  readonly target: Expression;
  readonly operator: BinaryOperator;
  readonly value: Expression;
}
export interface AnnotatedAssign extends Span {
  readonly kind: 'AnnotatedAssign';
  readonly target: Expression;
  readonly annotation: Expression;
  readonly value: Expression | undefined;
}
export interface Return extends Span {
  readonly kind: 'Return';
  readonly value: Expression | undefined;
}
export interface Raise extends Span {
  readonly kind: 'Raise';
  readonly exception: Expression | undefined;
  readonly cause: Expression | undefined;
}
export interface Assert extends Span {
  readonly kind: 'Assert';
  readonly test: Expression;
  readonly message: Expression | undefined;
}
export interface Delete extends Span {
  readonly kind: 'Delete';
  readonly targets: readonly Expression[];
}
export interface Pass extends Span {
  readonly kind: 'Pass';
}
export interface Break extends Span {
  readonly kind: 'Break';
}
export interface Continue extends Span {
  readonly kind: 'Continue';
}
export interface Global extends Span {
  readonly kind: 'Global';
  readonly names: readonly string[];
}
export interface Nonlocal extends Span {
  readonly kind: 'Nonlocal';
  readonly names: readonly string[];
}

export interface ImportedName extends Span {
  /** Dotted path in `import a.b.c`, a single name in `from m import name`. */
  readonly name: string;
  readonly alias: string | undefined;
}
export interface Import extends Span {
  readonly kind: 'Import';
  readonly names: readonly ImportedName[];
}
/** `from ..module import a as b`; `names` is `'*'` for a star import; `level` counts the leading dots. */
export interface ImportFrom extends Span {
  readonly kind: 'ImportFrom';
  readonly module: string;
  readonly level: number;
  readonly names: readonly ImportedName[] | '*';
}

/** `elif` is an `If` as the only statement of `orelse`. */
export interface If extends Span {
  readonly kind: 'If';
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}
export interface While extends Span {
  readonly kind: 'While';
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}
export interface For extends Span {
  readonly kind: 'For';
  readonly target: Expression;
  readonly iterable: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
  readonly async: boolean;
}
export interface ExceptHandler extends Span {
  readonly type: Expression | undefined;
  readonly name: string | undefined;
  readonly body: readonly Statement[];
}
export interface Try extends Span {
  readonly kind: 'Try';
  readonly body: readonly Statement[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly Statement[];
  readonly finalbody: readonly Statement[];
}
export interface WithItem extends Span {
  readonly context: Expression;
  readonly target: Expression | undefined;
}
export interface With extends Span {
  readonly kind: 'With';
  readonly items: readonly WithItem[];
  readonly body: readonly Statement[];
  readonly async: boolean;
}

export type ParameterKind = 'positional-only' | 'ordinary' | 'variadic' | 'keyword-only' | 'keywords';
export interface Parameter extends Span {
  readonly name: string;
  readonly parameterKind: ParameterKind;
  readonly annotation: Expression | undefined;
  readonly default: Expression | undefined;
}
export interface FunctionDefinition extends Span {
  readonly kind: 'FunctionDefinition';
  readonly name: string;
  readonly nameSpan: Span;
  readonly parameters: readonly Parameter[];
  readonly returns: Expression | undefined;
  readonly body: readonly Statement[];
  readonly decorators: readonly Expression[];
  readonly async: boolean;
  /** True where the body (nested functions left out) has a `yield`. */
  readonly generator: boolean;
}
export interface ClassDefinition extends Span {
  readonly kind: 'ClassDefinition';
  readonly name: string;
  readonly nameSpan: Span;
  readonly bases: readonly Argument[];
  readonly body: readonly Statement[];
  readonly decorators: readonly Expression[];
}
export interface MatchCase extends Span {
  readonly pattern: Pattern;
  readonly guard: Expression | undefined;
  readonly body: readonly Statement[];
}
export interface Match extends Span {
  readonly kind: 'Match';
  readonly subject: Expression;
  readonly cases: readonly MatchCase[];
}
export interface TypeAlias extends Span {
  readonly kind: 'TypeAlias';
  readonly name: string;
  readonly value: Expression;
}

// ---------------------------------------------------------------- expressions

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '&' | '|' | '^' | '<<' | '>>';
export type UnaryOperator = '+' | '-' | '~' | 'not';
export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in' | 'is' | 'is not';

export type Expression =
  | Name
  | Constant
  | FString
  | TupleDisplay
  | ListDisplay
  | SetDisplay
  | DictDisplay
  | Unary
  | Binary
  | BooleanOperation
  | Compare
  | Call
  | Attribute
  | Subscript
  | SliceExpression
  | Starred
  | Conditional
  | Lambda
  | Comprehension
  | NamedExpression
  | Yield
  | Await
  | Missing;

export interface Name extends Span {
  readonly kind: 'Name';
  readonly id: string;
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
export interface Constant extends Span {
  readonly kind: 'Constant';
  readonly constant: ConstantValue;
}
/** Literal text and replacement fields in order; adjacent plain strings are merged in. */
export interface FString extends Span {
  readonly kind: 'FString';
  readonly parts: readonly (string | FStringField)[];
}
export interface FStringField extends Span {
  readonly value: Expression;
  /** `f"{x=}"`: the text to print before the value (`x=`). */
  readonly debug: string | undefined;
  readonly conversion: 'r' | 's' | 'a' | undefined;
  readonly format: FString | undefined;
}
export interface TupleDisplay extends Span {
  readonly kind: 'Tuple';
  readonly elements: readonly Expression[];
}
export interface ListDisplay extends Span {
  readonly kind: 'List';
  readonly elements: readonly Expression[];
}
export interface SetDisplay extends Span {
  readonly kind: 'Set';
  readonly elements: readonly Expression[];
}
/** `key` is undefined for `**spread`. */
export interface DictDisplay extends Span {
  readonly kind: 'Dict';
  readonly entries: readonly { readonly key: Expression | undefined; readonly value: Expression }[];
}
export interface Unary extends Span {
  readonly kind: 'Unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}
export interface Binary extends Span {
  readonly kind: 'Binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}
export interface BooleanOperation extends Span {
  readonly kind: 'BooleanOperation';
  readonly operator: 'and' | 'or';
  readonly left: Expression;
  readonly right: Expression;
}
/** `a < b <= c`: operators has one entry fewer than operands. */
export interface Compare extends Span {
  readonly kind: 'Compare';
  readonly operands: readonly Expression[];
  readonly operators: readonly CompareOperator[];
}
export interface Argument extends Span {
  /** Keyword of `name=value`; undefined for a positional one. */
  readonly name: string | undefined;
  readonly nameSpan: Span | undefined;
  /** `*` for `*value`, `**` for `**value`. */
  readonly spread: '' | '*' | '**';
  readonly value: Expression;
}
export interface Call extends Span {
  readonly kind: 'Call';
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
}
export interface Attribute extends Span {
  readonly kind: 'Attribute';
  readonly object: Expression;
  readonly name: string;
  readonly nameSpan: Span;
}
/** `x[a, b]` has a Tuple as its index. */
export interface Subscript extends Span {
  readonly kind: 'Subscript';
  readonly object: Expression;
  readonly index: Expression;
}
export interface SliceExpression extends Span {
  readonly kind: 'Slice';
  readonly lower: Expression | undefined;
  readonly upper: Expression | undefined;
  readonly step: Expression | undefined;
}
export interface Starred extends Span {
  readonly kind: 'Starred';
  readonly value: Expression;
}
export interface Conditional extends Span {
  readonly kind: 'Conditional';
  readonly test: Expression;
  readonly body: Expression;
  readonly orelse: Expression;
}
export interface Lambda extends Span {
  readonly kind: 'Lambda';
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
}
export interface ComprehensionClause extends Span {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
}
/** `value` only for a dict comprehension (`element` is its key). */
export interface Comprehension extends Span {
  readonly kind: 'Comprehension';
  readonly result: 'list' | 'set' | 'dict' | 'generator';
  readonly element: Expression;
  readonly value: Expression | undefined;
  readonly clauses: readonly ComprehensionClause[];
}
export interface NamedExpression extends Span {
  readonly kind: 'NamedExpression';
  readonly name: string;
  readonly value: Expression;
}
export interface Yield extends Span {
  readonly kind: 'Yield';
  readonly value: Expression | undefined;
  readonly from: boolean;
}
export interface Await extends Span {
  readonly kind: 'Await';
  readonly value: Expression;
}
/** Where the text is broken or half typed: evaluates to unknown. */
export interface Missing extends Span {
  readonly kind: 'Missing';
  readonly reason: Text;
}

export type Node = Module | Statement | Expression;
