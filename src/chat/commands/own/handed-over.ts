import type { PlanPicture } from '../../../app/standing/see-plan.js';
import { type CivilDate, longDay } from '../../../domain/calendar/civil-date.js';
import { answererOf, giversOf, holdersOf } from '../../../domain/people/assignment.js';

/** A row that somebody handed over and can take back: who has it now, and until when. */
export interface HandedOverRow {
  readonly ref: string;
  readonly holder: string;
  readonly until: CivilDate | null;
  readonly isAnswered: boolean;
}

/** What this person handed over, in document order; to a lead, what anybody did. */
export function handedOverRows({ assignments, decks, day }: PlanPicture, person: string): readonly HandedOverRow[] {
  const isLead = holdersOf('lead', assignments, day).some((lead) => lead.person === person);
  return decks
    .flatMap(({ head, items }) => items.map(({ value }) => ({ item: value, holder: head.value.name })))
    .sort((a, b) => a.item.order - b.item.order)
    .flatMap(({ item, holder }) => {
      const requirement = { id: item.requirement, owner: item.owner, recommendation: item.recommendation };
      const givers = giversOf(requirement, assignments, day);
      if (givers.length === 0 || !(isLead || givers.some((giver) => giver.person === person))) return [];
      const until = answererOf(requirement, assignments, day)?.until ?? null;
      return [{ ref: item.ref, holder, until, isAnswered: item.answer !== null }];
    });
}

/** "with Ben Okoro until Friday 18 December". */
export function withWhom({ holder, until }: Pick<HandedOverRow, 'holder' | 'until'>): string {
  return `with ${holder} ${untilWords(until)}`;
}

/** "until Friday 18 December", or until it is taken back. */
export function untilWords(until: CivilDate | null): string {
  return until === null ? 'until it is taken back' : `until ${longDay(until)}`;
}
