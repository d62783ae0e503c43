import { authorWords } from '../../domain/asking/anothers-answer.js';
import type { AskedItem } from '../../domain/asking/ask.js';
import { type BegunOfRow, linesBegun } from '../../domain/asking/left-words.js';
import type { Reply } from '../../domain/asking/update.js';
import type { CivilDate, Instant } from '../../domain/calendar/civil-date.js';
import { type Calendar, today } from '../../domain/calendar/working-time.js';
import { type Assignment, type Given, giversOf, holdersOf, holds } from '../../domain/people/assignment.js';
import { isOutside } from '../../domain/people/contributor.js';
import type { Cycle } from '../../domain/plan/cycle.js';
import { type Decision, decisionsOf, type Returned, type Signed } from '../../domain/reviewing/decision.js';
import { sha256Of } from '../../domain/text/sha256.js';
import { wordingsInForce } from '../../domain/text/wording.js';
import { type Deck, NOBODY } from '../store/stores.js';

/** What an owner is told about their answer while a revision is reviewed. */
export type NewsOfRow =
  | { readonly kind: 'wording'; readonly published: string; readonly why: string }
  | { readonly kind: 'question'; readonly deck: Deck; readonly item: AskedItem }
  /** To whoever handed it over: a colleague, by name, has answered it. */
  | { readonly kind: 'answered'; readonly by: string; readonly reply: Reply }
  /** To a lead: an answer came after the close, and is kept for the next revision. */
  | { readonly kind: 'afterClose'; readonly by: string; readonly reply: Reply }
  /** To a lead: somebody needs more days for an answer than until the due date, within the quarter. */
  | { readonly kind: 'moreDays'; readonly by: string; readonly until: CivilDate }
  /** To whoever had answered: somebody else has answered it again, and that counts now. */
  | { readonly kind: 'replaced'; readonly by: string; readonly said: Reply; readonly reply: Reply }
  /** To a lead, and to whoever received it (`to` null): who handed it to whom, and why. */
  | { readonly kind: 'handedOver'; readonly given: Given; readonly to: string | null; readonly until: CivilDate | null }
  /** To whoever had it, whoever gave it, and the leads: somebody took it back. */
  | { readonly kind: 'takenBack'; readonly by: string; readonly from: string; readonly giver: string }
  /** To a lead and to whoever stands in: somebody is away. `standsIn`: the reader does; null: nobody does. */
  | ({ readonly kind: 'away' } & AwayNews)
  /** To the same: they are back before that was to end. */
  | ({ readonly kind: 'backAgain' } & AwayNews)
  /** To a lead: their executive lead has signed a draft, or returned it. */
  | { readonly kind: 'decided'; readonly decided: Signed | Returned }
  /** To whoever leads a plan, or is its deputy, from now on; or does not any more, and who does (null: nobody). */
  | { readonly kind: 'appointed'; readonly role: 'lead' | 'deputy'; readonly by: string }
  | { readonly kind: 'relieved'; readonly role: 'lead' | 'deputy'; readonly by: string; readonly to: string | null }
  /** To a lead: a return sheet was sent and has not come back, on a day on which others are reminded. */
  | { readonly kind: 'sheetOut'; readonly forWhom: string; readonly sent: CivilDate; readonly refs: readonly string[] }
  /** To a lead: words about a row that are for them alone. */
  | { readonly kind: 'note'; readonly by: string; readonly text: string }
  /** To a lead: something of the settings is to be done by a day, or was. */
  | { readonly kind: 'duty'; readonly what: string; readonly by: CivilDate }
  /** To a lead: the quarter closed on its last day. */
  | { readonly kind: 'closed'; readonly revision: CivilDate; readonly answered: number; readonly asked: number }
  /** To everybody with a part in it: the plan has ended with its last revision. */
  | { readonly kind: 'finished'; readonly revision: CivilDate; readonly reason: string }
  /** To whoever had begun something about a row that is asked about no more: their words. */
  | { readonly kind: 'begun'; readonly why: BegunOfRow['why']; readonly lines: readonly string[] };

interface AwayNews {
  readonly name: string;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  readonly standIn: { readonly name: string; readonly isReader: boolean } | null;
}

/** NewsOfRow for one person about one row, or about several by one act. */
export interface OwedNews {
  readonly person: string;
  readonly name: string;
  /** Of several rows their refs as listed; empty where it is about none. */
  readonly ref: string;
  /** Names what happened, so that it is told once however often anybody looks. */
  readonly key: string;
  /** The day of the decision; of an answer the day on which the cycle opened, since answers are corrected. */
  readonly on: CivilDate;
  readonly news: NewsOfRow;
}

/**
 * Who is to be told something beside the asks: the owner of each answer whose wording the lead changed; after the close,
 * when no sweep brings the deck, the owner of each answer with a question; whoever handed over what is answered now;
 * whoever had begun something about a row that has left; whoever gave an answer that another replaced; the leads, of what was handed over; all three, of what was taken
 * back; leads and stand-ins, of who is away. Told or not is in their intents.
 */
export function owedNews(
  cycle: Cycle,
  decks: readonly Deck[],
  decisions: readonly Decision[],
  assignments: readonly Assignment[],
  calendar: Calendar,
): readonly OwedNews[] {
  const wordings = wordingsInForce(decisionsOf('wording', decisions));
  const questions = new Map(decisionsOf('asked', decisions).map((each) => [each.ref, each]));
  const toWriters = decks.flatMap((deck) => deck.head.value.begun ?? []).flatMap((each) => toWriter(each, assignments));
  const toHolders = decks.flatMap((deck) => {
    const { person, name } = deck.head.value;
    if (person === NOBODY) return [];
    return deck.items.flatMap(({ value: item }): OwedNews[] => {
      const to = { person, name, ref: item.ref };
      const wording = item.answer === null ? undefined : wordings.get(item.answer.update);
      const question = cycle.state === 'closed' ? questions.get(item.ref) : undefined;
      return [
        ...(wording === undefined
          ? []
          : [
              {
                ...to,
                ...named('wording', wording.update, wording.at, calendar),
                news: { kind: 'wording', published: wording.published, why: wording.why } as const,
              },
            ]),
        ...(question === undefined || question.question !== item.question
          ? []
          : [
              {
                ...to,
                ...named('question', question.finding, question.at, calendar),
                news: { kind: 'question', deck, item } as const,
              },
            ]),
        ...toGivers(item, deck, assignments, calendar, cycle),
      ];
    });
  });
  const toReplaced = decks.flatMap(({ items }) =>
    items.flatMap(({ value }) => replacedOf(value, assignments, calendar)),
  );
  return [
    ...toHolders,
    ...toReplaced,
    ...toWriters,
    ...toLeads(decks, assignments),
    ...lateToLeads(decks, assignments, calendar),
    ...ofMoreDays(cycle, decks, assignments),
    ...ofNotes(decks, assignments, calendar),
    ...toAllThree(decks, assignments),
    ...ofAbsences(assignments),
    ...ofDrafts(decisions, assignments, calendar),
    ...ofLeads(assignments),
    ...ofTheClose(cycle, decks, assignments),
    ...ofTheEnd(cycle, assignments),
  ];
}

/** Whose answer another has replaced; of one that nobody entered by name, the leads. */
function replacedOf(
  { answer, afterClose, ref }: AskedItem,
  assignments: readonly Assignment[],
  calendar: Calendar,
): readonly OwedNews[] {
  return [answer, afterClose].flatMap((each): readonly OwedNews[] => {
    if (each?.replaced === undefined || each.from === undefined) return [];
    const { update, at, from: by, reply, replaced } = each;
    const on = today(at, calendar);
    const told = replaced.from.person === '' ? holdersOf('lead', assignments, on) : [replaced.from];
    const news = { kind: 'replaced', by: authorWords(by), said: replaced.reply, reply } as const;
    return told
      .filter(({ person }) => person !== by.person)
      .map(({ person, name }) => ({ person, name, ref, key: keyOf('replaced', update), on, news }));
  });
}

/** The leads hear of each act by which rows were handed over, but not of what they gave or got themselves. */
function toLeads(decks: readonly Deck[], assignments: readonly Assignment[]): readonly OwedNews[] {
  return actsOf(decks, assignments, ({ act, target }) => act?.id ?? targetName(target)).flatMap(({ first, ref }) => {
    const { given, person, name, until, back } = first;
    if (given === undefined || back !== undefined) return [];
    const which = first.act?.id ?? keyOf('handedOver', ref, person, given.by, given.on);
    const leads = holdersOf('lead', assignments, given.on).filter(
      (lead) => lead.person !== person && lead.name !== given.by,
    );
    // whoever was sent their card today hears it all the same
    const receiver = first.act === undefined ? [] : [{ person, name }];
    return [...leads, ...receiver].map(
      (lead): OwedNews => ({
        ref,
        key: first.act === undefined ? which : keyOf('handedOver', which),
        on: given.on,
        person: lead.person,
        name: lead.name,
        news: { kind: 'handedOver', given, to: lead.person === person ? null : name, until },
      }),
    );
  });
}

/** Everybody whom it concerns hears that something was taken back, but for whoever did that. */
function toAllThree(decks: readonly Deck[], assignments: readonly Assignment[]): readonly OwedNews[] {
  return actsOf(decks, assignments, ({ back, person }) => `${back?.id} ${person}`).flatMap(({ first, ref }) => {
    const { back, given, act, person, name } = first;
    if (back === undefined || given === undefined) return [];
    const giver = act === undefined ? [] : [{ person: act.person, name: act.by }];
    const told = [{ person, name }, ...giver, ...holdersOf('lead', assignments, back.on)];
    return [...new Map(told.map((each) => [each.person, each.name]))]
      .filter(([id]) => id !== back.person)
      .map(
        ([id, called]): OwedNews => ({
          ref,
          key: keyOf('takenBack', back.id, person),
          on: back.on,
          person: id,
          name: called,
          news: { kind: 'takenBack', by: back.by, from: name, giver: given.by },
        }),
      );
  });
}

/** Rows that were handed over, together where one act did it, with what the reader calls them. */
function actsOf(
  decks: readonly Deck[],
  assignments: readonly Assignment[],
  actOf: (assignment: Assignment) => string,
): readonly { readonly first: Assignment; readonly ref: string }[] {
  const refs = new Map(decks.flatMap(({ items }) => items.map(({ value }) => [value.requirement, value.ref] as const)));
  const acts = new Map<string, { readonly first: Assignment; readonly refs: string[] }>();
  for (const each of assignments) {
    const ref = each.target.kind === 'requirement' ? refs.get(each.target.id) : undefined;
    if (each.given === undefined || ref === undefined) continue;
    const known = acts.get(actOf(each));
    if (known === undefined) acts.set(actOf(each), { first: each, refs: [ref] });
    else known.refs.push(ref);
  }
  return [...acts.values()].map((each) => ({ first: each.first, ref: [...new Set(each.refs)].join(', ') }));
}

/** The leads hear of each answer after the close: it waits for the next revision. */
function lateToLeads(
  decks: readonly Deck[],
  assignments: readonly Assignment[],
  calendar: Calendar,
): readonly OwedNews[] {
  return decks.flatMap(({ head, items }) =>
    items.flatMap(({ value: { afterClose, ref } }) => {
      if (afterClose === null) return [];
      const on = today(afterClose.at, calendar);
      return holdersOf('lead', assignments, on)
        .filter(({ person }) => person !== head.value.person)
        .map(
          ({ person, name }): OwedNews => ({
            ref,
            key: keyOf('afterClose', afterClose.update),
            on,
            person,
            name,
            news: { kind: 'afterClose', by: head.value.name, reply: afterClose.reply },
          }),
        );
    }),
  );
}

/** The leads hear of each row whose owner needs more days than until the due date. */
function ofMoreDays(
  { id, due, opens, state }: Cycle,
  decks: readonly Deck[],
  assignments: readonly Assignment[],
): readonly OwedNews[] {
  if (state !== 'open') return [];
  return decks.flatMap(({ head, items }) =>
    items.flatMap(({ value: { requirement, ref, later, answer } }) => {
      if (later === null || later <= due || answer !== null) return [];
      const news = { kind: 'moreDays', by: head.value.name, until: later } as const;
      return holdersOf('lead', assignments, opens)
        .filter(({ person }) => person !== head.value.person)
        .map(({ person, name }): OwedNews => {
          return { ref, key: keyOf('moreDays', id, requirement, later), on: opens, person, name, news };
        });
    }),
  );
}

/** The leads hear of each note about a row, but for one of their own. */
function ofNotes(decks: readonly Deck[], assignments: readonly Assignment[], calendar: Calendar): readonly OwedNews[] {
  return decks.flatMap(({ head, items }) =>
    items.flatMap(({ value: { ref, notes = [] } }) =>
      notes.flatMap(({ id, name: by, at, text }) => {
        const on = today(at, calendar);
        return holdersOf('lead', assignments, on)
          .filter(({ person }) => person !== head.value.person)
          .map(({ person, name }): OwedNews => {
            return { ref, key: keyOf('note', id), on, person, name, news: { kind: 'note', by, text } };
          });
      }),
    ),
  );
}

function targetName(target: Assignment['target']): string {
  return JSON.stringify(target);
}

/** The leads and the stand-in hear once that somebody is away, and that they are back before the day. */
function ofAbsences(assignments: readonly Assignment[]): readonly OwedNews[] {
  return assignments.flatMap((each): readonly OwedNews[] => {
    const { target, act, back, from, until } = each;
    if (target.kind !== 'person' || act === undefined || from === undefined) return [];
    const standsIn = each.person === target.person ? null : { person: each.person, name: each.name };
    const told = [...holdersOf('lead', assignments, act.on), ...(standsIn === null ? [] : [standsIn])];
    const kind = back === undefined ? 'away' : 'backAgain';
    return [...new Map(told.map(({ person, name }) => [person, name]))]
      .filter(([person]) => person !== target.person)
      .map(([person, name]) => ({
        ref: '',
        key: keyOf(kind, (back ?? act).id),
        on: (back ?? act).on,
        person,
        name,
        news: {
          kind,
          name: act.by,
          from,
          until,
          standIn: standsIn === null ? null : { name: standsIn.name, isReader: standsIn.person === person },
        },
      }));
  });
}

/** The leads hear what became of a draft that waited for a signature. */
function ofDrafts(
  decisions: readonly Decision[],
  assignments: readonly Assignment[],
  calendar: Calendar,
): readonly OwedNews[] {
  return [...decisionsOf('signed', decisions), ...decisionsOf('returned', decisions)].flatMap((decided) => {
    const about = named(decided.kind, `${decided.draft}`, decided.at, calendar);
    return holdersOf('lead', assignments, about.on).map(({ person, name }) => ({
      ...about,
      person,
      name,
      ref: '',
      news: { kind: 'decided', decided } as const,
    }));
  });
}

/** Whoever was named lead or deputy hears of it, and whoever no longer is; but for whoever named them. */
function ofLeads(assignments: readonly Assignment[]): readonly OwedNews[] {
  const ofPlan = assignments.filter(
    ({ target, role }) => target.kind === 'plan' && (role === 'lead' || role === 'deputy'),
  );
  return ofPlan.flatMap(({ act, back, person, name, role: held }): readonly OwedNews[] => {
    const said = back ?? act;
    if (said === undefined || said.person === person) return [];
    const role = held === 'lead' ? 'lead' : 'deputy';
    const to = ofPlan.find((each) => each.act?.id === back?.id)?.name ?? null;
    const news: NewsOfRow =
      back === undefined ? { kind: 'appointed', role, by: said.by } : { kind: 'relieved', role, by: said.by, to };
    return [{ ref: '', key: keyOf(news.kind, said.id, person), on: said.on, person, name, news }];
  });
}

/** The leads hear that a quarter closed by its date; whoever closed it before knows. */
function ofTheClose(cycle: Cycle, decks: readonly Deck[], assignments: readonly Assignment[]): readonly OwedNews[] {
  const { id, state, closedOn, closes, revision, asksNobody } = cycle;
  if (state !== 'closed' || closedOn !== undefined || asksNobody !== undefined) return [];
  const items = decks.flatMap((deck) => deck.items.map(({ value }) => value));
  const answered = items.filter(({ answer }) => answer !== null).length;
  const news = { kind: 'closed', revision, answered, asked: items.length } as const;
  return holdersOf('lead', assignments, closes).map(({ person, name }) => ({
    ref: '',
    key: keyOf('closed', id),
    on: closes,
    person,
    name,
    news,
  }));
}

/** Everybody with a part in the plan hears once that its last revision is made. */
function ofTheEnd({ id, state, last, revision }: Cycle, assignments: readonly Assignment[]): readonly OwedNews[] {
  if (last === undefined || state !== 'revised') return [];
  const people = new Map(
    assignments
      .filter((each) => holds(each, last.on) && !isOutside(each.person))
      .map((each) => [each.person, each.name]),
  );
  return [...people].map(([person, name]) => ({
    ref: '',
    key: keyOf('finished', id),
    on: last.on,
    person,
    name,
    news: { kind: 'finished', revision, reason: last.reason },
  }));
}

function toWriter(begun: BegunOfRow, assignments: readonly Assignment[]): readonly OwedNews[] {
  const { ref, on, why, words } = begun;
  const name = assignments.find(({ person }) => person === words.person)?.name ?? '';
  return linesBegun(begun).map((lines, part) => ({
    person: words.person,
    name,
    ref,
    key: keyOf('begun', words.id, String(part)),
    on,
    news: { kind: 'begun', why, lines },
  }));
}

function toGivers(
  item: AskedItem,
  deck: Deck,
  assignments: readonly Assignment[],
  calendar: Calendar,
  cycle: Cycle,
): readonly OwedNews[] {
  const { answer } = item;
  if (answer === null) return [];
  const by = deck.head.value.name;
  const requirement = { id: item.requirement, owner: item.owner, recommendation: item.recommendation };
  return giversOf(requirement, assignments, today(answer.at, calendar)).map(({ person, name }) => ({
    person,
    name,
    ref: item.ref,
    key: keyOf('answered', item.requirement, cycle.id),
    on: cycle.opens,
    news: { kind: 'answered', by, reply: answer.reply },
  }));
}

function named(kind: string, about: string, at: Instant, calendar: Calendar) {
  return { key: keyOf(kind, about, at), on: today(at, calendar) };
}

function keyOf(...parts: readonly string[]): string {
  return sha256Of(JSON.stringify(parts)).slice(0, 16);
}
