/** Every problem that Layer Lens reports, by code. What a code means, its severity, its words and its fixes are declared once, in its file. */
import { badArgument } from './codes/bad-argument.ts';
import { badAxis } from './codes/bad-axis.ts';
import { badCell } from './codes/bad-cell.ts';
import { badEquation } from './codes/bad-equation.ts';
import { badIndex } from './codes/bad-index.ts';
import { badMethod } from './codes/bad-method.ts';
import { badVocabulary } from './codes/bad-vocabulary.ts';
import { broadcastShapes } from './codes/broadcast-shapes.ts';
import { disconnectedGraph } from './codes/disconnected-graph.ts';
import { dtypeMismatch } from './codes/dtype-mismatch.ts';
import { duplicateName } from './codes/duplicate-name.ts';
import { expectsAList } from './codes/expects-a-list.ts';
import { expectsOneInput } from './codes/expects-one-input.ts';
import { goneInKeras3 } from './codes/gone-in-keras-3.ts';
import { groups } from './codes/groups.ts';
import { inputMismatch } from './codes/input-mismatch.ts';
import { inputTooSmall } from './codes/input-too-small.ts';
import { maskMismatch } from './codes/mask-mismatch.ts';
import { mergeNeedsList } from './codes/merge-needs-list.ts';
import { mergeShapes } from './codes/merge-shapes.ts';
import { missingArgument } from './codes/missing-argument.ts';
import { missingMethod } from './codes/missing-method.ts';
import { missingSuperInit } from './codes/missing-super-init.ts';
import { negativeSize } from './codes/negative-size.ts';
import { noLayers } from './codes/no-layers.ts';
import { noSuchLayer } from './codes/no-such-layer.ts';
import { noSuchName } from './codes/no-such-name.ts';
import { notALayer } from './codes/not-a-layer.ts';
import { notANumber } from './codes/not-a-number.ts';
import { notATensor } from './codes/not-a-tensor.ts';
import { notAdapted } from './codes/not-adapted.ts';
import { notBuilt } from './codes/not-built.ts';
import { notImported } from './codes/not-imported.ts';
import { notIterable } from './codes/not-iterable.ts';
import { productShapes } from './codes/product-shapes.ts';
import { pythonError } from './codes/python-error.ts';
import { rankMismatch } from './codes/rank-mismatch.ts';
import { repeatedArgument } from './codes/repeated-argument.ts';
import { reservedName } from './codes/reserved-name.ts';
import { reshapeSize } from './codes/reshape-size.ts';
import { secondInput } from './codes/second-input.ts';
import { setWeights } from './codes/set-weights.ts';
import { shapeMismatch } from './codes/shape-mismatch.ts';
import { shapeNotATuple } from './codes/shape-not-a-tuple.ts';
import { sizeMismatch } from './codes/size-mismatch.ts';
import { squeezeSize } from './codes/squeeze-size.ts';
import { statefulWithoutBatchSize } from './codes/stateful-without-batch-size.ts';
import { syntax } from './codes/syntax.ts';
import { tooManyArguments } from './codes/too-many-arguments.ts';
import { undefinedName } from './codes/undefined-name.ts';
import { unknownArgument } from './codes/unknown-argument.ts';
import { unknownFunction } from './codes/unknown-function.ts';
import { unknownSize } from './codes/unknown-size.ts';
import type { ProblemDefinition } from './definition.ts';

/** In the order of their codes. */
export const PROBLEMS: readonly ProblemDefinition[] = [
  badArgument, badAxis, badCell, badEquation, badIndex, badMethod, badVocabulary, broadcastShapes,
  disconnectedGraph, dtypeMismatch, duplicateName, expectsAList, expectsOneInput, goneInKeras3, groups, inputMismatch,
  inputTooSmall, maskMismatch, mergeNeedsList, mergeShapes, missingArgument, missingMethod, missingSuperInit, negativeSize,
  noLayers, noSuchLayer, noSuchName, notALayer, notANumber, notATensor, notAdapted, notBuilt,
  notImported, notIterable, productShapes, pythonError, rankMismatch, repeatedArgument, reservedName, reshapeSize,
  secondInput, setWeights, shapeMismatch, shapeNotATuple, sizeMismatch, squeezeSize, statefulWithoutBatchSize, syntax,
  tooManyArguments, undefinedName, unknownArgument, unknownFunction, unknownSize,
];

const byCode: ReadonlyMap<string, ProblemDefinition> = new Map(PROBLEMS.map((problem) => [problem.code, problem]));

/** @throws where a rule reports a code that has no file: the tests would find it. */
export function problemDefinition(code: string): ProblemDefinition {
  const found = byCode.get(code);
  if (!found) throw new Error(`the problem ${code} has no file in server/problems/codes`);
  return found;
}
