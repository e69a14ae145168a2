import { identifierText } from './identifiers.ts';
import { lowerTypeCallTarget } from './lower-types.ts';
import type { Lowering, StatementLowerer } from './lowering.ts';
import { isPlaceholder } from './placeholder.ts';
import {
  AnnotatedAssign,
  Argument,
  Assert,
  Assign,
  Break,
  AugmentedAssign,
  type BinaryOperator,
  Call,
  Continue,
  Delete,
  type Expression,
  ExpressionStatement,
  Global,
  Import,
  ImportedName,
  ImportFrom,
  Name,
  Nonlocal,
  Pass,
  Raise,
  Return,
  type Statement,
  TupleDisplay,
  TypeAlias,
} from './tree.ts';

/**
 * A lowerer for a statement that cannot be read with an error among its children: what stays is that something was
 * there.
 */
function whole(lower: StatementLowerer): StatementLowerer {
  return (lowering, node, into) => {
    if (lowering.tree.isDamaged(node))
      into.push(new ExpressionStatement(lowering.place(node), { value: lowering.missing(node, 'syntax error') }));
    else lower(lowering, node, into);
  };
}

const lowerExpressionStatement: StatementLowerer = (lowering, node, into) => {
  const { tree } = lowering;
  const place = lowering.place(node);
  const children = tree.children(node);
  const [first] = children as [number];
  const damaged = tree.isDamaged(node);
  if (tree.kind(first) === 'assignment') {
    lowerAssignment(lowering, first, into, damaged);
  } else if (tree.kind(first) === 'augmented_assignment') {
    lowerAugmented(lowering, first, into);
  } else if (damaged) {
    into.push(new ExpressionStatement(place, { value: lowering.missing(node, 'syntax error') }));
  } else if (children.length === 1) {
    into.push(new ExpressionStatement(place, { value: lowering.expression(first) }));
  } else {
    const elements = children.filter((child) => tree.kind(child) !== ',').map((child) => lowering.expression(child));
    into.push(new ExpressionStatement(place, { value: new TupleDisplay(place, { elements }) }));
  }
};

/**
 * `a = b = value` is nested to the right in the concrete tree; the targets of a damaged assignment get a value that is
 * missing.
 */
function lowerAssignment(lowering: Lowering, node: number, into: Statement[], damaged: boolean): void {
  const { tree } = lowering;
  const place = lowering.place(node);
  const targets: Expression[] = [];
  let assignment = node;
  for (;;) {
    const target = lowering.expression(assignment + 1);
    if (damaged || tree.isDamaged(assignment)) {
      into.push(
        new Assign(place, { targets: [...targets, target], value: lowering.missing(assignment, 'syntax error') }),
      );
      return;
    }
    const [, sign, second, , fourth] = tree.children(assignment) as [
      number,
      number,
      number,
      number | undefined,
      number | undefined,
    ];
    if (tree.kind(sign) === ':') {
      const value = fourth === undefined ? undefined : lowering.expression(fourth);
      into.push(new AnnotatedAssign(place, { target, annotation: lowering.expression(second), value }));
      return;
    }
    targets.push(target);
    if (tree.kind(second) === 'assignment') {
      assignment = second;
      continue;
    }
    into.push(new Assign(place, { targets, value: lowering.expression(second) }));
    return;
  }
}

function lowerAugmented(lowering: Lowering, node: number, into: Statement[]): void {
  const { tree } = lowering;
  const place = lowering.place(node);
  const target = lowering.expression(node + 1);
  if (tree.isDamaged(node)) {
    into.push(new Assign(place, { targets: [target], value: lowering.missing(node, 'syntax error') }));
    return;
  }
  const operator = tree.after(node + 1);
  into.push(
    new AugmentedAssign(place, {
      target,
      operator: tree.kind(operator).slice(0, -1) as BinaryOperator,
      value: lowering.expression(tree.after(operator)),
    }),
  );
}

/** The operand of `return`, `del`, …: the only child besides the keyword. */
function operand(lowering: Lowering, node: number): number | undefined {
  const child = lowering.tree.after(node + 1);
  return child < lowering.tree.after(node) ? child : undefined;
}

const lowerReturn = whole((lowering, node, into) => {
  const value = operand(lowering, node);
  into.push(new Return(lowering.place(node), { value: value === undefined ? undefined : lowering.expression(value) }));
});

const lowerDelete = whole((lowering, node, into) => {
  const { tree } = lowering;
  const value = operand(lowering, node) as number;
  const targets =
    tree.kind(value) === 'expression_list' ? tree.children(value).filter((child) => tree.kind(child) !== ',') : [value];
  into.push(new Delete(lowering.place(node), { targets: targets.map((target) => lowering.expression(target)) }));
});

const lowerRaise = whole((lowering, node, into) => {
  const { tree } = lowering;
  let exception: Expression | undefined;
  let cause: Expression | undefined;
  let afterFrom = false;
  for (const child of tree.children(node).slice(1)) {
    if (tree.kind(child) === 'from') afterFrom = true;
    else if (afterFrom) cause = lowering.expression(child);
    else exception = lowering.expression(child);
  }
  into.push(new Raise(lowering.place(node), { exception, cause }));
});

const lowerAssert = whole((lowering, node, into) => {
  const { tree } = lowering;
  const [test, message] = tree
    .children(node)
    .slice(1)
    .filter((child) => tree.kind(child) !== ',') as [number, number | undefined];
  into.push(
    new Assert(lowering.place(node), {
      test: lowering.expression(test),
      message: message === undefined ? undefined : lowering.expression(message),
    }),
  );
});

function names(lowering: Lowering, node: number): string[] {
  const { tree } = lowering;
  return tree
    .children(node)
    .filter((child) => tree.kind(child) === 'identifier')
    .map((child) => identifierText(lowering, child));
}

function dottedName(lowering: Lowering, node: number): string {
  return names(lowering, node).join('.');
}

function importedNames(lowering: Lowering, nodes: readonly number[]): ImportedName[] {
  const { tree } = lowering;
  const result: ImportedName[] = [];
  for (const node of nodes) {
    if (tree.kind(node) === 'dotted_name') {
      result.push(new ImportedName(lowering.place(node), { name: dottedName(lowering, node), alias: undefined }));
    } else if (tree.kind(node) === 'aliased_import') {
      const alias = tree.children(node).at(-1) as number;
      result.push(
        new ImportedName(lowering.place(node), {
          name: dottedName(lowering, node + 1),
          alias: identifierText(lowering, alias),
        }),
      );
    }
  }
  return result.filter(({ name }) => name !== '' && !isPlaceholder(name));
}

const lowerImport: StatementLowerer = (lowering, node, into) => {
  into.push(new Import(lowering.place(node), { names: importedNames(lowering, lowering.tree.children(node)) }));
};

const lowerImportFrom: StatementLowerer = (lowering, node, into) => {
  const { tree } = lowering;
  const children = tree.children(node);
  const keyword = children.findIndex((child) => tree.kind(child) === 'import');
  let module = '';
  let level = 0;
  for (const child of children.slice(1, keyword)) {
    const kind = tree.kind(child);
    if (kind === 'dotted_name') module = dottedName(lowering, child);
    else if (kind === '__future__') module = '__future__';
    else if (kind === 'relative_import') {
      level = tree.textOf(child + 1).replace(/[^.]/g, '').length;
      const name = tree.childOfKind(child, 'dotted_name');
      if (name !== undefined) module = dottedName(lowering, name);
    }
  }
  const imported = children.slice(keyword + 1);
  const star = imported.some((child) => tree.kind(child) === 'wildcard_import');
  const statement: ImportFrom = new ImportFrom(lowering.place(node), {
    module,
    level,
    names: star ? '*' : importedNames(lowering, imported),
  });
  into.push(statement);
};

/** Python 2's statements `print a, b` and `exec code`, as the calls that they became. */
function lowerAsCall(name: 'print' | 'exec'): StatementLowerer {
  return (lowering, node, into) => {
    const { tree } = lowering;
    const keyword = lowering.place(node + 1);
    const args: Argument[] = [];
    for (const child of tree.children(node).slice(1)) {
      const kind = tree.kind(child);
      if (kind === ',' || kind === 'chevron') continue;
      if (kind === 'in') break;
      args.push(
        new Argument(lowering.place(child), {
          name: undefined,
          nameSpan: undefined,
          spread: '',
          value: lowering.expression(child),
        }),
      );
    }
    const place = lowering.place(node);
    into.push(
      new ExpressionStatement(place, {
        value: new Call(place, { callee: new Name(keyword, { id: name }), arguments: args }),
      }),
    );
  };
}

const lowerTypeAlias = whole((lowering, node, into) => {
  const { tree } = lowering;
  const [keyword, left, , right] = tree.children(node) as [number, number, number, number];
  const target = lowerTypeCallTarget(lowering, keyword, left);
  if (target !== undefined) {
    into.push(new Assign(lowering.place(node), { targets: [target], value: lowering.expression(right) }));
    return;
  }
  const inner = left + 1;
  const name = tree.kind(inner) === 'identifier' ? inner : inner + 1; // `type Pair[T] = …`
  into.push(
    new TypeAlias(lowering.place(node), { name: identifierText(lowering, name), value: lowering.expression(right) }),
  );
});

const simple =
  (Simple: typeof Pass | typeof Break | typeof Continue): StatementLowerer =>
  (lowering, node, into) => {
    into.push(new Simple(lowering.place(node)));
  };

export const simpleStatementLowerers: Readonly<Record<string, StatementLowerer>> = {
  expression_statement: lowerExpressionStatement,
  return_statement: lowerReturn,
  delete_statement: lowerDelete,
  raise_statement: lowerRaise,
  assert_statement: lowerAssert,
  pass_statement: simple(Pass),
  break_statement: simple(Break),
  continue_statement: simple(Continue),
  global_statement: (lowering, node, into) =>
    into.push(new Global(lowering.place(node), { names: names(lowering, node) })),
  nonlocal_statement: (lowering, node, into) =>
    into.push(new Nonlocal(lowering.place(node), { names: names(lowering, node) })),
  import_statement: lowerImport,
  import_from_statement: lowerImportFrom,
  future_import_statement: lowerImportFrom,
  print_statement: lowerAsCall('print'),
  exec_statement: lowerAsCall('exec'),
  type_alias_statement: lowerTypeAlias,
};
