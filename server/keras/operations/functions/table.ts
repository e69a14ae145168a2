/** Tables of public functions: a signature as Python writes it, and the operation behind it. */
import type { Value } from '../../../python/domain/value.ts';
import { once } from '../../namespaces.ts';
import type { KerasSession } from '../../session.ts';
import { functionOf } from '../apply.ts';
import type { OperationDefinition } from '../definition.ts';
import { RULES } from '../rules/index.ts';
import { parseSignature } from '../signature.ts';

/** By signature (`'mean(x, axis=None, keepdims=False)'`): the class of the operation. */
export type FunctionTable = Readonly<Record<string, string>>;

export interface TableOptions {
  readonly strict: boolean;
  readonly isExact?: boolean;
  /** Name of the row in Keras 2, from the function's name. */
  readonly formerName: (name: string, className: string) => string;
}

export function definitionsOf(table: FunctionTable, options: TableOptions): OperationDefinition[] {
  return Object.entries(table).map(([signature, className]) => {
    const name = signature.slice(0, signature.indexOf('('));
    const parameters = once(() => parseSignature(signature).parameters);
    const output = RULES[className] ?? RULES[CLASSES_OF_ONE_RULE[className] ?? ''];
    if (!output) throw new Error(`no rule for ${className}`);
    return {
      name,
      className,
      formerName: options.formerName(name, className),
      get parameters() {
        return parameters();
      },
      strict: options.strict,
      isExact: options.isExact,
      output,
    };
  });
}

/** Classes that differ in what they compute and not in what they give. */
const CLASSES_OF_ONE_RULE: Readonly<Record<string, string>> = {
  SegmentSum: 'SegmentReduction',
  SegmentMax: 'SegmentReduction',
  SegmentMin: 'SegmentReduction',
  SegmentProd: 'SegmentReduction',
};

export function functionsOf(session: KerasSession, definitions: readonly OperationDefinition[]): Map<string, Value> {
  return new Map(definitions.map((definition) => [definition.name, functionOf(session, definition)]));
}
