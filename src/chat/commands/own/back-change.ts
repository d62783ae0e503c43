import { isAbsenceOf, type makeComeBack } from '../../../app/handing-over/be-away.js';
import type { makeTakeBack } from '../../../app/handing-over/take-back.js';
import type { PlanPicture } from '../../../app/standing/see-plan.js';
import type { Stores } from '../../../app/store/stores.js';
import { longDay } from '../../../domain/calendar/civil-date.js';
import { listed } from '../../asking/deck-messages.js';
import { notice } from '../../turn.js';
import { byOf } from '../changes/by-whom.js';
import { type Asked, type Change, cannot, type Proposal } from '../changes/change.js';
import { planNamed } from '../changes/shown-first.js';
import { type HandedOverRow, handedOverRows, withWhom } from './handed-over.js';

/** What taking back, and coming back, needs. */
export interface BackDeps {
  readonly stores: Stores;
  readonly takeBack: ReturnType<typeof makeTakeBack>;
  readonly comeBack: ReturnType<typeof makeComeBack>;
}

const NOTHING = 'Nothing was changed';
const MOST_BUTTONS = 4;

/** `/back 10.2`: takes back what was handed over; `/back` alone ends an absence, or says what can be taken back. */
export function backChange(deps: BackDeps): Change {
  return { action: 'takeBack', what: 'take this back', propose: async (asked) => propose(deps, asked) };
}

function propose(deps: BackDeps, asked: Asked): Proposal {
  const { picture, who, argument } = asked;
  const rows = handedOverRows(picture, who.person);
  const wanted = argument.trim().toLowerCase();
  const isAway = picture.assignments.some((each) => isAbsenceOf(each, who.person, picture.day));
  if (wanted === '' && isAway) return comeBack(deps, asked);
  const refs = wanted.split(/[\s,]+/);
  const meant = wanted === 'all' ? rows : rows.filter(({ ref }) => refs.includes(ref.toLowerCase()));
  return meant.length === 0 ? nothingMeant(rows, wanted, picture) : takeBack(deps, asked, meant);
}

function nothingMeant(rows: readonly HandedOverRow[], wanted: string, { head }: PlanPicture): Proposal {
  if (rows.length === 0) return cannot(NOTHING, ['Nothing that you handed over is with somebody else.'], ['/status']);
  const why = wanted === '' ? 'Which row do you want back?' : `"${wanted}" is not with somebody else.`;
  const lines = rows.map((row) => `${row.ref} is ${withWhom(row)}.`);
  const refs = rows.length === 1 ? rows.map(({ ref }) => ref) : ['all', ...rows.map(({ ref }) => ref)];
  return cannot(
    wanted === '' ? 'Take back what you handed over' : NOTHING,
    [why, ...lines],
    refs.slice(0, MOST_BUTTONS).map((ref) => `/back ${head.plan.id} ${ref}`),
  );
}

function takeBack(deps: BackDeps, asked: Asked, rows: readonly HandedOverRow[]): Proposal {
  const { picture, who, now } = asked;
  const refs = rows.map(({ ref }) => ref);
  const isOne = rows.length === 1;
  const answered = rows.filter(({ isAnswered }) => isAnswered).map(({ ref }) => ref);
  const kept = `${listed(answered)} ${answered.length === 1 ? 'is' : 'are'} answered already: that answer stays.`;
  return {
    kind: 'ready',
    shown: {
      title: `Take back ${listed(refs)}?`,
      sentences: [
        planNamed(picture.head.plan),
        `${isOne ? 'It is' : 'They are'} asked of whoever gave ${isOne ? 'it' : 'them'} again, at once. Whoever has ${isOne ? 'it' : 'them'} now, whoever gave ${isOne ? 'it' : 'them'} and the portfolio lead are told.`,
        ...(answered.length === 0 ? [] : [kept]),
      ],
      groups: [{ heading: 'Now', lines: rows.map((row) => ({ ref: row.ref, text: withWhom(row), detail: '' })) }],
    },
    argument: refs.join(', '),
    button: isOne ? `Take back ${refs[0]}` : `Take back ${refs.length} rows`,
    apply: async () => {
      const { tenant, person } = who;
      const by = { key: await byOf(deps.stores, who), name: nameOf(asked) };
      const outcome = await deps.takeBack({ tenant, plan: picture.head.plan.id, person, by, refs }, now);
      return outcome.kind === 'refused'
        ? { done: false, message: notice(NOTHING, [outcome.reason], ['/status']) }
        : { done: true, message: notice(`${listed(outcome.refs)} taken back`, [TOLD], ['/status']) };
    },
  };
}

const TOLD = 'Everybody concerned is told. Write anything to see your card.';

function comeBack(deps: BackDeps, asked: Asked): Proposal {
  const { picture, who, now } = asked;
  const away = picture.assignments.find((each) => isAbsenceOf(each, who.person, picture.day));
  const until = away?.until ?? picture.day;
  const standIn = away === undefined || away.person === who.person ? [] : [`${away.name} is told, as the lead is.`];
  return {
    kind: 'ready',
    shown: {
      title: 'Not away any more?',
      sentences: [
        planNamed(picture.head.plan),
        `You had said that you are away until ${longDay(until)}. What is open is asked of you again, at once.`,
        ...standIn,
      ],
      groups: [],
    },
    argument: '',
    button: 'Yes, I am back',
    apply: async () => {
      const { tenant, person } = who;
      const by = { key: await byOf(deps.stores, who), name: nameOf(asked) };
      const outcome = await deps.comeBack({ tenant, plan: picture.head.plan.id, person, by }, now);
      return outcome.kind === 'refused'
        ? { done: false, message: notice(NOTHING, [outcome.reason], ['/status']) }
        : { done: true, message: notice('Good to have you back', ['Write anything to see your card.'], ['/status']) };
    },
  };
}

/** What the plan calls somebody. */
export function nameOf({ who, picture }: Asked): string {
  const known = picture.decks.find(({ head }) => head.value.person === who.person)?.head.value.name;
  return known ?? picture.assignments.find(({ person }) => person === who.person)?.name ?? who.name;
}
