/** With these a process may read files and do nothing else. */
export const SEALED = ['--permission', '--allow-fs-read=*', `--import=${new URL('no-network.mjs', import.meta.url)}`];
