import { authorWords } from '../../domain/asking/anothers-answer.js';
import type { AskedItem } from '../../domain/asking/ask.js';
import { type FilledItem, type FilledSheet, replyOf } from '../../domain/asking/return-sheet.js';
import type { Reply } from '../../domain/asking/update.js';
import { type Instant, localTime, longDate } from '../../domain/calendar/civil-date.js';
import { normalised } from '../../domain/importing/import-match.js';
import { mayDo, rolesOf } from '../../domain/people/authority.js';
import { loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { type Deck, NOBODY, type PlanHead, type Stores } from '../store/stores.js';
import { makeWhoKey } from './bring-asks-up-to-date.js';
import type { makeRecordUpdate, ReplyOutcome } from './record-update.js';
import { readReference, type SheetReference } from './sheet-reference.js';

/** What became of one requirement of a sheet. */
export type SheetLine = { readonly ref: string } & (
  | {
      readonly kind: 'saved';
      /** Whether an answer that was there is replaced. */
      readonly correction: boolean;
      /** Given after the close: kept for the next revision. */
      readonly afterClose: boolean;
      readonly said: 'text' | 'noChange' | 'words';
    }
  | { readonly kind: 'already' }
  | { readonly kind: 'notFilled' }
  /** Nothing was saved for it; `problem` says what to mend. */
  | { readonly kind: 'problem'; readonly problem: string }
);

export type ImportSheetOutcome =
  | { readonly kind: 'imported'; readonly forWhom: string; readonly lines: readonly SheetLine[] }
  | Refused;

export interface ImportSheetInput {
  readonly tenant: string;
  readonly plan: string;
  readonly sheet: FilledSheet;
  /** Entra object id of the lead who enters it; null: whoever runs the command line. */
  readonly by: string | null;
}

/** As much of giving a contributor's words as a sheet needs. */
type GiveWords = (
  given: {
    readonly tenant: string;
    readonly plan: string;
    readonly cycle: string;
    readonly person: string;
    readonly ref: string;
    readonly text: string;
    readonly basedOn: string;
    readonly shown: string;
    readonly enteredBy: string;
  },
  now: Instant,
) => Promise<
  | { readonly kind: 'given' | 'already' | 'closed' }
  | { readonly kind: 'invalid'; readonly problem: string }
  | { readonly kind: 'notTheirs' | 'refused'; readonly reason: string }
>;

/**
 * Imports a filled return sheet as the answers of the person (or post) that it was made for, entered by the lead. The
 * signed reference says whose it is; each answer passes `acceptUpdate` like any other and is its own batch, so each
 * line says what became of it. The same sheet once more gives no second answer.
 */
export function makeImportReturnSheet(deps: {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly cardKey: () => Promise<string>;
  readonly recordUpdate: ReturnType<typeof makeRecordUpdate>;
  readonly giveWords: GiveWords;
}) {
  return async ({ tenant, plan, sheet, by }: ImportSheetInput, now: Instant): Promise<ImportSheetOutcome> => {
    const loaded = await loadPlan(deps.stores, tenant, plan, 'Nothing was imported.');
    if (loaded.kind === 'refused') return loaded;
    const { store, head } = loaded;
    const reference = sheet.reference === null ? null : readReference(await deps.cardKey(), sheet.reference);
    const mismatch = mismatchOf(sheet, reference, tenant, head);
    if (mismatch !== null) return refused(`${mismatch} Nothing was imported.`);
    const entering = await enteredBy(deps, tenant, head, by, now);
    if (entering.kind === 'refused') return entering;
    const { person, cycle, items } = reference as SheetReference;
    const decks = await store.decks(cycle);
    const deck = decks.find((each) => each.head.value.person === person);
    const own = new Map((deck?.items ?? []).map((each) => [each.value.ref, each.value]));
    const lines: SheetLine[] = [];
    for (const { ref, basedOn, adds } of items) {
      const written = sheet.items.filter((each) => sameRef(each.ref, ref));
      const judged = judge(ref, written);
      const item = own.get(ref);
      if (judged.kind !== 'reply') {
        lines.push({
          ref,
          ...(judged.kind === 'notFilled' ? overwritten(written, adds === true ? undefined : item) : judged),
        });
        continue;
      }
      if (adds === true) {
        const about = { tenant, plan, cycle, person, ref, basedOn, shown: '', enteredBy: entering.key };
        lines.push({ ref, ...(await given(deps, about, judged.reply, now)) });
        continue;
      }
      if (item === undefined) {
        lines.push({ ref, kind: 'problem', problem: movedWords(ref, decks) });
        continue;
      }
      const about = { tenant, plan, cycle, person, ref, basedOn, door: 'returnSheet' as const };
      const onBehalfOf = person === NOBODY ? `the post ${item.owner}` : (deck?.head.value.whoKey ?? '');
      const outcome = await deps.recordUpdate(
        { ...about, reply: judged.reply, entered: { ...entering, by: entering.key, onBehalfOf } },
        now,
      );
      lines.push({ ref, ...lineOf(outcome, judged.reply.kind) });
    }
    const known = new Set(items.map(({ ref }) => ref));
    const foreign = sheet.items.filter((each) => ![...known].some((ref) => sameRef(each.ref, ref)));
    lines.push(
      ...foreign.map(({ ref }): SheetLine => {
        const problem = `The sheet was not made for "${ref.slice(0, 40)}". If its ref was changed by hand, restore it and import the sheet again.`;
        return { ref: ref.slice(0, 40), kind: 'problem', problem };
      }),
    );
    return { kind: 'imported', forWhom: forWhomOf(deck, own), lines };
  };
}

/** A contributor's words: kept for whoever answers, and no answer, whatever became of the row since. */
async function given(
  { giveWords }: { readonly giveWords: GiveWords },
  about: Omit<Parameters<GiveWords>[0], 'text'>,
  reply: Reply,
  now: Instant,
) {
  const problem = (problem: string) => ({ kind: 'problem', problem }) as const;
  if (reply.kind === 'text' && reply.status !== null) {
    return problem(
      'A status was chosen. Somebody else answers for this row, so please put it into the words and leave the status empty.',
    );
  }
  const evidence = reply.kind === 'text' && reply.evidence !== null ? [reply.evidence] : [];
  const text = reply.kind === 'noChange' ? 'No change.' : [reply.text, ...evidence].join('\n');
  const outcome = await giveWords({ ...about, text }, now);
  switch (outcome.kind) {
    case 'given':
      return { kind: 'saved', correction: false, afterClose: false, said: 'words' } as const;
    case 'already':
      return { kind: 'already' } as const;
    case 'closed':
      return problem('The quarter is closed, so whoever answers could not use these words any more.');
    case 'invalid':
      return problem(outcome.problem);
    case 'notTheirs':
    case 'refused':
      return problem(outcome.reason);
  }
}

function mismatchOf(
  sheet: FilledSheet,
  reference: SheetReference | null,
  tenant: string,
  head: PlanHead,
): string | null {
  if (sheet.reference === null) {
    return 'This file has no return-sheet reference: the line of small print at its end is missing. Ask for the sheet as it was sent, or make a new one and copy the answers over.';
  }
  if (reference === null || reference.tenant !== tenant) {
    return 'The reference of this sheet was changed, or another installation made it. Make a new sheet and copy the answers over.';
  }
  if (reference.plan !== head.plan.id)
    return `This sheet belongs to the plan "${reference.plan}", not to "${head.plan.id}".`;
  if (head.cycle === null || reference.cycle !== head.cycle.id) {
    const now = head.cycle === null ? '' : ` The quarter now is for the revision of ${longDate(head.cycle.revision)}.`;
    return `This sheet was made for an earlier quarter.${now} Make a new sheet and copy over what still holds.`;
  }
  return null;
}

/** The random key of the lead who enters the answers: somebody who may import into this plan. */
async function enteredBy(
  deps: { readonly stores: Stores; readonly newId: NewId },
  tenant: string,
  head: PlanHead,
  by: string | null,
  now: Instant,
): Promise<{ readonly kind: 'known'; readonly key: string; readonly person: string; readonly name: string } | Refused> {
  if (by === null) return { kind: 'known', key: 'system', person: '', name: '' };
  const person = by.trim().toLowerCase();
  const assignments = await deps.stores.plan(tenant, head.plan.id).assignments(head.assignments);
  const day = localTime(now, head.settings.zone).date;
  if (!mayDo('returnSheets', rolesOf(person, assignments, day))) {
    return refused(`"${by}" does not lead this plan, so they cannot enter answers for others. Nothing was imported.`);
  }
  const name = assignments.find((each) => each.person === person)?.name ?? '';
  return { kind: 'known', key: await makeWhoKey(deps.stores, deps.newId, tenant, person, name), person, name };
}

function judge(ref: string, written: readonly FilledItem[]) {
  const [first] = written;
  // a row that was deleted says as much as one that was left empty
  if (first === undefined) return { kind: 'notFilled' } as const;
  const replies = written.map(replyOf);
  const said = replies.filter((each) => each.kind !== 'notFilled');
  const [only] = said;
  if (only === undefined) return { kind: 'notFilled' } as const;
  if (new Set(said.map((each) => JSON.stringify(each))).size > 1) {
    const problem = `${ref} stands in the sheet ${written.length} times with different answers. Please keep one.`;
    return { kind: 'problem', problem } as const;
  }
  return only;
}

/** Some people write their update over what was published: it is not taken for one, and not passed over either. */
function overwritten(written: readonly FilledItem[], item: AskedItem | undefined) {
  const printed = normalised(item?.previousText?.text ?? '');
  const other = written.find((each) => each.previous !== '' && !normalised(each.previous).includes(printed));
  if (other === undefined || item?.previousText == null) return { kind: 'notFilled' } as const;
  const problem =
    'The text under "Published last time" is not what was printed there. If it is meant as the update, move it to "Your update".';
  return { kind: 'problem', problem } as const;
}

function lineOf(outcome: ReplyOutcome, said: 'text' | 'noChange') {
  switch (outcome.kind) {
    case 'saved':
      return {
        kind: 'saved',
        correction: outcome.correction,
        afterClose: outcome.item.answer?.update !== outcome.item.current,
        said,
      } as const;
    case 'already':
      return { kind: 'already' } as const;
    case 'invalid':
      return { kind: 'problem', problem: answeredSince(outcome) } as const;
    case 'notTheirs':
    case 'refused':
      return { kind: 'problem', problem: outcome.reason } as const;
  }
}

/** What somebody else has said since the sheet was made stays, and stands in sight of what the sheet says. */
function answeredSince({
  problem,
  anothers,
  item: { ref },
}: Extract<ReplyOutcome, { readonly kind: 'invalid' }>): string {
  if (anothers === undefined) return problem;
  const said = anothers.reply.kind === 'noChange' ? 'no change' : `“${anothers.reply.text}”`;
  return `${authorWords(anothers.from)} has answered since the sheet was made: ${said} That answer stays. If the sheet is to count instead, write /answer ${ref} and its words in the chat.`;
}

function movedWords(ref: string, decks: readonly Deck[]): string {
  const holder = decks.find((each) => each.items.some((item) => item.value.ref === ref))?.head.value;
  if (holder === undefined) return `${ref} is not asked about any more in this quarter.`;
  const name = holder.person === NOBODY ? 'nobody at the moment' : holder.name;
  return `${ref} was given to somebody else since the sheet was made: it is with ${name} now. Make a new sheet for it.`;
}

function forWhomOf(deck: Deck | undefined, own: ReadonlyMap<string, AskedItem>): string {
  const head = deck?.head.value;
  if (head === undefined) return 'somebody who is not asked any more';
  return head.person === NOBODY ? ([...own.values()][0]?.owner ?? 'a post without a person') : head.name;
}

function sameRef(a: string, b: string): boolean {
  return a.replace(/\s+/g, '').toLowerCase() === b.replace(/\s+/g, '').toLowerCase();
}
