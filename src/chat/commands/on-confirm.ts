import { noteRefusal } from '../../app/people/refused-press.js';
import type { Who } from '../../app/people/who.js';
import type { makeSeePlan, PlanPicture } from '../../app/standing/see-plan.js';
import type { NewId } from '../../app/store/ports.js';
import type { Instant } from '../../domain/calendar/civil-date.js';
import { type Action, mayDo, rolesOf } from '../../domain/people/authority.js';
import { couldBeRead, readShown } from '../../domain/text/fingerprint.js';
import { shortened } from '../../domain/text/shortened.js';
import { textsOf, typingOf } from '../asking/click-inputs.js';
import { givenBack } from '../asking/given-back.js';
import type { JustShown } from '../asking/just-shown.js';
import { copiesOf } from '../deck/card-signature.js';
import type { CardContext, Message } from '../messages.js';
import type { Messenger } from '../messenger.js';
import { type Click, type ConfirmingVerb, notice, type OnConfirm, type Said } from '../turn.js';
import { type ChangeDeps, changeCalled, isChange } from './all-changes.js';
import { type Answered, changeSaid } from './changes/change.js';
import { closeSaid, type FinaliseDeps, finaliseSaid } from './finalise-message.js';
import { forTheLead } from './for-the-lead.js';
import { NEW_PLAN, type NewPlanDeps, newPlanSaid } from './importing/new-plan.js';

interface Deps extends FinaliseDeps, ChangeDeps, NewPlanDeps {
  readonly messenger: Messenger;
  readonly newId: NewId;
  readonly justShown: JustShown;
  readonly seePlan: ReturnType<typeof makeSeePlan>;
}

/** What a confirmation does: by whom, how it is called where somebody else tries it, and how it is done. */
interface Confirmed {
  readonly action: Action;
  readonly what: string;
  readonly said: (about: About) => Promise<Answered>;
}

/** Who confirmed what of which plan. */
interface About {
  readonly who: Who;
  readonly click: Click;
  readonly picture: PlanPicture;
  readonly fingerprint: string;
  readonly now: Instant;
}

/** What a pressed button confirms; null where its card was not made to confirm anything of the kind. */
function confirmedBy(deps: Deps, verb: ConfirmingVerb, { ask }: CardContext): Confirmed | null {
  if (verb === 'confirm') {
    if (!isChange(ask)) return null;
    const change = changeCalled(ask, deps);
    const said = ({ who, click, picture, fingerprint, now }: About) => {
      const { context, inputs } = click;
      const asked = { who, picture, argument: context.argument ?? '', inputs, now };
      return changeSaid(deps, ask, change, asked, fingerprint);
    };
    return { action: change.action, what: change.what, said };
  }
  if (ask !== verb) return null;
  const [what, done] =
    verb === 'close' ? (['close the quarter', closeSaid] as const) : (['make the revision', finaliseSaid] as const);
  return {
    action: verb,
    what,
    said: ({ who, picture, fingerprint, now }) => done(deps, who, picture.plan, fingerprint, now),
  };
}

/** What was written on the card goes back to whoever wrote it, unless it stands on the card that answers them. */
function withWords(said: Said, click: Click): Said {
  const written = textsOf(typingOf(click));
  if (written.length === 0) return said;
  const replies = said.replies.flatMap((message) =>
    message.kind === 'notice' ? givenBack(message.notice.heading, message.notice.paragraphs, written) : [message],
  );
  return { ...said, replies };
}

/**
 * A confirmation that somebody pressed. Its signature was checked; whether they may still do it, and whether it is still
 * what they were shown, is looked at again. What was done takes the place of the card, so that a second tap finds it.
 */
export function makeOnConfirm(deps: Deps): OnConfirm {
  const confirm = makeConfirm(deps);
  return async (who, click, verb, now) => withWords(await confirm(who, click, verb, now), click);
}

function makeConfirm(deps: Deps): OnConfirm {
  return async (who, click, verb, now) => {
    if (verb === 'confirm' && click.context.ask === NEW_PLAN) return makesNewPlan(deps, who, click, now);
    const { plan, cycle, ref } = click.context;
    const note = (what: string) => noteRefusal(deps, { tenant: who.tenant, plan, person: who.person, ref }, now, what);
    const confirmed = confirmedBy(deps, verb, click.context);
    if (confirmed === null) {
      // a card of another kind, made to say this
      await note(`A card that was not made for it, pressed to ${verb}`);
      return unchanged('That card does not confirm this, so nothing was done.');
    }
    const seen = await deps.seePlan(who.tenant, plan, now);
    if (seen.kind === 'refused') return unchanged(seen.reason);
    const { picture } = seen;
    if (!mayDo(confirmed.action, rolesOf(who.person, picture.assignments, picture.day))) {
      await note(`A confirmation that is not theirs to give: to ${confirmed.what}`);
      return { replies: [forTheLead(picture, confirmed.what, confirmed.action)] };
    }
    if ((picture.head.cycle?.id ?? '') !== cycle) {
      const { ask } = click.context;
      const why =
        'That card is about an earlier quarter. Another has begun since it was shown, so nothing was done. See how it stands now.';
      return { replies: [notice('Nothing was changed', [why], [`/${isChange(ask) ? ask : 'status'} ${plan}`])] };
    }
    const fingerprint = fingerprintIn(deps, who, click, now);
    if ('replies' in fingerprint) return fingerprint;
    const about = { who, click, picture, fingerprint: fingerprint.read, now };
    return once(deps, about, confirmed.said);
  };
}

/** What was shown; or why nothing is confirmed by it. */
function fingerprintIn(deps: Deps, who: Who, click: Click, now: Instant): Said | { readonly read: string } {
  const shown = readShown(click.context.basedOn);
  if (shown === null) return unchanged('That card does not confirm this, so nothing was done.');
  // when it was made is signed, and when it came to be seen is known here: both must lie back
  if (!couldBeRead(shown, now) || deps.justShown.has(who.person, click)) {
    return unchanged(
      'It was pressed less than a second after it was shown. Please read it, and press again in half a minute.',
    );
  }
  return { read: shown.fingerprint };
}

/** A plan that is not there yet has no people: who may make one is looked at by what makes it. */
async function makesNewPlan(deps: Deps, who: Who, click: Click, now: Instant): Promise<Said> {
  const fingerprint = fingerprintIn(deps, who, click, now);
  if ('replies' in fingerprint) return fingerprint;
  const about = { file: click.context.argument ?? '', inputs: click.inputs };
  return once(deps, { who, click, now }, () => newPlanSaid(deps, who, about, now, fingerprint.read));
}

/** However often and wherever one card is pressed, it is carried out once. What was not done can be pressed again. */
async function once<A extends Pick<About, 'who' | 'click' | 'now'>>(
  deps: Deps,
  about: A,
  carryOut: (about: A) => Promise<Answered>,
): Promise<Said> {
  const { who, click, now } = about;
  // another copy of the card is the same confirmation
  const sig = copiesOf(await deps.cardKey(), who.person, click.context);
  const own = deps.stores.person(who.tenant, who.person);
  const claim = await own.claim(sig, now, deps.newId());
  if (claim !== 'first') return { replies: [notice('That was pressed already', [ALREADY[claim]], ['/status'])] };
  let isDone = false;
  try {
    const answered = await carryOut(about);
    isDone = answered.done;
    return turned(deps, who, click, answered);
  } finally {
    await own.settleClaim(sig, isDone);
  }
}

const ALREADY = {
  done: 'It is done once only. If its card does not say what came of it, look at the status.',
  underWay: 'It is being done at this moment. If its card has not changed in two minutes, press it again.',
} as const;

/** What was done takes the place of the card; what was not stands at the end of the chat, under no finger. */
function turned(deps: Deps, who: Who, { activityId }: Click, { done, message }: Answered): Said {
  if (activityId === null) return { replies: [message] };
  if (!done) {
    const fold = { kind: 'folded', text: `This was not done. ${whyNot(message)}` } as const;
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
}

/** In a sentence on the card that was pressed; the whole of it stands in the newest message. */
function whyNot(message: Message): string {
  const why = message.kind === 'notice' ? (message.notice.paragraphs[0] ?? message.notice.heading) : null;
  const more = 'See the newest message in this chat.';
  return why === null ? `It is shown again, as it stands now. ${more}` : `${shortened(why, 200)} ${more}`;
}

function unchanged(reason: string): Said {
  return { replies: [notice('Nothing was changed', [reason], ['/status'])] };
}
