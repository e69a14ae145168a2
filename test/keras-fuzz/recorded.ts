/** Real Keras, asked what it does with programs. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { JsonValue } from '../../server/analysis/analysis.ts';

export interface RecordedRow {
  readonly name: string;
  readonly class: string;
  readonly output_shape: JsonValue;
  readonly params: number;
  readonly weights: readonly (readonly number[])[];
}
export interface RecordedModel {
  readonly variable: string;
  readonly name: string;
  readonly class: string;
  readonly layers: readonly RecordedRow[];
  readonly total: number;
  readonly trainable: number;
  readonly summary_text: string;
}
export interface Recorded {
  readonly values: readonly { readonly line: number; readonly text: string; readonly value: JsonValue }[];
  readonly models: readonly RecordedModel[];
  readonly error: { readonly type: string; readonly message: string; readonly line: number | null } | null;
}
type Answer = Recorded | { readonly failed: string };

/** A process of Python that has imported Keras and runs one program after the other. */
export class RealKeras {
  readonly #process: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  readonly #lines: Interface;
  readonly #folder = mkdtempSync(join(tmpdir(), 'keras-fuzz-'));
  #count = 0;

  private constructor(python: string) {
    const script = fileURLToPath(new URL('record.py', import.meta.url));
    this.#process = spawn(python, ['-W', 'ignore', script], { stdio: ['pipe', 'pipe', 'ignore'] });
    this.#lines = createInterface(this.#process.stdout!);
    this.#answers = this.#lines[Symbol.asyncIterator]();
  }

  /** `python`: one with Keras and TensorFlow. Also gives the release. */
  static async start(python: string): Promise<{ readonly keras: RealKeras; readonly release: string }> {
    const keras = new RealKeras(python);
    const first = await keras.#answers.next();
    if (first.done === true) throw new Error(`${python} has no Keras`);
    return { keras, release: (JSON.parse(first.value) as { readonly keras: string }).keras };
  }

  /** undefined where the program could not be run to its end. */
  async run(program: string): Promise<Recorded | undefined> {
    const path = join(this.#folder, `program${this.#count++}.py`);
    writeFileSync(path, program);
    this.#process.stdin!.write(`${path}\n`);
    const answer = await this.#answers.next();
    if (answer.done === true) throw new Error('the process of Keras ended');
    const recorded = JSON.parse(answer.value) as Answer;
    return 'failed' in recorded ? undefined : recorded;
  }

  stop(): void {
    this.#lines.close();
    this.#process.kill();
    rmSync(this.#folder, { recursive: true });
  }
}
