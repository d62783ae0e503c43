import { isAbsenceOf } from '../../../app/handing-over/be-away.js';
import { openItems } from '../../../app/sending/people-due.js';
import type { PlanPicture } from '../../../app/standing/see-plan.js';
import type { PlanStatus } from '../../../app/standing/see-status.js';
import { type Deck, NOBODY } from '../../../app/store/stores.js';
import { longDate, longDay } from '../../../domain/calendar/civil-date.js';
import { absenceOf } from '../../../domain/people/assignment.js';
import { nameOfPlan, STATUS_WORDS } from '../../../domain/plan/plan.js';
import type { RequirementStanding } from '../../../domain/standing/standing.js';
import type { Message, StatusButton, StatusGroup, StatusView } from '../../messages.js';
import { nameOf } from '../../sending/ladder-messages.js';
import { didYouMean } from '../naming/nearest-name.js';
import { handedOverRows, untilWords, withWhom } from '../own/handed-over.js';
import { askedForWords, contributorsNote, contributorsOfRow } from './contributors-status.js';
import {
  barOf,
  barWords,
  deadlineGroup,
  type GlanceNotes,
  isBetween,
  needButtons,
  needsGroup,
  promisesGoneBy,
  quarterWords,
  sweepWords,
} from './glance.js';
import { personGroups, silentGroups, waitingGroups, wordsOfRow } from './status-filters.js';

const STATE_WORDS: Readonly<Record<RequirementStanding['state'], string>> = {
  answered: 'answered',
  noChange: 'no change',
  pending: 'not answered yet',
  late: 'late',
};

/** How far a person can be reached, by Entra id; a missing entry means that nothing stands in the way. */
export type ReachNotes = ReadonlyMap<string, string>;

const NOTHING_KNOWN: GlanceNotes = { review: null, lastSweep: null, outOfReach: [] };

/** The lead's `/status`, one glance; or the part that is asked about. Replies and deadlines are two clocks, never one count. */
export function statusMessage(
  picture: PlanStatus,
  filter: string,
  reach: ReachNotes,
  notes: readonly string[] = [],
  glance: GlanceNotes = NOTHING_KNOWN,
): Message {
  const wanted = filter.trim();
  return {
    kind: 'status',
    status: wanted === '' ? overview(picture, reach, notes, glance) : filtered(picture, wanted, notes),
  };
}

function overview(picture: PlanStatus, reach: ReachNotes, notes: readonly string[], glance: GlanceNotes): StatusView {
  const between = isBetween(picture);
  const needs = needsGroup(picture, glance);
  return {
    title: nameOfPlan(picture.head.plan),
    summary: [
      ...notes,
      quarterWords(picture),
      ...(between ? [] : [barWords(picture), ...contributorsNote(picture.decks)]),
    ].join('\n'),
    bar: barOf(picture),
    // the bar stands for them, and what it cannot say is in words
    replies: [],
    deadlines: [],
    groups: [
      ...needs,
      ...(between ? [] : outstandingGroups(picture, reach)),
      ...deadlineGroup(picture),
      ...sweepWords(picture, glance).map((text) => ({ heading: '', lines: [{ ref: '', text, detail: '' }] })),
    ],
    buttons: needButtons(picture, glance),
    hints: between ? ['/status promises'] : ['/status late', '/compile'],
  };
}

function filtered(picture: PlanStatus, wanted: string, notes: readonly string[]): StatusView {
  return {
    title: nameOfPlan(picture.head.plan),
    summary: [...notes, quarterWords(picture)].join('\n'),
    replies: [],
    deadlines: [],
    groups: filteredGroups(picture, wanted),
    hints: ['/status', ...(picture.standing.counts.pending + picture.standing.counts.late > 0 ? ['/nudge'] : [])],
  };
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
      title: nameOfPlan(picture.head.plan),
      summary: [
        opening,
        picture.head.cycle === null ? 'No quarter is open.' : quarterWords(picture),
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

function promisesNote(picture: PlanPicture, decks: readonly Deck[]): readonly string[] {
  const count = promisesGoneBy(picture, decks);
  if (count === 0) return [];
  return [
    `${count} earlier ${count === 1 ? 'promise has' : 'promises have'} come due without an answer: write /promises.`,
  ];
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
        ...sheetNotes(deck),
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
  const heading =
    picture.head.cycle?.state === 'closed'
      ? 'Without an answer: "No update received" is printed'
      : 'Who holds what now';
  return lines.length === 0 ? [] : [{ heading, lines }];
}

/** What is known of the return sheets of somebody with something open: made, sent, and what of them is back. */
function sheetNotes({ head, items }: Deck): readonly string[] {
  const { sheets = [], person } = head.value;
  const back = items.filter(({ value }) => value.answer?.from?.door === 'returnSheet').map(({ value }) => value.ref);
  return sheets.map(({ forWhom, made, sent }) => {
    const whose = person === NOBODY ? `sheet for ${forWhom}` : 'return sheet';
    const way = sent === undefined ? `made on ${longDay(made)}, not noted as sent` : `sent on ${longDay(sent)}`;
    return `${whose} ${way}${back.length === 0 ? ', not back' : `, back for ${back.join(', ')}`}`;
  });
}

function filteredGroups(picture: PlanStatus, typed: string): readonly StatusGroup[] {
  const { requirements } = picture.standing;
  const wanted = typed.toLowerCase();
  if (wanted === 'late') return lateGroups(picture);
  if (wanted === 'silent') return silentGroups(picture);
  if (wanted === 'waiting') return waitingGroups(picture);
  const own = requirements.filter(
    (each) => each.ref.toLowerCase() === wanted || each.recommendation.toLowerCase() === wanted,
  );
  if (own.length > 0) {
    return [
      {
        heading: headingOf(own),
        lines: own.map((each) => withHolder(each, picture)),
      },
      ...own.flatMap((each) => [...wordsOfRow(picture, each.ref), ...contributorsOfRow(picture, each.ref)]),
    ];
  }
  const people = personGroups(picture, wanted);
  if (people.length > 0) return people;
  const how = 'Write a number, a name or a post, or one of: late, silent, waiting, unreachable, promises.';
  return [
    {
      heading: `Nothing that was asked is called "${typed}"`,
      lines: [
        {
          ref: '',
          text: `${didYouMean(
            typed,
            picture.assignments.map(({ name }) => name),
          )} ${how}`.trim(),
          detail: '',
        },
      ],
    },
  ];
}

function headingOf([row]: readonly RequirementStanding[]): string {
  return row === undefined || row.recommendation === '' ? 'The introduction' : `Recommendation ${row.recommendation}`;
}

function lateGroups({ standing }: PlanStatus): readonly StatusGroup[] {
  const late = standing.requirements.filter((each) => each.state === 'late');
  const overdue = standing.requirements.filter((each) => each.overdue);
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
