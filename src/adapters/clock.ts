import type { ServiceStore } from '../app/store/directory.js';
import type { Clock } from '../app/store/ports.js';
import { type Instant, instantOf, millisecondsOf } from '../domain/calendar/civil-date.js';

/** The machine's clock. */
export const systemClock: Clock = { now: async () => instantOf(Date.now()) };

/** A clock of local mode: it lives in the store, runs while the service runs, and can be moved. */
export interface LocalClock extends Clock {
  moveTo(to: Instant): Promise<void>;
  /** Saves what it shows, so that a second start goes on from there. */
  save(): Promise<void>;
}

/**
 * Opens the local clock. It begins at what the store last saved (the real time when nothing was) and runs from there.
 * When another process has moved it since, that is taken over at the next look.
 */
export async function openLocalClock(service: ServiceStore, wallClock: () => number): Promise<LocalClock> {
  const stored = await service.localClock();
  let shows = stored === null ? wallClock() : millisecondsOf(stored.shows);
  let since = wallClock();
  let saved = stored?.savedAt ?? null;

  const adopt = async () => {
    const now = await service.localClock();
    if (now === null || now.savedAt === saved) return;
    shows = millisecondsOf(now.shows);
    since = wallClock();
    saved = now.savedAt;
  };
  const reading = () => shows + (wallClock() - since);
  const keep = async () => {
    saved = instantOf(wallClock());
    await service.saveLocalClock(instantOf(reading()), saved);
  };
  return {
    async now() {
      await adopt();
      return instantOf(reading());
    },
    async moveTo(to) {
      shows = millisecondsOf(to);
      since = wallClock();
      await keep();
    },
    async save() {
      await adopt();
      await keep();
    },
  };
}
