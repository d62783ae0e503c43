import { type CivilDate, longDate } from '../calendar/civil-date.js';
import {
  type Deadline,
  type IntroductionPart,
  PRINTED_UNSET,
  type Printed,
  type PublishedPlan,
  STATUS_WORDS,
  type Status,
} from './plan.js';

/** What a plan printed when it was imported, which is what we go on printing until somebody says otherwise. */
export function printedBy({ statuses, statusWords = {}, recommendations, requirements }: PublishedPlan): Printed {
  const deadlines = [...recommendations, ...requirements].flatMap(({ deadline }) => deadline ?? []);
  return {
    ...PRINTED_UNSET,
    statuses: [...Object.values(statuses), ...Object.values(statusWords)].some((status) => status !== 'notStated'),
    moves: deadlines.some(({ date, original, moves }) => date !== original || moves.length > 0),
  };
}

/** The status of a requirement as the public reads it. */
export function publicStatus({ printed = PRINTED_UNSET, statuses }: PublishedPlan, requirement: string): Status {
  return printed.statuses ? (statuses[requirement] ?? 'notStated') : 'notStated';
}

/** A status as it is printed: in our words or the plan's own, with the day on which it was said last where that is not the newest column's. */
export interface PrintedStatus {
  readonly status: Status;
  readonly statusWords?: string;
  readonly statusDate?: CivilDate;
}

/** What is printed of a requirement's status. What is absent is not printed. */
export function printedStatusOf(published: PublishedPlan, requirement: string): PrintedStatus {
  const { printed = PRINTED_UNSET, statusWords, statusDates } = published;
  const status = publicStatus(published, requirement);
  const words = status === 'notStated' ? statusWords?.[requirement] : undefined;
  const date = statusDates?.[requirement];
  if (!printed.statuses || (status === 'notStated' && words === undefined)) return { status };
  return {
    status,
    ...(words === undefined ? {} : { statusWords: words }),
    ...(date === undefined ? {} : { statusDate: date }),
  };
}

/** "On track", "On track, as of 27 June 2025", or the plan's own words. */
export function statusPhrase({ status, statusWords, statusDate }: PrintedStatus): string {
  const words = statusWords?.replace(/\s+/gu, ' ').trim() ?? STATUS_WORDS[status];
  return statusDate === undefined ? words : `${words}, as of ${longDate(statusDate)}`;
}

/** The deadline as the public reads it. */
export function publicDeadline({ printed = PRINTED_UNSET }: PublishedPlan, deadline: Deadline | null): Deadline | null {
  if (deadline === null) return null;
  const { date, original } = deadline;
  if (!printed.moves) return { date, original: date, moves: [] };
  const moves = deadline.moves.map(({ from, to, agreedBy, reason, on }) => ({ from, to, agreedBy, reason, on }));
  return { date, original, moves };
}

/** The introduction as it is printed: no heading stands more than one level below the one before it (WCAG 2.2, 1.3.1). */
export function printedIntroduction(introduction: readonly IntroductionPart[] = []): readonly IntroductionPart[] {
  let before = 0;
  return introduction.map((part) => {
    if (part.kind !== 'heading') return part;
    before = Math.min(part.level, before + 1);
    return { ...part, level: before };
  });
}

/** The publishable sentence of a "no change". */
export function noChangeSentence(since: CivilDate): string {
  return `As per previous update (${longDate(since)}).`;
}
