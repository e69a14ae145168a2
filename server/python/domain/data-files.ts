/**
 * What a program may ask of the files beside it. Questions, not contents: whoever answers them keeps the answers by
 * file and version. A path is as the program writes it, relative to its own folder or to the workspace.
 */
import type { Message } from '../../words/message.ts';

/** What stands at a path. `refused`: something is there, or may be, that is not looked at. */
export type Found =
  /** `bytes`: undefined where that is not known, of a file that the program has written. */
  | { readonly kind: 'file'; readonly bytes: number | undefined }
  | { readonly kind: 'folder' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly reason: Message };

export interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** What a field of a table holds; null where it is missing. */
export type Cell = number | bigint | string | boolean | null;

export interface ColumnOfFile {
  /** A number where the file has no header. */
  readonly label: string | number;
  /** pandas' name; undefined where it is not worked out. */
  readonly dtype: string | undefined;
  /** One for each row; undefined where there are too many, or they are not worked out. */
  readonly cells: readonly Cell[] | undefined;
}

export interface TableOfFile {
  /** undefined: the file is too large to be counted. */
  readonly rows: number | undefined;
  readonly columns: readonly ColumnOfFile[];
  /** The column that is the index, where one is. */
  readonly index: ColumnOfFile | undefined;
}

/** How a table is written down: the arguments of pandas' `read_csv`. */
export interface TableFormat {
  /** One character, or `\s+`. */
  readonly separator: string;
  /** The row with the names, blank ones not counted; null for none; `infer` for the first where no names are given. */
  readonly header: number | null | 'infer';
  readonly names?: readonly (string | number)[] | undefined;
  /** `false`: no column is the index, though rows have one field more. */
  readonly index?: string | number | false | undefined;
  readonly used?: readonly (string | number)[] | undefined;
  /** So many lines at the beginning, or these. */
  readonly skipped?: number | readonly number[] | undefined;
  readonly skippedAtEnd?: number | undefined;
  readonly rows?: number | undefined;
  readonly comment?: string | undefined;
  readonly quote?: string | undefined;
  readonly thousands?: string | undefined;
  readonly decimal?: string | undefined;
  readonly missing?: readonly string[] | undefined;
  readonly keepsUsualMissing?: boolean | undefined;
  readonly seesMissing?: boolean | undefined;
  readonly skipsBlankLines?: boolean | undefined;
  readonly skipsSpace?: boolean | undefined;
  /** Of all columns, or by column. */
  readonly dtype?: string | ReadonlyMap<string | number, string> | undefined;
  readonly dates?: true | readonly (string | number)[] | undefined;
  readonly encoding?: string | undefined;
}

/** What a stored array is; `elements` where they are few, flat and row-major. */
export interface ArrayOfFile {
  readonly shape: readonly number[];
  /** NumPy's name; undefined for what is not worked out. */
  readonly dtype: string | undefined;
  readonly elements: readonly (number | bigint | string | boolean)[] | undefined;
}

/** What is in an HDF5 file, without what stands in its arrays. */
export interface Hdf5OfFile {
  /** The attributes of the file that are a single text. */
  readonly attributes: ReadonlyMap<string, string>;
  /** By path, `layers/dense/vars/0`. */
  readonly arrays: ReadonlyMap<string, Pick<ArrayOfFile, 'shape' | 'dtype'>>;
  /** By path. */
  readonly groups: ReadonlySet<string>;
  /** Whether that is all there is. */
  readonly whole: boolean;
}

export interface ImageOfFile {
  readonly width: number;
  readonly height: number;
  /** As Pillow names it: `RGB`, `L` … */
  readonly mode: string;
}

/** A value of a configuration. */
export type Document =
  | null
  | boolean
  | bigint
  | number
  | string
  | readonly Document[]
  | ReadonlyMap<Document, Document>
  /** Something that is not worked out: a date. */
  | undefined;

export interface DataFiles {
  /** The path of the program's own folder; undefined where it has none on this machine. */
  readonly own: string | undefined;
  /** The address that a path leads to, for telling paths apart; undefined where it leads out of what may be read. */
  locate(path: string): string | undefined;
  find(path: string): Found;
  /** What is in a folder, by name. */
  entries(path: string): readonly Entry[] | undefined;
  /** The text of a file; undefined where it cannot be read, is too long, or is no such text. */
  text(path: string, encoding: string): string | undefined;
  table(path: string, format: TableFormat): TableOfFile | undefined;
  /** Of `.npy` under the empty name, of `.npz` by name. */
  arrays(path: string): ReadonlyMap<string, ArrayOfFile> | undefined;
  image(path: string): ImageOfFile | undefined;
  /** The text of a file in an archive; nothing else of it is read. */
  member(path: string, name: string): string | undefined;
  /** The names of the files in an archive; undefined where it is none. */
  members(path: string): readonly string[] | undefined;
  /** `member`: the file of this name in an archive, where it is not compressed. */
  hdf5(path: string, member?: string): Hdf5OfFile | undefined;
  document(path: string, language: 'yaml' | 'toml'): { readonly value: Document } | undefined;
  /** The same of a text that is known. */
  tableOf(text: string, format: TableFormat): TableOfFile | undefined;
  /** The same of a text. */
  documentOf(text: string, language: 'yaml' | 'toml'): { readonly value: Document } | undefined;
}
