/** The functions of a file that nothing known calls. */
import type { FunctionDefinition, Module, Statement } from '../python/syntax/tree.ts';
import type { UncalledFact } from './analysis.ts';

/** Of those of the module and of its classes; `entered` are the definitions that were called. */
export function uncalledFacts(module: Module, entered: ReadonlySet<unknown>): readonly UncalledFact[] {
  return module.body.flatMap((statement) => {
    if (statement.kind === 'FunctionDefinition') return factOf(statement, false, entered);
    return statement.kind === 'ClassDefinition' ? statement.body.flatMap((member) => ofMethod(member, entered)) : [];
  });
}

const ofMethod = (member: Statement, entered: ReadonlySet<unknown>): readonly UncalledFact[] =>
  member.kind === 'FunctionDefinition' ? factOf(member, true, entered) : [];

function factOf(
  definition: FunctionDefinition,
  isMethod: boolean,
  entered: ReadonlySet<unknown>,
): readonly UncalledFact[] {
  if (entered.has(definition)) return [];
  const parameters = isMethod ? definition.parameters.slice(1) : definition.parameters;
  const stated = parameters.filter(
    ({ parameterKind, default: usual }) =>
      usual === undefined && (parameterKind === 'ordinary' || parameterKind === 'keyword-only'),
  );
  return [{ definition, name: definition.nameSpan, parameters: stated.map(({ name }) => name) }];
}
