/** The code that saves and loads models, once it is there. Until then, what it would tell is not known. */
export type Saving = typeof import('./on-demand.ts');

let loaded: Saving | undefined;

export const savingCode = (): Saving | undefined => loaded;

export async function loadSavingCode(): Promise<void> {
  loaded ??= await import('./on-demand.ts');
}
