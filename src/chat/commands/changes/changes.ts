import type { Change } from './change.js';
import { type OpenDeps, openChange } from './open-change.js';

/** What all changes need. */
export type ChangeDeps = OpenDeps & { readonly cardKey: () => Promise<string> };

const CHANGES = { open: openChange } satisfies Record<string, (deps: ChangeDeps) => Change>;

/** The commands that show first what they would change. */
export type ChangeName = keyof typeof CHANGES;

export function isChange(name: string): name is ChangeName {
  return Object.hasOwn(CHANGES, name);
}

/** The change that a command makes. */
export function changeCalled(name: ChangeName, deps: ChangeDeps): Change {
  return CHANGES[name](deps);
}
