import { newestQuarter } from '../../../app/asking/see-opening.js';
import { publicationIn } from '../../../app/publishing/record-publication.js';
import type { SeenReview } from '../../../app/reviewing/see-review.js';
import { openItems } from '../../../app/sending/people-due.js';
import type { PlanPicture } from '../../../app/standing/see-plan.js';
import type { PlanStatus } from '../../../app/standing/see-status.js';
import { type Deck, NOBODY } from '../../../app/store/stores.js';
import { proposedRevision } from '../../../domain/asking/opening.js';
import { daysBetween, type Instant, localTime, longDate, longDay } from '../../../domain/calendar/civil-date.js';
import { isToBeAsked } from '../../../domain/commitments/commitment-standing.js';
import { isUnderWay } from '../../../domain/plan/cycle.js';
import { dutiesDue } from '../../../domain/publishing/website/duty.js';
import { unsent } from '../../../domain/publishing/website/publication.js';
import { undecided } from '../../../domain/reviewing/sign-off.js';
import type { RequirementStanding } from '../../../domain/standing/standing.js';
import { counted } from '../../../domain/text/counted.js';
import { shortened } from '../../../domain/text/shortened.js';
import type { StatusButton, StatusGroup, StatusView } from '../../messages.js';

/** What a lead's glance needs beside the plan's standing. */
export interface GlanceNotes {
  /** What the review has found; null where it was not looked at. */
  readonly review: SeenReview | null;
  /** When messages that are due were looked for last; null where that never happened. */
  readonly lastSweep: Instant | null;
  /** Entra ids of those with something open whom no message would reach. */
  readonly outOfReach: readonly string[];
}

/** Something that waits for the lead, and the button that leads to it. */
interface Need {
  readonly what: string;
  readonly text: string;
  readonly button: { readonly title: string; readonly command: string } | null;
}

/** A revision that is made is behind us: the next quarter counts. */
export function isBetween({ head }: PlanPicture): boolean {
  return !isUnderWay(head.cycle);
}

/** At most three parts, as wide as they are many; in words below, since colours say nothing to everybody. */
export function barOf(picture: PlanStatus): NonNullable<StatusView['bar']> {
  if (isBetween(picture)) return [];
  const { counts } = picture.standing;
  const isClosed = picture.head.cycle?.state === 'closed';
  // once it is closed nobody is late any more: who did not answer is missing
  const missing = isClosed ? counts.pending + counts.late : counts.late;
  const parts = [
    { label: 'answered', count: counts.answered + counts.noChange, tone: 'good' },
    { label: 'open', count: isClosed ? 0 : counts.pending, tone: 'plain' },
    { label: isClosed ? 'without an answer' : 'late', count: missing, tone: 'attention' },
  ] as const;
  return parts.filter(({ count }) => count > 0);
}

/** "5 of 24 answered (2 of them no change), 19 open, none late." */
export function barWords({ standing, head }: PlanStatus): string {
  const { answered, noChange, pending, late } = standing.counts;
  const all = answered + noChange;
  const unchanged = noChange === 0 ? '' : ` (${noChange} of them “no change”)`;
  const rest =
    head.cycle?.state === 'closed'
      ? pending + late === 0
        ? 'nobody is missing'
        : `${pending + late} without an answer`
      : `${pending} open, ${late === 0 ? 'none' : late} late`;
  return `${all} of ${standing.requirements.length} answered${unchanged}, ${rest}.`;
}

/** Which quarter it is, and how long it lasts. */
export function quarterWords(picture: PlanPicture): string {
  const { head, day, calendar } = picture;
  const { cycle, finished } = head;
  if (finished !== undefined) {
    return `This plan ended with its last revision on ${longDate(finished.on)}: ${finished.reason} Nobody is asked any more.`;
  }
  if (cycle === null) return 'No quarter has been opened yet.';
  const revision = longDate(cycle.revision);
  const next = proposedRevision(newestQuarter(head, cycle.revision), day, calendar);
  if (cycle.ended !== undefined) {
    const how = cycle.ended.kind === 'recalled' ? 'was taken back' : 'is left out';
    return `The quarter for the revision of ${revision} ${how}: ${cycle.ended.reason} What was answered is offered again in the next quarter.`;
  }
  if (cycle.state === 'revised') {
    return `The revision of ${revision} is made. The next would be that of ${longDate(next)}: open its quarter when you are ready.`;
  }
  if (cycle.last !== undefined && cycle.state === 'closed')
    return `The last revision of this plan, of ${revision}, can be compiled.`;
  if (cycle.state === 'closed') return `The quarter for the revision of ${revision} is closed and can be compiled.`;
  const left = (to: typeof day) => (to === day ? 'today' : `in ${counted(daysBetween(day, to), 'day')}`);
  if (day < cycle.opens) return `The quarter opens on ${longDay(cycle.opens)}, ${left(cycle.opens)}.`;
  const due =
    day <= cycle.due ? `are due on ${longDay(cycle.due)}, ${left(cycle.due)}` : `were due on ${longDay(cycle.due)}`;
  return `Updates ${due}, and count until ${longDay(cycle.closes)}, ${left(cycle.closes)}. The revision is that of ${revision}.`;
}

/** What waits for the lead today, most pressing first. */
export function needsGroup(picture: PlanStatus, notes: GlanceNotes): readonly StatusGroup[] {
  const lines = needsOf(picture, notes).map(({ what, text }) => ({ ref: what, text, detail: '' }));
  return lines.length === 0 ? [] : [{ heading: 'What needs you', isForYou: true, lines }];
}

/** A button for each of the first four. */
export function needButtons(picture: PlanStatus, notes: GlanceNotes): readonly StatusButton[] {
  return needsOf(picture, notes)
    .flatMap(({ button }) =>
      button === null ? [] : [{ kind: 'command', title: button.title, text: button.command } as const],
    )
    .slice(0, 4);
}

function needsOf(picture: PlanStatus, { review, outOfReach }: GlanceNotes): readonly Need[] {
  const { head, decks, standing } = picture;
  const { id } = head.plan;
  const { cycle } = head;
  if (head.finished !== undefined) return [...publicationNeeds(picture), ...dutyNeeds(picture)];
  const paused: readonly Need[] =
    head.paused === undefined
      ? []
      : [
          {
            what: 'Paused',
            text: `since ${longDay(head.paused.on)}, nobody is messaged: ${head.paused.reason}`,
            button: { title: 'Resume', command: `/resume ${id}` },
          },
        ];
  if (isBetween(picture)) {
    return [
      ...paused,
      ...publicationNeeds(picture),
      ...dutyNeeds(picture),
      {
        what: 'The next quarter',
        text: 'is not open yet',
        button: { title: 'Open the quarter', command: `/open ${id}` },
      },
    ];
  }
  const need = (count: number, what: string, text: string, title: string, command: string): readonly Need[] =>
    count === 0 ? [] : [{ what, text, button: { title, command: `/${command}` } }];
  const open = decks.filter(({ head: { value } }) => value.person !== NOBODY).flatMap(openItems).length;
  const unheld = decks.filter(({ head: { value } }) => value.person === NOBODY).flatMap(openItems);
  const findings = undecided(review?.next?.states ?? []).length;
  const completions = review?.next?.obstacles.completions ?? [];
  const goneBy = promisesGoneBy(picture, decks);
  const late = decks.flatMap(({ items }) => items).filter(({ value }) => value.afterClose !== null);
  const isClosed = cycle?.state === 'closed';
  return [
    ...paused,
    ...publicationNeeds(picture),
    ...dutyNeeds(picture),
    ...(isClosed ? need(1, 'The revision', 'can be compiled', 'Compile a draft', `compile ${id}`) : []),
    ...need(
      isClosed ? 0 : open,
      `${standing.counts.late > 0 ? 'Late and open' : 'Open'} rows`,
      `${open}: remind their owners`,
      'Remind',
      `nudge ${id}`,
    ),
    ...need(findings, counted(findings, 'finding'), 'to be decided before publishing', 'Review', `review ${id}`),
    ...need(unheld.length, 'With nobody', unheld.map(({ ref }) => ref).join(', '), 'People', `people ${id}`),
    ...need(
      outOfReach.length,
      counted(outOfReach.length, 'person', 'people'),
      'cannot be reached',
      'Not reached',
      `status ${id} unreachable`,
    ),
    ...need(
      completions.length,
      'To be agreed',
      `${completions.join(', ')}: called complete`,
      'Agree',
      `complete ${id} ${completions[0] ?? ''}`,
    ),
    ...need(
      late.length,
      'After the close',
      `${late.map(({ value }) => value.ref).join(', ')}: kept for the next revision`,
      'Status of the first',
      `status ${id} ${late[0]?.value.ref ?? ''}`,
    ),
    ...need(
      goneBy,
      'Promises',
      `${goneBy} ${goneBy === 1 ? 'has' : 'have'} come due without an answer`,
      'Promises',
      `promises ${id}`,
    ),
  ];
}

/** A revision that is made and not public, or public and not sent on to everybody who is to have the link. */
function publicationNeeds({ head }: PlanPicture): readonly Need[] {
  const { plan, revisions, settings } = head;
  if (revisions.length === 0) return [];
  const publication = publicationIn(head);
  if (publication === null) {
    const button = { title: 'It is published', command: `/published ${plan.id}` };
    return [{ what: `Revision ${revisions.length}`, text: 'is made and not recorded as published', button }];
  }
  const waiting = unsent(publication, settings.recipients ?? []);
  if (waiting.length === 0) return [];
  const text = `the link to ${waiting.map(({ name }) => name).join(', ')}`;
  return [{ what: 'To be sent on', text, button: { title: 'Send the link', command: `/sent ${plan.id}` } }];
}

/** Duties of the settings that are near, or whose day has passed. */
function dutyNeeds({ head, day }: PlanPicture): readonly Need[] {
  const { plan, settings } = head;
  return dutiesDue(settings.duties ?? [], day).map(({ what, by }) => ({
    what: 'Duty',
    text: `${what}, ${by < day ? 'was due on' : 'by'} ${longDay(by)}`,
    button: { title: `Done: ${shortened(what, 30)}`, command: `/duty ${plan.id} ${what}` },
  }));
}

/** Deadlines that have passed since the quarter opened, by row; those from before are one number. */
export function deadlineGroup(picture: PlanStatus): readonly StatusGroup[] {
  const { standing, head, day } = picture;
  const from = head.cycle?.opens ?? null;
  const fresh = standing.requirements.filter((each) => isFresh(each, from, day));
  const older = standing.overdue - fresh.length;
  const lines = [
    ...fresh.map(({ ref, deadline, owner }) => ({
      ref,
      text: deadline === null ? '' : `passed on ${longDate(deadline)}`,
      detail: owner === '' ? 'no owner' : owner,
    })),
    ...(older > 0 ? [{ ref: String(older), text: 'passed before this quarter, and not complete', detail: '' }] : []),
  ];
  return lines.length === 0 ? [] : [{ heading: fresh.length > 0 ? 'Deadlines newly passed' : 'Deadlines', lines }];
}

function isFresh({ overdue, deadline }: RequirementStanding, from: string | null, day: string): boolean {
  return overdue && from !== null && deadline !== null && deadline >= from && deadline < day;
}

/** When messages were looked for last, in the plan's own time; nothing where that is not known. */
export function sweepWords({ calendar, day }: PlanPicture, { lastSweep }: GlanceNotes): readonly string[] {
  if (lastSweep === null) return [];
  const { date, time } = localTime(lastSweep, calendar.zone);
  return [`Messages that are due were looked for last ${date === day ? 'today' : `on ${longDay(date)}`} at ${time}.`];
}

/** Promises whose day has passed, and that some card asks about. */
export function promisesGoneBy({ day }: PlanPicture, decks: readonly Deck[]): number {
  const items = decks.flatMap((deck) => deck.items.map((item) => item.value));
  return items.reduce((sum, item) => sum + item.commitments.filter((each) => isToBeAsked(each, day)).length, 0);
}
