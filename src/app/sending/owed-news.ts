import type { AskedItem } from '../../domain/asking/ask.js';
import { type BegunOfRow, linesBegun } from '../../domain/asking/left-words.js';
import type { Reply } from '../../domain/asking/update.js';
import type { CivilDate, Instant } from '../../domain/calendar/civil-date.js';
import { type Calendar, today } from '../../domain/calendar/working-time.js';
import { type Assignment, type Given, giversOf, holdersOf } from '../../domain/people/assignment.js';
import type { Cycle } from '../../domain/plan/cycle.js';
import { type Decision, decisionsOf } from '../../domain/reviewing/decision.js';
import { sha256Of } from '../../domain/text/sha256.js';
import { wordingsInForce } from '../../domain/text/wording.js';
import { type Deck, NOBODY } from '../store/stores.js';

/** What an owner is told about their answer while a revision is reviewed. */
export type NewsOfRow =
  | { readonly kind: 'wording'; readonly published: string; readonly why: string }
  | { readonly kind: 'question'; readonly deck: Deck; readonly item: AskedItem }
  /** To whoever handed it over: a colleague, by name, has answered it. */
  | { readonly kind: 'answered'; readonly by: string; readonly reply: Reply }
  /** To a lead: who handed it to whom, and why. */
  | { readonly kind: 'handedOver'; readonly given: Given; readonly to: string; readonly until: CivilDate | null }
  /** To whoever had begun something about a row that is asked about no more: their words. */
  | { readonly kind: 'begun'; readonly why: BegunOfRow['why']; readonly lines: readonly string[] };

/** NewsOfRow for one person about one row. */
export interface OwedNews {
  readonly person: string;
  readonly name: string;
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
 * whoever had begun something about a row that has left; the leads, of what was handed over. Told or not is in their intents.
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
  return [...toHolders, ...toWriters, ...toLeads(decks, assignments)];
}

/** The leads hear of each row that was handed over, but not of what they gave or got themselves. */
function toLeads(decks: readonly Deck[], assignments: readonly Assignment[]): readonly OwedNews[] {
  const refs = new Map(decks.flatMap(({ items }) => items.map(({ value }) => [value.requirement, value.ref] as const)));
  return assignments.flatMap((each): readonly OwedNews[] => {
    const { given, target, person, name, until } = each;
    const ref = target.kind === 'requirement' ? refs.get(target.id) : undefined;
    if (given === undefined || ref === undefined) return [];
    const about = { ref, key: keyOf('handedOver', ref, person, given.by, given.on), on: given.on };
    return holdersOf('lead', assignments, given.on)
      .filter((lead) => lead.person !== person && lead.name !== given.by)
      .map((lead) => ({
        ...about,
        person: lead.person,
        name: lead.name,
        news: { kind: 'handedOver', given, to: name, until },
      }));
  });
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
