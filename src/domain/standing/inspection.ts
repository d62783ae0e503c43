import type { Update } from '../asking/update.js';
import { type CivilDate, type Instant, localTime } from '../calendar/civil-date.js';
import type { Commitment } from '../commitments/commitment.js';
import { byDue } from '../commitments/commitment-standing.js';
import type { Contribution } from '../people/contribution.js';
import {
  type Deadline,
  type Discharge,
  deadlineOf,
  type PublishedPlan,
  type Requirement,
  type Status,
} from '../plan/plan.js';
import { type EvidenceItem, evidenceItems } from '../text/evidence.js';

/** Words about a row: as published, as answered, or as somebody added to it. */
export interface SaidOfRow {
  readonly on: CivilDate;
  readonly kind: 'published' | 'answered' | 'added' | 'noted';
  /** Whose words; of what was published the post that is printed. */
  readonly by: string;
  readonly text: string;
  readonly status: Status | null;
}

/** Something that was named as evidence, with who named it and when. */
export interface EvidenceNamed extends EvidenceItem {
  readonly by: string;
  readonly on: CivilDate;
}

/** Whether nobody named any evidence for it: a reason why there is none is no evidence. */
export function isBare({ evidence }: Pick<InspectedRow, 'evidence'>): boolean {
  return evidence.every(({ use }) => use === 'none');
}

/** What was named, as an inspector reads it: what is not marked is kept. */
export function inspectedWords({ use, what }: EvidenceItem): string {
  if (use === 'kept') return what;
  return use === 'public' ? `${what} (published)` : `There is none: ${what === '' ? 'no reason was given' : what}`;
}

/** One row as an inspector asks about it. */
export interface InspectedRow {
  readonly requirement: Requirement;
  /** What was asked: its own words, else its recommendation's. */
  readonly asked: string | null;
  readonly deadline: Deadline | null;
  readonly discharge: Discharge | null;
  /** Everything that was ever said of it, oldest first. */
  readonly said: readonly SaidOfRow[];
  /** Its status in each revision, oldest first; null where that states none. */
  readonly statuses: readonly { readonly column: CivilDate; readonly status: Status | null }[];
  readonly promises: readonly Commitment[];
  readonly evidence: readonly EvidenceNamed[];
}

/** What a row's inspection is made of. */
export interface OfRow {
  readonly published: PublishedPlan;
  /** The plans that were public, oldest first. */
  readonly public: readonly PublishedPlan[];
  readonly updates: readonly Update[];
  readonly contributions: readonly Contribution[];
  /** What was written to the lead: by whose key, when. */
  readonly notes: readonly { readonly who: string; readonly at: Instant; readonly text: string }[];
  readonly commitments: readonly Commitment[];
  /** A person's name by their random key. */
  readonly nameOf: (key: string) => string;
  readonly zone: string;
}

/** One row with everything that is kept of it. */
export function inspectedRow(requirement: Requirement, of: OfRow): InspectedRow {
  const { published, updates, contributions, nameOf, zone } = of;
  const recommendation = published.recommendations.find(({ number }) => number === requirement.recommendation);
  const day = (at: Instant) => localTime(at, zone).date;
  const printed = published.updates
    .filter((each) => each.requirement === requirement.id && each.text.trim() !== '')
    .map(
      ({ column, text }): SaidOfRow => ({ on: column, kind: 'published', by: requirement.owner, text, status: null }),
    );
  const answered = updates.map(({ at, by, reply }): SaidOfRow => {
    const words = reply.kind === 'text' ? reply.text : 'No change.';
    return {
      on: day(at),
      kind: 'answered',
      by: nameOf(by),
      text: words,
      status: reply.kind === 'text' ? reply.status : null,
    };
  });
  const added = contributions.map(
    ({ at, name, text }): SaidOfRow => ({ on: day(at), kind: 'added', by: name, text, status: null }),
  );
  const noted = of.notes.map(
    ({ who, at, text }): SaidOfRow => ({ on: day(at), kind: 'noted', by: nameOf(who), text, status: null }),
  );
  return {
    requirement,
    asked: requirement.text ?? recommendation?.text ?? null,
    deadline: deadlineOf(requirement, published.recommendations),
    discharge: published.discharges[requirement.id] ?? null,
    said: [...printed, ...answered, ...added, ...noted].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    statuses: of.public.flatMap(({ columns, statuses }) => {
      const column = columns.at(-1);
      return column === undefined ? [] : [{ column, status: statuses[requirement.id] ?? null }];
    }),
    promises: of.commitments.filter((each) => each.requirement === requirement.id).toSorted(byDue),
    evidence: updates.flatMap(({ at, by, reply }): EvidenceNamed[] => {
      const named = reply.kind === 'text' ? evidenceItems(reply.evidence) : [];
      return named.map((each) => ({ ...each, by: nameOf(by), on: day(at) }));
    }),
  };
}
