import type { AskedItem } from '../domain/ask.js';
import type { Assignment } from '../domain/assignment.js';
import type { CivilDate, Instant, TimeOfDay } from '../domain/civil-date.js';
import type { Cycle } from '../domain/cycle.js';
import type { Decision } from '../domain/decision.js';
import type { Intent } from '../domain/delivery.js';
import type { ChainTip, HistoryEntry, HistoryPayload } from '../domain/history.js';
import type { Rung } from '../domain/ladder.js';
import type { Plan, PublishedPlan, Region } from '../domain/plan.js';
import type { OnRoster } from '../domain/roster.js';
import type { Update } from '../domain/update.js';
import type { ConversationReference, ServiceAddress, TeamReference, Unreachable } from './ports.js';

/** Something read from the store, with the version that a conditional write must name. */
export interface Held<T> {
  readonly value: T;
  readonly etag: string;
}

/** What became of a conditional write. `conflict`: somebody else was first; read again and decide again. */
export type Written = 'done' | 'conflict';

/** What may be set for one plan. */
export interface PlanSettings {
  readonly zone: string;
  readonly region: Region;
  readonly workingHours: { readonly start: TimeOfDay; readonly end: TimeOfDay };
  readonly ladder: readonly Rung[];
  /** Names of partners, charities and systems as the body spells them. */
  readonly approvedSpellings: readonly string[];
  /** Printed on every page of a draft, such as "OFFICIAL"; public copies carry none. */
  readonly protectiveMarking: string | null;
  /** Whose word makes the revision: `executive` needs a signature over exactly the words published. */
  readonly signOff: 'lead' | 'executive';
}

/** The row of a plan that names everything that is true of it. */
export interface PlanHead {
  readonly plan: Plan;
  readonly settings: PlanSettings;
  /** Generation of the published plan's rows. */
  readonly generation: string;
  /** Generation of the assignment rows, or null before the first `assign`. */
  readonly assignments: string | null;
  readonly cycle: Cycle | null;
  /** Day of the newest rung of which the lead was told, or null. Belongs to the cycle. */
  readonly leadToldThrough: CivilDate | null;
  /** Ids of the drafts and of the revisions, in the order of their numbers (from 1). */
  readonly drafts: readonly string[];
  readonly revisions: readonly string[];
  /** Generation of what was public before we made any revision and before any amendment; absent: `generation`. */
  readonly basis?: string | undefined;
}

/** What one person is asked in one cycle. */
export interface AskHead {
  /** Entra object id, lower case; `NOBODY` for requirements without an owner. */
  readonly person: string;
  readonly name: string;
  /** The person's random key in the history. */
  readonly whoKey: string;
  /** The nonce that every copy of the card carries. */
  readonly ask: string;
  readonly cycle: Cycle;
  readonly planTitle: string;
  readonly zone: string;
  /** To whom a requirement can be handed over. */
  readonly colleagues: readonly { readonly id: string; readonly name: string }[];
  /** Day of the newest rung dealt with, or null. */
  readonly handledThrough: CivilDate | null;
  /** Number of messages of this ask that were sent or may have been. */
  readonly sent: number;
  /** Whether the newest one may not have arrived. */
  readonly uncertain: boolean;
  /** The newest card in the person's chat, or null. */
  readonly card: string | null;
}

/** Scope of the decisions that outlast a cycle: acceptances of findings. */
export const LASTING = 'lasting';

/** Stands for the person where a requirement has none. */
export const NOBODY = 'nobody';

/** An asked requirement as read, with the tip of its history chain as last seen (a hint: the chain itself decides). */
export interface HeldItem extends Held<AskedItem> {
  readonly tip: ChainTip;
}

/** A person's ask with its items, in document order. */
export interface Deck {
  readonly head: Held<AskHead>;
  readonly items: readonly HeldItem[];
}

/** A compiled draft or a revision: immutable. */
export interface Compiled {
  readonly id: string;
  readonly number: number;
  readonly at: Instant;
  /** The person's random key. */
  readonly by: string;
  readonly cycle: string;
  readonly takes: readonly string[];
  readonly silent: readonly string[];
  readonly hash: string;
  readonly published: PublishedPlan;
  /** Of a revision: whose name it carries, and when they signed; absent on drafts. */
  readonly signed?: { readonly by: string | null; readonly at: Instant } | undefined;
}

/** Everything about one plan. Writes carry an operation id: a conflict with one's own write is success. */
export interface PlanStore {
  head(): Promise<Held<PlanHead> | null>;
  /** Writes the head (`etag` null: it must not exist yet) with its history in one batch. */
  writeHead(
    head: PlanHead,
    etag: string | null,
    history: readonly HistoryPayload[],
    operation: string,
  ): Promise<Written>;
  /** Writes rows that nobody reads until a head names `generation`. */
  writePublished(generation: string, published: PublishedPlan): Promise<void>;
  published(generation: string): Promise<PublishedPlan>;
  writeAssignments(generation: string, assignments: readonly Assignment[]): Promise<void>;
  assignments(generation: string | null): Promise<readonly Assignment[]>;
  /** One range read. Null when the person was never asked in that cycle. */
  deck(cycle: string, person: string): Promise<Deck | null>;
  /** Every deck of a cycle, `NOBODY`'s included. */
  decks(cycle: string): Promise<readonly Deck[]>;
  /** Brings a cycle's asks to what `changes` says, in batches; an ask's head and items stand together. */
  changeAsks(cycle: string, changes: readonly AskChange[], operation: string): Promise<Written>;
  /** One batch: the item as answered, the update, its history. */
  recordReply(
    cycle: string,
    person: string,
    item: HeldItem,
    update: Update,
    history: HistoryPayload,
    operation: string,
  ): Promise<Written>;
  updates(requirement: string): Promise<readonly Update[]>;
  /** Adds to a chain ("plan" or a requirement id), as often as needed to win. */
  appendHistory(chain: string, payload: HistoryPayload, operation: string): Promise<void>;
  /** Oldest first. */
  history(chain: string): Promise<readonly HistoryEntry[]>;
  /** Names of the chains that have entries. */
  chains(): Promise<readonly string[]>;
  /** Adds a decision with its history (chain "plan" or a requirement id) in one batch. `scope`: a cycle id, or `LASTING`. */
  addDecision(
    scope: string,
    decision: Decision,
    chain: string,
    history: HistoryPayload,
    operation: string,
  ): Promise<void>;
  /** In the order in which they were made. */
  decisions(scope: string): Promise<readonly Decision[]>;
  writeCompiled(compiled: Compiled): Promise<void>;
  compiled(id: string): Promise<Compiled | null>;
}

/** One change of a cycle's asks. */
export type AskChange =
  | { readonly kind: 'head'; readonly head: AskHead; readonly etag: string | null }
  | { readonly kind: 'item'; readonly person: string; readonly item: AskedItem; readonly etag: string | null }
  | { readonly kind: 'removeItem'; readonly person: string; readonly item: AskedItem; readonly etag: string };

/** Where a person can be reached, as last seen. */
export interface PersonRecord {
  readonly name: string;
  /** Random key under which the history knows them. */
  readonly whoKey: string;
  readonly reference: ConversationReference | null;
  readonly unreachable: { readonly why: Unreachable; readonly since: Instant } | null;
  readonly lastSeen: Instant | null;
  /** What came of the newest attempt to open a chat with somebody who had never written; absent before the first. */
  readonly opening?: Opening | undefined;
}

/** One attempt to open a chat. `failed`: neither opened nor told why the person cannot be reached. */
export interface Opening {
  /** The plan's civil day: one attempt a day. */
  readonly on: CivilDate;
  readonly at: Instant;
  readonly outcome: 'opened' | 'failed' | Unreachable;
}

/** Who is and was in a tenant's teams, by person. What Teams said last: written without versions, read again daily. */
export interface RosterStore {
  of(person: string): Promise<OnRoster | null>;
  everybody(): Promise<readonly OnRoster[]>;
  /** Writes or replaces entries, in batches. */
  write(entries: readonly OnRoster[]): Promise<void>;
  remove(people: readonly string[]): Promise<void>;
}

/** A team in which the app is installed, and when its roster was read. */
export interface KnownTeam {
  /** Made from its reference; fit for a key. */
  readonly id: string;
  readonly team: TeamReference;
  /** When the roster was last read whole, or null. */
  readonly readAt: Instant | null;
  /** When that was last tried, or null. */
  readonly triedAt: Instant | null;
}

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
}

export interface DuePlan {
  readonly tenant: string;
  readonly plan: string;
  readonly at: Instant;
}

/** A directory row as read. */
export interface DueRow extends DuePlan {
  readonly etag: string;
}

/** Directory rows: written before the truth and checked against it, so a stray one is harmless. */
export interface Directory {
  plans(tenant: string): Promise<readonly string[]>;
  allPlans(): Promise<readonly { readonly tenant: string; readonly plan: string }[]>;
  addPlan(tenant: string, plan: string): Promise<void>;
  /** Plans due at or before `now`, all tenants. */
  due(now: Instant): Promise<readonly DueRow[]>;
  addDue(due: DuePlan): Promise<void>;
  /** Removes a row unless it was written again since it was read: then somebody wants the plan looked at once more. */
  removeDue(due: DueRow): Promise<void>;
  /** Finds a person by their user principal name or e-mail address. */
  personByAddress(tenant: string, address: string): Promise<{ readonly person: string; readonly name: string } | null>;
  addAddress(tenant: string, address: string, person: string, name: string): Promise<void>;
  /** The same for many, in batches; of one address given twice the last counts. */
  addAddresses(
    tenant: string,
    people: readonly { readonly address: string; readonly person: string; readonly name: string }[],
  ): Promise<void>;
  /** Where the tenant's Connector was last heard of; null before the first sign of life. */
  serviceAddress(tenant: string): Promise<ServiceAddress | null>;
  saveServiceAddress(tenant: string, address: ServiceAddress): Promise<void>;
  /** Teams in which the app is installed, all tenants. */
  teams(): Promise<readonly KnownTeam[]>;
  teamOf(team: TeamReference): Promise<KnownTeam | null>;
  saveTeam(known: Omit<KnownTeam, 'id'>): Promise<void>;
  removeTeam(team: TeamReference): Promise<void>;
}

/** A jump of the clock over which nothing is sent until `released`. */
export interface Hold {
  readonly from: Instant;
  readonly to: Instant;
  readonly people: number;
  readonly released: boolean;
}

/** Facts of the service itself. */
export interface ServiceStore {
  /** The key that signs cards: made once, at the first call. */
  cardKey(make: () => string): Promise<string>;
  localClock(): Promise<{ readonly shows: Instant; readonly savedAt: Instant } | null>;
  saveLocalClock(shows: Instant, savedAt: Instant): Promise<void>;
  /** Messages held back until the lead says that the time is right. */
  hold(): Promise<Hold | null>;
  saveHold(hold: Hold | null): Promise<void>;
  /** When a sweep last ran. */
  heartbeat(): Promise<Instant | null>;
  saveHeartbeat(at: Instant): Promise<void>;
}

/** All stores, opened on one table. */
export interface Stores {
  plan(tenant: string, plan: string): PlanStore;
  person(tenant: string, person: string): PersonStore;
  roster(tenant: string): RosterStore;
  readonly directory: Directory;
  readonly service: ServiceStore;
}
