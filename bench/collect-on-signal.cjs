/**
 * Loaded into a server whose memory is measured (--expose-gc --require): it gives back what it does not need when it is
 * told to.
 */
process.on('SIGUSR2', () => {
  for (let times = 0; times < 3; times++) globalThis.gc();
});
