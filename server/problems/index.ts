/**
 * Every problem that Layer Lens reports, by code. What a code means, its severity, its words and its fixes are declared
 * once, in its file.
 */
import { activationLoss } from './codes/activation-loss.ts';
import { badArgument } from './codes/bad-argument.ts';
import { badAxis } from './codes/bad-axis.ts';
import { badCell } from './codes/bad-cell.ts';
import { badEquation } from './codes/bad-equation.ts';
import { badIndex } from './codes/bad-index.ts';
import { badMethod } from './codes/bad-method.ts';
import { badVocabulary } from './codes/bad-vocabulary.ts';
import { batchesArgument } from './codes/batches-argument.ts';
import { binaryClasses } from './codes/binary-classes.ts';
import { broadcastShapes } from './codes/broadcast-shapes.ts';
import { callbackArgument } from './codes/callback-argument.ts';
import { callbackMonitor } from './codes/callback-monitor.ts';
import { classWeight } from './codes/class-weight.ts';
import { compileArgument } from './codes/compile-argument.ts';
import { dataInputs } from './codes/data-inputs.ts';
import { dataShape } from './codes/data-shape.ts';
import { dataType } from './codes/data-type.ts';
import { disconnectedGraph } from './codes/disconnected-graph.ts';
import { dtypeMismatch } from './codes/dtype-mismatch.ts';
import { duplicateName } from './codes/duplicate-name.ts';
import { embeddingRange } from './codes/embedding-range.ts';
import { expectsAList } from './codes/expects-a-list.ts';
import { expectsOneInput } from './codes/expects-one-input.ts';
import { fileFormat } from './codes/file-format.ts';
import { fromLogits } from './codes/from-logits.ts';
import { goneInKeras3 } from './codes/gone-in-keras-3.ts';
import { groups } from './codes/groups.ts';
import { initialState } from './codes/initial-state.ts';
import { inputMismatch } from './codes/input-mismatch.ts';
import { inputTooSmall } from './codes/input-too-small.ts';
import { labelRange } from './codes/label-range.ts';
import { labelsBroadcast } from './codes/labels-broadcast.ts';
import { labelsCount } from './codes/labels-count.ts';
import { labelsMissing } from './codes/labels-missing.ts';
import { labelsShape } from './codes/labels-shape.ts';
import { labelsText } from './codes/labels-text.ts';
import { largeDense } from './codes/large-dense.ts';
import { linearStack } from './codes/linear-stack.ts';
import { maskMismatch } from './codes/mask-mismatch.ts';
import { mergeNeedsList } from './codes/merge-needs-list.ts';
import { mergeShapes } from './codes/merge-shapes.ts';
import { metricLabels } from './codes/metric-labels.ts';
import { missingArgument } from './codes/missing-argument.ts';
import { missingFile } from './codes/missing-file.ts';
import { missingMethod } from './codes/missing-method.ts';
import { missingSuperInit } from './codes/missing-super-init.ts';
import { monitorDirection } from './codes/monitor-direction.ts';
import { negativeSize } from './codes/negative-size.ts';
import { noLayers } from './codes/no-layers.ts';
import { noSuchCall } from './codes/no-such-call.ts';
import { noSuchLayer } from './codes/no-such-layer.ts';
import { noSuchName } from './codes/no-such-name.ts';
import { notALayer } from './codes/not-a-layer.ts';
import { notANumber } from './codes/not-a-number.ts';
import { notATensor } from './codes/not-a-tensor.ts';
import { notAdapted } from './codes/not-adapted.ts';
import { notBuilt } from './codes/not-built.ts';
import { notCompiled } from './codes/not-compiled.ts';
import { notImported } from './codes/not-imported.ts';
import { notIterable } from './codes/not-iterable.ts';
import { notRegistered } from './codes/not-registered.ts';
import { outputName } from './codes/output-name.ts';
import { productShapes } from './codes/product-shapes.ts';
import { pythonError } from './codes/python-error.ts';
import { rankMismatch } from './codes/rank-mismatch.ts';
import { regressionAccuracy } from './codes/regression-accuracy.ts';
import { repeatedArgument } from './codes/repeated-argument.ts';
import { reservedName } from './codes/reserved-name.ts';
import { reshapeSize } from './codes/reshape-size.ts';
import { sampleCount } from './codes/sample-count.ts';
import { secondInput } from './codes/second-input.ts';
import { setWeights } from './codes/set-weights.ts';
import { shapeMismatch } from './codes/shape-mismatch.ts';
import { shapeNotATuple } from './codes/shape-not-a-tuple.ts';
import { sizeMismatch } from './codes/size-mismatch.ts';
import { softmaxOneUnit } from './codes/softmax-one-unit.ts';
import { squeezeSize } from './codes/squeeze-size.ts';
import { statefulWithoutBatchSize } from './codes/stateful-without-batch-size.ts';
import { symbolicTensor } from './codes/symbolic-tensor.ts';
import { syntax } from './codes/syntax.ts';
import { tensorArgument } from './codes/tensor-argument.ts';
import { tooManyArguments } from './codes/too-many-arguments.ts';
import { unbatchedDataset } from './codes/unbatched-dataset.ts';
import { undefinedName } from './codes/undefined-name.ts';
import { unknownArgument } from './codes/unknown-argument.ts';
import { unknownFunction } from './codes/unknown-function.ts';
import { unknownSize } from './codes/unknown-size.ts';
import { unsafeLambda } from './codes/unsafe-lambda.ts';
import { weightsMismatch } from './codes/weights-mismatch.ts';
import type { ProblemDefinition } from './definition.ts';

/** In the order of their codes. */
export const PROBLEMS: readonly ProblemDefinition[] = [
  activationLoss,
  badArgument,
  badAxis,
  badCell,
  badEquation,
  badIndex,
  badMethod,
  badVocabulary,
  batchesArgument,
  binaryClasses,
  broadcastShapes,
  callbackArgument,
  callbackMonitor,
  classWeight,
  compileArgument,
  dataInputs,
  dataShape,
  dataType,
  disconnectedGraph,
  dtypeMismatch,
  duplicateName,
  embeddingRange,
  expectsAList,
  expectsOneInput,
  fileFormat,
  fromLogits,
  goneInKeras3,
  groups,
  initialState,
  inputMismatch,
  inputTooSmall,
  labelRange,
  labelsBroadcast,
  labelsCount,
  labelsMissing,
  labelsShape,
  labelsText,
  largeDense,
  linearStack,
  maskMismatch,
  mergeNeedsList,
  mergeShapes,
  metricLabels,
  missingArgument,
  missingFile,
  missingMethod,
  missingSuperInit,
  monitorDirection,
  negativeSize,
  noLayers,
  noSuchCall,
  noSuchLayer,
  noSuchName,
  notALayer,
  notANumber,
  notATensor,
  notAdapted,
  notBuilt,
  notCompiled,
  notImported,
  notIterable,
  notRegistered,
  outputName,
  productShapes,
  pythonError,
  rankMismatch,
  regressionAccuracy,
  repeatedArgument,
  reservedName,
  reshapeSize,
  sampleCount,
  secondInput,
  setWeights,
  shapeMismatch,
  shapeNotATuple,
  sizeMismatch,
  softmaxOneUnit,
  squeezeSize,
  statefulWithoutBatchSize,
  symbolicTensor,
  syntax,
  tensorArgument,
  tooManyArguments,
  unbatchedDataset,
  undefinedName,
  unknownArgument,
  unknownFunction,
  unknownSize,
  unsafeLambda,
  weightsMismatch,
];

const byCode: ReadonlyMap<string, ProblemDefinition> = new Map(PROBLEMS.map((problem) => [problem.code, problem]));

/** @throws where a rule reports a code that has no file: the tests would find it. */
export function problemDefinition(code: string): ProblemDefinition {
  const found = byCode.get(code);
  if (!found) throw new Error(`the problem ${code} has no file in server/problems/codes`);
  return found;
}
