import type { Stores } from '../../src/app/store/stores.js';
import { civilDate } from '../../src/domain/calendar/civil-date.js';
import { crowdPerson } from '../../src/local/bench/plan.js';
import { asksForUpdate } from '../../src/local/demo/chat-cards.js';
import type { LedgerEntry } from '../../src/local/stand-ins/connector-stand-in.js';

/** A reply that was acknowledged with 200: whose, about what, in which words. */
export interface Acknowledged {
  readonly ref: string;
  readonly text: string;
}

/** What the ledger and the store say after the last restart. Everything in `broken` breaks a promise. */
export interface Verdict {
  readonly broken: readonly string[];
  /** People whom the Connector was sent an ask, once and twice. */
  readonly askedOnce: number;
  /** Sent twice, the second time because the policy repeats an uncertain first ask. */
  readonly repeated: number;
  /** Never seen by the Connector, and listed as uncertain. */
  readonly uncertain: number;
  /** Whose send was under way at a kill: answered or not, repeated or not. */
  readonly doubted: number;
  readonly answers: number;
}

/** Judges the sends by the Connector's own ledger, and the replies by the rows of the store. */
export async function judge(
  stores: Stores,
  { tenant, plan, people }: { readonly tenant: string; readonly plan: string; readonly people: number },
  ledger: readonly LedgerEntry[],
  acknowledged: readonly Acknowledged[],
): Promise<Verdict> {
  const broken: string[] = [];
  const store = stores.plan(tenant, plan);
  const head = (await store.head())?.value;
  const cycle = head?.cycle?.id ?? '';
  const decks = new Map((await store.decks(cycle)).map((deck) => [deck.head.value.person, deck]));
  let askedOnce = 0;
  let repeated = 0;
  let uncertain = 0;
  let doubted = 0;
  for (let number = 0; number < people; number += 1) {
    const person = crowdPerson(number);
    const sends = asksTo(ledger, person);
    const { intents } = await stores.person(tenant, person).since(civilDate('2026-01-01'));
    const attempts = Math.max(0, ...intents.map((intent) => intent.value.attempts));
    const went = intents.filter((intent) => intent.value.state === 'sent').length;
    if (sends > attempts)
      broken.push(`${person} was sent ${sends} asks, of which the store knows ${attempts} attempts.`);
    if (sends > 2) broken.push(`${person} was sent ${sends} asks.`);
    if (went > 1) broken.push(`${person} was sent an ask again although the first was known to have gone.`);
    if (went < intents.length) doubted += 1;
    if (sends === 1) askedOnce += 1;
    if (sends === 2) repeated += 1;
    if (sends > 0) continue;
    if (decks.get(person)?.head.value.uncertain === true) uncertain += 1;
    else broken.push(`${person} was never asked, and nobody is told so.`);
  }
  const items = new Map([...decks.values()].flatMap((deck) => deck.items.map((item) => [item.value.ref, item.value])));
  for (const { ref, text } of acknowledged) {
    const item = items.get(ref);
    const updates = await store.updates(item?.requirement ?? '');
    const same = updates.filter((update) => update.reply.kind === 'text' && update.reply.text === text).length;
    if (same !== 1) broken.push(`The acknowledged answer for ${ref} is in the store ${same} times.`);
    const counts = item?.answer?.reply;
    if (counts?.kind !== 'text' || counts.text !== text) broken.push(`Another answer counts for ${ref}.`);
  }
  return { broken, askedOnce, repeated, uncertain, doubted, answers: acknowledged.length };
}

/** How many asks for an update the Connector got for a person. */
export function asksTo(ledger: readonly LedgerEntry[], person: string): number {
  return ledger.filter(
    (entry) => entry.kind === 'send' && entry.conversation === `a:${person}` && asksForUpdate(entry.activity),
  ).length;
}
