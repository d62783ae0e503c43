/** At most `count` in any stretch of `ms` milliseconds. */
export interface Limit {
  readonly count: number;
  readonly ms: number;
}

/** Remembers when things went, and says when the next may go under all its limits. Times are `SteadyTime`s. */
export class SlidingWindow {
  readonly #limits: readonly Limit[];
  readonly #longest: number;
  readonly #most: number;
  /** Ascending; never more than the largest count of a limit. */
  #went: number[] = [];
  #heldUntil = 0;

  constructor(limits: readonly Limit[]) {
    this.#limits = limits;
    this.#longest = Math.max(...limits.map((limit) => limit.ms));
    this.#most = Math.max(...limits.map((limit) => limit.count));
  }

  /** The first moment, `now` or later, at which one more is within every limit. */
  nextAt(now: number): number {
    const { length } = this.#went;
    return this.#limits.reduce(
      (latest, { count, ms }) => {
        const blocking = this.#went[length - count];
        return blocking === undefined ? latest : Math.max(latest, blocking + ms);
      },
      Math.max(now, this.#heldUntil),
    );
  }

  /** One went at `now`. */
  record(now: number): void {
    this.#went.push(now);
    if (this.#went.length >= this.#most * 2) this.#went = this.#went.slice(-this.#most);
  }

  /** Nothing more before `until`: the service asked for a rest. */
  hold(until: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, until);
  }

  /** Whether it remembers nothing that still counts. */
  idle(now: number): boolean {
    return this.#heldUntil <= now && (this.#went.at(-1) ?? Number.NEGATIVE_INFINITY) + this.#longest <= now;
  }
}
