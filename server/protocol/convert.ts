/** The features' plain data, spelled as the language server protocol does. */
import {
  type CodeAction,
  CodeActionKind,
  type CodeLens,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  InlayHintKind,
  type InlayHint,
  type InlayHintLabelPart,
  type Location,
  type LocationLink,
  type Position,
  type Range,
  SymbolKind,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Problem, Severity, TextEdit as Edit } from '../analysis/analysis.ts';
import { oneLine, visible } from '../explain/visible.ts';
import type { CodeAction as Action } from '../features/code-actions.ts';
import type { CodeLens as Lens } from '../features/code-lens.ts';
import type { DocumentSymbol as OutlineSymbol } from '../features/document-symbols.ts';
import type { HintKind, SilenceAction } from '../features/silence-actions.ts';
import type { Definition } from '../features/layer-names.ts';
import type { HintPart, InlayHint as Hint } from '../features/inlay-hints.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import type { Span } from '../python/syntax/place.ts';
import type { OpenProgram } from './documents.ts';
import { hintData } from './hint-data.ts';
import type { Language } from '../words/language.ts';
import { type Message, message, words } from '../words/message.ts';

/** One document of a program: the file, or one cell. Only what stands in it concerns a request about it. */
export class DocumentPart {
  readonly open: OpenProgram;
  readonly cell: number | undefined;

  constructor(open: OpenProgram, cell: number | undefined) {
    this.open = open;
    this.cell = cell;
  }

  get text(): ProgramText {
    return this.open.program.text;
  }

  has(offset: number): boolean {
    return this.text.positionAt(offset).cell === this.cell;
  }
  position(offset: number): Position {
    const { line, character } = this.text.positionAt(offset);
    return { line, character };
  }
  /** The part of the span in this document. */
  range({ start, end }: Span): Range {
    const cell = this.text.cells.find(({ index }) => index === this.cell);
    const within = (offset: number) => Math.max(cell?.start ?? 0, Math.min(offset, cell?.end ?? offset));
    return { start: this.position(within(start)), end: this.position(within(end)) };
  }
  offset({ line, character }: Position): number | undefined {
    return this.text.offsetAt({ cell: this.cell, line, character });
  }
  /** The line of this document that an offset is in. */
  lineAround(offset: number): Span {
    const { line } = this.position(offset);
    const start = this.offset({ line, character: 0 }) ?? offset;
    return { start, end: this.offset({ line, character: Number.MAX_SAFE_INTEGER }) ?? offset };
  }
  /** Does the line exist, and reach that far? Editors clamp; a place far outside is about nothing. */
  isInside({ line, character }: Position): boolean {
    const offset = this.offset({ line, character });
    if (offset === undefined) return false;
    const place = this.position(offset);
    return place.line === line && place.character === character;
  }
}

/** The document that an offset of the program is in. */
export function partAt(
  open: OpenProgram,
  offset: number,
): { readonly part: DocumentPart; readonly uri: string } | undefined {
  const { cell } = open.program.text.positionAt(offset);
  const document = open.documents.find((one) => one.cell === cell);
  return document === undefined ? undefined : { part: new DocumentPart(open, cell), uri: document.uri };
}

export function toInlayHint(hint: Hint, part: DocumentPart, uri: string): InlayHint {
  return {
    position: part.position(hint.offset),
    label: hint.parts === undefined ? oneLine(hint.text) : hint.parts.map((hintPart) => toLabelPart(hintPart, part)),
    ...(hint.text.startsWith(':') ? {} : { paddingLeft: true }),
    ...(hint.kind === 'value' || hint.kind === 'more' ? {} : { kind: InlayHintKind.Type }),
    ...(hint.comment === undefined ? {} : { textEdits: [toTextEdit(hint.comment, part)] }),
    data: hintData(uri, hint),
  };
}

function toLabelPart({ text, source }: HintPart, part: DocumentPart): InlayHintLabelPart {
  const location = source === undefined ? undefined : toLocation(source, part);
  return { value: oneLine(text), ...(location === undefined ? {} : { location }) };
}

export function toLocation(span: Span, part: DocumentPart): Location | undefined {
  const place = partAt(part.open, span.start);
  return place === undefined ? undefined : { uri: place.uri, range: place.part.range(span) };
}

/** With the whole string as what is clicked on, where the editor can show that. */
export function toDefinition(
  { origin, targets }: Definition,
  part: DocumentPart,
  asLinks: boolean,
): LocationLink[] | Location[] {
  const places = targets.flatMap((target) => toLocation(target, part) ?? []);
  if (!asLinks) return places;
  return places.map(({ uri, range }) => ({
    originSelectionRange: part.range(origin),
    targetUri: uri,
    targetRange: range,
    targetSelectionRange: range,
  }));
}

export const toTextEdit = ({ span, newText }: Edit, part: DocumentPart): TextEdit => ({
  range: part.range(span),
  newText,
});

/**
 * Of several models one is to be chosen: the command gets them all. `document`: the file, or the notebook's cell, that
 * the lens is in.
 */
export function toCodeLens(
  { span, title, opens }: Lens,
  part: DocumentPart,
  { program, document }: { readonly program: string; readonly document: string },
  language: Language,
): CodeLens {
  const range = part.range(span);
  const command = (name: string, args: readonly unknown[]) => ({
    range,
    command: { title: oneLine(language.say(title)), command: `layerlens.${name}`, arguments: [...args] },
  });
  switch (opens.kind) {
    case 'summary': {
      const [model, ...others] = opens.models;
      return command('showSummary', [program, others.length === 0 ? model : [model, ...others]]);
    }
    case 'caller':
      return command('openCaller', [opens.uri, opens.line, opens.cell ?? null]);
    case 'example':
      return command('writeExample', [document, range.start.line, opens.snippet]);
  }
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** `documentation`: the address of a problem's page, `{code}` for its code, where the pages can be opened. */
export function toDiagnostic(
  problem: Problem,
  part: DocumentPart,
  documentation: string | undefined,
  language: Language,
): Diagnostic {
  const related = problem.related.flatMap(({ span, message }) => {
    const place = partAt(part.open, span.start);
    return place === undefined
      ? []
      : [{ location: { uri: place.uri, range: place.part.range(span) }, message: visible(language.say(message)) }];
  });
  const { inside } = problem;
  if (inside !== undefined) {
    const start = { line: inside.line, character: 0 };
    related.push({
      location: { uri: inside.uri, range: { start, end: start } },
      message: visible(language.say(words`raised here`)),
    });
  }
  return {
    range: part.range(problem.span),
    severity: SEVERITIES[problem.severity],
    code: problem.code,
    ...(documentation === undefined
      ? {}
      : { codeDescription: { href: documentation.replace('{code}', problem.code) } }),
    source: 'Layer Lens',
    message: visible(language.say(problem.words)),
    ...(problem.code === 'unused-layer' ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related.length === 0 ? {} : { relatedInformation: related }),
  };
}

/** The kind of the action that mends all that is unambiguous: for `editor.codeActionsOnSave`. */
export const FIX_ALL: CodeActionKind = `${CodeActionKind.SourceFixAll}.layerlens`;

export function toFixAll(
  { edits, count }: { readonly edits: readonly Edit[]; readonly count: number },
  { open }: DocumentPart,
  language: Language,
): CodeAction {
  const title = message(
    '{0, plural, one {Layer Lens: apply the preferred fix} other {Layer Lens: apply the preferred fixes of # problems}}',
    count,
  );
  return { title: language.say(title), kind: FIX_ALL, edit: toWorkspaceEdit(edits, open) };
}

function toWorkspaceEdit(edits: readonly Edit[], open: OpenProgram): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const edit of edits) {
    const place = partAt(open, edit.span.start);
    if (place !== undefined) changes[place.uri] = [...(changes[place.uri] ?? []), toTextEdit(edit, place.part)];
  }
  return { changes };
}

export function toCodeAction(
  action: Action,
  part: DocumentPart,
  documentation: string | undefined,
  language: Language,
): CodeAction {
  return {
    title: oneLine(language.say(action.title)),
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(action.problem, part, documentation, language)],
    ...(action.preferred ? { isPreferred: true } : {}),
    edit: toWorkspaceEdit(action.edits, part.open),
  };
}

/** Commands of the client: they write the settings, which only the editor can. */
const SWITCH_OFF = 'layerlens.switchOffProblem';
const HIDE = 'layerlens.hideHints';

export function toSilenceAction(
  { title, problem, does }: SilenceAction,
  part: DocumentPart,
  documentation: string | undefined,
  language: Language,
): CodeAction {
  const action = {
    title: oneLine(language.say(title)),
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(problem, part, documentation, language)],
  };
  if ('edit' in does) return { ...action, edit: toWorkspaceEdit([does.edit], part.open) };
  return { ...action, command: { title: action.title, command: SWITCH_OFF, arguments: [does.switchOff] } };
}

/** The kind of what hides hints. It is none of those that editors have, and stands behind them in a menu. */
export const HIDE_HINTS: CodeActionKind = 'layerlens.hideHints';

export function toHidingAction(
  { title, kind }: { readonly title: Message; readonly kind: HintKind },
  language: Language,
): CodeAction {
  const text = language.say(title);
  return { title: text, kind: HIDE_HINTS, command: { title: text, command: HIDE, arguments: [kind] } };
}

/** The symbols whose own place is in this document, with those of their children that are too. */
export function toDocumentSymbols(
  symbols: readonly OutlineSymbol[],
  part: DocumentPart,
  language: Language,
): DocumentSymbol[] {
  return symbols.flatMap((symbol): DocumentSymbol[] =>
    part.has(symbol.selection.start)
      ? [
          {
            name: symbol.name === '' ? '?' : oneLine(symbol.name),
            detail: oneLine(language.say(symbol.detail)),
            kind: symbol.kind === 'model' ? SymbolKind.Class : SymbolKind.Field,
            range: part.range(symbol.span),
            selectionRange: part.range(symbol.selection),
            children: toDocumentSymbols(symbol.children, part, language),
          },
        ]
      : [],
  );
}
