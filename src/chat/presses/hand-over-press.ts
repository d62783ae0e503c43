import type { HandOverOutcome, makeHandOver } from '../../app/handing-over/hand-over.js';
import type { Deck } from '../../app/store/stores.js';
import { notHandedOver } from '../../domain/asking/left-words.js';
import { type CivilDate, longDay } from '../../domain/calendar/civil-date.js';
import { textsOf, typingOf } from '../asking/click-inputs.js';
import { listed, turnedMessage } from '../asking/deck-messages.js';
import { givenBack } from '../asking/given-back.js';
import { notice, type Said } from '../turn.js';
import { aboutOf, type PressDeps, type Pressed, plainly, turned, withLeft } from './press.js';
import { again } from './reply-press.js';

interface Deps extends PressDeps {
  readonly handOver: ReturnType<typeof makeHandOver>;
}

export async function handedOver(deps: Deps, pressed: Pressed): Promise<Said> {
  const { who, click, now } = pressed;
  const about = aboutOf(pressed, click.context.ref);
  const typing = typingOf(click);
  const before = await handedOverBefore(deps, pressed);
  if (before !== null) return nowWith(deps, pressed, { ...before, refs: [about.ref] }, textsOf(typing));
  // before it leaves the deck; nobody else is shown words that were not submitted
  const kept = await deps.keepWords(about, typing, now);
  if (kept.kind === 'refused' || kept.kind === 'notTheirs') return plainly(kept.reason, pressed);
  const { person: to = '', name: named = '', till, all } = click.inputs;
  const until = till === undefined ? {} : { until: till };
  const given = { ...about, to, named, note: typing.words.note, ...until, all: all === 'all' };
  const outcome = await deps.handOver(given, now);
  const left = kept.kind === 'kept' ? kept.left : [];
  if (outcome.kind === 'refused') return withLeft(plainly(outcome.reason, pressed), about.ref, left);
  if (outcome.kind === 'invalid') return withLeft(await again(deps, pressed, outcome), about.ref, left);
  const texts = [...notHandedOver(kept.item, who.person, typing), ...left].map(({ text }) => text);
  return nowWith(deps, pressed, outcome, [...new Set(texts)]);
}

/** The same press once more, or on an older copy: the requirement is with the colleague who was chosen. */
async function handedOverBefore(
  deps: Deps,
  { who, click }: Pressed,
): Promise<{ readonly deck: Deck; readonly name: string } | null> {
  const { plan, cycle, ref } = click.context;
  const store = deps.stores.plan(who.tenant, plan);
  const own = await store.deck(cycle, who.person);
  if (own === null || own.items.some(({ value }) => value.ref === ref)) return null;
  const colleague = own.head.value.colleagues.find(({ id }) => id === click.inputs.person);
  const theirs = colleague === undefined ? null : await store.deck(cycle, colleague.id);
  const isThere = theirs?.items.some(({ value }) => value.ref === ref && value.handedOver === true);
  return colleague === undefined || isThere !== true ? null : { deck: own, name: colleague.name };
}

/** `texts`: what is not handed over with it. */
function nowWith(
  deps: Deps,
  pressed: Pressed,
  given: Pick<Extract<HandOverOutcome, { kind: 'handedOver' }>, 'deck' | 'name' | 'refs'> & {
    readonly until?: CivilDate | null;
  },
  texts: readonly string[],
): Said {
  const { ref, plan } = pressed.click.context;
  const { deck, name, refs, until } = given;
  const isOne = refs.length === 1;
  const day = until === undefined ? '' : until === null ? ' until you take it back' : ` until ${longDay(until)}`;
  const result = `${listed(refs)} ${isOne ? 'is' : 'are'} now with ${name}${day}. They will be asked for ${isOne ? 'it' : 'them'}; the lead is told. To take ${isOne ? 'it' : 'them'} back, write /back.`;
  const said = turned(deps, pressed, deck, (drawing) =>
    deck.items.length === 0
      ? notice('Handed over', [result, 'You have no other updates to give this quarter.'], [`/back ${plan}`])
      : turnedMessage(drawing, result),
  );
  if (texts.length === 0) return said;
  const notGiven = `What you had written for ${ref} did not go over with this press. It is here, should you want to pass it on.`;
  return { ...said, replies: givenBack('Your own words', [notGiven], texts) };
}
