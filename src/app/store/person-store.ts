import type { CivilDate, Instant } from '../../domain/calendar/civil-date.js';
import type { Forgotten } from '../../domain/people/forgetting.js';
import type { OnRoster } from '../../domain/people/roster.js';
import type { Intent } from '../../domain/sending/delivery.js';
import type { Held, Written } from './held.js';
import type { ConversationReference, Unreachable } from './ports.js';

/** Where a person can be reached, as last seen. */
export interface PersonRecord {
  readonly name: string;
  /** Random key under which the history knows them. */
  readonly whoKey: string;
  readonly reference: ConversationReference | null;
  readonly unreachable: OutOfTouch | null;
  readonly lastSeen: Instant | null;
  /** What came of the newest attempt to open a chat with somebody who had never written; absent before the first. */
  readonly opening?: Opening | undefined;
  /** When a refused press of theirs was last noted in a plan's history; absent before the first. */
  readonly refusalsNoted?: readonly { readonly plan: string; readonly at: Instant }[] | undefined;
}

/** That Teams does not let us reach them in their chat. */
export interface OutOfTouch {
  readonly why: Unreachable;
  readonly since: Instant;
  /** The day on which a message was last refused for it: tried once a day. Absent where they took the app away themselves. */
  readonly tried?: CivilDate | undefined;
}

/** One attempt to open a chat. `failed`: neither opened nor told why the person cannot be reached. */
export interface Opening {
  /** The plan's civil day: one attempt a day. */
  readonly on: CivilDate;
  readonly at: Instant;
  readonly outcome: 'opened' | 'failed' | Unreachable;
}

/** What a press finds: nobody before it, somebody who is at it, or that it is done. */
export type Claim = 'first' | 'underWay' | 'done';

/** Longer than a press is carried out, whatever the store does. */
export const CLAIM_MS = 2 * 60_000;

/** A file that somebody sent, until it is imported, another one comes, or a day has passed. */
export interface KeptFile {
  /** Of its bytes: a digest. */
  readonly id: string;
  readonly name: string;
  readonly at: Instant;
  readonly bytes: Uint8Array;
}

/** Everything about one person. */
export interface PersonStore {
  record(): Promise<Held<PersonRecord> | null>;
  writeRecord(record: PersonRecord, etag: string | null, operation: string): Promise<Written>;
  /** One range read: the record, and the intents of slots from `day` on. */
  since(
    day: CivilDate,
  ): Promise<{ readonly record: Held<PersonRecord> | null; readonly intents: readonly Held<Intent>[] }>;
  /** Creates an intent (`etag` null) or takes one over: whoever this is `done` for may send. */
  writeIntent(intent: Intent, etag: string | null, operation: string): Promise<Written>;
  /** What became of an intent, from the one who sent: nobody knows better, so it needs no version. */
  settleIntent(intent: Intent): Promise<void>;
  /** Ids of the plans in which the person has or had a part. A hint: the plan's assignments decide. */
  memberships(): Promise<readonly string[]>;
  addMembership(plan: string): Promise<void>;
  /**
   * Notes that a press is carried out: `first` for one alone, on any machine. `press`: what names it. Who was first and
   * has not said within `CLAIM_MS` what came of it has died: somebody else is first then.
   */
  claim(press: string, now: Instant, operation: string): Promise<Claim>;
  /** Says what came of a press, from the one who was first: it is done for ever, or may be pressed again. */
  settleClaim(press: string, isDone: boolean): Promise<void>;
  /** Keeps a file that they sent, in place of any other of theirs. */
  keepFile(file: KeptFile): Promise<void>;
  /** The file of theirs that is kept, or null. */
  keptFile(): Promise<KeptFile | null>;
  /** Removes it, and what a write that was cut short left of one. */
  dropFile(): Promise<void>;
  /** Everything that is kept of them, as it lies there. */
  everything(): Promise<readonly { readonly key: string; readonly value: unknown }[]>;
  /** Removes what was sent to them, and which presses were carried out, before that day; how many there were. */
  letGo(before: CivilDate): Promise<number>;
  /** Removes all of it. */
  erase(): Promise<void>;
}

/** Who is and was in a tenant's teams, by person. What Teams said last: written without versions, read again daily. */
export interface RosterStore {
  of(person: string): Promise<OnRoster | null>;
  everybody(): Promise<readonly OnRoster[]>;
  /** Writes or replaces entries, in batches. */
  write(entries: readonly OnRoster[]): Promise<void>;
  remove(people: readonly string[]): Promise<void>;
}

/** Who was forgotten in a tenant, by hash. It lies apart from the plans and outlasts them. */
export interface ForgottenStore {
  list(): Promise<readonly Forgotten[]>;
  add(forgotten: Forgotten): Promise<void>;
}
