/** `layerlens/exploreLayer`: the layer at a position, for the explorer beside the code; with `changes`, also the edits that write them into the code. */
import type { Connection, Range, TextEdit } from 'vscode-languageserver';
import type { ExploredLayer } from '../explain/explorer/specification.ts';
import { argumentEdits, layerAt } from '../features/explore-layer.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { partAt, toTextEdit, type DocumentPart } from './convert.ts';
import type { OpenDocuments } from './documents.ts';
import { checkPosition, documentUri, partOf, stopIfCancelled } from './requests.ts';
import type { Session } from './session.ts';

/** The request's name. */
export const EXPLORE_LAYER = 'layerlens/exploreLayer';

export interface ExploreLayerParams {
  readonly textDocument: { readonly uri: string };
  readonly position: { readonly line: number; readonly character: number };
  /** New values by the path of the argument, as Python writes them. */
  readonly changes?: Readonly<Record<string, string>>;
}

export interface ExploreLayerResult {
  readonly layer: ExploredLayer;
  /** The document in which the layer is made, and its constructor call there. */
  readonly uri: string;
  readonly range: Range;
  /** In that document. */
  readonly edits: readonly TextEdit[];
}

export function answerExploreLayer(connection: Connection, documents: OpenDocuments, session: Session): void {
  connection.onRequest(EXPLORE_LAYER, async (params: ExploreLayerParams, token): Promise<ExploreLayerResult | null> => {
    const part = partOf(documents, documentUri(params));
    checkPosition(params.position);
    const offset = part?.isInside(params.position) === true ? part.offset(params.position) : undefined;
    if (part === undefined || offset === undefined) return null;
    const { analyses } = await session.ready(part.open.program.uri);
    stopIfCancelled(token);
    return exploreLayer(analyses.of(part.open.program), part, offset, changesOf(params.changes));
  });
}

function exploreLayer(analysis: Analysis, part: DocumentPart, offset: number, changes: Readonly<Record<string, string>>): ExploreLayerResult | null {
  const found = layerAt(analysis, offset);
  const place = found && partAt(part.open, found.span.start);
  if (found === undefined || place === undefined) return null;
  const edits = argumentEdits(found, changes).map((edit) => toTextEdit(edit, place.part));
  return { layer: found.layer, uri: place.uri, range: place.part.range(found.span), edits };
}

/** Only what can be a change: texts by name. */
function changesOf(sent: unknown): Readonly<Record<string, string>> {
  if (typeof sent !== 'object' || sent === null) return {};
  return Object.fromEntries(Object.entries(sent).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
