/** What the analysis does not know or does not report of the truth data, with the reason. Everything else of it must be right. */
const UNKNOWN: readonly (readonly [ids: RegExp, reason: string])[] = [
  [/^TorchModuleWrapper-/, 'the arrays are made by PyTorch'],
  [/^EinsumDense-046$/, 'the arrays of a quantized EinsumDense are not declared'],
  [/^err-input-01[458]-ok$/, 'an Input around a tensor that is made without a layer'],
  [/^err-image-044-ok$/, 'keras.applications'],
];

/** No error where another Keras takes it, or where only a run can tell. */
const NOT_REPORTED: readonly (readonly [ids: RegExp, reason: string])[] = [
  [/^err-(input-009|input-010|args-135|args-146|lookup-011|args-100)$/, 'the TensorFlow backend takes it'],
  [/^err-(functional-007|functional-010|weights-00[12346]|weights-008|arrays-039)$/, 'Keras 2 takes it'],
  [/^err-lookup-008$/, 'whether a file exists is not looked up'],
  [/^err-(custom-00[47]|custom-012)$/, 'what an own layer gives stays unknown where its call() fails'],
  [/^err-input-01[4568]$/, 'an Input around a tensor that is made without a layer'],
  [/^err-arrays-035$/, 'a float layer with an integer dtype, which PyTorch refuses'],
  [/^err-image-044$/, 'keras.applications'],
  [/^err-(custom-005|custom-009|custom-018|custom-027|custom-028)$/, 'what goes wrong in own classes as in any Python'],
  [/^err-(sequential-014|sequential-023|functional-02[4-9]|functional-039|ops-033|ops-038|arrays-023)$/, 'an exception of Python: an index, an unpacking, an attribute'],
  [/^err-(sequential-019|sequential-020|sequential-031|functional-005|functional-015|functional-019|functional-040|functional-043|arrays-017|arrays-018|arrays-037)$/, 'a rule of models and not of layers'],
  [/^err-unbuilt-(00[1234689]|011)$/, 'an attribute that the layer or model only has later'],
];

/** Reported on another line than Keras names. */
const ELSEWHERE: readonly (readonly [ids: RegExp, reason: string])[] = [
  [/^err-(arrays-022|sequential-024)$/, 'at the layer in the Sequential that refuses, where that is written'],
];

const reasonFor = (id: string, list: readonly (readonly [RegExp, string])[]): string | undefined => list.find(([ids]) => ids.test(id))?.[1];

/** Why something of this record's program is not known; undefined where all of it must be. */
export const notKnown = (id: string): string | undefined => reasonFor(id, UNKNOWN);

/** Why the refusal of this record is not reported; undefined where it must be. */
export const notReported = (id: string): string | undefined => reasonFor(id, NOT_REPORTED);

/** Why the refusal of this record is reported on another line; undefined where it must not be. */
export const reportedElsewhere = (id: string): string | undefined => reasonFor(id, ELSEWHERE);
