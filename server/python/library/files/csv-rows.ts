/** The rows of a text as the module `csv` takes them apart (Modules/_csv.c), without a dialect's rarer options. */
export interface RowFormat {
  readonly delimiter: string;
  readonly quote: string;
  readonly skipsSpace: boolean;
}

/** A line without anything is a row without fields. */
export function splitRows(text: string, { delimiter, quote, skipsSpace }: RowFormat): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let state: 'start' | 'plain' | 'quoted' | 'closing' = 'start';
  let isEmpty = true;
  const endField = (): void => {
    row.push(field);
    field = '';
    state = 'start';
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (state === 'quoted') {
      if (character === quote) state = 'closing';
      else field += character;
      continue;
    }
    if (state === 'closing' && character === quote) {
      field += quote;
      state = 'quoted';
      continue;
    }
    if (character === '\n') {
      if (!isEmpty) endField();
      rows.push(row);
      row = [];
      isEmpty = true;
      continue;
    }
    isEmpty = false;
    if (character === delimiter) endField();
    else if (state === 'start' && character === quote) state = 'quoted';
    else if (!(state === 'start' && skipsSpace && character === ' ')) {
      field += character;
      state = 'plain';
    }
  }
  if (!isEmpty || state === 'quoted') {
    endField();
    rows.push(row);
  }
  return rows;
}
