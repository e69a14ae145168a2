/** Files that code which is not followed may write: those whose paths it is given. */
import { pathText } from '../library/modules/paths.ts';
import { TEMPORARY } from '../domain/unsure-text.ts';
import type { CallArguments } from '../domain/interpreter.ts';
import type { Undetermined } from '../domain/undetermined.ts';
import type { Evaluator } from './evaluator.ts';

/** What is called so reads, or shows, and writes nothing at the paths that it is given. */
const READING =
  /(?:^|[._])(?:read|load|open|imread|imshow|exists|isfile|isdir|listdir|glob|info|debug|warning|error|log|print|display|show|plot|title|xlabel|ylabel|legend|subplot|get|parse|find|search|format|join|split|decode|encode|from|set|add|use|is|has|seed|label)[a-z]*(?:_[a-z_]*)?$/i;
/** It starts another program, which may do anything. */
const STARTING = /^(?:subprocess|os\.system|os\.popen|multiprocessing)\b/;

export function perhapsWrites(evaluator: Evaluator, callee: Undetermined, args: CallArguments): void {
  const name = callee.name ?? '';
  if (STARTING.test(name)) {
    evaluator.files.mayChange(undefined);
    return;
  }
  if (READING.test(name)) return;
  for (const argument of [...args.positional, ...args.keywords.values()]) {
    if (argument.kind !== 'str' && argument.kind !== 'instance') continue;
    const path =
      argument.kind === 'instance' && !argument.cls.lookup('__fspath__') ? undefined : pathText(evaluator, argument);
    // Words that are no paths lead to nothing that is there, or is made.
    if (path === undefined || !/[./\\]/.test(path)) continue;
    // Pictures that are saved are there.
    if (/(?:^|\.)save$/.test(name) && /\.(?:png|jpe?g|bmp|gif)$/i.test(path))
      evaluator.files.wrote(path, { kind: 'file' });
    else evaluator.files.mayChange(path);
  }
}

/** Libraries' functions that look at files, or say themselves what they write. */
const OF_FILES =
  /^(?:__init__|list_files|write_file|matching_files|\w*from_directory|\w*from_dataframe|to_csv|GFile|\w+Dataset|TFRecordWriter|save_weights|save_model|savez\w*|savetxt|dump|ModelCheckpoint|CSVLogger|Path|PurePath|PosixPath)$/;

/** What libraries call their functions that write. */
const WRITING =
  /^(?:save\w*|export\w*|plot_model|cache|snapshot|dump\w*|ModelCheckpoint|BackupAndRestore|CSVLogger|TensorBoard|create_file_writer|Checkpoint\w*|extract\w*|download\w*|get_file|urlretrieve|imsave|imwrite|savefig)$/;

/** Functions of libraries that are given a path into a temporary folder may write there. */
export function perhapsWritesTemporary(
  evaluator: Evaluator,
  name: string,
  args: CallArguments,
  isOfPython = false,
): void {
  if (!evaluator.files.hasTemporary || OF_FILES.test(name)) return;
  if (!WRITING.test(name) && (isOfPython || READING.test(name))) return;
  for (const argument of [...args.positional, ...args.keywords.values()]) {
    if (argument.kind !== 'str' && argument.kind !== 'instance') continue;
    const path =
      argument.kind === 'instance' && !argument.cls.lookup('__fspath__') ? undefined : pathText(evaluator, argument);
    if (path?.startsWith(TEMPORARY)) evaluator.files.mayChange(path);
  }
}
