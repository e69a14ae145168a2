import { identifierText } from './identifiers.ts';
import { underStar } from './lower-stars.ts';
import { whole } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { Argument, Call } from './tree.ts';

export const lowerCall = whole((lowering, node) => {
  const { tree } = lowering;
  const list = tree.after(node + 1);
  return underStar(
    lowering,
    node,
    lowering.expression(node + 1),
    (callee, place) => new Call(place, { callee, arguments: lowerArguments(lowering, list) }),
  );
});

/** The arguments of a call or a class; a generator expression without parentheses of its own counts as one. */
export function lowerArguments(lowering: Lowering, node: number): Argument[] {
  const { tree } = lowering;
  if (tree.kind(node) === 'generator_expression') return [positional(lowering, node)];
  const result: Argument[] = [];
  const end = tree.after(node);
  let before = '';
  for (let child = node + 1; child < end; before = tree.kind(child), child = tree.after(child)) {
    switch (tree.kind(child)) {
      case '(':
      case ')':
      case ',':
        if (tree.isMissing(child)) result.push(missingArgument(lowering, child));
        break;
      case 'keyword_argument':
        result.push(tree.isDamaged(child) ? missingArgument(lowering, child) : keyword(lowering, child));
        break;
      case 'dictionary_splat':
        result.push(splat(lowering, child, '**'));
        break;
      case 'list_splat':
        result.push(splat(lowering, child, '*'));
        break;
      default: {
        const last = result.at(-1);
        // Half typed: what follows an argument without a comma is the rest of its value.
        if (before === 'keyword_argument' && last)
          result[result.length - 1] = new Argument(last, { ...last, value: lowering.missing(child, 'syntax error') });
        else result.push(positional(lowering, child));
      }
    }
  }
  return tree.isDamaged(node) && result.some(isNamed) ? withoutStrays(result) : result;
}

const isNamed = ({ name }: Argument): boolean => name !== undefined;

/**
 * In a call that is half typed (`units=n+, name="a"`), what seems to stand by position after an argument by name is a
 * piece of what is broken.
 */
function withoutStrays(args: readonly Argument[]): Argument[] {
  const first = args.findIndex(isNamed);
  return args.filter((argument, i) => i < first || isNamed(argument) || argument.spread !== '');
}

function positional(lowering: Lowering, node: number): Argument {
  const value = lowering.expression(node);
  const place = lowering.place(node);
  if (value.kind === 'Starred')
    return new Argument(place, { name: undefined, nameSpan: undefined, spread: '*', value: value.value });
  return new Argument(place, { name: undefined, nameSpan: undefined, spread: '', value });
}

function keyword(lowering: Lowering, node: number): Argument {
  const { tree } = lowering;
  const value = tree.after(tree.after(node + 1));
  return new Argument(lowering.place(node), {
    name: identifierText(lowering, node + 1),
    nameSpan: lowering.place(node + 1),
    spread: '',
    value: lowering.expression(value),
  });
}

function splat(lowering: Lowering, node: number, spread: '*' | '**'): Argument {
  const { tree } = lowering;
  const value = tree.after(node + 1);
  return new Argument(lowering.place(node), {
    name: undefined,
    nameSpan: undefined,
    spread,
    value: tree.isDamaged(node) ? lowering.missing(node, 'syntax error') : lowering.expression(value),
  });
}

function missingArgument(lowering: Lowering, node: number): Argument {
  return new Argument(lowering.place(node), {
    name: undefined,
    nameSpan: undefined,
    spread: '',
    value: lowering.missing(node, 'syntax error'),
  });
}
