/** Runs one at a time; of all that ask while one runs there is one more, which begins when it has ended. */
export function oneAtATime<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let waiting: Promise<T> | null = null;
  return () => {
    if (waiting !== null) return waiting;
    const outcome = running.then(() => {
      waiting = null;
      return run();
    });
    waiting = outcome;
    running = outcome.catch(() => undefined);
    return outcome;
  };
}
