import type { makeKeepForContributor } from '../../app/contributing/give-words.js';
import type { Who } from '../../app/people/who.js';
import { isOpenItem } from '../../domain/asking/ask.js';
import type { readChatWords } from '../../domain/asking/typed-answer.js';
import type { Instant } from '../../domain/calendar/civil-date.js';
import { listed } from '../asking/deck-messages.js';
import { givenBack } from '../asking/given-back.js';
import type { OwnRow } from '../asking/into-the-box.js';
import { openRows } from '../contributing/contribute-message.js';
import { intoTheirBox } from '../contributing/on-contribute.js';
import type { AddedRow } from '../contributing/own-contributions.js';
import { notice, type Said } from '../turn.js';
import { askWhich, NOT_TAKEN, refOf, severalRows, type TextDeps } from './typed-rows.js';

interface Deps extends TextDeps {
  readonly keepForContributor: ReturnType<typeof makeKeepForContributor>;
}

/**
 * Words about rows that somebody adds to: shown before they are saved, like an answer. Null where they are about rows of
 * the writer's own alone.
 */
export async function aboutOthers(
  deps: Deps,
  who: Who,
  of: {
    readonly rows: readonly OwnRow[];
    readonly added: readonly AddedRow[];
    readonly read: ReturnType<typeof readChatWords>;
    readonly text: string;
    readonly now: Instant;
  },
): Promise<Said | null> {
  const { rows, added, read, text, now } = of;
  const meant = meantBy(of);
  const [row, another] = meant.added;
  if (row === undefined) return null;
  const answers = read.kind === 'several' ? read.answers : [];
  if (answers.length > 0) {
    // each in the box of its row; those of the writer's own rows are shown as always
    const kept: string[] = [];
    for (const { ref, words } of answers) {
      const about = added.find((each) => refOf(each) === ref);
      if (about === undefined) continue;
      const taken = await intoTheirBox(deps, who, about, words, now);
      if (taken.kind === 'shown') kept.push(ref);
    }
    if (kept.length === answers.length) return theirCard(deps, who, row, null, now);
    const own = answers.filter(({ ref }) => rows.some(({ item }) => item.ref === ref));
    const shown = await severalRows(deps, who, { rows, answers: own, text, now });
    const note = notice('Not saved yet', [
      `Your words for ${listed(kept)} are kept. Press Rows of others to save them.`,
    ]);
    return { ...shown, replies: [...shown.replies, note] };
  }
  if (another === undefined && meant.own.length === 0) {
    return theirCard(deps, who, row, read.kind === 'named' ? read.words : text, now);
  }
  return askWhich(deps, who, { rows: meant.own, added: meant.added, text, now });
}

/** The rows that a message may be about, the writer's own and those of others. */
function meantBy({
  rows,
  added,
  read,
}: {
  readonly rows: readonly OwnRow[];
  readonly added: readonly AddedRow[];
  readonly read: ReturnType<typeof readChatWords>;
}): { readonly own: readonly OwnRow[]; readonly added: readonly AddedRow[] } {
  const none = { own: [], added: [] };
  switch (read.kind) {
    case 'named':
    case 'several': {
      const refs = read.kind === 'named' ? read.refs : read.answers.map(({ ref }) => ref);
      return {
        own: rows.filter(({ item }) => refs.includes(item.ref)),
        added: added.filter((each) => refs.includes(refOf(each))),
      };
    }
    case 'unnamed':
      if (read.isQuestion || read.isShort) return none;
      return {
        own: rows.filter(({ item }) => isOpenItem(item)),
        added: added.filter((each) => openRows(each.rows).includes(each.row)),
      };
    default:
      return none;
  }
}

/** The card of a row that somebody adds to, at the end of the chat. `words`: kept first; null: they are kept already. */
async function theirCard(deps: Deps, who: Who, row: AddedRow, words: string | null, now: Instant): Promise<Said> {
  const { plan } = row;
  const taken = await intoTheirBox(deps, who, row, words ?? '', now);
  if (taken.kind === 'notKept') return { replies: givenBack(NOT_TAKEN, [taken.why], words === null ? [] : [words]) };
  const deck = { head: taken.rows.head, items: [] };
  return { replies: [], after: () => deps.sendCard(who, plan, deck, taken.message) };
}
