import { addMonths, type CivilDate } from '../../domain/calendar/civil-date.js';
import { type PublishedPlan, STATUSES, type Status } from '../../domain/plan/plan.js';
import { changesBetween } from '../../domain/publishing/change-log.js';
import { undecided } from '../../domain/reviewing/sign-off.js';
import { type Paper, paperOf } from '../../domain/standing/paper.js';
import { standingOf } from '../../domain/standing/standing.js';
import { loadCommitments, withAnswers } from '../asking/follow-commitments.js';
import type { makeSeeReview } from '../reviewing/see-review.js';
import { publishedBefore } from '../store/candidate.js';
import { type Refused, refused } from '../store/outcome.js';
import { NOBODY } from '../store/stores.js';
import type { PlanPicture } from './see-plan.js';

/** A paper about a plan as it stands now. */
export interface SeenPaper {
  readonly kind: 'paper';
  readonly picture: PlanPicture;
  readonly paper: Paper;
  readonly since: CivilDate;
  readonly until: CivilDate;
}

/** From when a paper tells what changed, and until when it tells what is promised. Null: the newest column; three months. */
export interface PaperWanted {
  readonly since: CivilDate | null;
  readonly until: CivilDate | null;
}

/** What changed since any day, by what is published and what was answered since. Nothing is written. */
export function makeSeePaper(deps: { readonly seeReview: ReturnType<typeof makeSeeReview> }) {
  return async (picture: PlanPicture, wanted: PaperWanted): Promise<SeenPaper | Refused> => {
    const { plan, head, day, decks, tenant } = picture;
    const review = await deps.seeReview({ tenant, plan: head.plan.id, loaded: plan });
    if (review.kind === 'refused') return review;
    const published = await plan.published();
    const after = review.next?.candidate.published ?? published;
    const public_ = await publishedBefore(plan);
    const before = publicOn(public_, wanted.since) ?? published;
    const since = wanted.since ?? before.columns.at(-1) ?? day;
    if (after.columns.length === 0)
      return refused('Nothing has been published of this plan yet, so nothing has changed.');
    const until = wanted.until ?? addMonths(day, 3);
    const items = decks.flatMap((deck) => deck.items.map(({ value }) => value));
    const standing = head.cycle === null ? null : standingOf(items, published, head.cycle, day);
    const unassigned = decks
      .filter((deck) => deck.head.value.person === NOBODY)
      .flatMap((deck) => deck.items.map(({ value }) => value.ref));
    const texts = head.cycle === null ? published : withAnswers(published, decks, head.cycle.revision);
    const paper = paperOf({
      log: changesBetween(before, after),
      said: saidSince(after, before.columns.at(-1)),
      commitments: await loadCommitments(plan.store, texts),
      today: day,
      until,
      undecided: undecided(review.next?.states ?? []).map(({ finding: { ref, what } }) => ({ ref, what })),
      unassigned,
      late: (standing?.requirements ?? []).filter(({ state }) => state === 'late').map(({ ref }) => ref),
    });
    return { kind: 'paper', picture, paper, since, until };
  };
}

/** The newest words of each row in a column after one. */
function saidSince({ updates }: PublishedPlan, column = ''): ReadonlyMap<string, string> {
  const later = updates.filter((each) => each.kind === 'text' && each.column > column);
  return new Map(later.toSorted((a, b) => (a.column < b.column ? -1 : 1)).map((each) => [each.requirement, each.text]));
}

/** What was public on a day: the newest that was published by then; the oldest where none was. */
function publicOn(plans: readonly PublishedPlan[], since: CivilDate | null): PublishedPlan | undefined {
  if (since === null) return plans.at(-1);
  return plans.findLast(({ columns }) => (columns.at(-1) ?? '') <= since) ?? plans[0];
}

/** The revisions of a year, as they compare. */
export interface SeenYear {
  readonly kind: 'year';
  readonly picture: PlanPicture;
  /** What was public first in that year or before it, and each revision since. */
  readonly columns: readonly {
    readonly column: CivilDate;
    readonly counts: Readonly<Record<Status, number>>;
    readonly answered: number;
    readonly silent: number;
  }[];
  /** Rows whose status is another than at the beginning. */
  readonly moved: readonly { readonly ref: string; readonly from: Status; readonly to: Status }[];
  readonly corrected: number;
}

/** Compares the revisions of the year that ends today. */
export async function seeYear(picture: PlanPicture): Promise<SeenYear | Refused> {
  const { plan, day } = picture;
  const from = addMonths(day, -12);
  const all = await publishedBefore(plan);
  const before = all.filter(({ columns }) => (columns.at(-1) ?? '') <= from).slice(-1);
  const own = all.filter(({ columns }) => (columns.at(-1) ?? '') > from);
  const plans = [...before, ...own].filter(({ columns }) => columns.length > 0);
  const [first, last] = [plans[0], plans.at(-1)];
  if (first === undefined || last === undefined || plans.length < 2) {
    return refused('Two columns are needed to compare: no revision has been made in the year that ends today.');
  }
  return {
    kind: 'year',
    picture,
    columns: plans.map(columnOf),
    moved: last.requirements.flatMap(({ id, ref, withdrawn }) => {
      const [was, is] = [first.statuses[id] ?? 'notStated', last.statuses[id] ?? 'notStated'];
      return withdrawn || was === is ? [] : [{ ref, from: was, to: is }];
    }),
    corrected: last.corrections.length - first.corrections.length,
  };
}

function columnOf(published: PublishedPlan) {
  const column = published.columns.at(-1) as CivilDate;
  const present = published.requirements.filter(({ withdrawn }) => !withdrawn);
  const of = (status: Status) => present.filter(({ id }) => (published.statuses[id] ?? 'notStated') === status).length;
  const cells = published.updates.filter((each) => each.column === column);
  return {
    column,
    counts: Object.fromEntries(STATUSES.map((status) => [status, of(status)])) as Record<Status, number>,
    answered: cells.filter(({ kind }) => kind === 'text').length,
    silent: cells.filter(({ kind }) => kind === 'none').length,
  };
}
