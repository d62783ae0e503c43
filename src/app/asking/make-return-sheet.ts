import { type AskedItem, isOpenItem, stillDue } from '../../domain/asking/ask.js';
import type { ReturnSheet } from '../../domain/asking/return-sheet.js';
import { type Instant, longDate } from '../../domain/calendar/civil-date.js';
import { quoted } from '../../domain/commitments/commitment-reply.js';
import { newestWords, partOf } from '../../domain/contributing/words-given.js';
import { normalised } from '../../domain/importing/import-match.js';
import { questionFor } from '../../domain/people/contributor.js';
import type { Cycle } from '../../domain/plan/cycle.js';
import { isUnderWay } from '../../domain/plan/cycle.js';
import { type ContributorRow, rowsOfContributor } from '../people/contributor-rows.js';
import { loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import { type Deck, NOBODY, type Stores } from '../store/stores.js';
import { signReference } from './sheet-reference.js';

export type SheetFor =
  /** An Entra object id, an address that the directory knows, or the name of one of those who are asked. */
  | { readonly kind: 'person'; readonly person: string }
  /** A post as the plan prints it, to which nobody is assigned. */
  | { readonly kind: 'post'; readonly post: string };

export type MakeSheetOutcome =
  | {
      readonly kind: 'made';
      readonly sheet: ReturnSheet;
      /** "harbour-ada-moss-2027-01-06". */
      readonly fileStem: string;
    }
  | Refused;

/** Makes the return sheet of one person's, or one post's, open requirements of the open cycle. */
export function makeReturnSheet(deps: { readonly stores: Stores; readonly cardKey: () => Promise<string> }) {
  return async (tenant: string, plan: string, wanted: SheetFor, now: Instant): Promise<MakeSheetOutcome> => {
    const loaded = await loadPlan(deps.stores, tenant, plan);
    if (loaded.kind === 'refused') return loaded;
    const { head } = loaded;
    const { cycle } = head;
    if (!isUnderWay(cycle)) {
      return refused(`The plan "${plan}" has no open quarter, so nothing is asked at the moment. Open one first.`);
    }
    const decks = await loaded.decks();
    const found =
      wanted.kind === 'post'
        ? ofPost(decks, wanted.post)
        : await ofPerson(deps.stores, tenant, decks, wanted.person.trim());
    if (found.kind === 'refused') return found;
    const { deck, forWhom } = found;
    // after the close only a question that the review sent back can still be answered
    const open = found.items.filter((item) =>
      cycle.state === 'open' ? isOpenItem(item) : item.question !== undefined,
    );
    const adding = cycle.state === 'open' && wanted.kind === 'person' ? addingRows(decks, deck) : [];
    if (open.length === 0 && adding.length === 0) {
      return refused(
        cycle.state === 'open'
          ? `${forWhom} has answered everything in this quarter. No sheet is needed.`
          : `The plan "${plan}" has no open quarter, and no question is with ${forWhom}, so nothing is asked at the moment.`,
      );
    }
    const { ask, person } = deck.head.value;
    const reference = signReference(await deps.cardKey(), {
      tenant,
      plan,
      cycle: cycle.id,
      ask,
      person,
      items: [
        ...open.map(({ ref, current }) => ({ ref, basedOn: current })),
        ...adding.map(({ item }) => ({ ref: item.value.ref, basedOn: '', adds: true as const })),
      ],
    });
    const { due, closes, revision } = cycle;
    const { title, organisation } = head.plan;
    return {
      kind: 'made',
      fileStem: `${plan}-${slug(forWhom)}-${revision}`,
      sheet: {
        planTitle: title,
        organisation,
        forWhom,
        // whoever only adds to rows of others is asked earlier
        due: open.length === 0 ? (cycle.contributeBy ?? due) : due,
        closes,
        revision,
        items: [
          ...open.map((item) => withPromises(withItsQuestion(item), cycle)),
          ...adding.map((row) => withTheirQuestion(row, person)),
        ],
        reference,
        madeAt: now,
      },
    };
  };
}

/** The rows to which somebody has added nothing yet. */
function addingRows(decks: readonly Deck[], { head }: Deck): readonly ContributorRow[] {
  const { person } = head.value;
  const rows = rowsOfContributor(decks, person)?.rows ?? [];
  return rows.filter(({ item }) => newestWords(item.value, person) === null);
}

/** What a contributor is asked, with the row that it is about. */
function withTheirQuestion({ item: { value: item }, answerer }: ContributorRow, person: string): AskedItem {
  const asked = [
    `Our question to you: ${questionFor(item, partOf(item, person)?.question ?? null)}`,
    `Please write your words under "Your update" and leave the other places empty. ${answerer === '' ? 'Whoever answers for this row' : answerer} reads them first; they are not published by themselves.`,
  ];
  return { ...item, text: [...(item.text === null ? [] : [item.text]), ...asked].join('\n') };
}

/** A question that came back is read with the requirement, and so is the answer that it is about. */
function withItsQuestion(item: AskedItem): AskedItem {
  if (item.question === undefined) return item;
  const reply = item.answer?.reply;
  const said = reply?.kind === 'text' ? [`You answered: ${reply.text}`] : [];
  const asked = [
    `Question about your answer: ${item.question}`,
    ...said,
    'Your answer counts as it is until you give another.',
  ];
  return { ...item, text: [...(item.text === null ? [] : [item.text]), ...asked].join('\n') };
}

/** A sheet has no places for promises: what was promised is read with the requirement, and answered in the update's words. */
function withPromises(item: AskedItem, cycle: Cycle): AskedItem {
  const due = stillDue(item, cycle);
  if (due.length === 0) return item;
  const lines = due.map((each) => `Promised earlier for ${longDate(each.due)}: ${quoted(each)}`);
  const ask =
    'Please say in your update what became of it: done, not yet (with a new date), or it will not happen (why).';
  return { ...item, text: [...(item.text === null ? [] : [item.text]), ...lines, ask].join('\n') };
}

type Found =
  | { readonly kind: 'found'; readonly deck: Deck; readonly forWhom: string; readonly items: readonly AskedItem[] }
  | Refused;

async function ofPerson(stores: Stores, tenant: string, decks: readonly Deck[], wanted: string): Promise<Found> {
  const key = wanted.toLowerCase();
  const person = key.includes('@') ? (await stores.directory.personByAddress(tenant, key))?.person : key;
  const asked = decks.filter(
    (each) => each.head.value.person !== NOBODY && (each.items.length > 0 || each.head.value.contributes === true),
  );
  const called = asked.filter((each) => normalised(each.head.value.name) === normalised(wanted));
  const only = called.length === 1 ? called[0] : undefined;
  const deck = asked.find((each) => each.head.value.person === person) ?? only;
  if (deck === undefined) {
    const [why, choices] =
      called.length > 1
        ? [`Several people are called "${wanted}". Give the Entra id of one`, called]
        : [`"${wanted}" is asked nothing in this quarter. Give the name or the Entra id of somebody who is`, asked];
    const people = choices.map(({ head: { value } }) => `${value.name} (${value.person})`).join(', ');
    return refused(`${why}${people === '' ? '' : `: ${people}`}; for a post without a person use --post.`);
  }
  return { kind: 'found', deck, forWhom: deck.head.value.name, items: deck.items.map((item) => item.value) };
}

function ofPost(decks: readonly Deck[], post: string): Found {
  const isOfPost = (item: AskedItem) => normalised(item.owner) === normalised(post);
  const deck = decks.find((each) => each.head.value.person === NOBODY);
  const items = (deck?.items ?? []).map((each) => each.value);
  const own = items.filter(isOfPost);
  if (deck !== undefined && own.length > 0) {
    return { kind: 'found', deck, forWhom: own[0]?.owner ?? post, items: own };
  }
  const holder = decks.find((each) => each.items.some((item) => isOfPost(item.value)));
  if (holder !== undefined) {
    return refused(
      `The requirements of "${post}" are with ${holder.head.value.name}. Make the sheet for them: --person ${holder.head.value.person}.`,
    );
  }
  const posts = [...new Set(items.map((item) => item.owner).filter((owner) => owner !== ''))].join(', ');
  return refused(
    `No requirement of the post "${post}" is open without a person. ${posts === '' ? 'Every open requirement has one.' : `Posts without a person: ${posts}.`}`,
  );
}

/** Letters, digits and hyphens: a name for a file. */
function slug(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40) || 'sheet'
  );
}
