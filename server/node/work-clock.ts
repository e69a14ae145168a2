/**
 * How old an answer of the system may be, in milliseconds: asking takes as long as a good many steps of an analysis.
 */
const ASKED_EVERY = 5;

/**
 * A clock of milliseconds that this thread has worked: what else the machine does must not decide how far an analysis
 * gets. Node tells it from 23.9 on. Before, it is the lesser of the time that passes and the time that all threads of
 * the process have worked: the thread has worked no more than that.
 */
export function workClock(): () => number {
  let asked = performance.now();
  let of = processorTime();
  let worked = 0;
  return () => {
    const now = performance.now();
    if (now - asked >= ASKED_EVERY) {
      const processor = processorTime();
      worked += Math.min(now - asked, processor - of);
      [asked, of] = [now, processor];
    }
    return worked;
  };
}

/** Of this thread, or of all threads where Node does not tell that. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage ? process.threadCpuUsage() : process.cpuUsage();
  return (user + system) / 1000;
}
