/** The program's text and tree, as messages and fixes look things up in them. */
import { placeText } from '../python/syntax/place-text.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import type { Place, Span } from '../python/syntax/place.ts';
import type { Argument, Call, Expression, Module } from '../python/syntax/tree.ts';
import { walk } from '../python/syntax/walk.ts';
import type { Message } from '../words/message.ts';

export class Source {
  readonly module: Module;
  readonly text: ProgramText;
  #calls: ReadonlyMap<string, Call> | undefined;

  constructor(module: Module, text: ProgramText) {
    this.module = module;
    this.text = text;
  }

  /** The call that is written exactly there, in this text. */
  callAt(place: Place | undefined): Call | undefined {
    return place?.file === this.module.file ? (this.#calls ??= callsOf(this.module)).get(keyOf(place)) : undefined;
  }

  /**
   * What an expression is the value of: `units=64` of an argument, `UNITS = 64` of a name; undefined where it stands by
   * itself.
   */
  nameOf({ start, end }: Span): string | undefined {
    const before = this.text.text.slice(Math.max(0, start - 80), start);
    const name = /([A-Za-z_]\w*\s*=\s*)$/.exec(before);
    return name ? `${name[1]}${this.slice({ start, end })}` : undefined;
  }

  slice({ start, end }: Span): string {
    return this.text.text.slice(start, end);
  }

  /** `line 12`; in a notebook, seen from another cell, `line 2 of Cell 4, [3]`. */
  place({ start }: Span, from?: Span): Message {
    return placeText(this.text, start, from?.start);
  }
}

/** The argument that is passed under this name; `position`: where it stands without a name, from 0. */
export function argumentOf(call: Call, name: string, position?: number): Argument | undefined {
  const named = call.arguments.find((argument) => argument.name === name);
  if (named || position === undefined) return named;
  const before = call.arguments.slice(0, position + 1);
  const argument = before[position];
  return argument && before.every(({ name: keyword, spread }) => keyword === undefined && spread === '')
    ? argument
    : undefined;
}

/** The last name of a callee: `LSTM` of `layers.LSTM`. */
export function lastName(callee: Expression): Place | undefined {
  return callee.kind === 'Attribute' ? callee.nameSpan : callee.kind === 'Name' ? callee : undefined;
}

const keyOf = ({ start, end }: Span): string => `${start}:${end}`;

function callsOf(module: Module): ReadonlyMap<string, Call> {
  const calls = new Map<string, Call>();
  walk(module, (node) => {
    if (node.kind === 'Call') calls.set(keyOf(node), node);
  });
  return calls;
}
