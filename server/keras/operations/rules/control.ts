/** Operations that run functions of the program: map, cond, while_loop … */
import { type Dimension, type Shape, sameShape } from '../../../shapes/dimension.ts';
import { flatten, mapNest } from '../../nests.ts';
import { type Nest, type TensorSpec, tupleOf, Undecided } from '../../layers/definition.ts';
import { structureOf } from '../../layers/values.ts';
import type { OperationArguments } from '../arguments.ts';
import { specOfValue } from '../value-specs.ts';
import type { Rule, Rules } from '../definition.ts';

function structured(args: OperationArguments, name: string): Nest<TensorSpec> {
  const value = args.value(name);
  const structure = structureOf(value);
  return structure === undefined
    ? specOfValue(args.interpreter, value)
    : mapNest(structure, (leaf) => specOfValue(args.interpreter, leaf));
}

/**
 * The function on one slice of the first axis, which is of the structure of the elements; that axis is put back in
 * front.
 */
const mapped =
  (functionName: string, elementsName: string): Rule =>
  (args) => {
    const elements = structured(args, elementsName);
    const slices = mapNest(elements, (spec): TensorSpec => ({ shape: spec.shape?.slice(1), dtype: spec.dtype }));
    const length: Dimension = flatten(elements)[0]?.shape?.[0] ?? null;
    const results = args.call(args.value(functionName), [slices]);
    return mapNest(
      results,
      (spec): TensorSpec => ({ shape: spec.shape && ([length, ...spec.shape] as Shape), dtype: spec.dtype }),
    );
  };

/** Both branches must agree; where they do not surely, the result is open. */
const conditional: Rule = (args) => {
  // Where Python decides it, what the function gives is left as it is, tensor or not.
  if (args.value('pred').kind === 'bool') throw new Undecided('it gives what one of the functions gives');
  const [yes, no] = ['true_fn', 'false_fn'].map((name) => args.call(args.value(name), []));
  const [a, b] = [flatten(yes!), flatten(no!)];
  if (a.length !== b.length) throw new Undecided('the branches differ');
  for (const [i, spec] of a.entries()) {
    const other = b[i]!.shape;
    if (!spec.shape || !other || sameShape(spec.shape, other) !== 'same') throw new Undecided('the branches differ');
  }
  return yes!;
};

export const CONTROL_RULES: Rules = {
  Map: mapped('f', 'xs'),
  VectorizedMap: mapped('function', 'elements'),
  Cond: conditional,
  WhileLoop: (args) => structured(args, 'loop_vars'),
  ForiLoop: (args) => structured(args, 'init_val'),
  Switch: (args) => {
    const [first] = args.items('branches');
    if (!first) throw new Undecided('there is no branch');
    return args.call(first, args.tensors('operands'));
  },
  Scan: (args) => {
    const init = args.spec('init');
    const xs = args.isNone('xs') ? undefined : args.tensor('xs');
    const results = args.call(args.value('f'), [
      init,
      xs ? { shape: xs.shape.slice(1), dtype: xs.dtype } : { shape: [] },
    ]);
    const [carry, y] = flatten(results);
    const length = args.isNone('length') ? (xs?.shape[0] ?? null) : args.dimension('length');
    if (!carry || !y?.shape) throw new Undecided('what the function gives is not known');
    return tupleOf([carry, { shape: [length, ...y.shape], dtype: y.dtype }]);
  },
  AssociativeScan: (args) => structured(args, 'elems'),
};
