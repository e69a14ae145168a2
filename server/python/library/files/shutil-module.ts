/** The module `shutil`: files and folders that are copied, moved and removed. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { textOf } from '../../domain/unsure-text.ts';
import { type ModuleValue, NONE, type Value } from '../../domain/value.ts';
import { FunctionTable, moduleOf } from '../modules/module-value.ts';
import { pathText, splitPath } from '../modules/paths.ts';

const text = (interpreter: Interpreter, path: Value | undefined): string | undefined =>
  path && pathText(interpreter, path);

/** Where a file comes to stand: one that is put into a folder keeps its name. */
const targetOf = (interpreter: Interpreter, from: string | undefined, to: string): string =>
  from !== undefined && interpreter.files.find(to)?.kind === 'folder' ? `${to}/${splitPath(from)[1]}` : to;

export function shutilModule(): ModuleValue {
  const table = new FunctionTable();
  table.add('rmtree', 'path, ignore_errors=, onerror=, **kwargs', (interpreter, [path]) => {
    interpreter.files.removes(text(interpreter, path));
    return NONE;
  });
  for (const name of ['copy', 'copy2', 'copyfile', 'copytree', 'move'])
    table.add(name, 'src, dst, *args, **kwargs', (interpreter, [source, destination]) => {
      const [from, to] = [text(interpreter, source), text(interpreter, destination)];
      const target = to !== undefined && name !== 'copytree' ? targetOf(interpreter, from, to) : to;
      if (name === 'move') interpreter.files.moves(from, target);
      else interpreter.files.copies(from, target);
      return target === undefined
        ? interpreter.unknown('what is copied is not followed')
        : textOf(target, [source!, destination!]);
    });
  // An archive without a folder for it is unpacked anywhere.
  table.add('unpack_archive', 'filename, extract_dir=, format=, **kwargs', (interpreter, [, folder]) => {
    interpreter.files.mayChange(text(interpreter, folder));
    return NONE;
  });
  table.add('make_archive', 'base_name, format, *args, **kwargs', (interpreter, [base, format]) => {
    const [path, kind] = [text(interpreter, base), text(interpreter, format)];
    const extension = kind === undefined ? undefined : (EXTENSIONS[kind] ?? undefined);
    if (path === undefined || extension === undefined) interpreter.files.mayChange(undefined);
    else interpreter.files.writes(path + extension);
    return path === undefined || extension === undefined
      ? interpreter.unknown('where the archive is written is not known')
      : textOf(path + extension, [base!]);
  });
  table.add('which', 'cmd, **kwargs', (interpreter) =>
    interpreter.unknown('it depends on the machine that the program runs on'),
  );
  return moduleOf('shutil', table.members);
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  zip: '.zip',
  tar: '.tar',
  gztar: '.tar.gz',
  bztar: '.tar.bz2',
  xztar: '.tar.xz',
};
