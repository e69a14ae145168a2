/** How long a thinker may not hear before it is ended. */

export interface Patience {
  /** Somebody spoke: for a while it is asked whether it hears. */
  active(): void;
  heard(question: number): void;
  stop(): void;
}

export interface Times {
  /** Between two questions. */
  readonly every: number;
  /** So long it may work without hearing. No analysis is longer: those end by themselves after 8 seconds of work. */
  readonly working: number;
  /** So long it may not hear though it does not work: it may be reading from a disk that is far away. */
  readonly waiting: number;
  /** So long after somebody spoke it is asked. */
  readonly alert: number;
}

/** In milliseconds. */
export const TIMES: Times = { every: 500, working: 12_000, waiting: 90_000, alert: 30_000 };

/**
 * Asks a thinker whether it hears as long as there may be something for it to do, and gives it up when it has not heard
 * for too long. What counts is the time that the process has worked: on a busy machine, and on one that slept, a thread
 * may do nothing for long.
 */
export function patienceWith(times: Times, worked: () => number = processorTime) {
  return (ask: (question: number) => void, given: () => void): Patience => {
    let timer: ReturnType<typeof setInterval> | undefined;
    let [question, heard] = [0, 0];
    let [askedAt, looks, quiet] = [0, 0, 0];
    const stop = (): void => {
      clearInterval(timer);
      timer = undefined;
    };
    const next = (): void => {
      question++;
      [askedAt, looks] = [worked(), 0];
      ask(question);
    };
    const look = (): void => {
      quiet += times.every;
      if (heard === question) {
        if (quiet > times.alert) stop();
        else next();
        return;
      }
      looks++;
      if (worked() - askedAt < times.working && looks * times.every < times.waiting) return;
      heard = question;
      quiet = 0;
      given();
    };
    return {
      stop,
      heard: (number) => {
        heard = Math.max(heard, number);
      },
      active: () => {
        quiet = 0;
        if (timer !== undefined) return;
        timer = setInterval(look, times.every);
        timer.unref();
      },
    };
  };
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
