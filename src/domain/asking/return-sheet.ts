import { type CivilDate, civilDate, type Instant } from '../calendar/civil-date.js';
import { statusOf } from '../importing/words/status-words.js';
import { updateKindOf } from '../importing/words/update-kind.js';
import { type Deadline, STATUS_WORDS, STATUSES, type Status } from '../plan/plan.js';
import type { Reply } from './update.js';

/** One requirement on a return sheet: what the person must know, with places for their answer. */
export interface SheetItem {
  readonly ref: string;
  readonly recommendation: string;
  readonly recommendationText: string | null;
  readonly text: string | null;
  readonly deadline: Deadline | null;
  /** As published last. */
  readonly status: Status;
  readonly previousText: { readonly column: CivilDate; readonly text: string } | null;
}

/** A short document with one person's, or one post's, open requirements of a cycle: what its writers take. */
export interface ReturnSheet {
  readonly planTitle: string;
  readonly organisation: string;
  /** A person's name, or a post as the plan prints it. */
  readonly forWhom: string;
  readonly due: CivilDate;
  readonly closes: CivilDate;
  readonly revision: CivilDate;
  readonly items: readonly SheetItem[];
  /** Printed small: by this the sheet is known again when it comes back. ASCII without white space. */
  readonly reference: string;
  readonly madeAt: Instant;
}

/** What somebody wrote for one requirement, as found in the sheet: words, not yet judged. */
export interface FilledItem {
  readonly ref: string;
  readonly status: string;
  readonly update: string;
  readonly evidence: string;
  readonly noChange: string;
  /** What stands as published last: some people write over it. Empty where the place is gone. */
  readonly previous: string;
}

/** A return sheet that came back. */
export interface FilledSheet {
  /** Null where it was deleted from the sheet. */
  readonly reference: string | null;
  readonly items: readonly FilledItem[];
  /** Text outside the places for answers that is not ours, with where it stands: told, never dropped in silence. */
  readonly elsewhere: readonly { readonly where: string; readonly text: string }[];
  /** What the reader of the file has to tell: tracked changes taken as accepted, hidden rows. */
  readonly notes: readonly string[];
}

/** The status words in the order of the list that people choose from. */
export const SHEET_STATUSES: readonly string[] = STATUSES.filter((status) => status !== 'notStated').map(
  (status) => STATUS_WORDS[status],
);

/** What stands in an empty place for a status until one is chosen. */
export const CHOOSE_STATUS = 'Choose a status';

/** Labels of the places, the same in every format; they are how a sheet is read again. */
export const SHEET_LABELS = {
  ref: 'Ref',
  recommendation: 'Recommendation',
  requirement: 'Requirement',
  deadline: 'Deadline',
  previous: 'Published last time',
  status: 'Status',
  update: 'Your update',
  evidence: 'Link to evidence',
  noChange: 'No change',
} as const;

export type SheetReply =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'notFilled' }
  | { readonly kind: 'problem'; readonly problem: string };

/**
 * The reply that a filled place amounts to, before `acceptUpdate` judges it. Nothing is guessed: a status in other
 * words, a tick beside an update, a mark that is no tick are problems to be mended.
 */
export function replyOf(item: FilledItem): SheetReply {
  const problem = (words: string): SheetReply => ({ kind: 'problem', problem: words });
  const update = item.update.trim();
  const chosen = sameWords(item.status, CHOOSE_STATUS) ? '' : item.status.trim();
  const evidence = item.evidence.trim();
  const ticked = tickOf(item.noChange);
  if (ticked === null) {
    return problem(
      `"${item.noChange.trim().slice(0, 60)}" stands beside "No change". Tick it or write X, or leave it empty and put the words into "Your update".`,
    );
  }
  // whoever types the words "No change" as their update has said it as plainly as a tick does
  const said = ticked || (update !== '' && updateKindOf(update, ANY_DAY) === 'noChange');
  if (said) {
    if (ticked && update !== '' && updateKindOf(update, ANY_DAY) !== 'noChange') {
      return problem('Both "No change" and an update were given. Please keep one of them.');
    }
    if (chosen !== '' || evidence !== '') {
      return problem(
        '"No change" keeps the status and the evidence as they are. Please write a short update instead, or leave both empty.',
      );
    }
    return { kind: 'reply', reply: { kind: 'noChange' } };
  }
  if (update === '' && chosen === '' && evidence === '') return { kind: 'notFilled' };
  const status = chosen === '' ? null : statusOf(chosen);
  if (chosen !== '' && status?.sure !== true) {
    return problem(
      `The status "${chosen.slice(0, 60)}" is none of the list. Please use one of: ${SHEET_STATUSES.join(', ')}.`,
    );
  }
  return {
    kind: 'reply',
    reply: { kind: 'text', text: update, status: status?.status ?? null, evidence: evidence === '' ? null : evidence },
  };
}

/** Whether a place for a tick is ticked; null where something else was written. */
function tickOf(text: string): boolean | null {
  const words = text.replace(/[\s.:()[\]]/g, '').toLowerCase();
  if (words === '' || /^(?:☐|□|no|n|_+|[-–—]+)$/.test(words)) return false;
  return /^(?:☐|□)?(?:☒|☑|✓|✔|✗|✘|🗹|x|×|yes|y|true|1|nochange)$/u.test(words) ? true : null;
}

function sameWords(a: string, b: string): boolean {
  const plain = (text: string) => text.replace(/\W+/g, ' ').trim().toLowerCase();
  return plain(a) === plain(b);
}

/** "No change" is known without its column's date. */
const ANY_DAY = civilDate('2025-01-01');
