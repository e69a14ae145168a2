/** Reads what Python, IPython and Jupyter print when an exception ends a program. */

export interface Frame {
  /** As it is printed: a path, `<ipython-input-5-…>`, `Cell In[3]`; undefined where it is not. */
  readonly file: string | undefined;
  readonly line: number | undefined;
  /** The text of the line, where it is printed. */
  readonly code: string | undefined;
}
export interface Traceback {
  /** `ValueError`; empty where only a message was pasted. */
  readonly type: string;
  readonly message: string;
  /** The outermost first. */
  readonly frames: readonly Frame[];
}

/** Colours of a terminal begin with the escape character. */
const COLOURS = /\u001b\[[\d;]*[A-Za-z]/g;
/** `ValueError: …`, also with the module before it; at the start of a line. */
const EXCEPTION = /^((?:[A-Za-z_]\w*\.)*_?[A-Z]\w*(?:Error|Exception|Interrupt|Warning|Exit))(?::[ \t]?(.*))?$/;
const PYTHON_FRAME = /^\s*File "([^"]+)", line (\d+)(?:, in .*)?$/;
/** `Cell In[3], line 5`, `File ~/train.py:12, in build()`, `Input In [3], in <cell line: 5>()`. */
const JUPYTER_FRAME =
  /^(?:(Cell In ?\[\d+\]|Input In ?\[\d+\]), (?:line (\d+)|in .*)|File ([^\s:]+(?::[^\s:\d][^\s:]*)?):(\d+)(?:, in .*)?|(<ipython-input-[^>]+>|[~/.\w][^\s]*\.py) in .*)$/;
/** `----> 5 model.add(…)`. */
const ARROW = /^-+>\s*(\d+)\s(.*)$/;
/** What TensorFlow prints behind its message. */
const AFTER_MESSAGE =
  /^\s*(Call arguments received by |Arguments received by |During handling of the above exception|The above exception was the direct cause|Traceback \(most recent call last\)|\[\[\{\{node |Function call stack:|-{20,})/;
const LONGEST = 200_000;

/** Does a traceback end with this line: `ValueError: …`? */
export const isExceptionLine = (line: string): boolean => EXCEPTION.test(line);

/** undefined where the text holds neither an exception nor words of Keras. */
export function readTraceback(pasted: string): Traceback | undefined {
  const lines = pasted
    .slice(0, LONGEST)
    .replaceAll(COLOURS, '')
    .split(/\r\n|\n|\r/);
  const at = lines.findLastIndex((line) => EXCEPTION.test(line.trim()) && !line.startsWith('    '));
  if (at < 0) {
    const message = lines.join('\n').trim();
    return /layer|shape|ndim|keras|tensor/i.test(message) ? { type: '', message, frames: [] } : undefined;
  }
  const [, type = '', first = ''] = EXCEPTION.exec(lines[at]!.trim())!;
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => AFTER_MESSAGE.test(line));
  const message = [first, ...(end < 0 ? rest : rest.slice(0, end))].join('\n').trim();
  return { type: type.split('.').at(-1)!, message, frames: framesIn(lines.slice(0, at)) };
}

function framesIn(lines: readonly string[]): readonly Frame[] {
  const frames: Frame[] = [];
  let header: { file: string; line: number | undefined } | undefined;
  for (const [index, line] of lines.entries()) {
    const python = PYTHON_FRAME.exec(line);
    if (python) {
      const next = lines[index + 1];
      const code = next !== undefined && /^\s{2,}\S/.test(next) && !PYTHON_FRAME.test(next) ? next.trim() : undefined;
      frames.push({ file: python[1], line: Number(python[2]), code });
      header = undefined;
      continue;
    }
    const jupyter = JUPYTER_FRAME.exec(line);
    if (jupyter) {
      const stated = jupyter[2] ?? jupyter[4];
      header = {
        file: (jupyter[1] ?? jupyter[3] ?? jupyter[5])!,
        line: stated === undefined ? undefined : Number(stated),
      };
      continue;
    }
    const arrow = ARROW.exec(line);
    if (arrow) {
      frames.push({ file: header?.file, line: Number(arrow[1]), code: arrow[2]!.trim() });
      header = undefined;
    }
  }
  return frames;
}

/** Is that where libraries are installed, or code that they made themselves? */
export const isLibraryFrame = ({ file }: Frame): boolean =>
  file !== undefined &&
  /site-packages|dist-packages|\/keras\/|\/tensorflow\/|<frozen|lib\/python\d|__autograph_generated_file/.test(
    file.replaceAll('\\', '/'),
  );
