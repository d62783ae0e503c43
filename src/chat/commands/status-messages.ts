import { isAbsenceOf } from '../../app/handing-over/be-away.js';
import { openItems } from '../../app/sending/people-due.js';
import type { PlanPicture } from '../../app/standing/see-plan.js';
import type { PlanStatus } from '../../app/standing/see-status.js';
import { type Deck, NOBODY } from '../../app/store/stores.js';
import { longDate, longDay } from '../../domain/calendar/civil-date.js';
import { isToBeAsked } from '../../domain/commitments/commitment-standing.js';
import { absenceOf } from '../../domain/people/assignment.js';
import { STATUS_WORDS } from '../../domain/plan/plan.js';
import type { RequirementStanding } from '../../domain/standing/standing.js';
import type { Message, StatusButton, StatusGroup, StatusView } from '../messages.js';
import { nameOf } from '../sending/ladder-messages.js';
import { askedForWords, contributorsNote, contributorsOfRow } from './contributors-status.js';
import { handedOverRows, untilWords, withWhom } from './own/handed-over.js';

const STATE_WORDS: Readonly<Record<RequirementStanding['state'], string>> = {
  answered: 'answered',
  noChange: 'no change',
  pending: 'not answered yet',
  late: 'late',
};

/** How far a person can be reached, by Entra id; a missing entry means that nothing stands in the way. */
export type ReachNotes = ReadonlyMap<string, string>;

/** The lead's `/status`: replies and deadlines are two clocks, never one count. */
export function statusMessage(
  picture: PlanStatus,
  filter: string,
  reach: ReachNotes,
  notes: readonly string[] = [],
): Message {
  const { head } = picture;
  const { cycle } = head;
  const wanted = filter.trim().toLowerCase();
  return {
    kind: 'status',
    status: {
      title: head.plan.title,
      summary: [
        ...notes,
        cycle === null ? 'No quarter has been opened yet.' : cycleSentence(picture),
        ...(wanted === '' ? [...promisesNote(picture, picture.decks), ...contributorsNote(picture.decks)] : []),
      ].join(' '),
      // whoever asks about a part gets that part first, not the whole again
      replies: wanted === '' ? replyFigures(picture) : [],
      deadlines: wanted === '' ? deadlineFigures(picture) : [],
      groups: wanted === '' ? outstandingGroups(picture, reach) : filteredGroups(picture, wanted),
      hints: [
        ...hintsFor(picture, wanted),
        ...(promisesGoneBy(picture, picture.decks) > 0 && wanted === '' ? ['/promises'] : []),
      ],
    },
  };
}

function replyFigures({ standing }: PlanStatus): StatusView['replies'] {
  const { counts, requirements } = standing;
  return [
    { label: 'Asked', value: String(requirements.length) },
    { label: 'Answered', value: String(counts.answered) },
    { label: 'No change', value: String(counts.noChange) },
    { label: 'Not answered yet', value: String(counts.pending) },
    { label: 'Late', value: String(counts.late) },
  ];
}

function deadlineFigures({ standing, head, day }: PlanStatus): StatusView['deadlines'] {
  const revision = head.cycle?.revision ?? null;
  return [
    { label: 'Deadlines passed and not complete', value: String(standing.overdue) },
    ...(revision !== null && day <= revision ? [{ label: 'Next revision', value: longDate(revision) }] : []),
  ];
}

/** What an owner sees for `/status`: their own requirements only. */
export function ownStandingMessage(picture: PlanStatus, person: string, opening: string): Message {
  const deck = picture.decks.find((each) => each.head.value.person === person);
  const refs = new Set(deck?.items.map((item) => item.value.ref) ?? []);
  const own = picture.standing.requirements.filter((each) => refs.has(each.ref));
  const handedOver = handedOverRows(picture, person).filter((row) => !refs.has(row.ref));
  const { plan } = picture.head;
  const isAway = picture.assignments.some((each) => isAbsenceOf(each, person, picture.day));
  const count = (states: readonly RequirementStanding['state'][]) =>
    String(own.filter((each) => states.includes(each.state)).length);
  return {
    kind: 'status',
    status: {
      title: picture.head.plan.title,
      summary: [
        opening,
        picture.head.cycle === null ? 'No quarter is open.' : cycleSentence(picture),
        ...promisesNote(picture, deck === undefined ? [] : [deck]),
        ...askedForWords(picture.decks, person),
      ]
        .join(' ')
        .trim(),
      replies: [
        { label: 'Asked of you', value: String(own.length) },
        { label: 'Answered', value: count(['answered', 'noChange']) },
        { label: 'Still open', value: count(['pending', 'late']) },
      ],
      deadlines: [
        { label: 'Your deadlines passed and not complete', value: String(own.filter((each) => each.overdue).length) },
      ],
      groups: [
        {
          heading: 'Your requirements',
          lines: own.map((each) => ({ ...lineOf(each), text: STATE_WORDS[each.state] })),
        },
        {
          heading: 'Handed over',
          lines: handedOver.map((row) => ({
            ref: row.ref,
            text: withWhom(row),
            detail: row.isAnswered ? 'answered' : '',
          })),
        },
      ].filter(({ lines }) => lines.length > 0),
      buttons: [
        ...(handedOver.length === 0 ? [] : [commandButton('Take back what I handed over', `/back ${plan.id}`)]),
        ...(isAway ? [commandButton('I am back', `/back ${plan.id}`)] : []),
      ],
      hints: own.some((each) => each.state === 'pending' || each.state === 'late') ? ['/update'] : [],
    },
  };
}

function commandButton(title: string, text: string): StatusButton {
  return { kind: 'command', title, text };
}

/** Promises whose day has passed, and that some card asks about. */
function promisesGoneBy({ day }: PlanPicture, decks: readonly Deck[]): number {
  const items = decks.flatMap((deck) => deck.items.map((item) => item.value));
  return items.reduce((sum, item) => sum + item.commitments.filter((each) => isToBeAsked(each, day)).length, 0);
}

function promisesNote(picture: PlanPicture, decks: readonly Deck[]): readonly string[] {
  const count = promisesGoneBy(picture, decks);
  if (count === 0) return [];
  return [
    `${count} earlier ${count === 1 ? 'promise has' : 'promises have'} come due without an answer: write /promises.`,
  ];
}

function cycleSentence(picture: PlanPicture): string {
  const { head, day } = picture;
  const { cycle } = head;
  if (cycle === null) return '';
  if (cycle.state === 'revised') return `The revision of ${longDate(cycle.revision)} is made. No quarter is open.`;
  if (cycle.state === 'closed')
    return `The quarter for the revision of ${longDate(cycle.revision)} is closed and can be compiled.`;
  if (day < cycle.opens) return `The quarter opens on ${longDay(cycle.opens)}.`;
  if (day <= cycle.due)
    return `Updates are due on ${longDay(cycle.due)}. Answers can be given or corrected until ${longDay(cycle.closes)}.`;
  return `Updates were due on ${longDay(cycle.due)}. Answers can be given or corrected until ${longDay(cycle.closes)}.`;
}

/** By person, who still has something open: what a lead chases. */
function outstandingGroups(picture: PlanPicture, reach: ReachNotes): readonly StatusGroup[] {
  const lines = picture.decks
    .filter((deck) => openItems(deck).length > 0)
    .map((deck) => {
      const { person, uncertain, sent } = deck.head.value;
      const away = absenceOf(person, picture.assignments, picture.day)?.until ?? null;
      const notes = [
        away === null ? null : `away until ${longDay(away)}`,
        person === NOBODY ? 'assign an owner, or send a return sheet' : (reach.get(person) ?? null),
        uncertain ? 'the last message may not have arrived' : null,
        person !== NOBODY && sent === 0 && !uncertain && !reach.has(person) ? 'not asked yet' : null,
      ].filter((note) => note !== null);
      const open = openItems(deck).map((item) => item.ref);
      return {
        ref: nameOf(deck),
        text: `${open.length} of ${deck.items.length} open: ${open.join(', ')}`,
        detail: notes.join('; '),
      };
    });
  return lines.length === 0 ? [] : [{ heading: 'Still to answer', lines }];
}

function filteredGroups(picture: PlanStatus, wanted: string): readonly StatusGroup[] {
  const { requirements } = picture.standing;
  if (wanted === 'late') {
    const late = requirements.filter((each) => each.state === 'late');
    const overdue = requirements.filter((each) => each.overdue);
    return [
      {
        heading: `Replies that are late: ${late.length}`,
        lines: refsBy(late, (each) => (each.owner === '' ? 'No owner' : each.owner)),
      },
      {
        heading: `Deadlines passed and not complete: ${overdue.length}`,
        lines: refsBy(overdue.toSorted(byDeadline), (each) => (each.deadline === null ? '' : longDate(each.deadline))),
      },
    ];
  }
  const own = requirements.filter(
    (each) => each.ref.toLowerCase() === wanted || each.recommendation.toLowerCase() === wanted,
  );
  return own.length === 0
    ? [{ heading: `Nothing that was asked is called "${wanted}"`, lines: [] }]
    : [
        {
          heading: `Recommendation ${own[0]?.recommendation ?? ''}`,
          lines: own.map((each) => withHolder(each, picture)),
        },
        ...own.flatMap((each) => contributorsOfRow(picture, each.ref)),
      ];
}

/** A row with who answers for it now, whoever its owner is. */
function withHolder(each: RequirementStanding, { decks }: PlanPicture) {
  const line = lineOf(each);
  const deck = decks.find(({ items }) => items.some(({ value }) => value.ref === each.ref));
  const holder = deck?.head.value;
  if (deck === undefined || holder === undefined || holder.person === NOBODY) return line;
  const given = deck.items.find(({ value }) => value.ref === each.ref)?.value.given;
  const by = given === undefined ? '' : ` ${untilWords(given.until ?? null)}, handed over by ${given.by}`;
  return { ...line, detail: `with ${holder.name}${by}; ${line.detail}` };
}

/** One line for all that share an owner or a date: short enough for a phone however many there are. */
function refsBy(requirements: readonly RequirementStanding[], shared: (each: RequirementStanding) => string) {
  const lines = new Map<string, string[]>();
  for (const each of requirements) lines.set(shared(each), [...(lines.get(shared(each)) ?? []), each.ref]);
  return [...lines].map(([ref, refs]) => ({ ref, text: refs.join(', '), detail: '' }));
}

function byDeadline(a: RequirementStanding, b: RequirementStanding): number {
  return (a.deadline ?? '').localeCompare(b.deadline ?? '');
}

function lineOf(each: RequirementStanding) {
  const deadline =
    each.deadline === null
      ? 'no deadline stated'
      : `deadline ${longDate(each.deadline)}${each.overdue ? ', passed' : ''}`;
  // our own "complete" and the inspecting body's discharge stand apart
  const discharged =
    each.discharge === null ? '' : `; discharged by ${each.discharge.by} on ${longDate(each.discharge.on)}`;
  return {
    ref: each.ref,
    text: `${STATE_WORDS[each.state]} · ${each.owner === '' ? 'no owner' : each.owner}`,
    detail: `${each.status === 'notStated' ? 'status not stated' : STATUS_WORDS[each.status].toLowerCase()}${discharged}; ${deadline}`,
  };
}

function hintsFor(picture: PlanStatus, wanted: string): readonly string[] {
  const { cycle } = picture.head;
  if (cycle === null || cycle.state === 'revised') return [];
  const open = picture.standing.counts.pending + picture.standing.counts.late;
  return [
    ...(open > 0 && cycle.state === 'open' && wanted === '' ? ['/status late', '/nudge'] : []),
    ...(wanted === '' ? [] : ['/status']),
    '/compile',
  ];
}
