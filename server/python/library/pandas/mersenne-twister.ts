/**
 * MT19937 (Matsumoto and Nishimura 1998) as NumPy's `RandomState` seeds and uses it. Its stream is frozen (NEP 19).
 */
const SIZE = 624;
const SHIFT = 397;

export class MersenneTwister {
  readonly #state = new Uint32Array(SIZE);
  #at = SIZE;

  /** `init_genrand` of a seed below 2³². */
  constructor(seed: number) {
    let value = seed >>> 0;
    for (let place = 0; place < SIZE; place++) {
      this.#state[place] = value;
      value = (Math.imul(1_812_433_253, value ^ (value >>> 30)) + place + 1) >>> 0;
    }
  }

  /** The next 32 bits. */
  next(): number {
    if (this.#at === SIZE) this.#twist();
    let bits = this.#state[this.#at++]!;
    bits ^= bits >>> 11;
    bits ^= (bits << 7) & 0x9d2c5680;
    bits ^= (bits << 15) & 0xefc60000;
    return (bits ^ (bits >>> 18)) >>> 0;
  }

  /** An integer from 0 to `most`, which is below 2³²: bits are drawn until they are one. */
  upTo(most: number): number {
    if (most === 0) return 0;
    let mask = most;
    for (const shift of [1, 2, 4, 8, 16]) mask |= mask >>> shift;
    for (;;) {
      const value = (this.next() & mask) >>> 0;
      if (value <= most) return value;
    }
  }

  /** 0 … count − 1, shuffled from the end. */
  permutation(count: number): number[] {
    const order = Array.from({ length: count }, (_, place) => place);
    for (let place = count - 1; place > 0; place--) {
      const other = this.upTo(place);
      [order[place], order[other]] = [order[other]!, order[place]!];
    }
    return order;
  }

  #twist(): void {
    const state = this.#state;
    for (let place = 0; place < SIZE; place++) {
      const bits = (state[place]! & 0x80000000) | (state[(place + 1) % SIZE]! & 0x7fffffff);
      state[place] = state[(place + SHIFT) % SIZE]! ^ (bits >>> 1) ^ (bits & 1 ? 0x9908b0df : 0);
    }
    this.#at = 0;
  }
}
