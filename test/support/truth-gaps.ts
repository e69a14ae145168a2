/** What the analysis does not know or does not report of the truth data, with the reason. Everything else of it must be right. */
const UNKNOWN: readonly (readonly [ids: RegExp, reason: string])[] = [
  [/^TorchModuleWrapper-/, 'the arrays are made by PyTorch'],
];

const NOT_REPORTED: readonly (readonly [ids: RegExp, reason: string])[] = [];

const reasonFor = (id: string, list: readonly (readonly [RegExp, string])[]): string | undefined => list.find(([ids]) => ids.test(id))?.[1];

/** Why something of this record's program is not known; undefined where all of it must be. */
export const notKnown = (id: string): string | undefined => reasonFor(id, UNKNOWN);

/** Why the refusal of this record is not reported; undefined where it must be. */
export const notReported = (id: string): string | undefined => reasonFor(id, NOT_REPORTED);
