import type { DeckView, PromiseView, Verb } from '../../../chat/messages.js';
import { LONGEST_TYPED } from '../../../domain/asking/typed-words.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import { LONGEST_REASON } from '../../../domain/commitments/commitment.js';
import { STATUS_WORDS, STATUSES } from '../../../domain/plan/plan.js';
import { cut, leadInOf, oneLine, type Paragraph, paragraphsOf, type Room, typedWords } from './words.js';

const SHORTENED = '… (shortened; the full text is in the published plan)';

/** How much of each text the card shows; the smallest entry fits a card of any content. */
interface DeckRoom {
  readonly previous: Room;
  readonly requirement: Room;
  readonly recommendation: Room;
  readonly commitments: number;
  readonly colleagues: number;
}

const room = (characters: number, paragraphs: number): Room => ({ characters, paragraphs });

/** From all of it down to what always fits. What was published last time gives way first: it can be read elsewhere. */
export const DECK_ROOMS: readonly DeckRoom[] = [
  ...[30_000, 12_000, 6_000, 3_000, 1_500].map((previous) => ({
    previous: room(previous, previous / 50),
    requirement: room(6_000, 60),
    recommendation: room(4_000, 30),
    commitments: 5,
    colleagues: 200,
  })),
  {
    previous: room(1_200, 12),
    requirement: room(2_000, 20),
    recommendation: room(1_000, 8),
    commitments: 4,
    colleagues: 60,
  },
  {
    previous: room(600, 6),
    requirement: room(800, 8),
    recommendation: room(400, 4),
    commitments: 3,
    colleagues: 25,
  },
  // beside inputs that are all full
  {
    previous: room(300, 3),
    requirement: room(300, 3),
    recommendation: room(200, 2),
    commitments: 1,
    colleagues: 10,
  },
];

const STATUS_CHOICES = STATUSES.filter((status) => status !== 'notStated').map((status) => ({
  title: STATUS_WORDS[status],
  value: status,
}));

/** What `cards/deck.json` is bound to. */
export function deckData(deck: DeckView, fits: DeckRoom): object {
  const { item, context } = deck;
  // what the sender had in sight: words that were not are never taken for emptied, nor a row that was not for read
  const seen = {
    ...(item.shown === '' ? {} : { shown: item.shown }),
    ...(deck.follows === '' ? {} : { follows: deck.follows }),
    ...(deck.shownAt === undefined ? {} : { shownAt: deck.shownAt }),
    ...(item.asksWhich ? { which: true } : {}),
  };
  const problem = problemOf(item);
  const previous = paragraphsOf(item.previous?.text ?? '', fits.previous);
  const commitments = item.commitments.slice(0, fits.commitments);
  const moreCommitments = item.moreCommitments + item.commitments.length - commitments.length;
  // the version of each promise that is shown; what is typed about them comes beside it
  const versions = Object.fromEntries(commitments.map(({ id, version }) => [id, version]));
  const inSight = { ...seen, ...(commitments.length === 0 ? {} : { promises: versions }) };
  const action = (verb: Verb) => ({ ...context, ...inSight, verb });
  const about = (verb: Verb) => ({ ...(deck.followUp?.context ?? context), ...inSight, row: item.ref, verb });
  return {
    planTitle: oneLine(deck.planTitle, 200),
    ...leadInOf(deck.leadIn),
    hasFollowUp: deck.followUp !== null,
    followUp: deck.followUp === null ? [] : paragraphsOf(deck.followUp.question, room(300, 2)).paragraphs,
    stillToCome: about('stillToCome'),
    updateIt: about('correct'),
    progress: `${deck.answered} of ${deck.asked} answered`,
    hasProblem: item.problem !== null,
    problem,
    result: paragraphsOf(deck.result ?? '', room(700, 6)).paragraphs,
    keptNote: paragraphsOf(item.keptNote ?? '', room(Math.min(2_000, fits.previous.characters), 12)).paragraphs,
    heading: headingOf(deck),
    recommendation: noted(paragraphsOf(item.recommendationText ?? '', fits.recommendation)),
    requirement: noted(paragraphsOf(item.text ?? '', fits.requirement)),
    deadline: deadlineOf(deck),
    previousHeading:
      item.previous === null
        ? 'Nothing has been published about this yet'
        : `Published on ${longDate(item.previous.column)}`,
    previous: previous.paragraphs,
    previousNote: previous.shortened ? [{ text: SHORTENED }] : [],
    hasCommitments: commitments.length > 0,
    commitments: commitments.map((each, index) => promiseData(each, commitments.length > 1 ? `${index + 1}. ` : '')),
    moreCommitments: moreCommitments === 0 ? [] : [{ text: moreWords(moreCommitments) }],
    statusChoices: STATUS_CHOICES,
    status: item.values.status,
    text: cut(typedWords(item.values.text), LONGEST_TYPED.text),
    evidence: cut(typedWords(item.values.evidence), LONGEST_TYPED.evidence),
    submitTitle: item.asksWhich ? 'Submit what I wrote' : 'Submit',
    submit: action('submit'),
    offerNoChange: item.noChangeOffered,
    noChangeTitle: item.asksWhich ? 'No change, leave my words out' : 'No change',
    noChange: action(item.asksWhich ? 'leaveOut' : 'noChange'),
    offerLater: deck.laterUntil !== null && !item.asksWhich,
    today: deck.today,
    laterUntil: deck.laterUntil ?? '',
    later: action('later'),
    offerHandOver: deck.colleagues.length > 0 && !item.asksWhich,
    note: cut(typedWords(item.note), LONGEST_TYPED.note),
    colleagues: deck.colleagues
      .slice(0, fits.colleagues)
      .map(({ id, name }) => ({ title: oneLine(name, 80), value: id })),
    handOver: action('handOver'),
  };
}

/** Stands at the top and beside the buttons: on a phone the other one is off the screen. */
function problemOf({ problem, asksWhich, notTaken }: DeckView['item']): Paragraph[] {
  if (problem === null) return [];
  const words = asksWhich || notTaken ? problem : `Please check: ${withoutPlease(problem)}`;
  return paragraphsOf(words, room(600, 6)).paragraphs;
}

// "Please check: Please write …" asks twice.
function withoutPlease(problem: string): string {
  return problem.replace(/^Please (\w)/, (_words, first: string) => first.toLowerCase());
}

const BECAME_CHOICES = [
  { title: 'Done', value: 'done' },
  { title: 'Not yet: give the new date', value: 'late' },
  { title: 'It will not happen: say why', value: 'withdrawn' },
] as const;
const TAKE_BACK = { title: 'Take the answer back', value: 'open' } as const;

/** One promise with its inputs. `number` stands before every label where there are several, so that each is its own. */
function promiseData(promise: PromiseView, number: string): object {
  const { id, words, due, promised, answered, values } = promise;
  const day =
    due === promised
      ? `promised for ${longDate(due)}`
      : `now promised for ${longDate(due)}, first for ${longDate(promised)}`;
  return {
    text: `${number}${oneLine(words, 300)} (${day})`,
    became: values.became,
    becameId: `input_promise_${id}`,
    becameLabel: `${number}What became of it?`,
    choices: answered ? [...BECAME_CHOICES, TAKE_BACK] : BECAME_CHOICES,
    until: oneLine(values.until, 40),
    untilId: `input_promise_${id}_until`,
    untilLabel: `${number}New date`,
    // no earliest day: some clients would not send the card then, and not say why
    why: cut(typedWords(values.why), LONGEST_REASON),
    whyId: `input_promise_${id}_why`,
    whyLabel: `${number}Why not`,
  };
}

function moreWords(more: number): string {
  return more === 1 ? '1 more promise is asked about next.' : `${more} more promises are asked about next.`;
}

function headingOf({ item }: DeckView): string {
  const recommendation = `Recommendation ${oneLine(item.recommendationNumber, 40)}`;
  return item.ref === item.recommendationNumber ? recommendation : `${oneLine(item.ref, 40)} · ${recommendation}`;
}

function deadlineOf({ item }: DeckView): Paragraph[] {
  if (item.deadline === null) return [];
  const passed = item.deadline.passed ? ': this date has passed' : '';
  return [{ text: `Deadline ${longDate(item.deadline.date)}${passed}` }];
}

function noted(text: { paragraphs: Paragraph[]; shortened: boolean }): Paragraph[] {
  return text.shortened ? [...text.paragraphs, { text: SHORTENED }] : text.paragraphs;
}
