/** Which Keras the packages bring that a project asks for. */
import { type PackagedReleases, spanOf, within } from './packaged-releases.ts';

/** Where Keras differs so that shapes, counts or names do. */
export interface KerasDialect {
  readonly version: 2 | 3;
  /** Up to Keras 2.3 and in TensorFlow 1: GRU without reset_after. */
  readonly first: boolean;
  /** It may be the first generation as well: what differs between them is not known. */
  readonly perhapsFirst: boolean;
  /** Up to TensorFlow 2.2 the class of a functional model is called Model. */
  readonly plainModel: boolean;
  /** The package `keras` up to 2.3, not what TensorFlow has inside. */
  readonly standalone: boolean;
  /** Which of its releases up to 2.3 may run the program; undefined where another Keras does. */
  readonly packaged: PackagedReleases | undefined;
  readonly summaryForm: SummaryForm;
  /**
   * Nothing tells whether it is the package `keras` up to 2.3, which reads `Convolution2D(32, 3, 3)` as a window of 3 ×
   * 3, or what TensorFlow has inside, for which the last number is the stride.
   */
  readonly eitherPackage: boolean;
  /** Keras 2 of which nothing tells that it is what TensorFlow has inside. */
  readonly mayBeStandalone: boolean;
  /** The order of an image's axes came from a file of the user's, and the program's shapes are not in the usual one. */
  readonly openDataFormat: boolean;
  /**
   * Keras 1: classes have the names that Keras 2 keeps as aliases (`Convolution2D`), and automatic names are those in
   * small letters.
   */
  readonly keras1Names: boolean;
  /** The alpha of TensorFlow 2.0: `UnifiedLSTM` and `UnifiedGRU`. */
  readonly unifiedNames: boolean;
  /** Up to Keras 2.1 a Sequential lists an InputLayer that was added to it. */
  readonly listsInput: boolean;
  /**
   * How EfficientNet made for imagenet divides by the deviations of its channels: up to 2.8 not at all, in 2.9 by an
   * operator, since by Rescaling.
   */
  readonly efficientNetScale: 'none' | 'operator' | 'layer';
  /**
   * The images of a NASNet without a classifier that is given no input_shape: of any size, or up to 2.8 of those that
   * it was trained on.
   */
  readonly nasNetImages: 'any' | 'usual' | 'not known';
}

/** How `model.summary()` prints, by the release that began to. 2.15 stands for all that TensorFlow has inside. */
export type SummaryForm = '1.0' | '1.1' | '1.2' | '2.0' | '2.3' | '2.15' | '3';

export const KERAS_3: KerasDialect = {
  version: 3,
  first: false,
  perhapsFirst: false,
  plainModel: false,
  standalone: false,
  packaged: undefined,
  summaryForm: '3',
  eitherPackage: false,
  mayBeStandalone: false,
  openDataFormat: false,
  keras1Names: false,
  unifiedNames: false,
  listsInput: false,
  efficientNetScale: 'layer',
  nasNetImages: 'any',
};
export const KERAS_2: KerasDialect = {
  ...KERAS_3,
  version: 2,
  summaryForm: '2.15',
  nasNetImages: 'not known',
};
/** Anything from Keras 2.0 to 2.12. */
export const PERHAPS_FIRST: KerasDialect = { ...KERAS_2, perhapsFirst: true };
const KERAS_2_9: KerasDialect = { ...KERAS_2, efficientNetScale: 'operator' };
/** Keras 2.4 to 2.8, of TensorFlow 2.3 to 2.8. */
const KERAS_2_4: KerasDialect = { ...KERAS_2, efficientNetScale: 'none', nasNetImages: 'usual' };
/** Keras 2 of TensorFlow 2.0 to 2.2. */
const EARLY_KERAS_2: KerasDialect = { ...KERAS_2_4, plainModel: true };
const TENSORFLOW_2_ALPHA: KerasDialect = { ...EARLY_KERAS_2, unifiedNames: true };
/** Keras of TensorFlow 1. */
export const TENSORFLOW_1: KerasDialect = { ...EARLY_KERAS_2, first: true };
/** The forms of summaries since which release of the package, the last first. */
const PACKAGED_FORMS: readonly (readonly [since: number, form: SummaryForm])[] = [
  [2.3, '2.3'],
  [2.0, '2.0'],
  [1.2, '1.2'],
  [1.1, '1.1'],
  [1.0, '1.0'],
];

/** The package `keras`: one of these releases. What differs between them is as in the last, or asked of `packaged`. */
function packaged(since: number, until = since): KerasDialect {
  return {
    ...TENSORFLOW_1,
    standalone: true,
    packaged: { since, until },
    summaryForm: PACKAGED_FORMS.find(([first]) => first <= until)?.[1] ?? '1.0',
    listsInput: until <= 2.1,
    keras1Names: until <= 1.2,
  };
}
export const STANDALONE = packaged(2.0, 2.3);
export const KERAS_1 = packaged(1.0, 1.2);

/** A package and what is said of its version, as written: `tensorflow`, `>=2.10,<2.16`. */
export interface Requirement {
  readonly name: string;
  readonly versions: string;
  /** The file of the project that asks for it, where one does. */
  readonly file?: string;
}

type Release = readonly [major: number, minor: number, pre?: 'alpha'];

const KERAS_RELEASES: readonly (readonly [Release, KerasDialect])[] = [
  ...minors(0, 3).map((minor) => [[1, minor], packaged(1 + minor / 10)] as const),
  ...minors(0, 4).map((minor) => [[2, minor], packaged(2 + minor / 10)] as const),
  ...minors(4, 9).map((minor) => [[2, minor], KERAS_2_4] as const),
  [[2, 9], KERAS_2_9],
  ...minors(10, 16).map((minor) => [[2, minor], KERAS_2] as const),
  ...minors(0, 40).map((minor) => [[3, minor], KERAS_3] as const),
];
const TENSORFLOW_RELEASES: readonly (readonly [Release, KerasDialect])[] = [
  ...minors(0, 16).map((minor) => [[1, minor], TENSORFLOW_1] as const),
  [[2, 0, 'alpha'], TENSORFLOW_2_ALPHA],
  ...minors(0, 3).map((minor) => [[2, minor], EARLY_KERAS_2] as const),
  ...minors(3, 9).map((minor) => [[2, minor], KERAS_2_4] as const),
  [[2, 9], KERAS_2_9],
  ...minors(10, 16).map((minor) => [[2, minor], KERAS_2] as const),
  ...minors(16, 50).map((minor) => [[2, minor], KERAS_3] as const),
];
/** Those that say most first. */
const PACKAGES: readonly (readonly [RegExp, typeof KERAS_RELEASES])[] = [
  [/^keras$/, KERAS_RELEASES],
  [/^tensorflow(-(gpu|cpu|macos|intel|rocm))?$/, TENSORFLOW_RELEASES],
];

function minors(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** undefined where they leave it open. */
export function dialectOf(requirements: readonly Requirement[]): KerasDialect | undefined {
  for (const [name, releases] of PACKAGES) {
    for (const requirement of requirements) {
      if (!name.test(normalized(requirement.name)) || !/\d/.test(requirement.versions)) continue;
      const decided = inCommon(allowedBy([requirement], releases));
      if (decided) return decided;
    }
  }
  return undefined;
}

/**
 * The versions of Keras that they leave, of the package that leaves fewest; none where they say nothing of versions.
 */
export function versionsLeft(requirements: readonly Requirement[]): ReadonlySet<2 | 3> {
  const left = PACKAGES.flatMap(([name, releases]) =>
    requirements
      .filter((requirement) => name.test(normalized(requirement.name)) && /\d/.test(requirement.versions))
      .map((requirement) => new Set([...allowedBy([requirement], releases)].map(({ version }) => version))),
  );
  return left.find(({ size }) => size === 1) ?? left[0] ?? new Set();
}

/**
 * What a run shows of the releases that ran: all of it holds at once. `standalone`: the program uses the package
 * `keras` and not what TensorFlow has inside.
 */
export function dialectsOfRun(shown: readonly Requirement[], standalone: boolean): ReadonlySet<KerasDialect> {
  const [name, releases] = PACKAGES[standalone ? 0 : 1]!;
  const of = shown.filter((requirement) => name.test(normalized(requirement.name)));
  return of.length === 0 ? new Set() : allowedBy(of, releases);
}

const allowedBy = (requirements: readonly Requirement[], releases: typeof KERAS_RELEASES): ReadonlySet<KerasDialect> =>
  new Set(
    releases
      .filter(([release]) => requirements.every(({ versions }) => allows(versions, release)))
      .map(([, dialect]) => dialect),
  );

/**
 * What all agree on, and for the rest what `otherwise` or the last of their version does; undefined where they do not
 * agree on the version at least.
 */
export function inCommon(dialects: ReadonlySet<KerasDialect>, otherwise?: KerasDialect): KerasDialect | undefined {
  const [one, ...others] = [...dialects];
  if (!one || !others.every(({ version, first }) => version === one.version && first === one.first)) return undefined;
  const agreed = Object.entries(one).filter(([key, value]) =>
    others.every((other) => other[key as keyof KerasDialect] === value),
  );
  const span = within(spanOf([...dialects].map((dialect) => dialect.packaged)), otherwise?.packaged);
  return {
    ...(otherwise ?? (one.version === 3 ? KERAS_3 : KERAS_2)),
    ...(span && packaged(span.since, span.until)),
    ...Object.fromEntries(agreed),
  };
}

const normalized = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/**
 * Does `>=2.10,<2.16` allow a release? Later numbers than the second are left out; pip's, conda's and Poetry's forms.
 */
function allows(versions: string, release: Release): boolean {
  return versions.split(',').every((part) => {
    const match = /^\s*(===?|~=|!=|<=|>=|<|>|\^|~|=)?\s*v?(\d+)(?:\.(\d+))?(\.[\d*]+)?/.exec(part);
    if (!match) return true;
    const [, operator = '==', major, minor, patch] = match;
    const order = compare(release, [Number(major), Number(minor ?? 0)]);
    const isWholeMajor = minor === undefined;
    switch (operator) {
      case '<':
        return patch !== undefined && !/^\.0*$/.test(patch) ? order <= 0 : order < 0;
      case '<=':
        return order <= 0;
      case '>':
        return isWholeMajor || patch === undefined ? order > 0 : order >= 0;
      case '>=':
        return order >= 0;
      case '!=':
        return true;
      case '^':
        return order >= 0 && release[0] === Number(major);
      case '~=':
        return patch === undefined ? order >= 0 && release[0] === Number(major) : order === 0;
      default:
        return isWholeMajor
          ? release[0] === Number(major)
          : order === 0 && (release[2] === 'alpha') === /(?<![a-z])a(lpha)?\.?\d*\s*$/.test(part);
    }
  });
}

const compare = (a: Release, b: Release): number => a[0] - b[0] || a[1] - b[1];

/** The packages with versions in a pip command: `pip install -q "tensorflow==2.15.0" keras<3`. */
export function requirementsOfCommand(line: string): readonly Requirement[] {
  return line.split(/\s+/).flatMap((word) => {
    const requirement = requirementOf(word.replace(/^["']|["'];?$/g, ''));
    return requirement ? [requirement] : [];
  });
}

/** A line of requirements.txt, or a word of that form. */
export function requirementOf(text: string): Requirement | undefined {
  const match = /^\s*([A-Za-z][\w.-]*)\s*(?:\[[^\]]*\])?\s*([^;#]*)/.exec(text);
  return match ? { name: match[1]!, versions: match[2]!.trim() } : undefined;
}
