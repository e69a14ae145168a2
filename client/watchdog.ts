/** How the watchdog asks, in milliseconds. */
export interface Rhythm {
  readonly every: number;
  /** Longer than any analysis takes: those end by themselves after 8 seconds. */
  readonly deadline: number;
}
const RHYTHM: Rhythm = { every: 5_000, deadline: 20_000 };

/** Asks the server from time to time whether it is there, and tells when no answer comes. */
export class Watchdog {
  readonly #ping: () => Promise<unknown>;
  readonly #hung: () => void;
  readonly #rhythm: Rhythm;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ping: () => Promise<unknown>, hung: () => void, rhythm: Rhythm = RHYTHM) {
    this.#ping = ping;
    this.#hung = hung;
    this.#rhythm = rhythm;
  }

  start(): void {
    this.stop();
    this.#timer = setTimeout(() => this.#ask(), this.#rhythm.every);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #ask(): void {
    const { every, deadline } = this.#rhythm;
    const asked = Date.now();
    const timer = setTimeout(() => {
      // A machine that slept meanwhile, or an editor that stood still, has not given the server the time to answer.
      if (Date.now() - asked > deadline + every) this.#ask();
      else {
        this.stop();
        this.#hung();
      }
    }, deadline);
    this.#timer = timer;
    const answered = () => {
      if (this.#timer === timer) this.start();
    };
    // An error is an answer too: whoever refuses is alive. Where the connection is gone, the client itself starts the
    // server again.
    this.#ping().then(answered, answered);
  }
}
