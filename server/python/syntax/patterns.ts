/** Patterns of match statements. */
import type { Span, Expression } from './tree.ts';

export type Pattern =
  | (Span & { readonly kind: 'ValuePattern'; readonly value: Expression })
  | (Span & { readonly kind: 'CapturePattern'; readonly name: string | undefined }) // undefined: `_`
  | (Span & { readonly kind: 'SequencePattern'; readonly patterns: readonly Pattern[] })
  | (Span & { readonly kind: 'StarPattern'; readonly name: string | undefined })
  | (Span & {
      readonly kind: 'MappingPattern';
      readonly entries: readonly { readonly key: Expression; readonly pattern: Pattern }[];
      readonly rest: string | undefined;
    })
  | (Span & {
      readonly kind: 'ClassPattern';
      readonly cls: Expression;
      readonly patterns: readonly Pattern[];
      readonly keywords: readonly { readonly name: string; readonly pattern: Pattern }[];
    })
  | (Span & { readonly kind: 'OrPattern'; readonly patterns: readonly Pattern[] })
  | (Span & { readonly kind: 'AsPattern'; readonly pattern: Pattern; readonly name: string });
