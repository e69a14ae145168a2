/**
 * Writes a typed tree back as Python with all its parentheses, so that a test can say what was read in one line:
 * `a + b * c` → `(a + (b * c))`. Where the tree is `Missing` stands `???`.
 */
import type {
  Argument,
  ConstantValue,
  Expression,
  FString,
  ImportedName,
  Module,
  Parameter,
  Statement,
} from '../../../../server/python/syntax/tree.ts';
import type { Pattern } from '../../../../server/python/syntax/patterns.ts';

export function written(module: Module): string {
  return lines(module.body, '').join('\n');
}

export function expression(node: Expression): string {
  switch (node.kind) {
    case 'Name':
      return node.id;
    case 'Constant':
      return constant(node.constant);
    case 'FString':
      return `f"${fstring(node)}"`;
    case 'Tuple':
      return `(${list(node.elements)}${node.elements.length === 1 ? ',' : ''})`;
    case 'List':
      return `[${list(node.elements)}]`;
    case 'Set':
      return `{${list(node.elements)}}`;
    case 'Dict':
      return `{${node.entries.map(({ key, value }) => (key ? `${expression(key)}: ` : '**') + expression(value)).join(', ')}}`;
    case 'Unary':
      return `(${node.operator}${node.operator === 'not' ? ' ' : ''}${expression(node.operand)})`;
    case 'Binary':
    case 'BooleanOperation':
      return `(${expression(node.left)} ${node.operator} ${expression(node.right)})`;
    case 'Compare':
      return `(${node.operands.map((operand, index) => (index > 0 ? `${node.operators[index - 1]} ` : '') + expression(operand)).join(' ')})`;
    case 'Call':
      return `${expression(node.callee)}(${args(node.arguments)})`;
    case 'Attribute':
      return `${expression(node.object)}.${node.name}`;
    case 'Subscript':
      return `${expression(node.object)}[${expression(node.index)}]`;
    case 'Slice':
      return [node.lower, node.upper, node.step].map((part) => (part ? expression(part) : '')).join(':');
    case 'Starred':
      return `*${expression(node.value)}`;
    case 'Conditional':
      return `(${expression(node.body)} if ${expression(node.test)} else ${expression(node.orelse)})`;
    case 'Lambda':
      return `(lambda ${parameters(node.parameters)}: ${expression(node.body)})`;
    case 'Comprehension': {
      const clauses = node.clauses.map(
        ({ target, iterable, conditions }) =>
          ` for ${expression(target)} in ${expression(iterable)}${conditions.map((condition) => ` if ${expression(condition)}`).join('')}`,
      );
      const [open, close] = { list: '[]', set: '{}', dict: '{}', generator: '()' }[node.result];
      return `${open}${expression(node.element)}${node.value ? `: ${expression(node.value)}` : ''}${clauses.join('')}${close}`;
    }
    case 'NamedExpression':
      return `(${node.name} := ${expression(node.value)})`;
    case 'Yield':
      return `(yield${node.from ? ' from' : ''}${node.value ? ` ${expression(node.value)}` : ''})`;
    case 'Await':
      return `(await ${expression(node.value)})`;
    case 'Missing':
      return '???';
  }
}

function list(nodes: readonly Expression[]): string {
  return nodes.map(expression).join(', ');
}

function constant(value: ConstantValue): string {
  switch (value.type) {
    case 'int':
      return String(value.value);
    case 'float':
      return Number.isInteger(value.value) ? value.value.toFixed(1) : String(value.value);
    case 'complex':
      return `${value.imaginary}j`;
    case 'str':
      return JSON.stringify(value.value);
    case 'bytes':
      return `b${JSON.stringify(value.value)}`;
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'None':
      return 'None';
    case 'Ellipsis':
      return '...';
  }
}

function fstring({ parts }: FString): string {
  return parts
    .map((part) =>
      typeof part === 'string'
        ? part
        : `{${part.debug ?? ''}${expression(part.value)}${part.conversion ? `!${part.conversion}` : ''}${part.format ? `:${fstring(part.format)}` : ''}}`,
    )
    .join('');
}

function args(nodes: readonly Argument[]): string {
  return nodes
    .map(({ name, spread, value }) => (name === undefined ? spread : `${name}=`) + expression(value))
    .join(', ');
}

function parameters(nodes: readonly Parameter[]): string {
  const marks = { 'positional-only': '/', ordinary: '', variadic: '*', 'keyword-only': '!', keywords: '**' };
  return nodes
    .map(
      (node) =>
        marks[node.parameterKind] +
        node.name +
        (node.annotation ? `: ${expression(node.annotation)}` : '') +
        (node.default ? `=${expression(node.default)}` : ''),
    )
    .join(', ');
}

function names(nodes: readonly ImportedName[]): string {
  return nodes.map(({ name, alias }) => (alias === undefined ? name : `${name} as ${alias}`)).join(', ');
}

export function pattern(node: Pattern): string {
  switch (node.kind) {
    case 'ValuePattern':
      return expression(node.value);
    case 'CapturePattern':
      return node.name ?? '_';
    case 'SequencePattern':
      return `[${node.patterns.map(pattern).join(', ')}]`;
    case 'StarPattern':
      return `*${node.name ?? '_'}`;
    case 'MappingPattern':
      return `{${[...node.entries.map((entry) => `${expression(entry.key)}: ${pattern(entry.pattern)}`), ...(node.rest ? [`**${node.rest}`] : [])].join(', ')}}`;
    case 'ClassPattern':
      return `${expression(node.cls)}(${[...node.patterns.map(pattern), ...node.keywords.map(({ name, pattern: value }) => `${name}=${pattern(value)}`)].join(', ')})`;
    case 'OrPattern':
      return `(${node.patterns.map(pattern).join(' | ')})`;
    case 'AsPattern':
      return `(${pattern(node.pattern)} as ${node.name})`;
  }
}

function block(header: string, body: readonly Statement[], indent: string): string[] {
  return [`${indent}${header}:`, ...lines(body, `${indent}    `)];
}

function orelse(body: readonly Statement[], indent: string): string[] {
  return body.length === 0 ? [] : block('else', body, indent);
}

function lines(body: readonly Statement[], indent: string): string[] {
  return body.flatMap((node) => statement(node, indent));
}

function statement(node: Statement, indent: string): string[] {
  const line = (text: string): string[] => [indent + text];
  switch (node.kind) {
    case 'ExpressionStatement':
      return line(expression(node.value));
    case 'Assign':
      return line([...node.targets, node.value].map(expression).join(' = '));
    case 'AugmentedAssign':
      return line(`${expression(node.target)} ${node.operator}= ${expression(node.value)}`);
    case 'AnnotatedAssign':
      return line(`${expression(node.target)}: ${expression(node.annotation)}${optional(' = ', node.value)}`);
    case 'Return':
      return line(`return${optional(' ', node.value)}`);
    case 'Raise':
      return line(`raise${optional(' ', node.exception)}${optional(' from ', node.cause)}`);
    case 'Assert':
      return line(`assert ${expression(node.test)}${optional(', ', node.message)}`);
    case 'Delete':
      return line(`del ${list(node.targets)}`);
    case 'Pass':
    case 'Break':
    case 'Continue':
      return line(node.kind.toLowerCase());
    case 'Global':
    case 'Nonlocal':
      return line(`${node.kind.toLowerCase()} ${node.names.join(', ')}`);
    case 'Import':
      return line(`import ${names(node.names)}`);
    case 'ImportFrom':
      return line(
        `from ${'.'.repeat(node.level)}${node.module} import ${node.names === '*' ? '*' : names(node.names)}`,
      );
    case 'TypeAlias':
      return line(`type ${node.name} = ${expression(node.value)}`);
    default:
      return compound(node, indent);
  }
}

const optional = (before: string, value: Expression | undefined): string => (value ? before + expression(value) : '');

type Compound = Extract<
  Statement,
  { kind: 'If' | 'While' | 'For' | 'Try' | 'With' | 'FunctionDefinition' | 'ClassDefinition' | 'Match' }
>;

function compound(node: Compound, indent: string): string[] {
  switch (node.kind) {
    case 'If':
      return [...block(`if ${expression(node.test)}`, node.body, indent), ...orelse(node.orelse, indent)];
    case 'While':
      return [...block(`while ${expression(node.test)}`, node.body, indent), ...orelse(node.orelse, indent)];
    case 'For':
      return [
        ...block(
          `${node.async ? 'async ' : ''}for ${expression(node.target)} in ${expression(node.iterable)}`,
          node.body,
          indent,
        ),
        ...orelse(node.orelse, indent),
      ];
    case 'Try':
      return [
        ...block('try', node.body, indent),
        ...node.handlers.flatMap(({ type, name, body }) =>
          block(`except${optional(' ', type)}${name ? ` as ${name}` : ''}`, body, indent),
        ),
        ...orelse(node.orelse, indent),
        ...(node.finalbody.length > 0 ? block('finally', node.finalbody, indent) : []),
      ];
    case 'With': {
      const items = node.items
        .map(({ context, target }) => `${expression(context)}${optional(' as ', target)}`)
        .join(', ');
      return block(`${node.async ? 'async ' : ''}with ${items}`, node.body, indent);
    }
    case 'FunctionDefinition': {
      const header = `${node.async ? 'async ' : ''}def ${node.name}(${parameters(node.parameters)})${optional(' -> ', node.returns)}`;
      return [
        ...node.decorators.map((decorator) => `${indent}@${expression(decorator)}`),
        ...block(header, node.body, indent),
      ];
    }
    case 'ClassDefinition':
      return [
        ...node.decorators.map((decorator) => `${indent}@${expression(decorator)}`),
        ...block(`class ${node.name}(${args(node.bases)})`, node.body, indent),
      ];
    case 'Match':
      return [
        `${indent}match ${expression(node.subject)}:`,
        ...node.cases.flatMap(({ pattern: read, guard, body }) =>
          block(`case ${pattern(read)}${optional(' if ', guard)}`, body, `${indent}    `),
        ),
      ];
  }
}
