/** Answers the explorer (explain/explorer/request.ts). */
import type { Connection } from 'vscode-languageserver';
import { EXPLORE_LAYER, type ExploreLayerParams, type ExploreLayerResult } from '../explain/explorer/request.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { partAt, toTextEdit, type DocumentPart } from './convert.ts';
import type { OpenDocuments } from './documents.ts';
import { checkPosition, documentUri, partOf, stopIfCancelled } from './requests.ts';
import type { Session } from './session.ts';
import type { Language } from '../words/language.ts';

export function answerExploreLayer(connection: Connection, documents: OpenDocuments, session: Session): void {
  connection.onRequest(EXPLORE_LAYER, async (params: ExploreLayerParams, token): Promise<ExploreLayerResult | null> => {
    const part = partOf(documents, documentUri(params));
    checkPosition(params.position);
    const offset = part?.isInside(params.position) === true ? part.offset(params.position) : undefined;
    if (part === undefined || offset === undefined) return null;
    const ready = await session.ready(part.open.program.uri);
    if (ready === undefined) return null;
    const { analyses } = ready;
    const features = await import('./on-demand.ts');
    stopIfCancelled(token);
    return exploreLayer(
      features,
      { analysis: analyses.shown(part.open.program), part, offset, language: session.language },
      params,
    );
  });
}

type Features = Pick<typeof import('./on-demand.ts'), 'argumentEdits' | 'layerAt'>;

/** More nobody looks through. */
const MOST_EVALUATIONS = 100;

interface Asked {
  readonly analysis: Analysis;
  readonly part: DocumentPart;
  readonly offset: number;
  readonly language: Language;
}

function exploreLayer(
  { argumentEdits, layerAt }: Features,
  { analysis, part, offset, language }: Asked,
  { changes, evaluation, model }: ExploreLayerParams,
): ExploreLayerResult | null {
  const found = layerAt(analysis, offset, { evaluation: textOf(evaluation), model: textOf(model) });
  const place = found && partAt(part.open, found.span.start);
  if (found === undefined || place === undefined) return null;
  const edits = argumentEdits(found, changesOf(changes)).map((edit) => toTextEdit(edit, place.part));
  const evaluations = found.evaluations.slice(-MOST_EVALUATIONS).map(({ key, model: of, label }) => ({
    key,
    label: language.say(label),
    ...(of === undefined ? {} : { model: of }),
  }));
  return {
    layer: found.layer,
    evaluations,
    evaluation: found.evaluation.key,
    uri: place.uri,
    range: place.part.range(found.span),
    edits,
  };
}

const textOf = (sent: unknown): string | undefined => (typeof sent === 'string' ? sent : undefined);

/** Only what can be a change: texts by name. */
function changesOf(sent: unknown): Readonly<Record<string, string>> {
  if (typeof sent !== 'object' || sent === null) return {};
  return Object.fromEntries(
    Object.entries(sent).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
