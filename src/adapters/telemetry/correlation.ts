import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string>();

/** Runs `work` so that every line logged in it, and in what it leads to, carries `id`. */
export function underId<Result>(id: string, work: () => Result): Result {
  return current.run(id, work);
}

/** The id of the press, the message or the sweep that all this belongs to; undefined outside of one. */
export function currentId(): string | undefined {
  return current.getStore();
}
