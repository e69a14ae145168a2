/**
 * Addresses of files as editors give them, as plain texts. No machine's file system is meant: a folder may be in a
 * browser.
 */

/** The folder that an address is in, without a slash at its end. */
export function folderOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}

/** The folder `levels` above another; undefined above the top. */
export function folderAbove(folder: string, levels: number): string | undefined {
  let result = folder;
  for (let level = 0; level < levels; level++) {
    if (/^[a-z][a-z\d+.-]*:\/\/[^/]*$/i.test(result) || !result.includes('/')) return undefined;
    result = folderOf(result);
  }
  return result;
}

/** The text of an address, or of a part of it, without its escapes. */
function decoded(uri: string): string {
  // Most have none, and addresses are compared all the time.
  if (!uri.includes('%')) return uri;
  try {
    return decodeURIComponent(uri);
  } catch {
    // A lone percent sign is meant as it is.
    return uri;
  }
}

/** The name of the file at an address. */
export const fileNameOf = (uri: string): string => decoded(uri.slice(uri.lastIndexOf('/') + 1));

/**
 * The same for two spellings of one address: editors escape more or fewer characters, and drive letters as they like.
 */
export function uriKey(uri: string): string {
  // What an editor sends as an address may be anything.
  const address = decoded(String(uri));
  if (address[DRIVE.length - 1] !== ':') return address;
  return address.replace(
    /^(file:\/\/\/)([a-z]):/i,
    (_, scheme: string, drive: string) => `${scheme.toLowerCase()}${drive.toLowerCase()}:`,
  );
}

/** Where an address begins in this way it names a drive. */
const DRIVE = 'file:///c:';

/** Is the file in the folder or in one below it? An address with `..` in it is in none. */
export function isWithin(folder: string, uri: string): boolean {
  const inside = uriKey(uri);
  const address = uriKey(folder);
  const outside = address.endsWith('/') ? address.replace(/\/+$/, '') : address;
  if (inside[outside.length] !== '/' || !inside.startsWith(outside)) return false;
  return !inside.includes('..') || !inside.split(/[/\\]/).includes('..');
}
