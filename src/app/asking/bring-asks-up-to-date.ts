import type { AskedItem } from '../../domain/asking/ask.js';
import { type BegunOfRow, begunOf } from '../../domain/asking/left-words.js';
import { type Placement, placeAsks } from '../../domain/asking/placement.js';
import type { CivilDate, Instant } from '../../domain/calendar/civil-date.js';
import type { Commitment } from '../../domain/commitments/commitment.js';
import { partOf } from '../../domain/contributing/words-given.js';
import type { Assignment } from '../../domain/people/assignment.js';
import { isOutside } from '../../domain/people/contributor.js';
import type { Cycle } from '../../domain/plan/cycle.js';
import { nameOfPlan, type PublishedPlan } from '../../domain/plan/plan.js';
import type { LoadedPlan } from '../store/load-plan.js';
import type { NewId } from '../store/ports.js';
import { failing, retryOnConflict } from '../store/retry-on-conflict.js';
import {
  type AskChange,
  type AskHead,
  type Deck,
  NOBODY,
  type PlanHead,
  type PlanStore,
  type Stores,
} from '../store/stores.js';
import { loadCommitments, withAnswers } from './follow-commitments.js';

/**
 * Brings a cycle's asks to what plan and assignments say: new heads for people who are asked for the first time,
 * items added, moved, renewed or taken away, each with the commitments that it asks about. Safe to repeat; a conflict is
 * answered by reading again. `loaded`: where the head is as it was read, what was read with it. True when anything was
 * not as it should be.
 */
export async function bringAsksUpToDate(
  stores: Stores,
  newId: NewId,
  tenant: string,
  head: PlanHead,
  cycle: Cycle,
  when: { readonly now: Instant; readonly today: CivilDate },
  loaded: LoadedPlan | null = null,
): Promise<boolean> {
  if (cycle.asksNobody !== undefined) return false;
  const store = stores.plan(tenant, head.plan.id);
  const published = await (loaded?.published() ?? store.published(head.generation));
  const assignments = await (loaded?.assignments() ?? store.assignments(head.assignments));
  let known = loaded;
  let isChanged = false;
  return retryOnConflict(failing(`The asks of cycle ${cycle.id} could not be brought up to date`), async () => {
    // in this order: an answer about a commitment that comes after the decks were read changes the item's version
    const decks = await (known?.decks() ?? store.decks(cycle.id));
    known = null;
    const commitments = await loadCommitments(store, withAnswers(published, decks, cycle.revision));
    const plan: Placing = { head, cycle, published, assignments, commitments };
    const placed = await changesFor(stores, newId, tenant, plan, when.today, decks);
    // before the head names the cycle nobody is asked yet: an opening that ends early must leave no word of it
    const isOpened = head.cycle?.id === cycle.id;
    const changes = isOpened ? withAskedNoted(placed, decks, when.now) : placed;
    if (changes.length === 0) return isChanged;
    // of several batches some may be written when another conflicts
    isChanged = true;
    return (await store.changeAsks(cycle.id, changes, newId())) === 'done' ? true : 'conflict';
  });
}

/** What asks are made from. */
interface Placing {
  readonly head: PlanHead;
  readonly cycle: Cycle;
  readonly published: PublishedPlan;
  readonly assignments: readonly Assignment[];
  readonly commitments: readonly Commitment[];
}

/** Tells every ask of a cycle that the cycle's state or dates are others now. */
export async function tellAsksOfCycle(store: PlanStore, newId: NewId, cycle: Cycle): Promise<void> {
  await retryOnConflict(failing(`The asks of cycle ${cycle.id} could not be told of its state`), async () => {
    const stale = (await store.decks(cycle.id)).filter((deck) => !sameCycle(deck.head.value.cycle, cycle));
    const changes = stale.map(
      (deck): AskChange => ({ kind: 'head', head: { ...deck.head.value, cycle }, etag: deck.head.etag }),
    );
    return changes.length === 0 ? 'done' : store.changeAsks(cycle.id, changes, newId());
  });
}

async function changesFor(
  stores: Stores,
  newId: NewId,
  tenant: string,
  { head, cycle, published, assignments, commitments }: Placing,
  today: CivilDate,
  decks: readonly Deck[],
): Promise<readonly AskChange[]> {
  const held = decks.flatMap((deck) =>
    deck.items.map((item) => ({ person: deck.head.value.person, item: item.value, etag: item.etag })),
  );
  const etags = new Map(held.map((each) => [each.item.requirement, each.etag]));
  const etagOf = (requirement: string) => etags.get(requirement) ?? '';
  const toStored = (person: string | null) => person ?? NOBODY;
  const placement = placeAsks(
    published,
    assignments,
    cycle,
    today,
    held.map((each) => ({ person: each.person === NOBODY ? null : each.person, item: each.item })),
    commitments,
  );
  const items: AskChange[] = [
    ...placement.remove.map((each): AskChange => {
      const { requirement } = each.item;
      return { kind: 'removeItem', person: toStored(each.person), item: each.item, etag: etagOf(requirement) };
    }),
    ...placement.move.flatMap((each): AskChange[] => [
      { kind: 'removeItem', person: toStored(each.from), item: each.item, etag: etagOf(each.item.requirement) },
      { kind: 'item', person: toStored(each.to), item: each.item, etag: null },
    ]),
    ...placement.add.map(
      (each): AskChange => ({ kind: 'item', person: toStored(each.person), item: each.item, etag: null }),
    ),
    ...placement.change.map((each): AskChange => {
      const { requirement } = each.item;
      return { kind: 'item', person: toStored(each.person), item: each.item, etag: etagOf(requirement) };
    }),
  ];
  const known = new Map(decks.map((deck) => [deck.head.value.person, deck]));
  const parts = partsAfter(
    held.map(({ item }) => item),
    placement,
  );
  const receiving = new Set([
    ...placement.move.map((each) => toStored(each.to)),
    ...placement.add.map((each) => toStored(each.person)),
    ...parts.gaining,
  ]);
  const heads: AskChange[] = [];
  for (const person of receiving) {
    const deck = known.get(person);
    if (deck === undefined) {
      heads.push({
        kind: 'head',
        head: asContributor(await newAsk(stores, newId, tenant, head, cycle, person, assignments), parts.contributing),
        etag: null,
      });
    }
  }
  for (const deck of decks) {
    const now = deck.head.value;
    // somebody who was asked already and gets something new: the newest rung is due to them again
    const handledThrough = receiving.has(now.person) ? null : now.handledThrough;
    const removed = placement.remove.filter((each) => toStored(each.person) === now.person).map(({ item }) => item);
    const colleagues = colleaguesOf(now.person, assignments);
    const asked = asContributor({ ...now, handledThrough, colleagues, ...approvedIn(head, now) }, parts.contributing);
    const next = withBegunOf(asked, begunOf(removed, published, today));
    if (JSON.stringify(next) !== JSON.stringify(now)) heads.push({ kind: 'head', head: next, etag: deck.head.etag });
  }
  return [...heads, ...items];
}

/**
 * Each row that is put to somebody in the middle of a quarter says so in its history: whose it was before, and whose it
 * is, by their keys. The opening has one entry for all of them, in the plan's own chain.
 */
function withAskedNoted(changes: readonly AskChange[], decks: readonly Deck[], at: Instant): readonly AskChange[] {
  const heads = [
    ...decks.map((deck) => deck.head.value),
    ...changes.flatMap((change) => (change.kind === 'head' ? [change.head] : [])),
  ];
  const keys = new Map(heads.map(({ person, whoKey }) => [person, person === NOBODY ? NOBODY : whoKey]));
  const from = new Map(
    changes.flatMap((change) => (change.kind === 'removeItem' ? [[change.item.requirement, change.person]] : [])),
  );
  return changes.map((change) => {
    if (change.kind !== 'item' || change.etag !== null) return change;
    const before = from.get(change.item.requirement);
    const old = before === undefined ? null : (keys.get(before) ?? null);
    if (change.person === NOBODY && old === null) return change;
    const asked = {
      who: 'system',
      at,
      what: 'asked about',
      about: change.item.ref,
      old,
      new: keys.get(change.person) ?? NOBODY,
    };
    return { ...change, asked };
  });
}

/** Who adds to rows of the cycle once a placement is carried out, and who of them gets a row to add to. */
function partsAfter(held: readonly AskedItem[], { add, change, move, remove }: Placement) {
  const gone = new Set(remove.map(({ item }) => item.requirement));
  const after = new Map(held.filter((item) => !gone.has(item.requirement)).map((item) => [item.requirement, item]));
  const before = new Map(after);
  for (const { item } of [...add, ...change, ...move]) after.set(item.requirement, item);
  const contributing = new Set<string>();
  const gaining = new Set<string>();
  for (const item of after.values()) {
    const known = before.get(item.requirement);
    for (const { person } of item.contributors ?? []) {
      contributing.add(person);
      if (known === undefined || partOf(known, person) === null) gaining.add(person);
    }
  }
  return { contributing, gaining };
}

function asContributor(head: AskHead, contributing: ReadonlySet<string>): AskHead {
  const does = contributing.has(head.person);
  if (does === (head.contributes === true)) return head;
  const { contributes: _, ...rest } = head;
  return does ? { ...rest, contributes: true } : rest;
}

async function newAsk(
  stores: Stores,
  newId: NewId,
  tenant: string,
  head: PlanHead,
  cycle: Cycle,
  person: string,
  assignments: readonly Assignment[],
): Promise<AskHead> {
  const record = person === NOBODY ? null : await stores.person(tenant, person).record();
  const name = assignments.find((each) => each.person === person)?.name ?? record?.value.name ?? '';
  return {
    person,
    name,
    whoKey:
      record?.value.whoKey ?? (person === NOBODY ? 'system' : await makeWhoKey(stores, newId, tenant, person, name)),
    ask: newId(),
    cycle,
    planTitle: nameOfPlan(head.plan),
    zone: head.settings.zone,
    colleagues: colleaguesOf(person, assignments),
    ...approvedIn(head, {}),
    handledThrough: null,
    sent: 0,
    uncertain: false,
    card: null,
  };
}

/** The spellings of the settings, where there are any or were. */
function approvedIn(
  { settings: { approvedSpellings } }: PlanHead,
  before: Pick<AskHead, 'approvedSpellings'>,
): Pick<AskHead, 'approvedSpellings'> {
  const isNone = approvedSpellings.length === 0 && before.approvedSpellings === undefined;
  return isNone ? {} : { approvedSpellings };
}

/** The random key under which the history knows a person, made the first time that it is needed. */
export async function makeWhoKey(
  stores: Stores,
  newId: NewId,
  tenant: string,
  person: string,
  name: string,
): Promise<string> {
  const store = stores.person(tenant, person);
  const known = await store.record();
  if (known !== null) return known.value.whoKey;
  const record = { name, whoKey: newId(), reference: null, unreachable: null, lastSeen: null };
  await store.writeRecord(record, null, newId());
  return (await store.record())?.value.whoKey ?? record.whoKey;
}

/** The head with what was begun about rows that left. What it holds already stays once, however often a row is met. */
export function withBegunOf(head: AskHead, left: readonly BegunOfRow[]): AskHead {
  const { begun = [] } = head;
  const fresh = left.filter(({ words }) => begun.every((each) => each.words.id !== words.id));
  return fresh.length === 0 ? head : { ...head, begun: [...begun, ...fresh] };
}

/** The other people who hold a part of the plan: a requirement can be handed over to any of them. */
function colleaguesOf(person: string, assignments: readonly Assignment[]): AskHead['colleagues'] {
  if (person === NOBODY) return [];
  const others = assignments.filter(
    (each) => each.person !== person && each.role !== 'executive' && !isOutside(each.person),
  );
  const byId = new Map(others.map((each) => [each.person, { id: each.person, name: each.name }]));
  return [...byId.values()].sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

function sameCycle(a: Cycle, b: Cycle): boolean {
  return (
    a.state === b.state &&
    a.ended?.kind === b.ended?.kind &&
    a.opens === b.opens &&
    a.due === b.due &&
    a.closes === b.closes &&
    a.revision === b.revision
  );
}
