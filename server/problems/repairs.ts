/** The repairs that a rule of Keras gives with its refusal, as edits of the text. */
import type { Repair } from '../keras/layers/definition.ts';
import { lastArgumentEnd, withComma } from './edits.ts';
import type { Finding } from './finding.ts';
import type { Fix, TextEdit } from './problem.ts';
import { argumentOf, lastName } from './source.ts';

/** Candidate fixes, the first one preferred where it is the only one. */
export function repairsOf(found: Finding): readonly Fix[] {
  const { repairs } = found.refusal;
  return repairs.flatMap((repair) => fixOf(found, repair, repairs.length === 1) ?? []);
}

function fixOf(found: Finding, repair: Repair, preferred: boolean): Fix | undefined {
  const { source } = found;
  const site = repair.call ?? found.layer?.site ?? found.span;
  const call = source.callAt(site);
  if (!call) return undefined;
  const callee = lastName(call.callee);
  const where = repair.call && callee ? ` of ${source.slice(callee)}` : '';
  const { argument: name, value, named } = repair;
  const parameters = Object.keys(found.layer?.definition?.parameters ?? {});
  const position = repair.call && found.layer?.site !== repair.call ? undefined : parameters.includes(name) ? parameters.indexOf(name) : undefined;
  const present = argumentOf(call, named ?? name, position);
  let edit: TextEdit | undefined;
  let title: string;
  if (named !== undefined) {
    edit = present?.nameSpan && { span: present.nameSpan, newText: name };
    title = `Change ${named} to ${name}`;
  } else if (value === null) {
    edit = present && { span: withComma(source.text.text, present), newText: '' };
    title = `Remove ${name}${where}`;
  } else if (present) {
    edit = { span: present.value, newText: value };
    title = `Change ${name}${where} to ${value}`;
  } else {
    const end = lastArgumentEnd(source.text.text, call);
    edit = end && { span: { start: end.offset, end: end.offset }, newText: `${end.separator}${name}=${value}` };
    title = `Add ${name}=${value}${where && ` to ${source.slice(callee!)}`}`;
  }
  return edit && { title, edits: [edit], preferred };
}
