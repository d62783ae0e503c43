/** Time that only runs forward, for pacing and time limits. A test brings its own. */
export interface SteadyTime {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** Runs `task` once after so many milliseconds; the answer cancels it. */
  after(milliseconds: number, task: () => void): () => void;
}

/** The machine's own. */
export const machineTime: SteadyTime = {
  now: () => performance.now(),
  after(milliseconds, task) {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  },
};
