/** The requests of pages beside the code, which are not in the protocol: an editor that has such pages sends them. */
import type { CancellationToken, Connection, Location } from 'vscode-languageserver';
import type { ExportFormat, ModelsView } from '../explain/model-view.ts';
import { type ModelChoice, modelChoices } from '../features/model-at.ts';
import { partAt } from './convert.ts';
import type { OpenDocuments } from './documents.ts';
import { documentUri, stopIfCancelled } from './requests.ts';
import type { Session } from './session.ts';
import { isSavedModel } from '../workspace/saved/names.ts';
import { type Message, words } from '../words/message.ts';

const FORMATS: readonly ExportFormat[] = ['text', 'markdown', 'csv', 'json'];

/** A place with the cell that it is in, where it is in one. */
interface NamedPlace extends Location {
  readonly cell?: { readonly index: number; readonly executionCount?: number };
}

/** Answers the requests of the pages. */
export function answerViews(connection: Connection, documents: OpenDocuments, session: Session): void {
  answerModels(connection, documents, session);
  answerModelChoices(connection, documents, session);
  answerExport(connection, documents, session);
}

/** The models of a program: `{ textDocument: { uri } }`. Null where it is not open. */
function answerModels(connection: Connection, documents: OpenDocuments, session: Session): void {
  connection.onRequest(
    'layerlens/models',
    async (params: unknown, token: CancellationToken): Promise<ModelsView<NamedPlace> | null> => {
      const uri = documentUri(params);
      const open = documents.find(uri)?.open;
      if (open === undefined) return isSavedModel(uri) ? savedView(session, uri) : null;
      const ready = await session.ready(open.program.uri);
      if (ready === undefined) return null;
      const { analyses } = ready;
      const { modelsView } = await import('./on-demand.ts');
      stopIfCancelled(token);
      return modelsView(
        analyses.shown(open.program),
        (span) => {
          const place = partAt(open, span.start);
          if (place === undefined) return undefined;
          const { index, executionCount } = open.program.text.cellAt(span.start) ?? {};
          const cell =
            index === undefined ? undefined : { index, ...(executionCount === undefined ? {} : { executionCount }) };
          return { uri: place.uri, range: place.part.range(span), ...(cell === undefined ? {} : { cell }) };
        },
        session.language,
      );
    },
  );
}

/**
 * Some of them by what people know them by: `{ textDocument: { uri }, models: indices }`. Null where the program is
 * not open.
 */
function answerModelChoices(connection: Connection, documents: OpenDocuments, session: Session): void {
  connection.onRequest('layerlens/modelChoices', async (params: unknown): Promise<readonly ModelChoice[] | null> => {
    const open = documents.find(documentUri(params))?.open;
    const { models } = params as { readonly models?: unknown };
    const ready = open && (await session.ready(open.program.uri));
    if (open === undefined || ready === undefined || !Array.isArray(models)) return null;
    return modelChoices(
      ready.analyses.shown(open.program),
      models.filter((index) => typeof index === 'number'),
      session.language,
    );
  });
}

/** One of them as a text: `{ textDocument: { uri }, model: index, format }`. Null where there is none. */
function answerExport(connection: Connection, documents: OpenDocuments, session: Session): void {
  connection.onRequest(
    'layerlens/exportModel',
    async (params: unknown, token: CancellationToken): Promise<string | null> => {
      const uri = documentUri(params);
      const open = documents.find(uri)?.open;
      const { model: index, format } = params as { readonly model?: unknown; readonly format?: unknown };
      const known = FORMATS.find((one) => one === format);
      if (known === undefined || typeof index !== 'number') return null;
      if (open === undefined) return isSavedModel(uri) ? savedExport(session, uri, index, known) : null;
      const ready = await session.ready(open.program.uri);
      if (ready === undefined) return null;
      const { analyses } = ready;
      const { exportModel } = await import('./on-demand.ts');
      stopIfCancelled(token);
      const analysis = analyses.shown(open.program);
      const model = analysis.models[index];
      return model === undefined ? null : exportModel(analysis, model, known, session.language);
    },
  );
}

/** The same of a saved model: no code makes it, so that nothing leads there. */
async function savedView(session: Session, uri: string): Promise<ModelsView<NamedPlace>> {
  const { language } = session;
  const nothing = (note: Message): ModelsView<NamedPlace> => ({ models: [], note: language.say(note) });
  if (!(await session.isOn(uri))) return nothing(words`Layer Lens is turned off.`);
  const saved = await session.savedModels();
  if (saved === undefined) return nothing(words`Saved models are read from this machine's disks only.`);
  const { analysis, note } = await saved.of(uri);
  if (analysis === undefined) return nothing(note ?? words`The model in the file is not known.`);
  const { modelsView } = await import('./on-demand.ts');
  return {
    ...modelsView<NamedPlace>(analysis, () => undefined, language),
    ...(note === undefined ? {} : { note: language.say(note) }),
  };
}

async function savedExport(session: Session, uri: string, index: number, format: ExportFormat): Promise<string | null> {
  const saved = (await session.isOn(uri)) ? await session.savedModels() : undefined;
  const model = (await saved?.of(uri))?.analysis?.models[index];
  if (model === undefined) return null;
  const { exportModel } = await import('./on-demand.ts');
  return exportModel({}, model, format, session.language);
}
