import { identifierText } from './identifiers.ts';
import type { Lowering } from './lowering.ts';
import { type Expression, Parameter, type ParameterKind } from './tree.ts';

/** The parameters of a `def` (with its parentheses) or a `lambda`. */
export function lowerParameters(lowering: Lowering, node: number): Parameter[] {
  const { tree } = lowering;
  const result: Parameter[] = [];
  let ordinary: 'ordinary' | 'keyword-only' = 'ordinary';
  for (const child of tree.children(node)) {
    switch (tree.kind(child)) {
      case 'keyword_separator':
        ordinary = 'keyword-only';
        break;
      case 'positional_separator':
        result.forEach((parameter, index) => {
          if (parameter.parameterKind === 'ordinary')
            result[index] = new Parameter(parameter, { ...parameter, parameterKind: 'positional-only' });
        });
        break;
      default: {
        const parameter = lowerParameter(lowering, child, ordinary);
        if (parameter === undefined) break;
        result.push(parameter);
        if (parameter.parameterKind === 'variadic') ordinary = 'keyword-only';
      }
    }
  }
  return result;
}

function lowerParameter(lowering: Lowering, node: number, ordinary: ParameterKind): Parameter | undefined {
  const { tree } = lowering;
  const make = (name: number, parameterKind: ParameterKind, annotation?: Expression, value?: Expression): Parameter =>
    new Parameter(lowering.place(node), {
      name: identifierText(lowering, name),
      parameterKind,
      annotation,
      default: value,
    });
  switch (tree.kind(node)) {
    case 'identifier':
      return make(node, ordinary);
    case 'list_splat_pattern':
      return make(tree.after(node + 1), 'variadic');
    case 'dictionary_splat_pattern':
      return make(tree.after(node + 1), 'keywords');
    case 'default_parameter': {
      if (tree.isDamaged(node)) return make(node + 1, ordinary, undefined, lowering.missing(node, 'syntax error'));
      return make(node + 1, ordinary, undefined, lowering.expression(tree.children(node).at(-1) as number));
    }
    case 'typed_default_parameter': {
      const children = tree.children(node);
      const type = tree.childOfKind(node, 'type');
      if (tree.isDamaged(node) || type === undefined)
        return make(node + 1, ordinary, undefined, lowering.missing(node, 'syntax error'));
      return make(node + 1, ordinary, lowering.expression(type), lowering.expression(children.at(-1) as number));
    }
    case 'typed_parameter': {
      const type = tree.childOfKind(node, 'type');
      const inner = lowerParameter(lowering, node + 1, ordinary);
      return inner === undefined
        ? undefined
        : new Parameter(lowering.place(node), {
            ...inner,
            annotation: type === undefined ? undefined : lowering.expression(type),
          });
    }
    case 'tuple_pattern': // Python 2's `def f(a, (b, c))`: its names stay unbound
      return new Parameter(lowering.place(node), {
        name: tree.textOf(node),
        parameterKind: ordinary,
        annotation: undefined,
        default: undefined,
      });
    default:
      return undefined;
  }
}
