/**
 * What the analysis does not know or does not report of the truth data, with the reason. Everything else of it must be
 * right.
 */
const UNKNOWN: readonly (readonly [ids: RegExp, reason: string])[] = [
  [/^TorchModuleWrapper-/, 'the arrays are made by PyTorch'],
  [/^err-image-044-ok$/, 'keras.applications'],
];

/** No error where only another backend refuses it, or where only a run can tell. */
const NOT_REPORTED: readonly (readonly [ids: RegExp, reason: string])[] = [
  [/^err-(input-009|input-010|args-135|args-146)$/, 'sparse and ragged: the TensorFlow backend takes it'],
  [/^err-lookup-008$/, 'whether a file exists is not looked up'],
  [/^err-arrays-035$/, 'a float layer with an integer dtype, which only PyTorch refuses'],
];

const reasonFor = (id: string, list: readonly (readonly [RegExp, string])[]): string | undefined =>
  list.find(([ids]) => ids.test(id))?.[1];

/** Why something of this record's program is not known; undefined where all of it must be. */
export const notKnown = (id: string): string | undefined => reasonFor(id, UNKNOWN);

/** Why the refusal of this record is not reported; undefined where it must be. */
export const notReported = (id: string): string | undefined => reasonFor(id, NOT_REPORTED);
