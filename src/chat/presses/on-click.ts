import type { makeUndoAnswer } from '../../app/answering/undo-answer.js';
import type { makeConfirmAnswer } from '../../app/asking/confirm-answer.js';
import type { makePutOff } from '../../app/asking/put-off.js';
import type { makeRecordUpdate } from '../../app/asking/record-update.js';
import type { makeHandOver } from '../../app/handing-over/hand-over.js';
import { noteRefusal } from '../../app/people/refused-press.js';
import type { Who } from '../../app/people/who.js';
import type { NewId } from '../../app/store/ports.js';
import type { AskedItem } from '../../domain/asking/ask.js';
import { type Instant, parseCivilDate } from '../../domain/calendar/civil-date.js';
import { replyOf, typingOf } from '../asking/click-inputs.js';
import type { JustShown } from '../asking/just-shown.js';
import { isSignedFor } from '../deck/card-signature.js';
import type { Verb } from '../messages.js';
import type { Click, OnConfirm, OnContribute, Said } from '../turn.js';
import { beforeItWasRead } from './before-it-was-read.js';
import { handedOver } from './hand-over-press.js';
import { afterAsItStands, afterStillToCome, showAgain, showRows, showSeveral, usedWords } from './look-press.js';
import { notYours, type PressDeps, type Pressed } from './press.js';
import { afterPutOff, afterReply } from './reply-press.js';
import { saveSeveral } from './several-press.js';
import { saveTyped } from './typed-press.js';
import { afterUndo } from './undo-press.js';
import { forRow, leaveWords } from './words-press.js';

interface Deps extends PressDeps {
  readonly newId: NewId;
  readonly cardKey: () => Promise<string>;
  readonly recordUpdate: ReturnType<typeof makeRecordUpdate>;
  readonly putOff: ReturnType<typeof makePutOff>;
  readonly handOver: ReturnType<typeof makeHandOver>;
  readonly confirmAnswer: ReturnType<typeof makeConfirmAnswer>;
  readonly undoAnswer: ReturnType<typeof makeUndoAnswer>;
  readonly onConfirm: OnConfirm;
  readonly onContribute: OnContribute;
  readonly justShown: JustShown;
}

/** What is done with one tap: it is not taken from a card that has only just changed. */
const AT_ONCE: ReadonlySet<Verb> = new Set<Verb>([
  'submit',
  'noChange',
  'leaveOut',
  'finished',
  'stillToCome',
  'asItStands',
  'saveTyped',
  'saveSeveral',
]);

/** What a person pressed: checked, carried out, committed; the card changes afterwards. */
export function makeOnClick(deps: Deps) {
  return async (who: Who, click: Click, now: Instant): Promise<Said> => {
    const cardKey = await deps.cardKey();
    const { context, verb } = click;
    if (context.tenant !== who.tenant || !isSignedFor(cardKey, who.person, context)) {
      const { plan, ref } = context;
      await noteRefusal(
        deps,
        { tenant: who.tenant, plan, person: who.person, ref },
        now,
        `A card that is not theirs, pressed to ${verb}`,
      );
      return notYours(ref, { click });
    }
    const pressed: Pressed = { who, click, now, cardKey };
    const { tenant, plan, cycle, ref, basedOn } = context;
    const about = { tenant, plan, cycle, person: who.person, ref };
    const unread =
      AT_ONCE.has(verb) && deps.justShown.has(who.person, click) ? await beforeItWasRead(deps, pressed) : null;
    if (unread !== null) return unread;
    switch (verb) {
      case 'submit':
      case 'noChange':
      case 'leaveOut':
      case 'finished': {
        const reply = replyOf(click);
        const asTyped = { typing: typingOf(click), leaveOut: verb === 'leaveOut' };
        const promises = click.promises ?? [];
        const given = { ...about, reply, basedOn, door: 'card', promises, ...asTyped } as const;
        const outcome = await deps.recordUpdate(given, now);
        const said = await afterReply(deps, pressed, outcome);
        return outcome.kind === 'saved' ? thenWake(deps, pressed, said, outcome.item) : said;
      }
      case 'later': {
        const until = parseCivilDate(click.inputs.until ?? '') ?? null;
        return afterPutOff(deps, pressed, await deps.putOff({ ...about, typing: typingOf(click) }, until, now));
      }
      case 'handOver':
        return handedOver(deps, pressed);
      case 'stillToCome':
        return afterStillToCome(deps, pressed);
      case 'asItStands':
        return afterAsItStands(deps, pressed);
      case 'undo':
        return afterUndo(deps, pressed);
      case 'saveTyped':
        return savedTyped(deps, pressed);
      case 'forRow':
        return forRow(deps, pressed);
      case 'leaveWords':
        return leaveWords(deps, pressed);
      case 'correct':
      case 'open':
        return showAgain(deps, pressed);
      case 'list':
        return showRows(deps, pressed);
      case 'several':
        return showSeveral(deps, pressed);
      case 'saveSeveral':
        return savedSeveral(deps, pressed);
      case 'useWords':
        return usedWords(deps, pressed);
      case 'contribute':
      case 'give':
      case 'ownRows':
        return deps.onContribute.press(who, click, verb, now);
      case 'close':
      case 'finalise':
      case 'confirm':
        return deps.onConfirm(who, click, verb, now);
    }
  };
}

/** "Yes, save" under words that were written in the chat. */
async function savedTyped(deps: Deps, pressed: Pressed): Promise<Said> {
  const { who, click, now } = pressed;
  const outcome = await saveTyped(deps, who, click, now);
  if (outcome === null) return notYours(click.context.ref, pressed);
  return outcome.saved.reduce((said, item) => thenWake(deps, pressed, said, item), outcome.said);
}

/** After everything else: whoever handed this over is to be told that it is answered, and the lead of what came after the close. */
function thenWake(deps: Deps, { click, now }: Pressed, said: Said, { handedOver, afterClose }: AskedItem): Said {
  if (handedOver !== true && afterClose === null) return said;
  const { tenant, plan } = click.context;
  const after = async () => {
    await said.after?.();
    // the sweep looks at the plan again, and tells them
    await deps.stores.directory.addDue({ tenant, plan, at: now });
  };
  return { ...said, after };
}

/** "Yes, save" under several rows of "No change". */
async function savedSeveral(deps: Deps, pressed: Pressed): Promise<Said> {
  const { who, click, now } = pressed;
  const outcome = await saveSeveral(deps, who, click, now);
  if (outcome === null) return notYours(click.context.ref, pressed);
  return outcome.saved.reduce((said, item) => thenWake(deps, pressed, said, item), outcome.said);
}
