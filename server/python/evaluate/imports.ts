/** Imports: a library's namespace, a file of the workspace, or an unknown with the module's name. */
import type { Place } from '../syntax/place.ts';
import type { Import, ImportFrom } from '../syntax/tree.ts';
import { forAll } from '../domain/journal.ts';
import type { Scope } from '../domain/scope.ts';
import { ModuleValue, type Value } from '../domain/value.ts';
import { bindName } from './assignment.ts';
import type { Evaluator } from './evaluator.ts';
import { forgetAll } from './forget.ts';
import { OutOfFuel } from './fuel.ts';
import { perhapsRaise } from './jumps.ts';
import { executeStatement } from './statements.ts';
import { pause, whole } from './pauses.ts';
import type { Steps } from '../syntax/steps.ts';
import { words } from '../../words/message.ts';
import { isUndetermined } from '../domain/undetermined.ts';
import type { WorkspaceModule } from './environment.ts';

export function* importModules(evaluator: Evaluator, statement: Import, scope: Scope): Steps<void> {
  for (const imported of statement.names) {
    const { name, alias } = imported;
    const named = yield* findModule(evaluator, name, 0, imported);
    if (alias !== undefined) {
      bindName(evaluator, alias, named, scope, imported);
      continue;
    }
    const root = name.split('.')[0]!;
    const top = root === name ? named : yield* findModule(evaluator, root, 0, imported);
    bindName(evaluator, root, top, scope, imported);
  }
}

export function* importFrom(evaluator: Evaluator, statement: ImportFrom, scope: Scope): Steps<void> {
  const before = evaluator.workspaceModules.size;
  const module = yield* findModule(evaluator, statement.module, statement.level, statement);
  yield* bindSubmodule(evaluator, statement, scope.module, evaluator.workspaceModules.size > before);
  if (statement.names === '*') {
    if (isUndetermined(module)) {
      evaluator.touch(scope);
      scope.module.unknownStar = module;
      return;
    }
    if (module.kind !== 'module') return;
    for (const name of starNames(evaluator, module)) {
      const value = memberOf(module, name);
      if (value) bindName(evaluator, name, value, scope, statement);
    }
    return;
  }
  for (const imported of statement.names) {
    const { name, alias } = imported;
    let value = module.kind === 'module' ? memberOf(module, name) : undefined;
    if (!value) {
      const dotted = statement.module ? `${statement.module}.${name}` : name;
      const inner = yield* findModule(evaluator, dotted, statement.level, statement);
      if (isUndetermined(inner) && module.kind === 'module') module.missing?.(evaluator, name, 'import');
      value = isUndetermined(inner)
        ? evaluator.unknown(
            isUndetermined(module)
              ? words`${statement.module || '.'} is not in the workspace`
              : words`${dotted} is not known here`,
            alias ?? name,
          )
        : inner;
    }
    bindName(evaluator, alias ?? name, value, scope, imported);
  }
}

/** A member of a module, which may be made when it is first asked for. */
export function memberOf(module: ModuleValue, name: string): Value | undefined {
  const find = (): Value | undefined => module.resolve?.(name);
  // A library's members are there for all, whoever asks first.
  return module.attributes.get(name) ?? (module.birth === undefined ? forAll(find) : find());
}

/** `from .inner import x` in a package's own file makes `inner` a name of the package, when it is first imported. */
function* bindSubmodule(evaluator: Evaluator, statement: ImportFrom, scope: Scope, isNew: boolean): Steps<void> {
  const { module, level } = statement;
  const name = module.split('.')[0]!;
  if (level !== 1 || name === '' || evaluator.file.path?.endsWith('/__init__.py') !== true) return;
  if (!isNew && scope.variables.has(name)) return;
  bindName(evaluator, name, yield* findModule(evaluator, name, 1, statement), scope, statement);
}

function starNames(evaluator: Evaluator, module: ModuleValue): readonly string[] {
  const all = module.attributes.get('__all__');
  if (all) {
    const items = evaluator.iterate(all);
    if (items) return [...items].flatMap((item) => (item.kind === 'str' ? [item.value] : []));
  }
  return [...new Set([...module.attributes.keys(), ...(module.publicNames?.() ?? [])])].filter(
    (name) => !name.startsWith('_'),
  );
}

function* findModule(evaluator: Evaluator, name: string, level: number, site: Place): Steps<Value> {
  if (level === 0) {
    const known = evaluator.environment.libraryModule(name);
    if (known) return known;
  }
  const found = evaluator.environment.workspaceModule?.(name, level, evaluator.file.path);
  if (!found && level === 0) evaluator.environment.refuseModule?.(evaluator, name);
  if (!found) perhapsRaise(evaluator, 'import');
  if (!found) return evaluator.unknown(words`${name || '.'} is not in the workspace`, name || undefined);
  if (evaluator.record !== undefined) evaluator.record.foreign = true;
  const loaded = evaluator.workspaceModules.get(found.path);
  if (loaded) return loaded;
  return yield* loadModule(evaluator, name, found, evaluator.siteOf(site));
}

/** Evaluates another file of the workspace. Nobody hears of it, but where facts are about that file. */
function* loadModule(
  evaluator: Evaluator,
  name: string,
  found: WorkspaceModule,
  site: Place | undefined,
): Steps<ModuleValue> {
  const outer = {
    file: evaluator.file,
    standsFor: evaluator.standsFor,
    tryDepth: evaluator.tryDepth,
    defined: evaluator.defined.length,
    loading: evaluator.loading,
  };
  evaluator.loading = found.module.file === evaluator.main ? 0 : outer.loading + 1;
  evaluator.enterFile(found.module.file, site);
  const scope = evaluator.moduleScope(name);
  // It is loaded once, whatever becomes of the branch that loads it.
  evaluator.make(scope);
  const module = new ModuleValue(name, scope.variables, (member) => {
    if (!found.isPackage) return undefined;
    if (evaluator.record !== undefined) evaluator.record.foreign = true;
    const submodule = evaluator.environment.workspaceModule?.(member, 1, found.path);
    return submodule ? findModuleAt(evaluator, `${name}.${member}`, submodule) : undefined;
  });
  evaluator.workspaceModules.set(found.path, module);
  evaluator.tryDepth = 0;
  try {
    for (const statement of found.module.body) {
      if (evaluator.isPauseDue) yield* pause(evaluator);
      yield* executeStatement(evaluator, statement, scope);
      module.attributes = scope.variables;
    }
  } catch (error) {
    if (error instanceof OutOfFuel) {
      evaluator.stopped.push({ code: found.module, scope });
      for (const statement of found.module.body) forgetAll(evaluator, statement, scope, error.reason);
    }
    throw error;
  } finally {
    evaluator.loading = outer.loading;
    evaluator.tryDepth = outer.tryDepth;
    evaluator.file = outer.file;
    evaluator.standsFor = outer.standsFor;
    evaluator.defined.length = outer.defined;
  }
  return module;
}

function findModuleAt(evaluator: Evaluator, name: string, found: WorkspaceModule): ModuleValue {
  return (
    evaluator.workspaceModules.get(found.path) ??
    whole(evaluator, loadModule(evaluator, name, found, evaluator.currentSite))
  );
}
