import type { Instant } from '../../domain/calendar/civil-date.js';
import type { TeamMember } from '../../domain/people/roster.js';

/** A value that a table can hold. Anything richer is JSON text, put in by the stores. */
export type ColumnValue = string | number | boolean;

/** A row as written. Keys are ASCII without `/ \ # ?` and control characters, at most 1,024 bytes as UTF-16 (512 characters). */
export interface TableRow {
  readonly partition: string;
  readonly key: string;
  readonly values: Readonly<Record<string, ColumnValue>>;
}

/** A row as read: `etag` changes with every write of the row. */
export interface StoredRow extends TableRow {
  readonly etag: string;
}

/** One step of a batch. `insert` wants no such row; `replace` and `remove` want exactly this version; `put` wants nothing. */
export type TableWrite =
  | { readonly kind: 'insert'; readonly key: string; readonly values: TableRow['values'] }
  | { readonly kind: 'replace'; readonly key: string; readonly values: TableRow['values']; readonly etag: string }
  | { readonly kind: 'put'; readonly key: string; readonly values: TableRow['values'] }
  | { readonly kind: 'remove'; readonly key: string; readonly etag: string };

/** All or nothing. `index` is the first write that was refused. */
export type BatchOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'conflict'; readonly index: number; readonly reason: 'exists' | 'changed' };

/** What a range read asks for; rows come in the order of their keys (by code unit, as ASCII). */
export interface RangeQuery {
  readonly partition: string;
  /** Only keys that begin with this. */
  readonly prefix?: string;
  /** Only keys at or after this. */
  readonly from?: string;
  /** Only keys before this. */
  readonly before?: string;
  /** At most this many rows a page, 1 to 1,000 (the default). */
  readonly limit?: number;
  /** From the page before. Opaque. */
  readonly continuation?: string;
}

export interface RangePage {
  readonly rows: readonly StoredRow[];
  /** Absent on the last page. */
  readonly continuation?: string;
}

/**
 * The one storage port. Engines: azure, embedded, memory; one contract suite.
 * Every engine refuses what Azure Table storage would refuse, with a `TableLimitError`
 * (entity 1 MiB, string 32,768 UTF-16 units, 252 properties, keys 1 KiB in UTF-16 (512 characters) and their characters,
 * batch of 1 to 100 rows and 4 MiB, a key at most once in a batch).
 * A write is on disk (or acknowledged by the service) when its promise resolves.
 * While the store cannot be used, calls reject with a `TableUnavailableError`.
 */
export interface Table {
  get(partition: string, key: string): Promise<StoredRow | undefined>;
  range(query: RangeQuery): Promise<RangePage>;
  batch(partition: string, writes: readonly TableWrite[]): Promise<BatchOutcome>;
  /** Writes something small that no store reads; rejects when what people send could not be written now. */
  proveWritable(): Promise<void>;
  close(): Promise<void>;
}

/** What an engine gives beside: all that stands in a table, for a backup of it. */
export interface WholeTable extends Table {
  /** The first partition after this one, in the order of their names; null after the last. Begin with the empty text. */
  nextPartition(after: string): Promise<string | null>;
  /**
   * All rows of a partition as they stood together at one moment, in the order of their keys. Rejects with a
   * `TableUnavailableError` where a partition is written so often that no such moment is found.
   */
  snapshot(partition: string): Promise<readonly StoredRow[]>;
}

/** The clock of the service; in local mode it can be moved and lives in the store. */
export interface Clock {
  now(): Promise<Instant>;
}

/** New opaque ids: lower-case letters and digits, unguessable, 20 characters or more. */
export type NewId = () => string;

/** Where a person's chat is; kept from their last sign of life. Opaque outside the teams adapter. */
export interface ConversationReference {
  readonly serviceUrl: string;
  readonly conversationId: string;
  readonly tenant: string;
  /** Entra object id, lower case. */
  readonly person: string;
  readonly botId: string;
  readonly channelId: string;
}

/** Why nobody can be reached there at the moment. A sign of life from the person clears it. */
export type Unreachable =
  | 'blocked'
  | 'left'
  | 'disabledByAdmin'
  | 'writesBlocked'
  | 'conversationGone'
  | 'notInstalled';

/** What became of a message. `uncertain` may have arrived and must not be repeated blindly. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly activityId: string }
  | { readonly kind: 'uncertain'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly why: Unreachable; readonly reason: string }
  /** The service does not take it (413, a redirect, an unknown 4xx): a defect or a setting, shown to the lead. */
  | { readonly kind: 'refused'; readonly reason: string }
  | NotNow;

/** Certainly not delivered, and worth another try later. */
export interface NotNow {
  readonly kind: 'notNow';
  /**
   * `busy`: throttled or unavailable to the end. `unsent`: it never left this machine. `signIn`: no token could be had,
   * or it was not taken, which is the administrator's to mend.
   */
  readonly why: 'busy' | 'unsent' | 'signIn';
  readonly reason: string;
}

/** Like `SendOutcome`, for a change of a message that was sent; `gone` means that it is no longer there. */
export type UpdateOutcome = SendOutcome | { readonly kind: 'gone' };

/** Where a tenant's Connector was last heard of: enough to open a chat through. Opaque outside the teams adapter. */
export interface ServiceAddress {
  readonly serviceUrl: string;
  readonly botId: string;
  readonly channelId: string;
}

/** Somebody with whom there is no chat yet. */
export interface Stranger {
  readonly tenant: string;
  /** Entra object id, lower case. */
  readonly person: string;
  /** The channel's own id for them, from a team's roster; null where they are on none. */
  readonly account: string | null;
}

/** What became of opening a chat. `uncertain` may be tried again: the same chat comes back. */
export type ChatOutcome =
  | { readonly kind: 'opened'; readonly reference: ConversationReference }
  | Exclude<SendOutcome, { readonly kind: 'sent' }>;

/** Where people are reached. Never throws for what the Connector answers. */
export interface Chats {
  /** Opens a person's chat, or finds the one that is there; nothing is said in it. */
  open(to: Stranger, via: ServiceAddress): Promise<ChatOutcome>;
}

/** A team in which the app is installed. Opaque outside the teams adapter. */
export interface TeamReference extends ServiceAddress {
  readonly tenant: string;
  readonly conversationId: string;
}

/** A team's whole roster, or why it could not be read: half a roster is none. `gone`: the app is not in that team. */
export type RosterOutcome =
  | { readonly kind: 'roster'; readonly members: readonly TeamMember[] }
  | { readonly kind: 'gone'; readonly reason: string }
  | { readonly kind: 'unread'; readonly reason: string };

/** Reads who is in a team. Never throws for what the Connector answers. */
export interface Rosters {
  membersOf(team: TeamReference): Promise<RosterOutcome>;
}

/** One line a call, structured; never a person's text. */
export interface Log {
  info(event: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(event: string, facts?: Readonly<Record<string, unknown>>): void;
  error(event: string, facts?: Readonly<Record<string, unknown>>): void;
}
