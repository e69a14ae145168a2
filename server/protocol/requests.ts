import { type CancellationToken, LSPErrorCodes, ResponseError, ErrorCodes } from 'vscode-languageserver';
import type { OpenDocuments } from './documents.ts';
import { DocumentPart } from './convert.ts';

/** Refuses a request whose parameters are not what the protocol says. */
export function documentUri(params: unknown): string {
  const document = isRecord(params) ? params['textDocument'] : undefined;
  const uri = isRecord(document) ? document['uri'] : undefined;
  if (typeof uri !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, 'textDocument.uri is not a text');
  return uri;
}

export function checkPosition(position: unknown): void {
  if (!isRecord(position) || !isIndex(position['line']) || !isIndex(position['character'])) {
    throw new ResponseError(
      ErrorCodes.InvalidParams,
      'a position has a line and a character, both integers of 0 or more',
    );
  }
}

export function checkRange(range: unknown): void {
  if (!isRecord(range)) throw new ResponseError(ErrorCodes.InvalidParams, 'a range has a start and an end');
  checkPosition(range['start']);
  checkPosition(range['end']);
}

/** The kinds of code actions that are asked for; undefined: all. */
export function wantedKinds(params: unknown): readonly string[] | undefined {
  const context = isRecord(params) ? params['context'] : undefined;
  const only = isRecord(context) ? context['only'] : undefined;
  return Array.isArray(only) ? only.filter((kind) => typeof kind === 'string') : undefined;
}

export function partOf(documents: OpenDocuments, uri: string): DocumentPart | undefined {
  const found = documents.find(uri);
  return found === undefined ? undefined : new DocumentPart(found.open, found.cell);
}

export function stopIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}

const isIndex = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
