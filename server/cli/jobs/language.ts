/** A language as one thread gives it to another. */
import { type Catalogue, Language } from '../../words/language.ts';

export interface Spoken {
  readonly locale: string;
  readonly catalogue: Catalogue;
}

export const spokenBy = ({ locale, catalogue }: Spoken): Language => new Language(locale, catalogue);
