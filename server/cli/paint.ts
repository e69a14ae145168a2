/** Colours, as other command lines have them. */
import { styleText } from 'node:util';
import { visible } from '../explain/visible.ts';

/** What `--color` says. */
export type ColourWish = 'auto' | 'always' | 'never';
export const COLOUR_WISHES: readonly ColourWish[] = ['auto', 'always', 'never'];

/** Does standard output take colours, and standard error? */
export interface Colours {
  readonly out: boolean;
  readonly error: boolean;
}

export const NO_COLOURS: Colours = { out: false, error: false };

export type Style = Parameters<typeof styleText>[0] | 'plain';
export type Paint = (style: Style, text: string) => string;

/** What writes a text in colours, where there are colours. What a terminal would take as its commands is seen in it. */
export const painter =
  (colours: boolean): Paint =>
  (style, text) =>
    colours && style !== 'plain' ? styleText(style, visible(text), { validateStream: false }) : visible(text);

/**
 * Are there colours? As `--color` says; else as FORCE_COLOR (set, and not 0), else NO_COLOR (set) says; else where it
 * is a terminal that knows them.
 */
export function takesColours(
  wish: ColourWish,
  isTerminal: boolean,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  if (wish !== 'auto') return wish === 'always';
  const { FORCE_COLOR: forced = '', NO_COLOR: none = '', TERM: terminal } = environment;
  if (forced !== '') return forced !== '0' && forced !== 'false';
  return none === '' && isTerminal && terminal !== 'dumb';
}
