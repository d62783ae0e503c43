import { memoryTable } from '../../../src/adapters/tables/engines/memory-table.js';
import { makeAnswerPromise } from '../../../src/app/commitments/answer-promise.js';
import { makeSeePromises } from '../../../src/app/commitments/see-promises.js';
import { makeSeeChanges } from '../../../src/app/publishing/see-changes.js';
import { makeCorrectWording } from '../../../src/app/reviewing/correct-wording.js';
import { makeReviewDraft } from '../../../src/app/reviewing/review-draft.js';
import { makeResume } from '../../../src/app/sending/sweep/watch.js';
import { makeCheckDirectory } from '../../../src/app/standing/check-directory.js';
import { makeOnCommand } from '../../../src/chat/commands/on-command.js';
import type { DeckView, Message } from '../../../src/chat/messages.js';
import type { Click } from '../../../src/chat/turn.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { CommitmentAnswer } from '../../../src/domain/commitments/commitment.js';
import type { CommitmentInput } from '../../../src/domain/commitments/commitment-reply.js';
import type { PublishedPlan } from '../../../src/domain/plan/plan.js';
import { at } from '../../domain/builders.js';
import { countedTable, FakeMessenger } from '../fakes.js';
import {
  ADA,
  aWorld,
  harbourPlan,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  pressed,
  TENANT,
  type World,
  who,
} from '../world.js';

/** A day in the quarter of the builders. */
export const NOON = at('2026-12-01T12:00:00Z');
export const RAIL = 'The rail will be painted by 1 October 2026.';
export const GATE = 'The gate will open in March 2027.';

/** The plan of the tests, with promises in 4.1 (due before the quarter) and 4.2 (due after it). */
export function promisingPlan(texts: readonly string[] = [`Begun. ${RAIL}`, GATE]): PublishedPlan {
  const plan = harbourPlan();
  const updates = plan.updates.map((update, index) => ({ ...update, text: texts[index] ?? update.text }));
  return { ...plan, updates };
}

/** The use cases of promises, upon a world. */
export function promising(world: World) {
  const answerPromise = makeAnswerPromise(world);
  const onCommand = makeOnCommand({
    ...world,
    linksTo: async () => [],
    sheetLinksTo: async () => [],
    moveClock: null,
    resume: makeResume(world),
  });
  return {
    see: makeSeePromises(world),
    changes: makeSeeChanges(world),
    review: makeReviewDraft(world),
    check: makeCheckDirectory(world),
    correctWording: makeCorrectWording(world),
    async lead(promise: string, answer: CommitmentAnswer, now = NOON) {
      const decider = { by: 'lead', byName: 'Lea Dunn' };
      return answerPromise({ tenant: TENANT, plan: PLAN, promise, answer, decider }, now);
    },
    async typed(id: string, name: 'promises' | 'status', now = NOON): Promise<Message> {
      const said = await onCommand(who(id), { name, argument: '' }, now);
      if (said.replies[0] === undefined) throw new Error('nothing was said');
      return said.replies[0];
    },
    async rows() {
      return (await world.plan.commitments())
        .map((each) => each.value)
        .sort((a, b) => (`${a.due} ${a.words}` < `${b.due} ${b.words}` ? -1 : 1));
    },
    async rowOf(words: string) {
      const row = (await world.plan.commitments()).map((each) => each.value).find((each) => each.words === words);
      if (row === undefined) throw new Error(`Nobody promised: ${words}`);
      return row;
    },
    async itemOf(ref: string) {
      const decks = await world.plan.decks(await world.cycleId());
      const item = decks.flatMap((deck) => deck.items).find((each) => each.value.ref === ref);
      if (item === undefined) throw new Error(`${ref} was not asked`);
      return item.value;
    },
    /** What the history of a requirement says of promises, oldest first. */
    async told(requirement: string) {
      const entries = await world.plan.history(requirement);
      return entries.flatMap(({ payload }) => (payload?.what.includes('promise') === true ? [payload] : []));
    },
  };
}

/** What somebody entered about a promise on a card. */
export function entered(id: string, over: Partial<CommitmentInput> = {}): CommitmentInput {
  return { id, version: 0, became: '', until: '', why: '', ...over };
}

/** The deck card that a message is. */
export function deckOf(message: Message | undefined): DeckView {
  if (message?.kind !== 'deck') throw new Error(`No deck: ${JSON.stringify(message)}`);
  return message.deck;
}

/** A press on the newest card of a person, and the card as it is afterwards. */
export async function press(
  world: World,
  id: string,
  inputs: Click['inputs'],
  promises: readonly CommitmentInput[] = [],
  { verb = 'submit', now = NOON, on }: { verb?: Click['verb']; now?: typeof NOON; on?: Message } = {},
): Promise<Message | undefined> {
  const messenger = world.messenger as FakeMessenger;
  const seen = messenger.updates.filter((each) => each.person === id).at(-1)?.message;
  const card = on ?? seen ?? messenger.to(id).at(-1)?.message;
  const said = await world.onClick(who(id), { ...pressed(card, verb, inputs), promises }, now);
  const before = messenger.updates.length;
  const sent = messenger.posts.length;
  await said.after?.();
  return (
    said.replies[0] ?? messenger.updates.slice(before).at(-1)?.message ?? messenger.posts.slice(sent).at(-1)?.message
  );
}

/** The quarter opened and everybody asked, with what a test needs at hand. */
export async function begun(plan = promisingPlan()) {
  const table = countedTable(memoryTable());
  const messenger = new FakeMessenger();
  const world = aWorld(table, messenger);
  const promises = promising(world);
  await openQuarter(world, { plan });
  await world.sweep(OPENING);
  const [first] = await promises.rows();
  const about = { tenant: TENANT, plan: PLAN, by: 'lead' };
  return {
    table,
    messenger,
    world,
    promises,
    /** Id of the promise that comes due first. */
    first: first?.id ?? '',
    newestCard(id: string): Message {
      const message = messenger.to(id).at(-1)?.message;
      if (message === undefined) throw new Error(`${id} was asked nothing`);
      return message;
    },
    /** The updates that Ada gave for 4.1. */
    async updates() {
      return world.plan.updates((await promises.itemOf('4.1')).requirement);
    },
    async makeRevision(): Promise<void> {
      await world.accepted(at('2027-01-04T10:00:00Z'));
      mustBe('made', await world.finalised(at('2027-01-04T10:00:00Z')));
    },
    async openNext(): Promise<void> {
      const next = { ...about, revision: civilDate('2027-04-09'), given: {} };
      mustBe('opened', await world.openCycle(next, at('2027-02-26T10:00:00Z')));
      await world.sweep(at('2027-03-03T10:00:00Z'));
      if (messenger.to(ADA).length < 2) throw new Error('nobody was asked in the next quarter');
    },
  };
}
