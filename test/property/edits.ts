/**
 * What people do to a program in an editor, at random: they stay at a place for a while, type, delete, undo, and go
 * elsewhere.
 */
import { Dice } from '../fuzz/mutations.ts';

const TYPED = [
  'x',
  '1',
  '0',
  ' ',
  '\n',
  '\n    ',
  '(',
  ')',
  '[',
  ']',
  ',',
  '=',
  '.',
  '"',
  ':',
  '#',
  '\t',
  '\\\n',
  '# a comment\n',
  'x = 1\n',
  'else:\n',
  'elif',
  'if',
  'for',
  'model.trainable = False\n',
  'keras.utils.clear_session()\n',
  'layers.Dense(3)(',
  'print(model.count_params())\n',
  'import numpy as np\n',
  '"""',
  'return ',
  'def helper(x):\n    return x\n',
  'while True:\n    break\n',
  'model.add(layers.Dense(4))\n',
  'import os\nif os.environ.get("A"):\n    model = None\n',
  'x.append(1)\n',
  'keras.mixed_precision.set_global_policy("mixed_float16")\n',
];

export class Editing {
  text: string;
  readonly #dice: Dice;
  readonly #past: string[] = [];
  #cursor: number;

  constructor(seed: number, programs: readonly string[]) {
    // Neighbouring seeds of the generator begin alike.
    this.#dice = new Dice(Math.imul(seed, 2_654_435_761) ^ (seed >>> 7));
    this.text = this.#dice.pick(programs);
    this.#cursor = this.#dice.below(this.text.length + 1);
  }

  /** One more edit. */
  next(): void {
    const dice = this.#dice;
    if (dice.below(8) === 0) this.#cursor = dice.below(this.text.length + 1);
    if (dice.below(6) === 0) this.#toLineStart();
    const last = this.#past.at(-1);
    if (last !== undefined && dice.below(5) === 0) {
      this.text = this.#past.pop()!;
      this.#cursor = Math.min(this.#cursor, this.text.length);
      return;
    }
    this.#past.push(this.text);
    const at = this.#cursor;
    switch (dice.below(10)) {
      case 0:
        this.#replace(at, at + 1 + dice.below(3), '');
        break;
      case 1:
        this.#replace(Math.max(0, at - 1 - dice.below(3)), at, '');
        break;
      case 2:
        this.#toLineStart();
        this.#replace(this.#cursor, this.#lineEnd(this.#cursor), '');
        break;
      case 3: {
        const end = this.#lineEnd(at);
        this.#replace(end, end, this.text.slice(this.text.lastIndexOf('\n', at - 1) + 1, end));
        break;
      }
      case 4:
        this.#changeNumber();
        break;
      case 5:
        this.#moveStatements(dice.below(3));
        break;
      default:
        this.#replace(at, at, dice.pick(TYPED));
    }
  }

  #replace(start: number, end: number, newText: string): void {
    this.text = this.text.slice(0, start) + newText + this.text.slice(end);
    this.#cursor = Math.min(start + newText.length, this.text.length);
  }

  /** A statement goes away, comes twice, or changes places with another. */
  #moveStatements(how: number): void {
    const statements = this.text.split(/\n(?=[^\s)\]}#])/);
    const [a, b] = [this.#dice.below(statements.length), this.#dice.below(statements.length)];
    if (how === 0) statements.splice(a, 1);
    else if (how === 1) statements.splice(a, 0, statements[b]!);
    else [statements[a], statements[b]] = [statements[b]!, statements[a]!];
    this.text = statements.join('\n');
    this.#cursor = Math.min(this.#cursor, this.text.length);
  }

  #toLineStart(): void {
    this.#cursor = this.text.lastIndexOf('\n', this.#cursor - 1) + 1;
  }
  /** Past the line's break. */
  #lineEnd(at: number): number {
    const end = this.text.indexOf('\n', at);
    return end < 0 ? this.text.length : end + 1;
  }

  #changeNumber(): void {
    const found = /\d+/.exec(this.text.slice(this.#cursor));
    if (!found) return;
    const start = this.#cursor + found.index;
    this.#replace(start, start + found[0].length, String(this.#dice.below(200)));
  }
}
