import { type CivilDate, civilDate, type Instant } from '../calendar/civil-date.js';
import type { SaidOfCommitment } from '../commitments/commitment-reply.js';
import { updateKindOf } from '../importing/words/update-kind.js';
import type { Timing } from '../plan/cycle.js';
import { isIntroduction } from '../plan/introduction.js';
import type { Status } from '../plan/plan.js';
import { evidenceProblem } from '../text/evidence.js';
import { sha256Of } from '../text/sha256.js';
import { unseenLetters, withoutUnseen } from '../text/unseen-letters.js';

/** What a person says about one requirement. `none` is never said by a person: it is what silence is printed as. */
export type Reply = (
  | { readonly kind: 'text'; readonly text: string; readonly status: Status | null; readonly evidence: string | null }
  | { readonly kind: 'noChange' }
) & {
  /** What it says of earlier promises; absent where it says nothing of them. */
  readonly promises?: readonly SaidOfCommitment[] | undefined;
};

/** By which door a reply came in. */
export type Door = 'card' | 'returnSheet' | 'lead';

/** Who gave an answer, and by which door. */
export interface Author {
  /** Entra object id; empty for whoever runs the command line. */
  readonly person: string;
  readonly name: string;
  readonly door: Door;
}

/** An answer with whoever gave it. */
export interface AnswerOf {
  readonly from: Author;
  readonly reply: Reply;
}

/** One answer about one requirement. Append-only: a correction is a new update. */
export interface Update {
  readonly id: string;
  /** Requirement id. */
  readonly requirement: string;
  readonly cycle: string;
  readonly reply: Reply;
  /** The verified sender, by their random key; of a return sheet the person (or "system", for a post) whose answer it is. */
  readonly by: string;
  /** Who typed it in for them, by their random key; absent where they did so themselves. */
  readonly enteredBy?: string | undefined;
  readonly door: Door;
  readonly at: Instant;
  readonly timing: Timing;
  /** The update id that the sender saw as current, or empty. */
  readonly basedOn: string;
  /** The text as it was typed, where letters that nobody can see were left out of it. */
  readonly typed?: string | undefined;
}

/** An update as a deck remembers it: enough to know it again. */
export interface SeenReply {
  readonly update: string;
  readonly basedOn: string;
  readonly fingerprint: string;
  /** It was undone since. */
  readonly undone?: true | undefined;
}

/** What `acceptUpdate` needs to know of the requirement in this cycle. */
export interface AnswerState {
  readonly requirement: string;
  readonly ref: string;
  /** The newest published text (not "no change") that a "no change" would point to, or null. */
  readonly previousText: { readonly column: CivilDate; readonly text: string } | null;
  /** Update id of the answer that counts now, or empty. */
  readonly current: string;
  readonly replies: readonly SeenReply[];
}

export type Acceptance =
  | { readonly kind: 'accepted'; readonly update: Update; readonly seen: SeenReply; readonly correction: boolean }
  /** The same click once more (delivered again, or pressed twice): nothing to write. */
  | { readonly kind: 'already'; readonly update: string }
  /** Something to mend, in plain English; what was typed must be shown again. */
  | { readonly kind: 'invalid'; readonly problem: string };

/** Longest update in UTF-16 units: four times the median of what forces publish, and a card still has room for it. */
export const LONGEST_UPDATE = 6_000;
/** The introduction stands in its box as a whole; the card has room for it where less of it is shown above. */
export const LONGEST_INTRODUCTION = 12_000;
export const LONGEST_EVIDENCE = 1_000;
/** "As per previous update" is known without the day of its column. */
const ANY_DAY = civilDate('2025-01-01');

/**
 * Decides about one reply. Cards, return sheets and the lead's own entries all pass here.
 * Same `basedOn` and content: one reply, however often it arrives. Anything else over an answer is a correction.
 */
export function acceptUpdate(
  state: AnswerState,
  given: Reply,
  made: Omit<Update, 'reply' | 'requirement'>,
): Acceptance {
  const reply = tidied(given);
  const problem = problemWith(reply, state);
  if (problem !== null) return { kind: 'invalid', problem };
  const fingerprint = replyFingerprint(reply);
  const twin = state.replies.find((seen) => seen.basedOn === made.basedOn && seen.fingerprint === fingerprint);
  if (twin !== undefined) return { kind: 'already', update: twin.update };
  const typed = hasUnseen(given) ? { typed: given.text } : {};
  const update: Update = { ...made, requirement: state.requirement, reply, ...typed };
  return {
    kind: 'accepted',
    update,
    seen: { update: update.id, basedOn: made.basedOn, fingerprint },
    correction: state.current !== '',
  };
}

/** A digest of what a reply says, apart from who and when. */
export function replyFingerprint(reply: Reply): string {
  const content = reply.kind === 'noChange' ? ['noChange'] : ['text', reply.text, reply.status, reply.evidence];
  const promises = reply.promises ?? [];
  const whole = promises.length === 0 ? content : [...content, promises.map(contentOf)];
  return sha256Of(JSON.stringify(whole)).slice(0, 32);
}

function contentOf({ id, version, answer }: SaidOfCommitment): readonly (string | number)[] {
  const more = answer.kind === 'late' ? answer.due : answer.kind === 'withdrawn' ? answer.reason : '';
  return [id, version, answer.kind, more];
}

/** What is printed where nobody answered. */
export const SILENCE = 'No update received';

/** What is wrong with the length of an update; null where nothing is. */
export function lengthProblem(text: string, about: Pick<AnswerState, 'requirement'> | null = null): string | null {
  const longest = about !== null && isIntroduction(about) ? LONGEST_INTRODUCTION : LONGEST_UPDATE;
  if (text.length <= longest) return null;
  const over = (text.length - longest).toLocaleString('en-GB');
  return `Your update is ${over} ${over === '1' ? 'character' : 'characters'} too long. The most is ${longest.toLocaleString('en-GB')}. Please shorten it, or put the detail in a document and give its link.`;
}

/** A text with one kind of line end, and no white space at the ends of its lines: clients differ in both. */
export function tidiedText(text: string): string {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trimEnd());
  return lines.join('\n').trim();
}

/** Whether letters that nobody can see stand in it: they are left out, and whoever typed them is told. */
export function hasUnseen(reply: Reply): reply is Extract<Reply, { readonly kind: 'text' }> {
  return reply.kind === 'text' && unseenLetters(reply.text).length > 0;
}

function tidied(reply: Reply): Reply {
  if (reply.kind === 'noChange') return reply;
  const text = tidiedText(withoutUnseen(reply.text));
  const evidence = tidiedText(withoutUnseen(reply.evidence ?? ''));
  return { ...reply, text, evidence: evidence === '' ? null : evidence };
}

function problemWith(reply: Reply, state: AnswerState): string | null {
  if (reply.kind === 'noChange') {
    return state.previousText === null
      ? `There is no earlier update for ${state.ref} that "No change" could point to. Please write a short update.`
      : null;
  }
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(reply.text)) return 'Please write your update. One sentence is enough.';
  if (state.previousText === null && updateKindOf(reply.text, ANY_DAY) === 'noChange') {
    return `Nothing was published about ${state.ref} yet, so readers could not know what is unchanged. Please write in one sentence where it stands.`;
  }
  if (updateKindOf(reply.text, ANY_DAY) === 'noChange') {
    return '"No change" leaves the status and the link as they were. Please write in one sentence what is new, or press No change.';
  }
  const length = lengthProblem(reply.text, state);
  if (length !== null) return length;
  if (!reply.text.isWellFormed()) return 'Your update has a broken character in it. Please type it again.';
  return evidenceProblem(reply.evidence, LONGEST_EVIDENCE);
}
