/** Keras's modules as programs import them, under the names and with the members that its release has. */
import type { Interpreter } from '../python/domain/interpreter.ts';
import { ModuleValue, type Value } from '../python/domain/value.ts';
import { exportedName, inSource, isSource } from './exported-names.ts';
import type { createLayerClasses } from './layers/classes.ts';
import { canonical, DEEP, knownNamespace } from './module-names.ts';
import { type Face, namesOfModule } from './names/lookup.ts';
import { absentIn } from './names/packaged-names.ts';
import { FORMER_NAMES, refuseFormer, refuseMisspelt, refuseName } from './names/refuse.ts';
import { isOfTensorflow1 } from './names/tensorflow-1.ts';
import { type Namespaces, once } from './namespaces.ts';
import { isStated } from './packaged-releases.ts';
import type { KerasSession } from './session.ts';

type LayerClasses = ReturnType<typeof createLayerClasses>;

/** The modules of Keras and its packages under all their names, each made when it is first asked for. */
export class Modules {
  readonly #modules = new Map<string, ModuleValue>();
  readonly #session: KerasSession;
  readonly #layerClasses: LayerClasses;
  readonly #namespaces: Namespaces;

  constructor(session: KerasSession, layerClasses: LayerClasses, namespaces: Namespaces) {
    this.#session = session;
    this.#layerClasses = layerClasses;
    this.#namespaces = namespaces;
  }

  get(name: string): ModuleValue | undefined {
    const path = canonical(name);
    if (path === undefined) return undefined;
    const source = isSource(name);
    const face = faceOf(this.#session, name);
    const key = source || face === undefined ? name : `${face}: ${path}`;
    let found = this.#modules.get(key);
    if (!found) {
      if (!this.#has(path, source ? undefined : face)) return undefined;
      const names = once(() =>
        source || face === undefined ? undefined : namesOfModule(path, face, this.#namesIn(path)),
      );
      const absent = once(() => this.#absentIn(name, path));
      found = new ModuleValue(
        path,
        undefined,
        (member) =>
          (absent().has(member) && !this.#session.ownArguments) ||
          (this.#session.kerasVersion === 3 && (isAbsent(names(), member) || isOfTensorflow1(name, member)))
            ? undefined
            : ((source ? inSource(this.#session, this.#layerClasses, path, member) : undefined) ??
              this.#namespaces.member(path, member) ??
              this.#memberOf(path, source ? key : name, member)),
        () => [...this.#namesIn(path)].filter((one) => !absent().has(one)),
        (interpreter, member, search) => {
          if (absent().has(member)) refuseName(interpreter, path, member, [], search);
          const known = names();
          if (this.#session.kerasVersion === 3 && isOfTensorflow1(name, member))
            refuseFormer(interpreter, name, member, `compat.v1.${member}`);
          if (isAbsent(known, member) && !(face === 'keras 2' && FORMER_NAMES.has(member)))
            refuseName(interpreter, path, member, [...known], search);
          refuseMisspelt(interpreter, path, member, [...this.#namesIn(path)], exportedName(this.#session, member));
        },
      );
      this.#modules.set(key, found);
    }
    return found;
  }

  /** Names that the package keras has not there, where its release is stated: code may be for a later one. */
  #absentIn(name: string, path: string): ReadonlySet<string> {
    const { dialect } = this.#session;
    const { packaged } = dialect;
    return packaged !== undefined && isStated(dialect) && name.startsWith('keras')
      ? absentIn(path, packaged)
      : new Set();
  }

  /** @throws KerasRefusal where the nearest module that there is surely lacks what leads to this one */
  refuse(interpreter: Interpreter, name: string): void {
    const parent = name.slice(0, Math.max(0, name.lastIndexOf('.')));
    const found = this.get(parent);
    if (found) found.missing?.(interpreter, name.slice(parent.length + 1), 'module');
    else if (parent !== '') this.refuse(interpreter, parent);
  }

  /** Whether there is such a module; Keras 3 has none of the former places. */
  #has(path: string, face: Face | undefined): boolean {
    if (face !== 'keras' && face !== 'tf.keras') return knownNamespace(path, this.#namespaces);
    const isKnown = knownNamespace(path, this.#namespaces, false) || namesOfModule(path, face, []) !== undefined;
    return isKnown && !this.#isGone(path, face);
  }

  /** Whether Keras 3 lacks the module, or one that it would be in. */
  #isGone(path: string, face: Face): boolean {
    const dot = path.lastIndexOf('.');
    if (dot < 0) return false;
    const parent = path.slice(0, dot);
    const names = namesOfModule(parent, face, this.#namesIn(parent));
    return isAbsent(names, path.slice(dot + 1)) || this.#isGone(parent, face);
  }

  #memberOf(path: string, name: string, member: string): Value | undefined {
    // Old and experimental places: `keras.layers.core.Dense`, `keras.layers.merge.concatenate`,
    // `keras.layers.experimental.preprocessing.Rescaling`.
    const deep = DEEP.find((one) => path.startsWith(`${one}.`));
    const old =
      deep !== undefined
        ? this.#namespaces.member(deep, member)
        : path.startsWith('keras.layers.')
          ? this.#namespaces.member('keras.layers', member)
          : /^keras\.(models|engine)/.test(path)
            ? (this.#namespaces.member('keras.models', member) ??
              (/^[A-Z]/.test(member) ? this.#namespaces.member('keras.layers', member) : undefined))
            : undefined;
    return old ?? this.get(`${name}.${member}`);
  }

  #namesIn(path: string): Iterable<string> {
    if (path.startsWith('keras.layers.')) return this.#namespaces.names('keras.layers');
    const inner = [...this.#namespaces.paths()].flatMap((known) =>
      known.startsWith(`${path}.`) ? [known.slice(path.length + 1).split('.')[0]!] : [],
    );
    return new Set([...this.#namespaces.names(path), ...inner]);
  }
}

/** Where the program finds Keras by this name; undefined for packages of which not all names are known. */
function faceOf({ kerasVersion, firstGeneration }: KerasSession, name: string): Face | undefined {
  // The tables have no names of Keras 1.
  if (firstGeneration) return undefined;
  if (/^(keras|tensorflow\.keras)(\.|$)/.test(name)) {
    if (kerasVersion === 2) return 'keras 2';
    return name.startsWith('keras') ? 'keras' : 'tf.keras';
  }
  return undefined;
}

/** A public name that surely is none of the module's. */
const isAbsent = (known: ReadonlySet<string> | undefined, name: string): known is ReadonlySet<string> =>
  known !== undefined && !name.startsWith('_') && name !== 'src' && !known.has(name);
