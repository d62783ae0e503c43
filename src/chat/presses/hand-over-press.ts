import type { makeHandOver } from '../../app/asking/hand-over.js';
import type { Deck } from '../../app/store/stores.js';
import { notHandedOver } from '../../domain/asking/left-words.js';
import { textsOf, typingOf } from '../asking/click-inputs.js';
import { turnedMessage } from '../asking/deck-messages.js';
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
  if (before !== null) return nowWith(deps, pressed, before.deck, before.name, textsOf(typing));
  // before it leaves the deck; nobody else is shown words that were not submitted
  const kept = await deps.keepWords(about, typing, now);
  if (kept.kind === 'refused' || kept.kind === 'notTheirs') return plainly(kept.reason, pressed);
  const given = { ...about, to: click.inputs.person ?? '', named: click.inputs.name ?? '', note: typing.words.note };
  const outcome = await deps.handOver(given, now);
  const left = kept.kind === 'kept' ? kept.left : [];
  if (outcome.kind === 'refused') return withLeft(plainly(outcome.reason, pressed), about.ref, left);
  if (outcome.kind === 'invalid') return withLeft(await again(deps, pressed, outcome), about.ref, left);
  const texts = [...notHandedOver(kept.item, who.person, typing), ...left].map(({ text }) => text);
  return nowWith(deps, pressed, outcome.deck, outcome.name, [...new Set(texts)]);
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
function nowWith(deps: Deps, pressed: Pressed, deck: Deck, name: string, texts: readonly string[]): Said {
  const { ref } = pressed.click.context;
  const result = `${ref} is now with ${name}. They will be asked for it; the lead can see the change.`;
  const said = turned(deps, pressed, deck, (drawing) =>
    deck.items.length === 0
      ? notice('Handed over', [result, 'You have no other updates to give this quarter.'])
      : turnedMessage(drawing, result),
  );
  if (texts.length === 0) return said;
  const notGiven = `What you had written for ${ref} did not go over with this press. It is here, should you want to pass it on.`;
  return { ...said, replies: givenBack('Your own words', [notGiven], texts) };
}
