/**
 * Functions that are handed to code which is not followed (`frame.apply(found.update)`, `register(on_draw)`): it may
 * call them any number of times. They are not run, since nothing is known of what they would be
 * given; what they would change is no longer known. So it is with what takes items of an iterator of the program's.
 */
import type { Value } from '../domain/value.ts';
import type { Evaluator } from './evaluator.ts';
import { perhapsRun } from './stopped.ts';
import { words } from '../../words/message.ts';

const reason = words`code outside of the workspace may call what changes it`;

/** Methods that add to what is there. */
const ADDING: ReadonlySet<string> = new Set(['append', 'extend', 'add']);

/** What `callable` changes in place, if it is called, is open from now on. */
export function mayBeCalled(evaluator: Evaluator, callable: Value, exceptLayers = false): void {
  switch (callable.kind) {
    case 'function':
    case 'iterator':
    case 'native':
      perhapsRun(evaluator, [callable], reason, exceptLayers);
      break;
    case 'method':
      if (callable.method.kind === 'native' && ADDING.has(callable.method.name)) opened(evaluator, callable.receiver);
      else perhapsRun(evaluator, [callable], reason, exceptLayers);
      break;
    case 'instance':
      if (callable.host || callable.cls.unknownBase) break;
      perhapsRun(
        evaluator,
        BY_PROTOCOL.flatMap((name) =>
          callable.cls.lookup(name) ? [evaluator.findAttribute(callable, name)] : [],
        ).filter((method) => method !== undefined),
        reason,
      );
      break;
    default:
  }
}

/** What Python runs of an object that is called, or whose items are taken. */
const BY_PROTOCOL: readonly string[] = [
  '__call__',
  '__iter__',
  '__next__',
  '__getitem__',
  '__len__',
  '__enter__',
  '__exit__',
];

function opened(evaluator: Evaluator, value: Value): void {
  if ((value.kind !== 'list' && value.kind !== 'set') || value.summary) return;
  evaluator.touch(value);
  value.summary = evaluator.unknown(reason);
}
