/** keras.applications: architectures described in Python, read and evaluated when a program first uses one. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { bool, int, type ModuleValue, NativeFunction, str, type Value } from '../../python/domain/value.ts';
import { refusing } from '../layers/create.ts';
import { LayerError } from '../layers/definition.ts';
import { type LibraryCode, libraryModel } from '../library-code.ts';
import { isIn } from '../packaged-releases.ts';
import type { KerasSession } from '../session.ts';
import { COMMON } from './architectures/common.ts';
import { imageInputFunctions } from './image-input.ts';
import { decodePredictions, PREPROCESSING, preprocessInput } from './preprocessing.ts';
import { FAMILIES } from './table.ts';
import { words } from '../../words/message.ts';
import { Top } from '../../python/domain/undetermined.ts';

/** Names that the descriptions of architectures use and do not define. */
function givenToArchitectures(session: KerasSession): Map<string, Value> {
  const { efficientNetScale, nasNetImages, plainModel, standalone, listsInput } = session.dialect;
  return new Map<string, Value>([
    ...imageInputFunctions(session),
    ['KERAS_VERSION', int(session.kerasVersion)],
    ['EFFICIENTNET_SCALE', str(efficientNetScale)],
    ['POOLING_KEEPS_AXES', bool(!plainModel)],
    ['FORMER_MOBILENET', bool(standalone)],
    ['FORMER_RESNET50', bool(standalone && !listsInput)],
    [
      'NASNET_HAS_USUAL_IMAGES',
      nasNetImages === 'not known'
        ? new Top('the size of the images depends on the release of Keras 2')
        : bool(nasNetImages === 'usual'),
    ],
  ]);
}

/** Members of each namespace. */
export function createApplications(
  session: KerasSession,
  library: LibraryCode | undefined,
): Map<string, Map<string, Value>> {
  const given = givenToArchitectures(session);
  const loaded = new Map<string, ModuleValue>();
  const load = (text: string): ModuleValue | undefined => {
    let module = loaded.get(text);
    if (!module && library) {
      module = library.evaluate('keras.applications', text, given);
      loaded.set(text, module);
    }
    return module;
  };
  const notFollowed = (interpreter: Interpreter, args: CallArguments): Value =>
    interpreter.unknown('the architecture is not read here', args.site && interpreter.sourceName(args.site));

  const application = (name: string, description: string): NativeFunction =>
    new NativeFunction(name, (interpreter, args) => {
      const callee = load(COMMON + description)?.attributes.get(name);
      if (callee?.kind !== 'function' || !library) return notFollowed(interpreter, args);
      if (isOtherwise(session, name)) return madeOtherwise(session, interpreter);
      // Keras 2 takes other layers to make it of.
      if (session.kerasVersion === 2 && args.keywords.has('layers')) return notFollowed(interpreter, args);
      refusing(
        interpreter,
        undefined,
        () => {
          checkArguments(
            name,
            callee.definition.parameters.map((parameter) => parameter.name),
            args,
          );
        },
        args.site,
      );
      return libraryModel(session, library, callee, args);
    });
  const onSymbols = (name: string, tensor: Value, site: CallArguments['site']): Value =>
    library!.call(load(PREPROCESSING)!.attributes.get(name)!, { positional: [tensor], keywords: new Map(), site });

  const spaces = new Map<string, Map<string, Value>>();
  const all = new Map<string, Value>();
  spaces.set('keras.applications', all);
  const both = (preprocess: NativeFunction): [string, Value][] => [
    ['preprocess_input', preprocess],
    ['decode_predictions', decodePredictions],
  ];
  spaces.set('keras.applications.imagenet_utils', new Map(both(preprocessInput(undefined, onSymbols))));
  for (const { modules, applications, description, pixels } of FAMILIES) {
    const members = new Map<string, Value>(both(preprocessInput(pixels, onSymbols)));
    for (const name of applications) {
      const made = all.get(name) ?? application(name, description);
      all.set(name, made);
      members.set(name, made);
    }
    for (const module of modules) spaces.set(`keras.applications.${module}`, members);
  }
  return spaces;
}

/** Up to 2.1 most layers of the architectures, other than of VGG, are called otherwise. */
const isOtherwise = ({ dialect }: KerasSession, name: string): boolean =>
  isIn(dialect.packaged, { until: 2.1 }) === true && !name.startsWith('VGG');

/** A model that is not followed: how many automatic names it takes is not known. */
function madeOtherwise(session: KerasSession, interpreter: Interpreter): Value {
  interpreter.touch(session.naming);
  session.naming.loseAll();
  return interpreter.unknown('the architecture is another one in this release');
}

function checkArguments(name: string, parameters: readonly string[], { positional, keywords }: CallArguments): void {
  for (const keyword of keywords.keys()) {
    if (!parameters.includes(keyword))
      throw new LayerError('unknown-argument', words`${name} has no argument named ${keyword}.`, {
        parameter: keyword,
        exceptionType: 'TypeError',
      });
  }
  if (positional.length > parameters.length)
    throw new LayerError(
      'too-many-arguments',
      words`${name} takes at most ${parameters.length} arguments, but it is given ${positional.length}.`,
      { exceptionType: 'TypeError' },
    );
}
