import type { DeckView, ListRow, PromiseView, Verb, WordsView } from '../../../chat/messages.js';
import { LONGEST_TYPED, longestTyped } from '../../../domain/asking/typed-words.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import { LONGEST_REASON } from '../../../domain/commitments/commitment.js';
import { INTRODUCTION } from '../../../domain/plan/introduction.js';
import { STATUS_WORDS, STATUSES } from '../../../domain/plan/plan.js';
import { rowData, severalButton } from './list-card.js';
import {
  cut,
  type Folded,
  folded,
  leadInOf,
  oneLine,
  type Paragraph,
  paragraphsOf,
  type Room,
  typedWords,
} from './words.js';

const SHORTENED = '… (shortened; the full text is in the published plan)';
const SHORTENED_ANSWER = '… (shortened here)';
const SHORTENED_WORDS = '… (shortened here; all of it goes into the box)';

/** How much of each text the card shows; the smallest entry fits a card of any content. */
interface DeckRoom {
  readonly previous: Room;
  readonly requirement: Room;
  readonly recommendation: Room;
  readonly commitments: number;
  readonly colleagues: number;
  /** Of each contributor's words, and whose. */
  readonly words: Room & { readonly people: number };
  /** Whether the list of rows is on it. */
  readonly rows: boolean;
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
    words: { ...room(Math.min(6_000, previous), 60), people: 12 },
    rows: true,
  })),
  {
    previous: room(1_200, 12),
    requirement: room(2_000, 20),
    recommendation: room(1_000, 8),
    commitments: 4,
    colleagues: 60,
    words: { ...room(800, 8), people: 6 },
    rows: true,
  },
  {
    previous: room(600, 6),
    requirement: room(800, 8),
    recommendation: room(400, 4),
    commitments: 3,
    colleagues: 25,
    words: { ...room(400, 4), people: 3 },
    rows: false,
  },
  // beside inputs that are all full
  {
    previous: room(60, 1),
    requirement: room(80, 2),
    recommendation: room(60, 1),
    commitments: 1,
    colleagues: 2,
    words: { ...room(100, 1), people: 0 },
    rows: false,
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
    ...(item.asksWhich ? { which: true } : {}),
  };
  const problem = problemOf(item);
  const previous = paragraphsOf(item.previous?.text ?? '', fits.previous);
  const texts = {
    // where a row has no text of its own, the recommendation is what is asked about
    recommendation: folded(
      noted(paragraphsOf(item.text === null ? '' : (item.recommendationText ?? ''), fits.recommendation)),
      3,
    ),
    requirement: folded(noted(paragraphsOf(item.text ?? item.recommendationText ?? '', fits.requirement)), 4),
    previous: folded(noted(previous), 5),
    others: folded(noted(paragraphsOf(item.others?.text ?? '', fits.previous), SHORTENED_ANSWER), 4),
  };
  const commitments = item.commitments.slice(0, fits.commitments);
  const promises = commitments.map((each, index) =>
    promiseData(each, commitments.length > 1 ? `${index + 1}. ` : '', Math.min(300, fits.previous.characters)),
  );
  const words = wordsData(item.words ?? [], fits);
  const moreCommitments = item.moreCommitments + item.commitments.length - commitments.length;
  // the version of each promise that is shown; what is typed about them comes beside it
  const versions = Object.fromEntries(commitments.map(({ id, version }) => [id, version]));
  const inSight = { ...seen, ...(commitments.length === 0 ? {} : { promises: versions }) };
  const action = (verb: Verb) => ({ ...context, ...inSight, verb });
  const about = (verb: Verb, other = deck.followUp?.context ?? context) => ({
    ...other,
    ...inSight,
    row: item.ref,
    verb,
  });
  return {
    planTitle: oneLine(deck.planTitle, 200),
    ...waysData(deck, fits.rows, about),
    ...leadInOf(deck.leadIn),
    leadStyle: leadStyleOf(deck),
    hasFollowUp: deck.followUp !== null,
    followUp:
      deck.followUp === null
        ? []
        : paragraphsOf(deck.followUp.question, room(Math.min(900, fits.previous.characters * 2), 5)).paragraphs,
    followUpActions: followUpActions(deck, about),
    progress: `${deck.answered} of ${deck.asked} answered`,
    hasProblem: item.problem !== null,
    problem,
    result: paragraphsOf(deck.result ?? '', room(700, 6)).paragraphs,
    keptNote: paragraphsOf(item.keptNote ?? '', room(Math.min(2_000, fits.previous.characters), 12)).paragraphs,
    heading: headingOf(deck),
    given: givenOf(deck, Math.min(600, fits.previous.characters)),
    ...texts,
    hasWhole: Object.fromEntries(Object.entries(texts).map(([name, { whole }]) => [name, whole.length > 0])),
    foldTargets: [
      ...Object.entries(texts),
      ...[...promises, ...words].map(({ foldId, words }) => [foldId, words] as const),
    ].flatMap(([name, text]) => targetsOf(name, text)),
    isFolded: [...Object.values(texts), ...[...promises, ...words].map((each) => each.words)].some(
      ({ whole }) => whole.length > 0,
    ),
    hasOthers: item.others !== undefined,
    othersHeading:
      item.others === undefined ? '' : `${oneLine(item.others.name, 80)} answered on ${longDate(item.others.on)}`,
    hasWords: (item.words ?? []).length > 0,
    words,
    moreWords: restOfWords((item.words ?? []).length, words.length),
    useWords: { ...context, ...inSight, row: item.ref, verb: 'useWords' satisfies Verb },
    deadline: deadlineOf(deck),
    previousHeading:
      item.previous === null
        ? 'Nothing has been published about this yet'
        : `${item.introduces === true ? 'As it was published' : 'Published'} on ${longDate(item.previous.column)}`,
    hasCommitments: commitments.length > 0,
    commitments: promises,
    moreCommitments: moreCommitments === 0 ? [] : [{ text: moreWords(moreCommitments) }],
    statusChoices: STATUS_CHOICES,
    status: item.values.status,
    ...inputsOf(item),
    text: cut(typedWords(item.values.text), longestOf(item)),
    evidence: cut(typedWords(item.values.evidence), LONGEST_TYPED.evidence),
    submit: action('submit'),
    asksWhy: item.asksWhy === null ? [] : [{ text: item.asksWhy }],
    offerFinished: item.asksWhy !== null && !item.asksWhich,
    finished: action('finished'),
    offerNoChange: item.noChangeOffered || item.asksWhich,
    noChange: action(item.asksWhich ? 'leaveOut' : 'noChange'),
    offerLater: deck.laterUntil !== null && !item.asksWhich,
    today: deck.today,
    laterUntil: deck.laterUntil ?? '',
    laterNote: deck.laterNote,
    later: action('later'),
    offerHandOver: deck.colleagues.length > 0 && !item.asksWhich,
    allRows:
      deck.unanswered < 2
        ? []
        : [{ title: `All ${deck.unanswered} rows that are open, not only ${oneLine(item.ref, 40)}`, value: 'all' }],
    offerAll: deck.unanswered > 1,
    closes: deck.closes,
    note: cut(typedWords(item.note), LONGEST_TYPED.note),
    colleagues: deck.colleagues
      .slice(0, fits.colleagues)
      .map(({ id, name }) => ({ title: oneLine(name, 80), value: id })),
    handOver: action('handOver'),
  };
}

/** What is asked for, and what the two answers are called. */
function inputsOf({ introduces, asksWhich }: DeckView['item']) {
  if (introduces !== true) {
    return {
      asksStatus: true,
      textLabel: 'Your update',
      submitTitle: asksWhich ? 'Submit what I wrote' : 'Submit',
      noChangeTitle: asksWhich ? 'No change, leave my words out' : 'No change',
    };
  }
  return {
    asksStatus: false,
    textLabel: 'Change it here. An empty line begins a paragraph, # a heading, - an item of a list',
    submitTitle: 'Save the change',
    noChangeTitle: asksWhich ? 'Still true, leave my change out' : 'Still true',
  };
}

function longestOf({ introduces }: DeckView['item']): number {
  return introduces === true ? longestTyped({ requirement: INTRODUCTION.id }) : LONGEST_TYPED.text;
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

/** The elements that change places when a text is unfolded; none where all of it is shown. */
function targetsOf(name: string, { whole }: Folded): readonly string[] {
  return whole.length === 0 ? [] : [`short_${name}`, `whole_${name}`];
}

/** The way to the other rows: a list that costs no press, or a button that leads to it, and the rows before and after. */
function waysData(
  { ways, asked, undo }: DeckView,
  fitsRows: boolean,
  about: (verb: Verb, context: ListRow['context']) => object,
): object {
  const rows = fitsRows ? ways.rows : [];
  const button = (title: string, context: ListRow['context'] | null, verb: Verb) =>
    context === null ? [] : [{ type: 'Action.Submit', title, data: about(verb, context) }];
  const list =
    rows.length === 0
      ? button(`All ${asked} rows`, ways.list, 'list')
      : [{ type: 'Action.ToggleVisibility', title: `All ${asked} rows`, targetElements: ['rows'] }];
  const theirs = button('Rows of others', ways.contribute ?? null, 'contribute');
  const takeBack = undo === undefined ? [] : button(`Undo ${oneLine(undo.ref, 20)}`, undo, 'undo');
  const actions = [
    ...takeBack,
    ...list,
    ...button('Back', ways.back, 'open'),
    ...button('Skip', ways.skip, 'open'),
    ...theirs,
  ];
  return {
    hasWays: actions.length > 0,
    wayActions: actions,
    hasRows: rows.length > 0,
    several: ways.several === null ? [] : [severalButton(about('several', ways.several))],
    rows: rows.map((row) => rowData(row, (context) => about('open', context))),
  };
}

/** What contributors said, each folded where it is long. */
function wordsData(words: readonly WordsView[], { words: fits }: DeckRoom) {
  return words.slice(0, fits.people).map(({ name, on, text }, at) => {
    const said = folded(noted(paragraphsOf(text, fits), SHORTENED_WORDS), 4);
    return {
      foldId: `words_${at}`,
      shortId: `short_words_${at}`,
      wholeId: `whole_words_${at}`,
      heading: `${oneLine(name, 60)}, ${longDate(on)}`,
      words: said,
      short: said.short,
      whole: said.whole,
    };
  });
}

function restOfWords(all: number, shown: number): Paragraph[] {
  if (all === shown) return [];
  const more = `${all - shown}${shown === 0 ? '' : ' more'}`;
  return [{ text: `${more} ${all - shown === 1 ? 'has' : 'have'} given words: all of them go into the box.` }];
}

/** One promise with its inputs. `number` stands before every label where there are several, so that each is its own. */
function promiseData(promise: PromiseView, number: string, characters: number) {
  const { id, words, due, promised, answered, values } = promise;
  const day =
    due === promised
      ? `promised for ${longDate(due)}`
      : `now promised for ${longDate(due)}, first for ${longDate(promised)}`;
  const said = folded([{ text: `${number}${oneLine(words, characters)} (${day})` }], 4);
  return {
    foldId: `promise_${id}`,
    shortId: `short_promise_${id}`,
    wholeId: `whole_promise_${id}`,
    words: said,
    short: said.short,
    whole: said.whole,
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

/** The answers to a question about the answer just saved. */
function followUpActions({ followUp }: DeckView, about: (verb: Verb) => object): object[] {
  if (followUp === null) return [];
  const button = (title: string, verb: Verb) => ({ type: 'Action.Submit', title, data: about(verb) });
  return followUp.isCheck === true
    ? [button('Change it', 'correct'), button('It is right as it stands', 'asItStands')]
    : [button('Yes, still to come', 'stillToCome')];
}

function moreWords(more: number): string {
  return more === 1 ? '1 more promise is asked about next.' : `${more} more promises are asked about next.`;
}

function headingOf({ item }: DeckView): string {
  if (item.introduces === true) return 'The introduction: is it still true?';
  const recommendation = `Recommendation ${oneLine(item.recommendationNumber, 40)}`;
  return item.ref === item.recommendationNumber ? recommendation : `${oneLine(item.ref, 40)} · ${recommendation}`;
}

/** Who handed it over and why: short, so that what is asked stays in sight. */
function givenOf({ item: { given } }: DeckView, characters: number): Paragraph[] {
  if (given === undefined) return [];
  return [
    {
      text: `${oneLine(given.by, 60)} handed this to you on ${longDate(given.on)}${given.until === undefined ? '' : ` until ${longDate(given.until)}`}: ${oneLine(given.reason, characters)}`,
    },
  ];
}

function deadlineOf({ item }: DeckView): (Paragraph & { color: string })[] {
  if (item.deadline === null) return [];
  const { date, passed } = item.deadline;
  return [
    {
      text: `Deadline ${longDate(date)}${passed ? ': this date has passed' : ''}`,
      color: passed ? 'attention' : 'default',
    },
  ];
}

/** The words say what the colour says: that something was saved, or that the answer is late. */
function leadStyleOf({ result, late, item }: DeckView): string {
  if (item.problem !== null) return 'default';
  if (result !== null) return 'good';
  return late === true ? 'attention' : 'default';
}

function noted(text: { paragraphs: Paragraph[]; shortened: boolean }, note = SHORTENED): Paragraph[] {
  return text.shortened ? [...text.paragraphs, { text: note }] : text.paragraphs;
}
