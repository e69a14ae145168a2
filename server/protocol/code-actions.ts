/** Fixes for problems, and what takes problems and hints out of sight. */
import {
  type CancellationToken,
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Connection,
} from 'vscode-languageserver';
import type { ProgramText } from '../python/syntax/program-text.ts';
import type { Span } from '../python/syntax/place.ts';
import {
  type DocumentPart,
  FIX_ALL,
  HIDE_HINTS,
  toCodeAction,
  toFixAll,
  toHidingAction,
  toSilenceAction,
} from './convert.ts';
import type { OpenDocuments } from './documents.ts';
import { checkRange, documentUri, partOf, stopIfCancelled, wantedKinds } from './requests.ts';
import type { Ready, Session } from './session.ts';

/** Loaded when it is first asked for. */
type Features = typeof import('./on-demand.ts');

/** What a request asks for. */
interface Asked {
  readonly params: CodeActionParams;
  readonly part: DocumentPart;
  readonly range: Span;
  readonly token: CancellationToken;
}

export function answerCodeActions(connection: Connection, documents: OpenDocuments, session: Session): void {
  connection.onCodeAction(async (params, token): Promise<CodeAction[]> => {
    const part = partOf(documents, documentUri(params));
    checkRange(params.range);
    const start = part?.offset(params.range.start);
    const end = part?.offset(params.range.end);
    if (part === undefined || start === undefined || end === undefined) return [];
    const ready = await session.ready(part.open.program.uri, 'this');
    if (ready === undefined) return [];
    const features = await import('./on-demand.ts');
    stopIfCancelled(token);
    const asked: Asked = { params, part, range: { start, end }, token };
    const aboutProblems = ready.settings.problems.enable ? await problemActions(features, session, ready, asked) : [];
    return [...aboutProblems, ...hintActions(features, session, ready, asked)];
  });
}

function isWanted(kind: CodeActionKind, params: CodeActionParams): boolean {
  return wantedKinds(params)?.some((one) => kind === one || kind.startsWith(`${one}.`)) ?? true;
}

async function problemActions(
  features: Features,
  session: Session,
  ready: Ready,
  { params, part, range, token }: Asked,
): Promise<CodeAction[]> {
  const { codeActions, fixAll, silenceActions } = features;
  const { program } = part.open;
  const analysis = ready.analyses.of(program);
  const { severity } = ready.settings.problems;
  const tried = (changed: ProgramText) => ready.analyses.ofChanged(program, changed);
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix, params)) {
    const fixes = await session.answer(program, token, codeActions(analysis, range, tried, severity));
    actions.push(...fixes.map((action) => toCodeAction(action, part, session.documentation, session.language)));
    const silencing = silenceActions(analysis, range, severity, session.writesSettings);
    actions.push(...silencing.map((action) => toSilenceAction(action, part, session.documentation, session.language)));
  }
  // To mend all is a row of analyses, so it is for those who ask for it.
  if (wantedKinds(params) !== undefined && isWanted(FIX_ALL, params)) {
    const all = await session.answer(program, token, fixAll(analysis, tried, severity));
    if (all !== undefined) actions.push(toFixAll(all, part, session.language));
  }
  return actions;
}

/** Only for who opens the menu: the light bulb does not light up for them. */
function hintActions(
  { hidingActions }: Features,
  session: Session,
  ready: Ready,
  { params, part, range }: Asked,
): CodeAction[] {
  const { context } = params as { readonly context?: Partial<CodeActionContext> | null };
  const isAsked = context?.triggerKind === CodeActionTriggerKind.Invoked && isWanted(HIDE_HINTS, params);
  const isOneLine = params.range.start.line === params.range.end.line;
  if (!isAsked || !isOneLine || !session.writesSettings) return [];
  const line = part.lineAround(range.start);
  const actions = hidingActions(ready.analyses.shown(part.open.program), line, ready.settings.inlayHints);
  return actions.map((action) => toHidingAction(action, session.language));
}
