import { runProgram, type AnalyzeOptions } from '../../../../server/analysis/run.ts';
import { reportedErrors } from '../../../support/layer-truth.ts';
import { pythonParser } from '../../../support/parser.ts';

const IMPORTS = 'import numpy as np\nimport keras\nfrom keras import Input, Model, Sequential, layers\n';
const parser = await pythonParser();

/** What the program prints, as far as it is known. Keras's usual imports stand before it. */
export function printed(source: string, options: AnalyzeOptions = {}): (string | undefined)[] {
  const { analysis } = runProgram(parser, IMPORTS + source, options);
  return analysis.values.filter((value) => value.printed).map((value) => value.shown);
}

/** `line: code: message` of each error; lines are counted from the program's first, without the imports. */
export function reported(source: string, options: AnalyzeOptions = {}): string[] {
  const before = IMPORTS.split('\n').length - 1;
  return reportedErrors(runProgram(parser, IMPORTS + source, options)).map(
    ({ line, code, message }) => `${line - before}: ${code}: ${message}`,
  );
}
