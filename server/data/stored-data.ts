/** What is read from: files by address, in ranges. A machine, or an editor, gives it. */
export type Stored =
  | { readonly kind: 'file'; readonly bytes: number; readonly version: string }
  | { readonly kind: 'folder'; readonly version: string }
  /** A device, a pipe, or a link that leads out of `within`. */
  | { readonly kind: 'refused' };

export interface StoredData {
  /** undefined: nothing is there. */
  find(uri: string, within: string): Stored | undefined;
  /** The names in a folder. */
  list(uri: string, within: string): readonly { readonly name: string; readonly isFolder: boolean }[] | undefined;
  /** The bytes from `from` to before `to`, fewer where the file ends; undefined where it cannot be read. */
  read(uri: string, within: string, from: number, to: number): Uint8Array | undefined;
  /** What deflated bytes come to; undefined past `most` bytes, or where they are none. */
  inflate(bytes: Uint8Array, most: number): Uint8Array | undefined;
}
