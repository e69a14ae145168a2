/** Headings and links of Markdown, as far as our own pages use them. */
export interface Link {
  readonly target: string;
  readonly line: number;
  readonly isPicture: boolean;
}

/** The lines outside of code blocks and comments, with what is code in them left out; the others are empty. */
function prose(text: string): readonly string[] {
  let fence: string | undefined;
  const lines = text.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, '')).split('\n');
  return lines.map((line) => {
    const [mark] = /^\s*(```+|~~~+)/.exec(line)?.slice(1) ?? [];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
      return '';
    }
    fence = mark;
    return fence === undefined ? line : '';
  });
}

const PICTURE = /!\[[^\]]*\]\(\s*<?([^\s)>]+)>?[^)]*\)/g;
const LINK = /\[(?:[^[\]]|\[[^\]]*\])*\]\(\s*<?([^\s)>]+)>?[^)]*\)/g;
const HTML = /<(a|img|source)\b[^>]*?\b(?:href|src|srcset)="([^"]+)"/g;

/** Links and pictures, be they Markdown or HTML. */
export function linksOf(text: string): readonly Link[] {
  return prose(text).flatMap((written, index) => {
    const line = index + 1;
    const plain = written.replace(/(`+)(?:(?!\1).)+\1/g, '``');
    return [
      ...[...plain.matchAll(PICTURE)].map(([, target]) => ({ target: target!, line, isPicture: true })),
      ...[...plain.replace(PICTURE, 'picture').matchAll(LINK)].map(([, target]) => ({
        target: target!,
        line,
        isPicture: false,
      })),
      ...[...plain.matchAll(HTML)].map(([, tag, target]) => ({ target: target!, line, isPicture: tag !== 'a' })),
    ];
  });
}

/** `## Why (2, 8)?` is reached by `#why-2-8`, in VS Code's preview and on code hosts. */
export const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

/** What `#…` can name on a page, in its order; a second heading of the same words has `-1` behind it. */
export function anchorsOf(text: string): readonly string[] {
  const seen = new Map<string, number>();
  return headingsOf(text).map(({ heading }) => {
    const anchor = anchorOf(heading);
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}

export function headingsOf(text: string): readonly { readonly level: number; readonly heading: string }[] {
  return prose(text).flatMap((line) => {
    const [, marks, heading] = /^(#{1,6})\s+(.*)$/.exec(line) ?? [];
    return heading === undefined
      ? []
      : [{ level: marks!.length, heading: heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '') }];
  });
}
