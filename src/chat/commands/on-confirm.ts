import { noteRefusal } from '../../app/asking/record-update.js';
import type { makeSeePlan } from '../../app/standing/see-plan.js';
import type { NewId } from '../../app/store/ports.js';
import { mayDo, rolesOf } from '../../domain/people/authority.js';
import { couldBeRead, readShown } from '../../domain/text/fingerprint.js';
import type { JustShown } from '../asking/just-shown.js';
import type { Messenger } from '../messenger.js';
import { notice, type OnConfirm, type Said } from '../turn.js';
import { closeSaid, type FinaliseDeps, finaliseSaid } from './finalise-message.js';
import { forTheLead } from './for-the-lead.js';

interface Deps extends FinaliseDeps {
  readonly messenger: Messenger;
  readonly newId: NewId;
  readonly justShown: JustShown;
  readonly seePlan: ReturnType<typeof makeSeePlan>;
}

const NOT_THEIRS = 'A confirmation that is not theirs to give';
const SAID = { close: closeSaid, finalise: finaliseSaid } as const;

/**
 * A confirmation that somebody pressed. Its signature was checked; whether they may still do it, and whether it is still
 * what they were shown, is looked at again. What was done takes the place of the card, so that a second tap finds it.
 */
export function makeOnConfirm(deps: Deps): OnConfirm {
  return async (who, click, verb, now) => {
    const { plan, cycle, ask, ref, basedOn } = click.context;
    const note = () => noteRefusal(deps, { tenant: who.tenant, plan, person: who.person, ref }, now, NOT_THEIRS);
    if (ask !== verb) {
      // a card of another kind, made to say this
      await note();
      return unchanged('That card does not confirm this, so nothing was done.');
    }
    const seen = await deps.seePlan(who.tenant, plan, now);
    if (seen.kind === 'refused') return unchanged(seen.reason);
    const { picture } = seen;
    if (!mayDo(verb, rolesOf(who.person, picture.assignments, picture.day))) {
      await note();
      return { replies: [forTheLead(picture, verb === 'close' ? 'close the quarter' : 'make the revision')] };
    }
    if (picture.head.cycle?.id !== cycle) return unchanged('That card is about an earlier quarter.');
    const shown = readShown(basedOn);
    if (shown === null) return unchanged('That card does not confirm this, so nothing was done.');
    // when it was made is signed, and when it came to be seen is known here: both must lie back
    if (!couldBeRead(shown, now) || deps.justShown.has(click)) {
      return unchanged('It was pressed less than a second after it was shown. Please read it, and press again.');
    }
    const { done, message } = await SAID[verb](deps, who, picture.plan, shown.fingerprint, now);
    const { activityId } = click;
    if (activityId === null) return { replies: [message] };
    if (!done) {
      // at the end of the chat, not under the finger: a second tap must not confirm what nobody has read
      const fold = { kind: 'folded', text: 'This was not done. See the newest message in this chat.' } as const;
      return {
        replies: [message],
        after: async () => void (await deps.messenger.update(who.reference, activityId, fold)),
      };
    }
    const after = async () => {
      const outcome = await deps.messenger.update(who.reference, activityId, message);
      if (outcome.kind !== 'sent' && outcome.kind !== 'uncertain') await deps.messenger.send(who.reference, message);
    };
    return { replies: [], after };
  };
}

function unchanged(reason: string): Said {
  return { replies: [notice('Nothing was changed', [reason], ['/status'])] };
}
