import { longDate, longDay } from '../domain/civil-date.js';
import { STATUS_WORDS } from '../domain/plan.js';
import type { RequirementStanding } from '../domain/standing.js';
import { nameOf } from './ladder-messages.js';
import type { Message, StatusGroup } from './messages.js';
import type { PlanPicture } from './see-status.js';
import { NOBODY } from './stores.js';
import { openItems } from './sweep-load.js';

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
  picture: PlanPicture,
  filter: string,
  reach: ReachNotes,
  notes: readonly string[] = [],
): Message {
  const { standing, head, day } = picture;
  const { counts } = standing;
  const { cycle } = head;
  const asked = standing.requirements.length;
  const wanted = filter.trim().toLowerCase();
  return {
    kind: 'status',
    status: {
      title: head.plan.title,
      summary: [...notes, cycle === null ? 'No cycle has been opened yet.' : cycleSentence(picture)].join(' '),
      replies: [
        { label: 'Asked', value: String(asked) },
        { label: 'Answered', value: String(counts.answered) },
        { label: 'No change', value: String(counts.noChange) },
        { label: 'Not answered yet', value: String(counts.pending) },
        { label: 'Late', value: String(counts.late) },
      ],
      deadlines: [
        { label: 'Deadlines passed and not complete', value: String(standing.overdue) },
        ...(cycle !== null && day <= cycle.revision
          ? [{ label: 'Next revision', value: longDate(cycle.revision) }]
          : []),
      ],
      groups: wanted === '' ? outstandingGroups(picture, reach) : filteredGroups(picture, wanted),
      hints: hintsFor(picture, wanted),
    },
  };
}

/** What an owner sees for `/status`: their own requirements only. */
export function ownStandingMessage(picture: PlanPicture, person: string, opening: string): Message {
  const deck = picture.decks.find((each) => each.head.value.person === person);
  const refs = new Set(deck?.items.map((item) => item.value.ref) ?? []);
  const own = picture.standing.requirements.filter((each) => refs.has(each.ref));
  const count = (states: readonly RequirementStanding['state'][]) =>
    String(own.filter((each) => states.includes(each.state)).length);
  return {
    kind: 'status',
    status: {
      title: picture.head.plan.title,
      summary: `${opening} ${picture.head.cycle === null ? 'No cycle is open.' : cycleSentence(picture)}`.trim(),
      replies: [
        { label: 'Asked of you', value: String(own.length) },
        { label: 'Answered', value: count(['answered', 'noChange']) },
        { label: 'Still open', value: count(['pending', 'late']) },
      ],
      deadlines: [
        { label: 'Your deadlines passed and not complete', value: String(own.filter((each) => each.overdue).length) },
      ],
      groups: own.length === 0 ? [] : [{ heading: 'Your requirements', lines: own.map(lineOf) }],
      hints: own.some((each) => each.state === 'pending' || each.state === 'late') ? ['/update'] : [],
    },
  };
}

function cycleSentence(picture: PlanPicture): string {
  const { head, day } = picture;
  const { cycle } = head;
  if (cycle === null) return '';
  if (cycle.state === 'revised') return `The revision of ${longDate(cycle.revision)} is made. No cycle is open.`;
  if (cycle.state === 'closed')
    return `The cycle for the revision of ${longDate(cycle.revision)} is closed and can be compiled.`;
  if (day < cycle.opens) return `The cycle opens on ${longDay(cycle.opens)}.`;
  if (day <= cycle.due)
    return `Updates are due on ${longDay(cycle.due)}. The cycle closes on ${longDay(cycle.closes)}.`;
  return `Updates were due on ${longDay(cycle.due)}. The cycle closes on ${longDay(cycle.closes)}.`;
}

/** By person, who still has something open: what a lead chases. */
function outstandingGroups(picture: PlanPicture, reach: ReachNotes): readonly StatusGroup[] {
  const lines = picture.decks
    .filter((deck) => openItems(deck).length > 0)
    .map((deck) => {
      const { person, uncertain, sent } = deck.head.value;
      const notes = [
        person === NOBODY ? 'assign an owner, or send a return sheet' : (reach.get(person) ?? null),
        uncertain ? 'the last message may not have arrived' : null,
        person !== NOBODY && sent === 0 && !reach.has(person) ? 'not asked yet' : null,
      ].filter((note) => note !== null);
      return {
        ref: `${openItems(deck).length} of ${deck.items.length} open`,
        text: nameOf(deck),
        detail: [
          openItems(deck)
            .map((item) => item.ref)
            .join(', '),
          ...notes,
        ].join('; '),
      };
    });
  return lines.length === 0 ? [] : [{ heading: 'Still to answer', lines }];
}

function filteredGroups(picture: PlanPicture, wanted: string): readonly StatusGroup[] {
  const { requirements } = picture.standing;
  if (wanted === 'late') {
    const late = requirements.filter((each) => each.state === 'late');
    const overdue = requirements.filter((each) => each.overdue);
    return [
      { heading: `Replies that are late: ${late.length}`, lines: late.map(lineOf) },
      { heading: `Deadlines passed and not complete: ${overdue.length}`, lines: overdue.map(lineOf) },
    ].filter((group) => group.lines.length > 0);
  }
  const own = requirements.filter(
    (each) => each.ref.toLowerCase() === wanted || each.recommendation.toLowerCase() === wanted,
  );
  return own.length === 0
    ? [{ heading: `Nothing that was asked is called "${wanted}"`, lines: [] }]
    : [{ heading: `Recommendation ${own[0]?.recommendation ?? ''}`, lines: own.map(lineOf) }];
}

function lineOf(each: RequirementStanding) {
  const deadline =
    each.deadline === null
      ? 'no deadline stated'
      : `deadline ${longDate(each.deadline)}${each.overdue ? ', passed' : ''}`;
  return {
    ref: each.ref,
    text: `${STATE_WORDS[each.state]} · ${each.owner === '' ? 'no owner' : each.owner}`,
    detail: `${STATUS_WORDS[each.status]}; ${deadline}`,
  };
}

function hintsFor(picture: PlanPicture, wanted: string): readonly string[] {
  const { cycle } = picture.head;
  if (cycle === null || cycle.state === 'revised') return [];
  const open = picture.standing.counts.pending + picture.standing.counts.late;
  return [
    ...(open > 0 && cycle.state === 'open' && wanted === '' ? ['/status late', '/nudge'] : []),
    ...(wanted === '' ? [] : ['/status']),
    '/compile',
  ];
}
