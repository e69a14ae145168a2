/**
 * Programs about the data contract, each in a broken and a repaired form. A file holds several:
 *
 *     #%% name | 2 3          the Keras versions that refuse it (the other one has nothing to say)
 *     line                    in both forms
 *     line  #-                in the broken form only
 *     line  #+                in the repaired form only
 *     line  #! code           what is reported on this line of the broken form …
 *     line  #! code: Title    … and a fix that must be among those offered
 *     line  #!3 code          in this Keras only
 */
import { readdirSync, readFileSync } from 'node:fs';

export interface Case {
  readonly name: string;
  readonly versions: readonly (2 | 3)[];
  readonly broken: string;
  readonly repaired: string;
  /** Lines count from 1. */
  readonly expected: readonly {
    readonly line: number;
    readonly code: string;
    readonly fix: string | undefined;
    readonly version: 2 | 3 | undefined;
  }[];
}

const folder = new URL('programs/', import.meta.url);

export function cases(): readonly Case[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => readFileSync(new URL(file, folder), 'utf8').split(/^#%% /m).slice(1).map(read));
}

function read(text: string): Case {
  const [head = '', ...body] = text.trimEnd().split('\n');
  const [name = '', versions = ''] = head.split('|').map((part) => part.trim());
  const broken: string[] = [];
  const repaired: string[] = [];
  const expected: { line: number; code: string; fix: string | undefined; version: 2 | 3 | undefined }[] = [];
  for (const line of body) {
    const [marked = '', ...marks] = line.split(/\s*#!(?=[23]? )/);
    const [, code, form] = /^(.*?)(?:\s*#([-+]))?$/.exec(marked)!;
    const plain = code!.trimEnd();
    if (form !== '+') broken.push(plain);
    if (form !== '-') repaired.push(plain);
    for (const mark of marks) {
      const [, version, found, fix] = /^([23])? ([a-z0-9-]+)(?:: (.*))?$/.exec(mark)!;
      expected.push({
        line: broken.length,
        code: found!,
        fix,
        version: version ? (Number(version) as 2 | 3) : undefined,
      });
    }
  }
  return {
    name,
    versions: versions.split(' ').map((version) => Number(version) as 2 | 3),
    broken: `${broken.join('\n')}\n`,
    repaired: `${repaired.join('\n')}\n`,
    expected,
  };
}
