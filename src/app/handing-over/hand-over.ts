import type { AskedItem } from '../../domain/asking/ask.js';
import { tidiedText } from '../../domain/asking/update.js';
import {
  addDays,
  type CivilDate,
  type Instant,
  instantAt,
  localTime,
  longDate,
  parseCivilDate,
  timeOfDay,
} from '../../domain/calendar/civil-date.js';
import type { Assignment } from '../../domain/people/assignment.js';
import { verdictOn } from '../../domain/people/authority.js';
import { plainName } from '../../domain/people/contributor.js';
import { timingOf } from '../../domain/plan/cycle.js';
import { makeWhoKey } from '../asking/bring-asks-up-to-date.js';
import { findPeople } from '../people/find-people.js';
import { reachWords, readReach } from '../people/reach.js';
import { noteRefusal } from '../people/refused-press.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { Deck, Stores } from '../store/stores.js';
import { changeAssignments } from './change-assignments.js';

export interface HandOverInput {
  readonly tenant: string;
  readonly plan: string;
  readonly cycle: string;
  /** The verified sender, in whose deck the requirement must stand. */
  readonly person: string;
  readonly ref: string;
  /** Whether all that is open in their deck goes with it. */
  readonly all?: boolean;
  /** One of the deck's colleagues. */
  readonly to: string;
  /** A name instead, of anybody in a team that has the app; absent or empty: none was written. */
  readonly named?: string;
  readonly note: string;
  /** The last day, as entered; empty: until it is taken back; absent: until the quarter closes. */
  readonly until?: string;
}

export type HandOverOutcome =
  | {
      readonly kind: 'handedOver';
      readonly deck: Deck;
      readonly name: string;
      readonly refs: readonly string[];
      /** The last day; null: until it is taken back. */
      readonly until: CivilDate | null;
    }
  | { readonly kind: 'invalid'; readonly deck: Deck; readonly item: AskedItem; readonly problem: string }
  | Refused;

/**
 * Gives one requirement, or all that is open, to a colleague until a day or until it is taken back: they become its
 * delegate, and are asked for it. With a reason, which they and the lead read; to nobody whom a message would not reach.
 */
export function makeHandOver(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (input: HandOverInput, now: Instant): Promise<HandOverOutcome> => {
    const { tenant, plan, ref } = input;
    const store = deps.stores.plan(tenant, plan);
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async () => {
      const deck = await store.deck(input.cycle, input.person);
      const item = deck?.items.find((each) => each.value.ref === ref)?.value;
      if (deck === null || item === undefined) {
        await noteRefusal(deps, { tenant, plan, person: input.person, ref }, now);
        return refused(`${ref} is not with you at the moment, so nothing was changed.`);
      }
      const head = await store.head();
      const cycle = head?.value.cycle ?? null;
      const isCurrent = head !== null && cycle !== null && cycle.id === input.cycle;
      const day = head === null ? null : localTime(now, head.value.settings.zone).date;
      const timing = isCurrent && day !== null ? timingOf(day, cycle) : 'afterClose';
      if (!isCurrent || day === null || verdictOn('handOver', true, timing) === 'refused') {
        return refused('This quarter is closed, so nothing can be handed over in it any more.');
      }
      const given = itemsGiven(deck, item, input.all === true);
      if (given.length === 0) return refused(`${ref} is answered already, so it was not handed over.`);
      const before = await store.assignments(head.value.assignments);
      const checked = await receiverOf(deps.stores, input, deck, { day, closes: cycle.closes, before });
      if (typeof checked === 'string') return { kind: 'invalid', deck, item, problem: checked };
      const { colleague, until, reason } = checked;
      const by = deck.head.value.name;
      const act = { id: operation, person: input.person, by, on: day };
      const delegates = given.map(
        ({ requirement }): Assignment => ({
          target: { kind: 'requirement', id: requirement },
          person: colleague.id,
          name: colleague.name,
          role: 'delegate',
          until,
          handedOver: true,
          given: { by, on: day, reason },
          act,
        }),
      );
      const toKey = await makeWhoKey(deps.stores, deps.newId, tenant, colleague.id, colleague.name);
      const refs = given.map((each) => each.ref);
      const said = {
        who: deck.head.value.whoKey,
        at: now,
        what: 'handed over',
        old: null,
        new: `${until === null ? 'until it is taken back' : `until ${longDate(until)}`}: ${reason}`,
      };
      if (until !== null) await lookAgainAfter(deps.stores, { tenant, plan, zone: head.value.settings.zone }, until);
      const written = await changeAssignments(
        deps,
        { tenant, head, now, operation },
        {
          assignments: [...before, ...delegates],
          joining: [{ person: colleague.id, name: colleague.name }],
          history: { ...said, about: `${refs.join(', ')} to ${toKey}` },
          rows: given.map((each) => ({
            requirement: each.requirement,
            payload: { ...said, about: `${each.ref} to ${toKey}` },
          })),
        },
      );
      if (written === 'conflict') return 'conflict';
      const left = await store.deck(input.cycle, input.person);
      return { kind: 'handedOver', deck: left ?? deck, name: colleague.name, refs, until };
    });
  };
}

/** What goes over: the one, where it is open, or all that is open with it. */
function itemsGiven(deck: Deck, item: AskedItem, all: boolean): readonly AskedItem[] {
  const items = all ? deck.items.map(({ value }) => value) : [item];
  return items.filter(({ answer }) => answer === null);
}

/** To whom it goes, until when and why; or what is to be mended. */
async function receiverOf(
  stores: Stores,
  input: HandOverInput,
  deck: Deck,
  {
    day,
    closes,
    before,
  }: { readonly day: CivilDate; readonly closes: CivilDate; readonly before: readonly Assignment[] },
) {
  const colleague = await colleagueOf(stores, input, deck, before);
  if (typeof colleague === 'string') return colleague;
  const reason = tidiedText(input.note);
  if (reason === '') {
    return `Please say in a few words why ${colleague.name} should answer this: they and the portfolio lead read it.`;
  }
  const until = input.until === undefined ? closes : input.until === '' ? null : parseCivilDate(input.until);
  if (until === undefined || (until !== null && until < day)) {
    return 'Please choose a last day that is not past, or leave it empty: then it is theirs until you take it back.';
  }
  const reach = await readReach(stores, input.tenant, colleague.id);
  if (reach.kind !== 'reachable') {
    return `${colleague.name} ${reachWords(reach)}, so ${input.all === true ? 'everything' : input.ref} stays with you. Please choose somebody else, or ask the portfolio lead.`;
  }
  return { colleague, until, reason };
}

/** On the day after, it is with whoever gave it: the ladder's own next day may be later. */
export async function lookAgainAfter(
  stores: Stores,
  { tenant, plan, zone }: { readonly tenant: string; readonly plan: string; readonly zone: string },
  last: CivilDate,
): Promise<void> {
  await stores.directory.addDue({ tenant, plan, at: instantAt(addDays(last, 1), timeOfDay('00:00'), zone) });
}

/** Whoever was chosen or named, or what is to be mended. A name is looked for in the plan first, then in the teams. */
async function colleagueOf(
  stores: Stores,
  { tenant, person, to, named = '' }: HandOverInput,
  deck: Deck,
  assignments: readonly Assignment[],
) {
  const { colleagues } = deck.head.value;
  const wanted = plainName(named);
  if (wanted === '') {
    return colleagues.find((each) => each.id === to) ?? 'Please choose the colleague who should answer this.';
  }
  if (to !== '') return 'Please choose a colleague from the list or write a name, not both.';
  const inPlan = [...assignments, ...colleagues.map(({ id, name }) => ({ person: id, name }))];
  const called = await findPeople(stores, tenant, inPlan, named);
  const like = called.filter((each) => each.person !== person);
  if (like.length === 0 && called.length > 0) return 'That is you. Please write the name of a colleague.';
  const [only, another] = like;
  if (only === undefined)
    return `Nobody called "${named}" is in a team that has Quarterdeck. Please write the name as Teams shows it.`;
  if (another === undefined) return { id: only.person, name: only.name };
  const names = like.slice(0, 5).map(({ name }) => name);
  return `Several people are called like "${named}": ${names.join(', ')}. Please write the whole name, or ask the portfolio lead.`;
}
