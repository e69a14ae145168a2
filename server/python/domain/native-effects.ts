/** What a library's function does with what it is given, as its signature declares it. */
export interface NativeEffects {
  /** Parameters that it changes in place: `heap!`. */
  readonly changes: readonly string[];
  /** Parameters that it calls, any number of times, without being followed: `function()`. */
  readonly calls: readonly string[];
}

const NONE: NativeEffects = { changes: [], calls: [] };

export function effectsOf(signature: string | undefined): NativeEffects {
  if (signature === undefined || !/!|\(\)/.test(signature)) return NONE;
  const marked = (mark: string): readonly string[] =>
    signature
      .split(/[\s,]+/)
      .filter((parameter) => parameter.includes(mark))
      .map((parameter) => /\w+/.exec(parameter)![0]);
  return { changes: marked('!'), calls: marked('()') };
}

/** The parameters alone. */
export const withoutEffects = (signature: string): string => signature.replace(/!|\(\)/g, '');
