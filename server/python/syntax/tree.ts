/**
 * The typed syntax tree of Python: what the evaluator reads. It is lowered once from the parser's concrete tree. Every
 * node is a place (place.ts).
 */
import type { Message } from '../../words/message.ts';
import type { ClassDefinition, For, FunctionDefinition, If, Match, Try, While, With } from './compound-nodes.ts';
import type {
  Attribute,
  Await,
  Binary,
  BooleanOperation,
  Call,
  Compare,
  Comprehension,
  Conditional,
  Constant,
  DictDisplay,
  FString,
  Lambda,
  ListDisplay,
  Missing,
  Name,
  NamedExpression,
  SetDisplay,
  SliceExpression,
  Starred,
  Subscript,
  TupleDisplay,
  Unary,
  Yield,
} from './expression-nodes.ts';
import type { SourceFile, Span } from './place.ts';
import type {
  AnnotatedAssign,
  Assert,
  Assign,
  AugmentedAssign,
  Break,
  Continue,
  Delete,
  ExpressionStatement,
  Global,
  Import,
  ImportFrom,
  Nonlocal,
  Pass,
  Raise,
  Return,
  TypeAlias,
} from './statement-nodes.ts';

export * from './compound-nodes.ts';
export * from './expression-nodes.ts';
export * from './statement-nodes.ts';

export interface Module extends Span {
  readonly kind: 'Module';
  readonly file: SourceFile;
  readonly body: readonly Statement[];
  readonly syntaxErrors: readonly SyntaxProblem[];
}

export interface SyntaxProblem extends Span {
  readonly message: Message;
}

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

export type Node = Module | Statement | Expression;
