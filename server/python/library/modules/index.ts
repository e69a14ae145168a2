import type { ModuleValue, Value } from '../../domain/value.ts';
import { argparseModule } from './argparse.ts';
import { collectionsAbcModule, collectionsModule, numbersModule } from './collections.ts';
import { contextlibModule } from './contexts.ts';
import { copyModule } from './copy.ts';
import { dataclassesModule } from './dataclasses.ts';
import { enumModule } from './enum.ts';
import { functoolsModule } from './functools.ts';
import { bisectModule, heapqModule } from './heaps.ts';
import { itertoolsModule } from './itertools.ts';
import { jsonModule } from './json.ts';
import { mathModule } from './math.ts';
import { operatorModule } from './operator.ts';
import { osModule, osPathModule } from './os.ts';
import { pathlibModule } from './pathlib.ts';
import { randomModule } from './random.ts';
import { reModule } from './re.ts';
import * as small from './small.ts';
import { configparserModule } from '../files/configparser.ts';
import { csvModule } from '../files/csv-module.ts';
import { tomlModule, yamlModule } from '../files/documents.ts';
import { globModule } from '../files/glob-module.ts';
import { pickleModule } from '../files/pickle-module.ts';
import { shutilModule } from '../files/shutil-module.ts';
import { tempfileModule } from '../files/tempfile-module.ts';
import { sysModule } from './sys.ts';
import { abcModule, typingModule } from './typing.ts';

/** Makes the module for one interpreter, whose builtins it is given. */
export type ModuleFactory = (builtins: ReadonlyMap<string, Value>) => ModuleValue;

/**
 * The modules of the standard library (and `six`, `tqdm`) that programs may import, by dotted name. Others are unknowns
 * of that name.
 */
export const pythonModules: Readonly<Record<string, ModuleFactory | undefined>> = {
  __future__: small.futureModule,
  abc: abcModule,
  argparse: argparseModule,
  bisect: bisectModule,
  builtins: small.builtinsModule,
  collections: collectionsModule,
  'collections.abc': collectionsAbcModule,
  configparser: configparserModule,
  contextlib: contextlibModule,
  copy: copyModule,
  csv: csvModule,
  dataclasses: dataclassesModule,
  enum: enumModule,
  functools: functoolsModule,
  gc: small.gcModule,
  glob: globModule,
  heapq: heapqModule,
  itertools: itertoolsModule,
  json: jsonModule,
  logging: small.loggingModule,
  math: mathModule,
  numbers: numbersModule,
  operator: operatorModule,
  os: osModule,
  'os.path': osPathModule,
  pathlib: pathlibModule,
  pprint: small.pprintModule,
  random: randomModule,
  re: reModule,
  pickle: () => pickleModule('pickle'),
  joblib: () => pickleModule('joblib'),
  shutil: shutilModule,
  tempfile: tempfileModule,
  six: small.sixModule,
  'six.moves': small.sixMovesModule,
  statistics: small.statisticsModule,
  string: small.stringModule,
  sys: sysModule,
  time: small.timeModule,
  tqdm: small.tqdmModule,
  'tqdm.auto': small.tqdmModule,
  'tqdm.notebook': small.tqdmModule,
  toml: () => tomlModule('toml'),
  tomli: () => tomlModule('tomli'),
  tomllib: () => tomlModule('tomllib'),
  traceback: small.tracebackModule,
  types: small.typesModule,
  typing: typingModule,
  typing_extensions: typingModule,
  warnings: small.warningsModule,
  yaml: yamlModule,
};
