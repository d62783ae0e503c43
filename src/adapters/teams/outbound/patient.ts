import type { SendOutcome, UpdateOutcome } from '../../../app/store/ports.js';
import type { Messenger } from '../../../chat/messenger.js';
import type { SteadyTime } from './steady-time.js';

/** A messenger for answers to what a person has just done: nobody else will say it later. */
export interface Patient {
  readonly messenger: Messenger;
  /** Ends every rest: what has not left yet is tried a last time now. For when the service stops. */
  readonly hurry: () => void;
}

/** How long it rests before each new try, in milliseconds. */
const RESTS_MS: readonly number[] = [1_000, 4_000, 15_000];

/**
 * Sends again what certainly did not arrive because it never left this machine, or without a token: three times more
 * within some 20 s of being asked. Messages of one chat wait for each other, so that an older card never replaces a newer.
 */
export function makePatient(messenger: Messenger, time: SteadyTime): Patient {
  const lastOf = new Map<string, Promise<unknown>>();
  const resting = new Set<() => void>();
  let isHurried = false;

  function rest(milliseconds: number): Promise<void> {
    return new Promise((done) => {
      const end = () => {
        cancel();
        resting.delete(end);
        done();
      };
      const cancel = time.after(milliseconds, end);
      resting.add(end);
    });
  }

  async function attempts<Outcome extends UpdateOutcome>(askedAt: number, attempt: () => Promise<Outcome>) {
    let outcome = await attempt();
    let due = askedAt;
    for (const milliseconds of RESTS_MS) {
      if (outcome.kind !== 'notNow' || outcome.why === 'busy' || isHurried) break;
      due += milliseconds;
      // behind others of its chat it may be late for this try
      if (time.now() >= due) continue;
      await rest(due - time.now());
      outcome = await attempt();
    }
    return outcome;
  }

  function inTurn<Outcome extends UpdateOutcome>(chat: string, attempt: () => Promise<Outcome>): Promise<Outcome> {
    const askedAt = time.now();
    const before = lastOf.get(chat) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(() => attempts(askedAt, attempt));
    lastOf.set(chat, mine);
    return mine.finally(() => {
      if (lastOf.get(chat) === mine) lastOf.delete(chat);
    });
  }

  return {
    messenger: {
      open: (to, via) => messenger.open(to, via),
      send: (to, message) => inTurn<SendOutcome>(to.conversationId, () => messenger.send(to, message)),
      update: (to, activityId, message) =>
        inTurn<UpdateOutcome>(to.conversationId, () => messenger.update(to, activityId, message)),
    },
    hurry() {
      isHurried = true;
      for (const end of resting) end();
    },
  };
}
