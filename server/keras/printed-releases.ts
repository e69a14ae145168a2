/** What the output of a notebook shows of the releases that ran it. */
import type { RanCell } from '../python/syntax/notebook-json.ts';
import type { Requirement } from './releases.ts';

const tensorflow = (versions: string): Requirement => ({ name: 'tensorflow', versions });
const keras = (versions: string): Requirement => ({ name: 'keras', versions });

/** Texts that only some releases print. */
const SIGNS: readonly (readonly [sign: RegExp, shown: readonly Requirement[]])[] = [
  // Before the progress bars of fit(); TensorFlow 2.2 has another training loop.
  [/^Train on \d+ samples\b/m, [tensorflow('<2.2'), keras('<2.4')]],
  [/^Train for \d+ steps\b/m, [tensorflow('<2.2')]],
  // Classes that had another name.
  [/\bUnified(LSTM|GRU)\b/, [tensorflow('==2.0.0-alpha0')]],
  // The look of summary()'s table.
  [/^_{20,}\n ?Layer \(type\)[^\n]*Param #/m, [tensorflow('<2.16'), keras('<3')]],
  // Since texts that are too long go on in the next line, there is a space before each.
  [/^_{20,}\n Layer \(type\)[^\n]*Param #/m, [tensorflow('>=2.6'), keras('>=2.6')]],
  [/^\S+ \(Convolution[123]D\)\s+\(None,[^\n]*\d/m, [keras('<2')]],
  [/┃[^\n]*Layer \(type\)[^\n]*Param #/, [tensorflow('>=2.16'), keras('>=3')]],
  // Python shows an object with the module of its class.
  [/\btensorflow_core\.python\./, [tensorflow('>=1.15,<2.2')]],
  [/<(class ')?tensorflow\.python\.keras\./, [tensorflow('<2.6')]],
  [/<(class ')?keras\.engine\.topology\./, [keras('<2.2')]],
  [
    /<(class ')?keras\.(callbacks|engine\.(sequential|functional|training|input_layer|keras_tensor))\./,
    [tensorflow('>=2.6,<2.13'), keras('<2.13')],
  ],
  [/<(class ')?keras\.src\./, [tensorflow('>=2.13'), keras('>=2.13')]],
  [/<(class ')?tf_keras\.src\./, [tensorflow('>=2.13,<2.16')]],
];
/** With these, a later TensorFlow trains as the first did. */
const TRAINS_AS_BEFORE = /\bdisable_(eager_execution|v2_behavior)\b/;

const VERSION = /(?<![\w.])\d+\.\d+\.\d+(?:[-.]?[a-z][\w-]*)?(?![\w.]*\.\d)/g;
/** `tf.__version__` and the like: which package it is the version of. */
const ASKED = /([\w.]+)\.__version__/g;

/** Requirements that the releases which ran met. */
export function releasesShown(cells: readonly RanCell[]): readonly Requirement[] {
  const trainsAsBefore = cells.some(({ source }) => TRAINS_AS_BEFORE.test(source));
  const shown = cells.flatMap(({ source, output }) =>
    output === ''
      ? []
      : [
          ...SIGNS.flatMap(([sign, requirements]) =>
            sign.test(output) && !(trainsAsBefore && sign.source.startsWith('^Train')) ? requirements : [],
          ),
          ...versionsPrinted(source, output),
          ...versionsInstalled(output),
        ],
  );
  return [
    ...new Map(shown.map((requirement) => [`${requirement.name} ${requirement.versions}`, requirement])).values(),
  ];
}

/**
 * `print(tf.__version__)` with what it printed: one version for each that the cell asks for, or one beside the
 * package's name.
 */
function versionsPrinted(source: string, output: string): readonly Requirement[] {
  const code = source.replace(/#.*$/gm, '');
  const asked = [...code.matchAll(ASKED)].map(([, of]) => packageOf(of!));
  if (!asked.some((name) => name !== undefined)) return [];
  const printed = [...output.matchAll(VERSION)].map(([version]) => version);
  if (asked.length === printed.length)
    return asked.flatMap((name, i) => (name === undefined ? [] : versionOf(name, printed[i]!)));
  return output.split('\n').flatMap((line) => {
    const [, label, version] = /^\W*(tf|tensor-?flow|keras)\b[^\d\n]*(\d+\.\d+\.\d+(?:-\w+)?)/i.exec(line) ?? [];
    if (!label) return [];
    const name = /keras/i.test(label) ? 'keras' : 'tensorflow';
    return asked.includes(name) ? versionOf(name, version!) : [];
  });
}

const packageOf = (expression: string): 'keras' | 'tensorflow' | undefined =>
  /(^|\.)(keras|K)$/.test(expression)
    ? 'keras'
    : expression === 'tf' || expression === 'tensorflow'
      ? 'tensorflow'
      : undefined;

/** What pip printed. */
function versionsInstalled(output: string): readonly Requirement[] {
  return output.split('\n').flatMap((line) => {
    if (/^\s*Successfully installed /.test(line))
      return [...line.matchAll(/(?<=\s)(tensorflow(?:-gpu|-cpu)?|keras)-(\d+\.\d+\.\d+\S*)/gi)].flatMap(
        ([, name, version]) => versionOf(name!, version!),
      );
    const [, name, version] =
      /^\s*Requirement already satisfied: (tensorflow(?:-gpu|-cpu)?|keras)\b(?!-)[^\n]*\((\d+\.\d+\.\d+[\w.]*)\)\s*$/i.exec(
        line,
      ) ?? [];
    return name ? versionOf(name, version!) : [];
  });
}

/**
 * The Keras inside TensorFlow has a number of its own up to TensorFlow 2.4, with `-tf` up to 2.2. From 2.6 on it is the
 * package keras, of the same number up to 2.15.
 */
function versionOf(name: string, version: string): readonly Requirement[] {
  if (name.toLowerCase() !== 'keras') {
    const [major, minor] = version.split('.').map(Number);
    const brought = major === 2 && minor! >= 6 ? [keras(minor! < 16 ? `==2.${minor}` : '>=3')] : [];
    return [tensorflow(`==${version}`), ...brought];
  }
  if (version.endsWith('-tf')) return [tensorflow('<2.3')];
  const [major, minor] = version.split('.').map(Number);
  if (major === 3) return [keras(`==${version}`), tensorflow('>=2.16')];
  return major === 2 && minor! >= 5
    ? [keras(`==${version}`), tensorflow(`==${major}.${minor}`)]
    : [keras(`==${version}`)];
}
