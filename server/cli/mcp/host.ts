/** What the tools have in common: the program that a call is about, the work with it, and the answer. */
import { realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  inputRequired,
  type InputRequiredResult,
  inputResponse,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import { inEnglish } from '../../words/language.ts';
import type { FoundFile } from '../sources.ts';
import type { AnswerOf, JobName, OptionsOf } from '../work/jobs.ts';
import { type Threads, work } from '../work/threads.ts';

export interface Host {
  readonly server: McpServer;
  readonly threads: Threads;
  /** The folders that files are read in; where there are none, those that the client names as its roots. */
  readonly folders: readonly string[];
  /** A call may take so long. */
  readonly seconds: number;
}

/** Answers in JSON have so many bytes, unless more are asked for. */
const USUAL_BYTES = 4_000;
const MOST_BYTES = 200_000;
/** The key under which the client answers which roots it has. */
const ROOTS = 'roots';

/** What every tool takes. */
export const PROGRAM = {
  path: z.string().optional().describe('A Python file or notebook in one of the roots. Give this or "code".'),
  code: z.string().max(2_000_000).optional().describe('Python code, where there is no file or it is edited.'),
  keras: z
    .string()
    .regex(/^(auto|[23]|[123]\.\d{1,2}(\.\d{1,3})?)$/)
    .default('auto')
    .describe('The Keras that the code is for: auto, 2, 3 or a release, as 2.15.0'),
  max_bytes: z
    .number()
    .int()
    .min(500)
    .max(MOST_BYTES)
    .default(USUAL_BYTES)
    .describe('The most bytes of JSON that the answer has; "left_out" counts what there was no room for'),
};
export const LEFT_OUT = { left_out: z.number().int().optional().describe('Items there was no room for') };

export interface ProgramInput {
  readonly path?: string | undefined;
  readonly code?: string | undefined;
  readonly keras: string;
  readonly max_bytes: number;
}

/** What a tool cannot answer, as a sentence for the model. */
export class ToolError extends Error {}

/** The program that a call is about. */
export interface Subject {
  readonly file: FoundFile;
  /** What a job reads: nothing outside of the roots. */
  readonly reading: { readonly paths: readonly string[]; readonly keras: string; readonly within: readonly string[] };
}

/**
 * Answers a call: `answer` is given its program. Where the roots are the client's, the client is asked for them first:
 * by a request of its own or, in protocols that have none, by an answer that the client repeats its call after.
 */
export async function answered(
  host: Host,
  input: ProgramInput,
  context: ServerContext,
  answer: (subject: Subject) => Promise<Record<string, unknown>>,
): Promise<CallToolResult | InputRequiredResult> {
  try {
    const roots = rootsOf(host, context);
    if (roots === undefined) return inputRequired({ inputRequests: { [ROOTS]: inputRequired.listRoots() } });
    const structuredContent = await answer(subjectOf(input, roots));
    return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { content: [{ type: 'text', text: error.message }], isError: true };
  }
}

/** Does a job with the program. */
export async function worked<Name extends JobName>(
  { threads, seconds }: Host,
  job: Name,
  options: OptionsOf<Name>,
  file: FoundFile,
): Promise<AnswerOf<Name>> {
  for await (const { error, answer } of work(threads, job, options, [file], { seconds, threads: 1 })) {
    if (error !== undefined) throw new ToolError(inEnglish(error));
    return answer;
  }
  throw new ToolError('The server is about to end.');
}

/** Folders, with their links followed; undefined where the client has to be asked. */
function rootsOf({ server, folders }: Host, { mcpReq }: ServerContext): readonly string[] | undefined {
  if (folders.length > 0) return folders.flatMap(real);
  const told = inputResponse(mcpReq.inputResponses, ROOTS);
  if (told.kind === 'roots') return told.roots.flatMap(({ uri }) => folderOf(uri));
  return hasRoots(mcpReq.envelope) || server.server.getClientCapabilities()?.roots !== undefined ? undefined : [];
}

/** Of protocols in which each call tells what the client can do. */
function hasRoots(envelope: object | undefined): boolean {
  const told = Object.entries(envelope ?? {}).find(([key]) => key === CLIENT_CAPABILITIES_META_KEY)?.[1] as unknown;
  return typeof told === 'object' && told !== null && 'roots' in told;
}

function folderOf(uri: string): readonly string[] {
  try {
    return real(fileURLToPath(uri));
  } catch {
    return []; // It is on another machine.
  }
}

function real(path: string): readonly string[] {
  try {
    return [realpathSync(path)];
  } catch {
    return []; // It is not there.
  }
}

/** Nothing in a root can import it by this name. */
const GIVEN = 'given-code.py';

function subjectOf({ path, code, keras }: ProgramInput, roots: readonly string[]): Subject {
  if (path === undefined && code === undefined) throw new ToolError('Give "path" or "code".');
  const reading = (file: string) => ({ paths: [file], keras, within: roots });
  if (path === undefined) {
    const file = join(roots[0] ?? resolve('/'), GIVEN);
    return { file: { file, named: true, bytes: new TextEncoder().encode(code) }, reading: reading(file) };
  }
  const file = withinRoots(path, roots);
  const bytes = code === undefined ? {} : { bytes: new TextEncoder().encode(code) };
  return { file: { file, named: true, ...bytes }, reading: reading(file) };
}

/** The file, in the first of the roots that has it; throws where none does. */
function withinRoots(path: string, roots: readonly string[]): string {
  if (roots.length === 0)
    throw new ToolError(
      'No folder may be read: the client names no roots. Give "code", or start the server with a folder: layerlens mcp FOLDER',
    );
  const candidates = isAbsolute(path) ? [path] : roots.map((root) => resolve(root, path));
  const found = candidates.flatMap(real).find((file) => roots.some((root) => isIn(root, file)));
  if (found === undefined) throw new ToolError(`There is no file ${path} in ${roots.join(', ')}.`);
  return found;
}

function isIn(root: string, file: string): boolean {
  const way = relative(root, file);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}
