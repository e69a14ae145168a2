import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pythonParser } from '../../../support/parser.ts';

const parser = await pythonParser();
const truth = join(import.meta.dirname, '..', '..', '..', 'truth');

function jsonLines(file: string): { id: string; source: string }[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { id: string; source: string });
}

/** Every program that Keras ran to make the ground truth, by its name. */
function programs(): Map<string, string> {
  const result = new Map<string, string>();
  for (const file of readdirSync(join(truth, 'programs')).filter((name) => name.endsWith('.py'))) {
    result.set(file, readFileSync(join(truth, 'programs', file), 'utf8'));
  }
  for (const file of readdirSync(join(truth, 'layers'))) {
    for (const { id, source } of jsonLines(join(truth, 'layers', file))) result.set(`${file} ${id}`, source);
  }
  for (const { id, source } of jsonLines(join(truth, 'errors.jsonl'))) result.set(id, source);
  return result;
}

test('no program that Python accepts has a syntax problem', () => {
  const all = programs();
  assert.ok(all.size > 1000);
  for (const [name, source] of all) assert.deepEqual(parser.parse(source).syntaxErrors, [], name);
});

/** Kinds of nodes that both trees have, with the name that CPython gives them. */
const kinds: Readonly<Record<string, string>> = {
  ExpressionStatement: 'Expr',
  Assign: 'Assign',
  AugmentedAssign: 'AugAssign',
  AnnotatedAssign: 'AnnAssign',
  Return: 'Return',
  Raise: 'Raise',
  Assert: 'Assert',
  Delete: 'Delete',
  Pass: 'Pass',
  Import: 'Import',
  ImportFrom: 'ImportFrom',
  If: 'If',
  While: 'While',
  For: 'For',
  With: 'With',
  Try: 'Try',
  FunctionDefinition: 'FunctionDef',
  ClassDefinition: 'ClassDef',
  Match: 'Match',
  Unary: 'UnaryOp',
  Binary: 'BinOp',
  Compare: 'Compare',
  Call: 'Call',
  Attribute: 'Attribute',
  Subscript: 'Subscript',
  Slice: 'Slice',
  Tuple: 'Tuple',
  List: 'List',
  Set: 'Set',
  Dict: 'Dict',
  Lambda: 'Lambda',
  Conditional: 'IfExp',
  NamedExpression: 'NamedExpr',
};

function counts(source: string): Map<string, number> {
  const result = new Map<string, number>();
  const pending: unknown[] = [parser.parse(source)];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { kind } = next as { kind?: string };
    if (kind !== undefined) result.set(kind, (result.get(kind) ?? 0) + 1);
    for (const part of Object.values(next as object)) if (typeof part === 'object' && part !== null) pending.push(part);
  }
  return result;
}

const script = `
import ast, collections, json, sys
for source in json.load(sys.stdin):
    print(json.dumps(collections.Counter(type(node).__name__ for node in ast.walk(ast.parse(source)))))
`;

test("the tree has as many nodes of each kind as CPython's own", (context) => {
  const all = programs();
  const { status, stdout } = spawnSync('python3', ['-c', script], {
    input: JSON.stringify([...all.values()]),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) {
    context.diagnostic('python3 is not there (or too old): nothing to compare with');
    console.log('cpython.test.ts: without python3 the tree was compared with nothing');
    return;
  }
  const expected = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, number>);
  [...all].forEach(([name, source], index) => {
    const found = counts(source);
    const theirs = expected[index] ?? {};
    for (const [kind, theirName] of Object.entries(kinds)) {
      assert.equal(found.get(kind) ?? 0, theirs[theirName] ?? 0, `${kind} in ${name}`);
    }
  });
});
