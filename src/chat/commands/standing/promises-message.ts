import { type PromiseOfPlan, promisesOfPlan } from '../../../app/commitments/see-promises.js';
import type { PlanPicture } from '../../../app/standing/see-plan.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import { quoted } from '../../../domain/commitments/commitment-reply.js';
import { nameOfPlan } from '../../../domain/plan/plan.js';
import type { Message, StatusGroup } from '../../messages.js';

/** `/promises`: what has come due without an answer; the whole plan's for its lead, for an owner (`person`) their own. */
export async function promisesMessage(picture: PlanPicture, person: string | null): Promise<Message> {
  const own = new Set(
    picture.decks
      .filter((deck) => person !== null && deck.head.value.person === person)
      .flatMap((deck) => deck.items.map((item) => item.value.requirement)),
  );
  const all = await promisesOfPlan(picture.plan, picture.day);
  const promises = all.filter((each) => person === null || own.has(each.promise.requirement));
  const due = promises.filter((each) => each.isDue);
  const later = promises.filter(({ promise }) => isOpen(promise.state) && promise.due > picture.day);
  const groups: StatusGroup[] = due.length === 0 ? [] : [{ heading: 'No answer yet', lines: due.map(lineOf) }];
  return {
    kind: 'status',
    status: {
      title: nameOfPlan(picture.head.plan),
      summary: summaryOf(due.length, later.length, person !== null),
      replies: [],
      deadlines: [],
      groups,
      hints: person !== null && due.length > 0 ? ['/update', '/status'] : ['/status'],
    },
  };
}

function isOpen(state: PromiseOfPlan['promise']['state']): boolean {
  return state === 'open' || state === 'late';
}

function summaryOf(due: number, later: number, isOwner: boolean): string {
  const whose = isOwner ? ' of yours' : '';
  const come =
    due === 0
      ? `No promise${whose} has come due without an answer.`
      : `${due} ${due === 1 ? `promise${whose} has` : `promises${whose} have`} come due, and nobody has said what became of ${due === 1 ? 'it' : 'them'}.`;
  const rest = later === 0 ? '' : ` ${later} more ${later === 1 ? 'is' : 'are'} for a later day.`;
  const how = due === 0 ? '' : isOwner ? ' Your card asks about them.' : ' Their owners are asked on their cards.';
  return `${come}${rest}${how}`;
}

function lineOf({ ref, promise }: PromiseOfPlan) {
  const { due, promised, moves } = promise;
  const moved =
    moves.length === 0
      ? ''
      : `; first promised for ${longDate(promised)}, moved ${moves.length === 1 ? 'once' : `${moves.length} times`}`;
  return { ref, text: `due ${longDate(due)}${moved}`, detail: quoted(promise) };
}
