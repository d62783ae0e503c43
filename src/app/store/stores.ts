import type { AskedItem } from '../../domain/asking/ask.js';
import type { BegunOfRow } from '../../domain/asking/left-words.js';
import type { Update } from '../../domain/asking/update.js';
import type { CivilDate, Instant, TimeOfDay } from '../../domain/calendar/civil-date.js';
import type { Commitment } from '../../domain/commitments/commitment.js';
import type { PromiseChanges } from '../../domain/commitments/commitment-changes.js';
import type { Assignment } from '../../domain/people/assignment.js';
import type { Contribution } from '../../domain/people/contribution.js';
import type { Cycle } from '../../domain/plan/cycle.js';
import type { ChainTip, HistoryEntry, HistoryNote, HistoryPayload, HistoryRecord } from '../../domain/plan/history.js';
import type { Plan, Printed, PublishedPlan, Region } from '../../domain/plan/plan.js';
import type { Duty } from '../../domain/publishing/website/duty.js';
import type { Publication, Recipient } from '../../domain/publishing/website/publication.js';
import type { Removal } from '../../domain/redacting/removal.js';
import type { Redacted } from '../../domain/redacting/rewritten.js';
import type { Decision, SignOffCheck } from '../../domain/reviewing/decision.js';
import type { Rung } from '../../domain/sending/ladder.js';
import type { Directory, ServiceStore } from './directory.js';
import type { Held, Written } from './held.js';
import type { ForgottenStore, PersonStore, RosterStore } from './person-store.js';

/** What may be set for one plan. */
export interface PlanSettings {
  readonly zone: string;
  readonly region: Region;
  /** Days off that are others than those of `region`; absent where nobody set any. */
  readonly holidays?: Holidays;
  readonly workingHours: { readonly start: TimeOfDay; readonly end: TimeOfDay };
  readonly ladder: readonly Rung[];
  /** Names of partners, charities and systems as the body spells them. */
  readonly approvedSpellings: readonly string[];
  /** Printed on every page of a draft, such as "OFFICIAL"; public copies carry none. */
  readonly protectiveMarking: string | null;
  /** Whose word makes the revision: `executive` needs a signature over exactly the words published. */
  readonly signOff: 'lead' | 'executive';
  /** The checks that must be recorded before a signature; absent on rows written before it could be set: all of them. */
  readonly signOffChecks?: readonly SignOffCheck[];
  /** What is made public beside texts and dates; absent on rows written before it could be set. */
  readonly printed?: Printed;
  /** Who is to have the link to each revision; absent: nobody is set. */
  readonly recipients?: readonly Recipient[];
  /** Whom readers can ask, as the page prints it; absent: nobody is set. */
  readonly contact?: string;
  /** What is to be done by a day, beside the rows; absent: nothing. */
  readonly duties?: readonly Duty[];
}

/** Which days are no working days. */
export interface Holidays {
  /** An ISO 3166 code that the calendar knows, such as "GB-WLS" or "IE"; null: that of the settings' `region`. */
  readonly region: string | null;
  /** Days off beside those of the region, and days of the region on which the body works; in order. */
  readonly extra: readonly CivilDate[];
  readonly removed: readonly CivilDate[];
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
  /** Of each revision that went public, where and since when; absent before the first. */
  readonly publications?: readonly Publication[] | undefined;
  /** The lead holds back every message about the plan since that day; absent where nobody does. */
  readonly paused?: { readonly on: CivilDate; readonly reason: string } | undefined;
  /** The revision date of the newest quarter that was left out before it was opened; goes when one is opened. */
  readonly skipped?: CivilDate | undefined;
  /** What the next revision prints of the quarters before it. */
  readonly toSay?: readonly string[] | undefined;
  /** The last revision is made, and no quarter is opened any more. */
  readonly finished?: { readonly on: CivilDate; readonly reason: string } | undefined;
  /** Tip of the plan's own history chain as of the newest write of this row; the store sets it. Absent on earlier rows. */
  readonly historyTip?: ChainTip | undefined;
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
  /** Whether they add to rows of others in this cycle: those rows say to which. */
  readonly contributes?: true | undefined;
  /** Names that the review leaves alone, as the plan's settings have them; absent where there are none. */
  readonly approvedSpellings?: readonly string[] | undefined;
  /** Return sheets that were made in this cycle for whoever cannot answer in Teams; absent where none was. */
  readonly sheets?: readonly SheetNote[] | undefined;
  /** What was begun about rows that left this deck since; whoever began it is given it back. */
  readonly begun?: readonly BegunOfRow[] | undefined;
}

/** A return sheet: for whom, and when it was made, and sent by the lead. */
export interface SheetNote {
  /** A name, or a post as the plan prints it. */
  readonly forWhom: string;
  readonly made: CivilDate;
  readonly sent?: CivilDate | undefined;
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

/** A compiled draft or a revision: it never changes, but for words that are removed from everything. */
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
  /** What became of promises since the revision before; absent on what was compiled before they were followed. */
  readonly promises?: PromiseChanges | undefined;
  /** Of a revision: whose name it carries, and when they signed; absent on drafts. */
  readonly signed?: { readonly by: string | null; readonly at: Instant } | undefined;
  /** Of a revision: the newest link of the plan's history when it was made; absent on those from before it was kept. */
  readonly historyTip?: ChainTip | undefined;
  /** Of a corrected revision: which issue it is, from 2, and the id of the one before. Absent on the first. */
  readonly issue?: number | undefined;
  readonly replaces?: string | undefined;
  /** That words were removed from it since; absent where none were. */
  readonly redacted?: readonly Redacted[] | undefined;
}

/** Everything about one plan. Writes carry an operation id: a conflict with one's own write is success. */
export interface PlanStore {
  head(): Promise<Held<PlanHead> | null>;
  /** Writes the head (`etag` null: it must not exist yet) with its history in one batch. */
  writeHead(head: PlanHead, etag: string | null, history: readonly HistoryNote[], operation: string): Promise<Written>;
  /** Writes rows that nobody reads until a head names `generation`; gives what the history is to note of them. */
  writePublished(generation: string, published: PublishedPlan): Promise<HistoryRecord>;
  published(generation: string): Promise<PublishedPlan>;
  writeAssignments(generation: string, assignments: readonly Assignment[]): Promise<void>;
  assignments(generation: string | null): Promise<readonly Assignment[]>;
  /** One range read. Null when the person was never asked in that cycle. */
  deck(cycle: string, person: string): Promise<Deck | null>;
  /** Every deck of a cycle, `NOBODY`'s included. */
  decks(cycle: string): Promise<readonly Deck[]>;
  /** Brings a cycle's asks to what `changes` says, in batches; an ask's head and items stand together. */
  changeAsks(cycle: string, changes: readonly AskChange[], operation: string): Promise<Written>;
  /** One batch: the item as answered, the update, the commitments that it changes, their history. */
  recordReply(
    cycle: string,
    person: string,
    item: HeldItem,
    update: Update,
    commitments: readonly Commitment[],
    history: readonly HistoryPayload[],
    operation: string,
  ): Promise<Written>;
  updates(requirement: string): Promise<readonly Update[]>;
  /** One batch: the item with a contribution, the contribution itself, its history. `holder`: where the item stands. */
  recordContribution(
    holder: ItemHolder,
    contribution: Contribution,
    history: HistoryPayload,
    operation: string,
  ): Promise<Written>;
  /** Everything that contributors ever gave about a requirement, oldest first. */
  contributions(requirement: string): Promise<readonly Contribution[]>;
  /** Every commitment row, of the plan or of one requirement; stray ones too (`standingCommitments` tells). */
  commitments(requirement?: string): Promise<readonly Held<Commitment>[]>;
  /**
   * One batch: commitments of one requirement with their history, and the asked item that holds them, if any. A
   * commitment that an item of the cycle holds is never written without it.
   */
  changeCommitments(
    requirement: string,
    changes: readonly CommitmentChange[],
    holder: ItemHolder | null,
    history: readonly HistoryPayload[],
    operation: string,
  ): Promise<Written>;
  /** Removes stray rows; one that was written again since it was read stays. */
  removeCommitments(stray: readonly Held<Commitment>[]): Promise<void>;
  /** Adds to a chain ("plan" or a requirement id), as often as needed to win. */
  appendHistory(chain: string, note: HistoryNote, operation: string): Promise<void>;
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
  /** Gives what the history is to note of it. */
  writeCompiled(compiled: Compiled): Promise<HistoryRecord>;
  compiled(id: string): Promise<Compiled | null>;
  /** What stands in the store now of all that the history notes; of published plans, the given generations. */
  records(generations: readonly string[]): Promise<readonly StoredRecord[]>;
  /** Everything that is kept of the plan, as it lies there: what no head names any more too. */
  everything(): Promise<readonly StoredThing[]>;
  /** Keeps `value` in the place of a thing, or at another `key`, unless it was written again since it was read. */
  replaceThing(thing: StoredThing, value: unknown, operation: string, key?: string): Promise<Written>;
  /** Takes a thing away, unless it was written again since it was read. */
  removeThing(thing: StoredThing): Promise<Written>;
  /** What was removed from the plan, oldest first. It lies apart from the plan and outlasts it. */
  removals(): Promise<readonly Removal[]>;
  /** Writes or replaces one. */
  writeRemoval(removal: Removal): Promise<void>;
}

/** A stored thing by its key and hash; `at`: when it was made, by its own word, or null where it does not say. */
export interface StoredRecord extends HistoryRecord {
  readonly at: Instant | null;
}

/** Something that is kept of a plan, of whatever kind. */
export interface StoredThing {
  /** What kind of thing it is: the first part of its key. */
  readonly area: string;
  readonly key: string;
  readonly etag: string;
  readonly value: unknown;
}

/** A commitment as it is to be kept; `etag` null: it must not be there yet. */
export interface CommitmentChange {
  readonly commitment: Commitment;
  readonly etag: string | null;
}

/** Where an asked item stands. */
export interface ItemHolder {
  readonly cycle: string;
  readonly person: string;
  readonly item: HeldItem;
}

/** One change of a cycle's asks. */
export type AskChange =
  | { readonly kind: 'head'; readonly head: AskHead; readonly etag: string | null }
  | {
      readonly kind: 'item';
      readonly person: string;
      readonly item: AskedItem;
      readonly etag: string | null;
      /** Where it is put to this person now: what the requirement's history says of it. */
      readonly asked?: HistoryPayload;
    }
  | { readonly kind: 'removeItem'; readonly person: string; readonly item: AskedItem; readonly etag: string };

/** All stores, opened on one table. */
export interface Stores {
  plan(tenant: string, plan: string): PlanStore;
  person(tenant: string, person: string): PersonStore;
  roster(tenant: string): RosterStore;
  forgotten(tenant: string): ForgottenStore;
  readonly directory: Directory;
  readonly service: ServiceStore;
}
