import type { Instant } from '../../domain/calendar/civil-date.js';
import type { ServiceAddress, TeamReference } from './ports.js';

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
  /** What a person's addresses say of them; the addresses themselves are kept by hash alone. */
  addressesOf(tenant: string, person: string): Promise<readonly { readonly name: string }[]>;
  removeAddresses(tenant: string, person: string): Promise<void>;
  /** Where the tenant's Connector was last heard of; null before the first sign of life. */
  serviceAddress(tenant: string): Promise<ServiceAddress | null>;
  saveServiceAddress(tenant: string, address: ServiceAddress): Promise<void>;
  /** Notes who has a file kept, so that it is found once its time is over. */
  addKept(tenant: string, person: string): Promise<void>;
  /** Who may have one, all tenants. */
  allKept(): Promise<readonly { readonly tenant: string; readonly person: string }[]>;
  removeKept(tenant: string, person: string): Promise<void>;
  /** Teams in which the app is installed, all tenants. */
  teams(): Promise<readonly KnownTeam[]>;
  teamOf(team: TeamReference): Promise<KnownTeam | null>;
  saveTeam(known: Omit<KnownTeam, 'id'>): Promise<void>;
  removeTeam(team: TeamReference): Promise<void>;
}

/** A jump of the clock, or a restored backup, over which nothing is sent until `released`. */
export interface Hold {
  /** Absent for a jump. `restored`: what was sent between the two is not known. */
  readonly why?: 'restored' | undefined;
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
