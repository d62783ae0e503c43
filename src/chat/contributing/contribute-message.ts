import type { ContributorRow, ContributorRows } from '../../app/people/contributor-rows.js';
import { keptWords } from '../../domain/asking/typed-words.js';
import { type CivilDate, localTime, longDay } from '../../domain/calendar/civil-date.js';
import { newestWords, partOf } from '../../domain/contributing/words-given.js';
import { questionFor } from '../../domain/people/contributor.js';
import { timingOf } from '../../domain/plan/cycle.js';
import { counted } from '../../domain/text/counted.js';
import { closedWords } from '../asking/deck-messages.js';
import { signCard } from '../deck/card-signature.js';
import { shortTitle, titleOf } from '../deck/deck-drawing.js';
import type { CardContext, ContributeItem, ListRow, Message } from '../messages.js';

/** What is needed to draw what one contributor is asked. */
export interface ContributorDrawing {
  readonly cardKey: string;
  readonly tenant: string;
  readonly plan: string;
  readonly rows: ContributorRows;
  readonly today: CivilDate;
}

/** What is to be said on a contributor's card besides the row. */
export interface OnTheCard {
  readonly leadIn: string;
  readonly result?: string;
  readonly problem?: string | null;
  readonly isTyped?: true;
}

/** The signed context of one row's buttons, for the contributor; of none, for the card as a whole. */
export function contributorContext(
  { cardKey, tenant, plan, rows }: Omit<ContributorDrawing, 'today'>,
  row: ContributorRow | null,
): CardContext {
  const { person, ask, cycle } = rows.head.value;
  const ref = row?.item.value.ref ?? '';
  const basedOn = row === null ? '' : (newestWords(row.item.value, person)?.id ?? '');
  return signCard(cardKey, person, { tenant, plan, cycle: cycle.id, ask, ref, basedOn });
}

/** The rows to which a person has added nothing yet. */
export function openRows({ rows, head }: ContributorRows): readonly ContributorRow[] {
  return rows.filter(({ item }) => newestWords(item.value, head.value.person) === null);
}

/** Whether nothing can be given any more in the quarter of this card. */
export function isOver({ rows, today }: ContributorDrawing): boolean {
  return timingOf(today, rows.head.value.cycle) === 'afterClose';
}

/** The next row that is open, after the one that was dealt with; where none is left, all of them. */
export function nextRowMessage(drawing: ContributorDrawing, said: OnTheCard, after = ''): Message {
  const { rows } = drawing.rows;
  const at = rows.findIndex(({ item }) => item.value.ref === after) + 1;
  const open = openRows(drawing.rows);
  const behind = open.find((row) => rows.indexOf(row) >= at) ?? open[0] ?? null;
  return contributeMessage(drawing, isOver(drawing) ? null : behind, said);
}

/** The card about one row, or the list of all. */
export function contributeMessage(drawing: ContributorDrawing, row: ContributorRow | null, said: OnTheCard): Message {
  const { rows, head, own } = drawing.rows;
  const open = openRows(drawing.rows);
  const others = rows.filter((each) => each !== row);
  const at = row === null ? -1 : rows.indexOf(row);
  const skip =
    row === null ? undefined : (open.find((each) => rows.indexOf(each) > at) ?? open.find((each) => each !== row));
  const before = at > 0 && others.length > 0 ? rows[at - 1] : undefined;
  const closed = isOver(drawing);
  const lead = closed
    ? [said.leadIn, closedWords(head.value.cycle)]
    : row === null
      ? [said.leadIn, allGiven(drawing)]
      : [said.leadIn];
  return {
    kind: 'contribute',
    contribute: {
      leadIn: lead.filter((line) => line !== '').join('\n'),
      result: said.result ?? null,
      planTitle: shortTitle(head.value.planTitle),
      given: rows.length - open.length,
      asked: rows.length,
      item: row === null ? null : itemOf(drawing, row, said),
      rows: row === null ? rows.map((each) => listRow(drawing, each, closed)) : [],
      back: before === undefined ? null : contributorContext(drawing, before),
      skip: skip === undefined ? null : contributorContext(drawing, skip),
      own: own > 0 ? contributorContext(drawing, null) : null,
      context: contributorContext(drawing, row),
    },
  };
}

function itemOf(drawing: ContributorDrawing, row: ContributorRow, said: OnTheCard): ContributeItem {
  const { head } = drawing.rows;
  const { person, zone } = head.value;
  const item = row.item.value;
  const last = newestWords(item, person);
  const kept = keptWords(item, person);
  return {
    ref: item.ref,
    recommendationNumber: item.recommendation,
    text: titleOf(item),
    question: questionFor(item, partOf(item, person)?.question ?? null),
    previous: item.previousText,
    mine: last === null ? null : { name: last.name, on: localTime(last.at, zone).date, text: last.text },
    value: kept?.text ?? last?.text ?? '',
    shown: kept?.id ?? '',
    isTyped: said.isTyped === true,
    problem: said.problem ?? null,
    context: contributorContext(drawing, row),
  };
}

function listRow(drawing: ContributorDrawing, row: ContributorRow, closed: boolean): ListRow {
  const item = row.item.value;
  const isOpen = newestWords(item, drawing.rows.head.value.person) === null;
  return {
    ref: item.ref,
    title: titleOf(item),
    state: isOpen ? (closed ? 'Nothing given' : 'Not given yet') : 'Given',
    isOpen,
    // without a button where nothing can be given any more
    isHere: closed,
    context: contributorContext(drawing, row),
  };
}

function allGiven(drawing: ContributorDrawing): string {
  const { head, rows } = drawing.rows;
  if (openRows(drawing.rows).length > 0 || rows.length === 0) return '';
  return `That is all. Thank you. You can add to your words until ${longDay(head.value.cycle.closes)}.`;
}

/** The sentences above the card that the ladder sends. */
export function contributorLeadIn(rows: ContributorRows, today: CivilDate): string {
  const { sent, cycle } = rows.head.value;
  const count = openRows(rows).length;
  const by = cycle.contributeBy ?? cycle.due;
  const day = longDay(by);
  const first =
    today > by
      ? `${counted(count, 'row')} of the plan still ${count === 1 ? 'needs' : 'need'} a word from you. ${count === 1 ? 'It was' : 'They were'} asked for by ${day}.`
      : sent > 0
        ? `${counted(count, 'row')} of the plan still ${count === 1 ? 'needs' : 'need'} a word from you by ${day}.`
        : `${counted(count, 'row')} of the plan ${count === 1 ? 'needs' : 'need'} a word from you by ${day}.`;
  return `${first}\nWhoever answers reads your words first. They are not published by themselves.`;
}
