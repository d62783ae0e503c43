import type { CardContext, ContributeView, Verb } from '../../../chat/messages.js';
import { LONGEST_TYPED } from '../../../domain/asking/typed-words.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import { LONGEST_QUESTION } from '../../../domain/people/contributor.js';
import { rowData } from './list-card.js';
import { cut, folded, leadInOf, oneLine, paragraphsOf, type Room, typedWords } from './words.js';

/** How much a contributor's card shows; the smallest entry fits a card of any content. */
interface ContributeRoom {
  readonly requirement: Room;
  readonly previous: Room;
  readonly rows: number;
}

const room = (characters: number, paragraphs: number): Room => ({ characters, paragraphs });

export const CONTRIBUTE_ROOMS: readonly ContributeRoom[] = [
  { requirement: room(6_000, 60), previous: room(12_000, 120), rows: 60 },
  { requirement: room(2_000, 20), previous: room(2_000, 20), rows: 60 },
  { requirement: room(400, 4), previous: room(400, 4), rows: 40 },
  { requirement: room(400, 4), previous: room(400, 4), rows: 25 },
];

/** What `cards/contribute.json` is bound to. */
export function contributeData(contribute: ContributeView, fits: ContributeRoom): object {
  const { item, context } = contribute;
  const seen = {
    ...(item === null || item.shown === '' ? {} : { shown: item.shown }),
    ...(item === null ? {} : { row: item.ref }),
  };
  const action = (verb: Verb, about: CardContext = context) => ({ ...about, ...seen, verb });
  const button = (title: string, about: CardContext | null, verb: Verb) =>
    about === null ? [] : [{ type: 'Action.Submit', title, data: action(verb, about) }];
  const wayActions = [
    ...button('Back', contribute.back, 'contribute'),
    ...button('Skip', contribute.skip, 'contribute'),
    ...button('My own rows', contribute.own, 'ownRows'),
  ];
  const rows = contribute.rows.slice(0, fits.rows);
  const problem = paragraphsOf(item?.problem ?? '', room(600, 6)).paragraphs;
  return {
    planTitle: oneLine(contribute.planTitle, 200),
    ...leadInOf(contribute.leadIn),
    leadStyle: contribute.result === null || problem.length > 0 ? 'default' : 'good',
    hasProblem: problem.length > 0,
    problem,
    hasWays: wayActions.length > 0,
    wayActions,
    hasRows: rows.length > 0,
    rows: rows.map((row) => rowData(row, (about) => action('contribute', about))),
    hasItem: item !== null,
    ...itemData(item, fits),
    giveTitle: item?.isTyped === true ? 'Yes, save' : 'Save my words',
    give: action('give'),
    progress: `${contribute.given} of ${contribute.asked} given${moreRows(contribute.rows.length - rows.length)}`,
    result: item === null ? [] : paragraphsOf(contribute.result ?? '', room(700, 6)).paragraphs,
  };
}

function moreRows(more: number): string {
  return more === 0 ? '' : `; ${more} more are not in this list: write the number of a row to see its card`;
}

function itemData(item: ContributeView['item'], fits: ContributeRoom): object {
  const texts = {
    requirement: folded(paragraphsOf(item?.text ?? '', fits.requirement).paragraphs, 4),
    previous: folded(paragraphsOf(item?.previous?.text ?? '', fits.previous).paragraphs, 4),
  };
  const long = Object.entries(texts).filter(([, { whole }]) => whole.length > 0);
  return {
    heading: item === null ? '' : headingOf(item),
    ...texts,
    hasWhole: { requirement: texts.requirement.whole.length > 0, previous: texts.previous.whole.length > 0 },
    isFolded: long.length > 0,
    foldTargets: long.flatMap(([name]) => [`short_${name}`, `whole_${name}`]),
    question: paragraphsOf(item?.question ?? '', room(LONGEST_QUESTION, 12)).paragraphs,
    hasPrevious: item?.previous != null,
    previousHeading: item?.previous == null ? '' : `Published on ${longDate(item.previous.column)}`,
    mine: mineOf(item),
    value: cut(typedWords(item?.value ?? ''), LONGEST_TYPED.text),
  };
}

function headingOf({ ref, recommendationNumber }: NonNullable<ContributeView['item']>): string {
  const recommendation = `Recommendation ${oneLine(recommendationNumber, 40)}`;
  return ref === recommendationNumber ? recommendation : `${oneLine(ref, 40)} · ${recommendation}`;
}

function mineOf(item: ContributeView['item']): { readonly text: string }[] {
  if (item === null) return [];
  if (item.isTyped) return [{ text: 'It is not saved yet.' }];
  if (item.shown !== '') return [{ text: 'What you wrote before is in the box. It is not saved yet.' }];
  return item.mine === null
    ? []
    : [{ text: `You gave these words on ${longDate(item.mine.on)}. You can change them.` }];
}
