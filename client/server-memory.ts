/**
 * What the server's Node is started with. V8 lets the young generation grow to more than 100 MB and the old one to four
 * times of what is needed before it
 * looks for garbage; the server's garbage is young and its facts are few. With these it needs half the memory and is no
 * slower (docs/benchmarks.md).
 */
export const MEMORY_OPTIONS: readonly string[] = ['--max-semi-space-size=4', '--max-old-space-size=2000'];
