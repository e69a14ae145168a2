/** Statements that change a variable in place, for random programs. */
import type { Statements } from './statements.ts';

/** The ways to change a variable of a name. */
type Ways = (write: Statements, name: string) => readonly (() => void)[];

/** Only small factors: in a loop a number would otherwise grow beyond all bounds. */
export const waysOfNumber: Ways = (write, number) => [
  () => write.line(`${number} ${write.random.pick(['-=', '//=', '%='])} ${write.of('int', 1)}`),
  () => write.line(`${number} ${write.random.pick(['+=', '*=', '|=', '<<='])} ${write.small()}`),
];

export const waysOfList: Ways = (write, list) => [
  () => write.line(`${list}.append(${write.of('int', 1)})`),
  () => write.line(`${list}.extend(${write.of('ints', 1)}[:4])`),
  () => write.line(`${list} += ${write.of('ints', 1)}[:4]`),
  () => write.line(`${list}.insert(${write.index()}, ${write.of('int', 1)})`),
  () => write.line(`print(${list}.pop(${write.random.pick(['', '0', '-1', '2'])}))`),
  () =>
    write.line(
      `${list}.${write.random.pick(['sort()', 'reverse()', 'sort(reverse=True)', 'clear()', 'sort(key=lambda n: n % 5)'])}`,
    ),
  () => write.line(`${list}[${write.slice()}] = ${write.of('ints', 1)}[:4]`),
  () =>
    write.line(
      `del ${list}[${write.random.choose(
        () => write.slice(),
        () => write.index(),
      )}]`,
    ),
  () => write.line(`${list}[${write.index()}] = ${write.of('int', 1)}`),
  () => write.line(`${list}.remove(${write.of('int', 1)})`),
  () => write.line(`print(${list}.index(${write.of('int', 1)}))`),
  () => write.line(`${list} *= ${write.random.integer(0, 2)}`),
];

export const waysOfDict: Ways = (write, dict) => [
  () => write.line(`${dict}[${write.of('str', 1)}] = ${write.of('int', 1)}`),
  () => write.line(`print(${dict}.pop(${write.of('str', 1)}, None))`),
  () => write.line(`${dict}.update(${write.of('dict', 1)})`),
  () => write.line(`print(${dict}.setdefault(${write.of('str', 1)}, ${write.of('int', 1)}))`),
  () => write.line(`print(${dict}[${write.of('str', 1)}])`),
  () => write.line(`del ${dict}[${write.of('str', 1)}]`),
  () => write.line(`print(${dict}.popitem())`),
  () => write.line(`print(list(${dict}.items()), list(${dict}.values()))`),
  () => write.line(`${dict} |= ${write.of('dict', 1)}`),
];

export const waysOfSet: Ways = (write, set) => [
  () => write.line(`${set} = set(${set}); ${set}.add(${write.of('int', 1)})`),
  () => write.line(`${set} = set(${set}); ${set}.discard(${write.of('int', 1)})`),
  () => write.line(`${set} = set(${set}); ${set} ${write.random.pick(['|=', '&=', '-=', '^='])} ${write.of('set', 1)}`),
];
