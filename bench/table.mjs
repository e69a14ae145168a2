/** Numbers and tables as text. */
export const count = (number) => Math.round(number).toLocaleString('en');
export const milliseconds = (time) =>
  time === undefined ? '' : time >= 100 ? `${count(time)} ms` : `${time.toFixed(1)} ms`;
export const megabytes = (bytes) => (bytes === undefined ? 'not known here' : `${(bytes / 1024 / 1024).toFixed(0)} MB`);
/** How many times `b` is in `a`. */
export const ratio = (a, b) =>
  a === undefined || b === undefined
    ? 'not known here'
    : a / b >= 10
      ? `${(a / b).toFixed(0)} ×`
      : `${(a / b).toFixed(a / b < 1 ? 2 : 1)} ×`;

/** A table in Markdown: the first column holds text, the others numbers. */
export function table(titles, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
