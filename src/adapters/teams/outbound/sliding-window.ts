/** At most `count` in any stretch of `ms` milliseconds. */
export interface Limit {
  readonly count: number;
  readonly ms: number;
}

/**
 * Remembers when things arrived, and says when the next may go under all its limits. What is on its way may
 * arrive at any moment, so it counts as arriving now. Times are `SteadyTime`s.
 */
export class SlidingWindow {
  readonly #limits: readonly Limit[];
  readonly #longest: number;
  readonly #most: number;
  /** Ascending; no more of them than matter to a limit. */
  #arrived: number[] = [];
  #onTheWay = 0;
  #heldUntil = 0;

  constructor(limits: readonly Limit[]) {
    this.#limits = limits;
    this.#longest = Math.max(...limits.map((limit) => limit.ms));
    this.#most = Math.max(...limits.map((limit) => limit.count));
  }

  /** The first moment, `now` or later, at which one more is within every limit; Infinity until something arrives. */
  nextAt(now: number): number {
    return this.#limits.reduce(
      (latest, { count, ms }) => {
        const left = count - this.#onTheWay;
        if (left <= 0) return Number.POSITIVE_INFINITY;
        const blocking = this.#arrived[this.#arrived.length - left];
        return blocking === undefined ? latest : Math.max(latest, blocking + ms);
      },
      Math.max(now, this.#heldUntil),
    );
  }

  /** One leaves. */
  depart(): void {
    this.#onTheWay++;
  }

  /** One of those that left has arrived by `now`. */
  arrive(now: number): void {
    this.#onTheWay--;
    this.#arrived.push(now);
    if (this.#arrived.length >= this.#most * 2) this.#arrived = this.#arrived.slice(-this.#most);
  }

  /** Nothing more before `until`: the service asked for a rest. */
  hold(until: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, until);
  }

  /** Whether it remembers nothing that still counts. */
  idle(now: number): boolean {
    const last = this.#arrived.at(-1) ?? Number.NEGATIVE_INFINITY;
    return this.#onTheWay === 0 && this.#heldUntil <= now && last + this.#longest <= now;
  }
}
