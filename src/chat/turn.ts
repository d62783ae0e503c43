import type { Who } from '../app/people/who.js';
import type { TeamReference } from '../app/store/ports.js';
import type { Instant } from '../domain/calendar/civil-date.js';
import type { CommitmentInput } from '../domain/commitments/commitment-reply.js';
import type { CardContext, Message, Verb } from './messages.js';

/** A pressed button of a card. Everything in it is the client's word until its signature is checked. */
export interface Click {
  readonly context: CardContext;
  readonly verb: Verb;
  /** As typed, trimmed; an input that the card did not have is absent. */
  readonly inputs: {
    /** A status of the domain, or whatever the client sent. */
    readonly status?: string;
    readonly text?: string;
    readonly evidence?: string;
    /** Meant to be `YYYY-MM-DD`. */
    readonly until?: string;
    /** Meant to be the id of one of the card's colleagues. */
    readonly person?: string;
    /** A colleague's name, written instead of chosen. */
    readonly name?: string;
    readonly note?: string;
    /** Whether all that is open is handed over: `all`, or empty. */
    readonly all?: string;
    /** The last day of a hand-over, meant to be `YYYY-MM-DD`; empty: until it is taken back. */
    readonly till?: string;
    /** The first day away, meant to be `YYYY-MM-DD`. */
    readonly from?: string;
    /** The plan and the ref of the row that was chosen for words typed in the chat, apart by a space. */
    readonly row?: string;
    /** Places of the rows that were ticked, from 0, apart by commas. */
    readonly rows?: string;
    /** Dates of a quarter, meant to be `YYYY-MM-DD`. */
    readonly revision?: string;
    readonly opens?: string;
    readonly due?: string;
    readonly closes?: string;
  };
  /** Id of the kept words that the card showed in its inputs; absent where it showed none. */
  readonly shown?: string | undefined;
  /** The ref whose answer brought the card; absent where none did. */
  readonly follows?: string | undefined;
  /** Whether the card asked which was meant. */
  readonly which?: true | undefined;
  /** The ref whose inputs these are, where the button is about another one. */
  readonly row?: string | undefined;
  /** What stood in the inputs about promises; absent on a card without any. */
  readonly promises?: readonly CommitmentInput[];
  /** What a card showed of words typed in the chat: each row, the id of its kept words, and a digest of what was shown. */
  readonly typed?: readonly { readonly ref: string; readonly shown: string; readonly seen: string }[] | undefined;
  /** What "No change to several" showed: each row and a digest of what was shown. */
  readonly several?: readonly { readonly ref: string; readonly seen: string }[] | undefined;
  /** The message whose button was pressed, where the client says so. */
  readonly activityId: string | null;
}

/** The commands that are understood. */
export const COMMANDS = [
  'status',
  'nudge',
  'compile',
  'publish',
  'published',
  'sent',
  'duty',
  'close',
  'help',
  'clock',
  'history',
  'people',
  'promises',
  'resume',
  'sheet',
  'open',
  'extend',
  'recall',
  'skip',
  'pause',
  'finish',
  'reopen',
  'lead',
  'deputy',
  'takeover',
  'answer',
  'deadline',
  'discharge',
  'complete',
  'transfer',
  'promise',
  'assign',
  'review',
  'accept',
  'correct',
  'ask',
  'away',
  'back',
  'note',
  'mine',
  'privacy',
  'check',
  'present',
  'sign',
  'return',
  'redact',
  'paper',
  'inspection',
  'reissue',
  'import',
] as const;

/** Those that need a slash: without one they are words of an answer. */
export const WITH_SLASH: ReadonlySet<string> = new Set<Command['name']>([
  'publish',
  'published',
  'sent',
  'duty',
  'open',
  'extend',
  'recall',
  'skip',
  'pause',
  'finish',
  'reopen',
  'lead',
  'deputy',
  'takeover',
  'answer',
  'deadline',
  'discharge',
  'complete',
  'transfer',
  'promise',
  'assign',
  'accept',
  'correct',
  'ask',
  'away',
  'back',
  'note',
  'mine',
  'privacy',
  'check',
  'present',
  'sign',
  'return',
  'redact',
  'paper',
  'inspection',
  'reissue',
  'import',
]);

/** A command as typed. `argument` has single spaces and keeps its case; it is empty where there is none. */
export interface Command {
  readonly name: (typeof COMMANDS)[number];
  readonly argument: string;
}

/** The app came to a person or left them. One install can raise it twice. */
export interface SignOfLife {
  readonly kind: 'installed' | 'uninstalled';
}

/** The app came to a team or left it, or somebody else did. */
export interface TeamEvent {
  readonly kind: 'added' | 'removed' | 'membersChanged';
}

/**
 * What to say back. The promise of it resolves once all that must last is committed; the channel is answered then, and
 * only after that the replies are sent in order and `after` is run.
 */
export interface Said {
  readonly replies: readonly Message[];
  readonly after?: () => Promise<void>;
  /** The error of a turn that failed: the channel is told so, and the replies are sent all the same. */
  readonly failure?: unknown;
}

/** A file that came with a message. `url`: where it can be fetched for a short while; null for a picture in the text. */
export interface SentFile {
  readonly name: string;
  readonly url: string | null;
}

/** What the bot does with each kind of turn. A rejected promise is a defect: nothing was committed. */
export interface Conversation {
  onCommand(who: Who, command: Command): Promise<Said>;
  onClick(who: Who, click: Click): Promise<Said>;
  onText(who: Who, text: string): Promise<Said>;
  onFile(who: Who, files: readonly SentFile[]): Promise<Said>;
  onSignOfLife(who: Who, event: SignOfLife): Promise<Said>;
  /** Nothing is ever said in a team: there are no replies. */
  onTeam(team: TeamReference, event: TeamEvent): Promise<Said>;
}

/** The verbs of buttons that confirm what a card shows. */
export type ConfirmingVerb = Extract<Verb, 'close' | 'finalise' | 'confirm'>;

/** What is done when a lead confirms what was shown, by one of the verbs for that. */
export type OnConfirm = (who: Who, click: Click, verb: ConfirmingVerb, now: Instant) => Promise<Said>;

/** What contributors press, and words of theirs once it is known which row they are about (null: not one of theirs). */
export interface OnContribute {
  press(who: Who, click: Click, verb: Extract<Verb, 'contribute' | 'give' | 'ownRows'>, now: Instant): Promise<Said>;
  forRow(
    who: Who,
    row: { readonly plan: string; readonly ref: string; readonly text: string; readonly pressed: string | null },
    now: Instant,
  ): Promise<Said | null>;
}

/** A turn that is answered with a short notice. */
export function notice(heading: string, paragraphs: readonly string[], commands: readonly string[] = []): Message {
  return {
    kind: 'notice',
    notice: { heading, paragraphs, commands: commands.map((text) => ({ title: text, text })), links: [] },
  };
}

/** Said to somebody who has no part in any plan. */
export const NOTHING_FOR_YOU: Message = notice('Hello', [
  'Quarterdeck asks the owners of an action plan for their updates. Nothing is asked of you at the moment.',
  'If you expected something, please ask the portfolio lead of the plan.',
]);
