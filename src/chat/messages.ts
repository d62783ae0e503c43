import type { CivilDate } from '../domain/calendar/civil-date.js';
import type { Became } from '../domain/commitments/commitment-reply.js';
import type { Status } from '../domain/plan/plan.js';

/**
 * What a message says, before anybody decides how it looks. The teams adapter turns each
 * kind into a card (or a plain text) from the templates in `cards/`.
 * Every text in here is data: never expanded as a template, never read as markdown.
 */
export type Message =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'deck'; readonly deck: DeckView }
  | { readonly kind: 'list'; readonly list: ListView }
  | { readonly kind: 'several'; readonly several: SeveralView }
  | { readonly kind: 'summary'; readonly summary: SummaryView }
  | { readonly kind: 'typed'; readonly typed: TypedView }
  | { readonly kind: 'contribute'; readonly contribute: ContributeView }
  | { readonly kind: 'whichRow'; readonly whichRow: WhichRowView }
  | { readonly kind: 'digest'; readonly digest: DigestView }
  | { readonly kind: 'folded'; readonly text: string }
  | { readonly kind: 'status'; readonly status: StatusView }
  | { readonly kind: 'notice'; readonly notice: NoticeView };

/**
 * The verbs a card can send. `open` shows the deck or one row of it, `list` its rows, `several` those of which "No change" may be said together (`saveSeveral`), `correct` opens one answer again, `leaveOut` is "No change" chosen in
 * sight of words that it leaves out, `finished` completes a row, `asItStands` answers the checks of an answer, `undo` takes back the one just saved; `saveTyped` takes what was written in the chat, as shown, and `forRow` says which row
 * it is about, `leaveWords` that it is about none; `useWords` puts contributors' words into the box, `contribute` shows what a person adds to and `give` takes
 * their words, `ownRows` leads back to what they answer themselves; `close`, `finalise` and `confirm` confirm what the lead
 * was shown, the last whatever change its `ask` names.
 */
export const VERBS = [
  'submit',
  'noChange',
  'leaveOut',
  'finished',
  'later',
  'handOver',
  'correct',
  'open',
  'list',
  'several',
  'saveSeveral',
  'stillToCome',
  'asItStands',
  'undo',
  'saveTyped',
  'forRow',
  'leaveWords',
  'useWords',
  'contribute',
  'give',
  'ownRows',
  'close',
  'finalise',
  'confirm',
] as const;
export type Verb = (typeof VERBS)[number];

/** What every button carries besides its verb; `sig` binds all of it to one person. */
export interface CardContext {
  readonly v: 1;
  readonly tenant: string;
  readonly plan: string;
  readonly cycle: string;
  /** The nonce of the ask, the same on every copy of a card; of a confirmation its verb, so that it confirms nothing else. */
  readonly ask: string;
  /** The requirement's ref, or empty where the button is about the whole ask. */
  readonly ref: string;
  /** The update that the card showed as current: its id, or empty. Of a confirmation what was shown and when. */
  readonly basedOn: string;
  /** Of a confirmation what was typed behind the command; absent from every other card. */
  readonly argument?: string | undefined;
  /** When the card was shown, in milliseconds of the machine's clock; absent until then. */
  readonly shownAt?: number | undefined;
  readonly sig: string;
}

/** The card that asks about one requirement. */
export interface DeckView {
  /** One to three short sentences at the top: the ask, the reminder, or what was just saved. The first line stands out. */
  readonly leadIn: string;
  /** What the last press came to: stands beside the buttons as well. Null where no press brought the card. */
  readonly result: string | null;
  /** Whether it was to be answered by a day that has passed, and the first sentences say so. */
  readonly late?: true;
  /** The ref whose answer brought this card, or empty: said again where the card is drawn once more. */
  readonly follows: string;
  /** What was just saved and can be undone; absent where nothing was. */
  readonly undo?: CardContext;
  readonly planTitle: string;
  /** A question about the answer just saved for this row: "Still to come?", with Yes (`stillToCome`); the form is there for a No. */
  readonly followUp: {
    readonly question: string;
    readonly context: CardContext;
    /** Of the review's checks: the buttons are *Change it* (`correct`) and *It is right as it stands* (`asItStands`). */
    readonly isCheck?: true;
  } | null;
  readonly answered: number;
  readonly asked: number;
  /** The ways to the other rows. */
  readonly ways: {
    /** All rows of a short deck: folded on the card. */
    readonly rows: readonly ListRow[];
    /** Leads to the card with the rows: of a long deck, and where this card has no room for them. */
    readonly list: CardContext | null;
    /** The row before, and the open one after; null where there is none. */
    readonly back: CardContext | null;
    readonly skip: CardContext | null;
    /** Leads to "No change to several"; null where fewer than two rows allow that. */
    readonly several: CardContext | null;
    /** Leads to the rows of others to which this person adds; absent where there are none. */
    readonly contribute?: CardContext;
  };
  readonly item: DeckItem;
  /** How many rows of the deck have no answer: all of them can be handed over at once. */
  readonly unanswered: number;
  /** The day that a hand-over lasts where no other is chosen. */
  readonly closes: CivilDate;
  /** People to whom this requirement can be handed over; empty hides the button. */
  readonly colleagues: readonly { readonly id: string; readonly name: string }[];
  /** The last day that "Later" may name (and today is the first); null hides the button. */
  readonly laterUntil: CivilDate | null;
  /** What a day means that is named there. */
  readonly laterNote: string;
  readonly today: CivilDate;
  readonly context: CardContext;
}

/** One row of a deck in its list. */
export interface ListRow {
  readonly ref: string;
  readonly title: string;
  /** A few words: answered, open, promised. */
  readonly state: string;
  readonly isOpen: boolean;
  /** Whether it is the one on the card. */
  readonly isHere: boolean;
  readonly context: CardContext;
}

/** The rows of a long deck, before any of them is opened. */
export interface ListView {
  readonly leadIn: string;
  /** As on a deck. */
  readonly late?: true;
  readonly planTitle: string;
  readonly answered: number;
  readonly rows: readonly ListRow[];
  /** Leads to "No change to several"; null where fewer than two rows allow that. */
  readonly several: CardContext | null;
}

/** What "No change" would print for each of several rows, before it is saved. */
export interface SeveralView {
  readonly planTitle: string;
  readonly rows: readonly SeveralRow[];
  /** Open rows that must be looked at one by one. */
  readonly leftOut: number;
  /** Why a press of this card was not taken; null where none was. */
  readonly problem: string | null;
  readonly context: CardContext;
}

export interface SeveralRow {
  readonly ref: string;
  /** The sentence that would be published. */
  readonly prints: string;
  /** The text that it points to. */
  readonly previous: string;
  readonly isTicked: boolean;
  /** A digest of what is shown of the row: it is saved only while that is the same. */
  readonly seen: string;
}

export interface DeckItem {
  readonly ref: string;
  /** Not about a row, but about what presents the plan: still true, or other words. */
  readonly introduces?: true;
  readonly recommendationNumber: string;
  readonly recommendationText: string | null;
  readonly text: string | null;
  readonly deadline: { readonly date: CivilDate; readonly passed: boolean } | null;
  readonly previous: { readonly column: CivilDate; readonly text: string } | null;
  /** By whom it was handed over, when and why; absent where it was not. */
  readonly given?: {
    readonly by: string;
    readonly on: CivilDate;
    readonly until?: CivilDate | undefined;
    readonly reason: string;
  };
  /** What somebody else has answered, and a submitted text would replace; absent where nobody has. */
  readonly others?: WordsView;
  /** What contributors said about it, the newest of each; absent where nobody did. */
  readonly words?: readonly WordsView[];
  /** Promises made earlier that are to be answered for, each with the question what became of it. Never too many for a phone. */
  readonly commitments: readonly PromiseView[];
  /** How many more there are than are shown. */
  readonly moreCommitments: number;
  /** Whether "No change" is offered: only over an earlier text, and not a third time running. */
  readonly noChangeOffered: boolean;
  /** Two quarters have passed without a change: a sentence why is asked for, or "This is finished". */
  readonly asksWhy: string | null;
  /** What to show in the inputs: what was typed before, or empty. */
  readonly values: { readonly status: Status | ''; readonly text: string; readonly evidence: string };
  /** Id of the words kept for this person that stand in the inputs, or empty. */
  readonly shown: string;
  /** What is to be said of the words in the inputs: that they are not submitted yet. */
  readonly keptNote: string | null;
  /** The reason for handing it over, as typed before. */
  readonly note: string;
  /** Why the last try was not accepted, in plain English; null when there is nothing to mend. */
  readonly problem: string | null;
  /** "No change" would leave out what is written: the problem is the question, and the buttons are its two answers. */
  readonly asksWhich: boolean;
  /** Nothing is to be mended: the problem says that a press was not taken. */
  readonly notTaken: boolean;
}

/** A contributor's words, with who gave them and when. */
export interface WordsView {
  readonly name: string;
  readonly on: CivilDate;
  readonly text: string;
}

/** What a contributor is asked: one row at a time, or all of them where none is left. */
export interface ContributeView {
  readonly leadIn: string;
  /** As on a deck. */
  readonly result: string | null;
  readonly planTitle: string;
  readonly given: number;
  readonly asked: number;
  readonly item: ContributeItem | null;
  /** Shown where no row is open on the card. */
  readonly rows: readonly ListRow[];
  readonly back: CardContext | null;
  readonly skip: CardContext | null;
  /** Leads to the rows that they answer themselves; null where there are none. */
  readonly own: CardContext | null;
  readonly context: CardContext;
}

export interface ContributeItem {
  readonly ref: string;
  readonly recommendationNumber: string;
  readonly text: string;
  readonly question: string;
  readonly previous: { readonly column: CivilDate; readonly text: string } | null;
  /** What they gave already, and on which day. */
  readonly mine: WordsView | null;
  /** What stands in the box: what they began, else what they gave. */
  readonly value: string;
  /** Id of the words kept for this person that stand in the box, or empty. */
  readonly shown: string;
  /** Whether they were written in the chat, and are shown before they are saved. */
  readonly isTyped: boolean;
  readonly problem: string | null;
  readonly context: CardContext;
}

/** One promise on a card. */
export interface PromiseView {
  readonly id: string;
  /** The version that is shown: an answer to another is not taken. */
  readonly version: number;
  readonly words: string;
  /** The day in force, and the first one. */
  readonly due: CivilDate;
  readonly promised: CivilDate;
  /** Whether it was answered in this cycle: then that can be taken back. */
  readonly answered: boolean;
  /** What to show in its inputs. */
  readonly values: { readonly became: Became | ''; readonly until: string; readonly why: string };
}

/** What one person said in this cycle; each line can be opened again while `open`. */
export interface SummaryView {
  readonly leadIn: string;
  /** As on a deck: stands at the end as well. */
  readonly result: string | null;
  readonly planTitle: string;
  readonly lines: readonly SummaryLine[];
  /** As on a deck. */
  readonly undo?: CardContext;
  readonly open: boolean;
}

export interface SummaryLine {
  readonly ref: string;
  readonly title: string;
  /** Null when it is still open. */
  readonly answer: string | null;
  readonly status: Status | null;
  /** What was named as evidence, in words; a line each. */
  readonly evidence: readonly string[];
  /** What was said of promises, and how many have no answer yet; a sentence each. */
  readonly promises: readonly string[];
  /** What was answered after the close, and is offered in the next quarter; null where nothing was. */
  readonly afterClose: string | null;
  /** Whether words are kept for it that are no part of the answer. */
  readonly hasKept: boolean;
  /** Names of those who added words after it was answered; absent where nobody did. */
  readonly added?: readonly string[];
  /** What the review's checks ask about the answer; absent where they ask nothing. */
  readonly checks?: readonly string[];
  readonly context: CardContext;
}

/** What was written in the chat, as it would be saved: a row each, with one "Yes" for all. */
export interface TypedView {
  readonly planTitle: string;
  readonly rows: readonly TypedRow[];
  /** What to know first: why a press of this card was not taken, or that the quarter is closed. Null where there is nothing. */
  readonly problem: string | null;
  readonly context: CardContext;
}

export interface TypedRow {
  readonly ref: string;
  readonly title: string;
  /** What would be published; the status is the one it was given, else the one that it had. */
  readonly reply: { readonly kind: 'noChange'; readonly since: CivilDate } | TypedText;
  /** The answer that it replaces, or null. */
  readonly replaces: string | null;
  /** A question that the review sent back about the answer that it replaces, or null. */
  readonly question: string | null;
  /** Whether it would be kept for the next revision, because the quarter is closed. */
  readonly isLate: boolean;
  /** Id of the kept words that would be saved. */
  readonly shown: string;
  /** A digest of all that is shown of the row: it is saved only while that is the same. */
  readonly seen: string;
  /** The signed context of the row, for "Change". */
  readonly context: CardContext;
}

export interface TypedText {
  readonly kind: 'text';
  readonly text: string;
  readonly status: Status | null;
}

/** Words written in the chat that may belong to several rows: the person says to which. */
export interface WhichRowView {
  readonly words: string;
  readonly rows: readonly { readonly plan: string; readonly ref: string; readonly title: string }[];
  readonly context: CardContext;
}

/** One card for several plans: a button each. */
export interface DigestView {
  readonly leadIn: string;
  readonly plans: readonly {
    readonly title: string;
    readonly line: string;
    /** Whether it leads to rows of others. */
    readonly contributes?: true;
    readonly context: CardContext;
  }[];
}

/** The lead's picture of a cycle, one owner's own standing, or what is to be confirmed. */
export interface StatusView {
  readonly title: string;
  /** A sentence or two: where the cycle stands. */
  readonly summary: string;
  /** At most three parts of a bar, as wide as their counts; absent where there is none. */
  readonly bar?: readonly BarPart[];
  /** Two clocks apart: replies first, deadlines second. Each a labelled number. */
  readonly replies: readonly { readonly label: string; readonly value: string }[];
  readonly deadlines: readonly { readonly label: string; readonly value: string }[];
  readonly groups: readonly StatusGroup[];
  /** Dates that can be changed on the card, above its buttons. */
  readonly dates?: readonly DateInput[];
  /** Boxes to write in, above its buttons. */
  readonly texts?: readonly TextInput[];
  /** Buttons under words of their own, before the hints. */
  readonly buttons?: readonly StatusButton[];
  /** Commands worth typing next, e.g. "/status late", as buttons. */
  readonly hints: readonly string[];
}

/** A part of a bar: how many, of what. */
export interface BarPart {
  readonly label: string;
  readonly count: number;
  readonly tone: 'good' | 'plain' | 'attention';
}

/** A date that can be changed on a card. */
export interface DateInput {
  /** The input that it comes back in. */
  readonly input: DateInputName | 'from' | 'until';
  readonly label: string;
  readonly value: CivilDate;
}

export const DATE_INPUTS = ['revision', 'opens', 'due', 'closes'] as const;
export type DateInputName = (typeof DATE_INPUTS)[number];

/** A box to write in on a card. */
export interface TextInput {
  /** The input that it comes back in: `text` for what would be published, `name` for somebody's, `note` for everything else. */
  readonly input: 'text' | 'name' | 'note';
  readonly label: string;
  /** What stands in it; never cut. */
  readonly value: string;
}

/** A button that stands for a typed command, opens a page, or confirms what the card shows. */
export type StatusButton =
  | { readonly kind: 'command'; readonly title: string; readonly text: string }
  | { readonly kind: 'link'; readonly title: string; readonly url: string }
  | {
      readonly kind: 'confirm';
      readonly title: string;
      readonly verb: Verb;
      readonly context: CardContext;
    };

export interface StatusGroup {
  readonly heading: string;
  /** Whether it says what the reader is to do: it stands out. */
  readonly isForYou?: true;
  readonly lines: readonly { readonly ref: string; readonly text: string; readonly detail: string }[];
}

/** A short message with a heading and paragraphs: refusals, help, confirmations, notes to the lead. */
export interface NoticeView {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** Commands shown as buttons that send their own text. */
  readonly commands: readonly { readonly title: string; readonly text: string }[];
  /** Files to fetch or pages to open. */
  readonly links: readonly { readonly title: string; readonly url: string }[];
}
