import { z } from 'zod';
import { type CivilDate, type Instant, parseCivilDate, type TimeOfDay } from '../../../domain/calendar/civil-date.js';
import { STATUSES } from '../../../domain/plan/plan.js';

/* The values that rows of several kinds are made of: what comes out of a store is checked before the domain sees it. */

export const civilDate = z.custom<CivilDate>(
  (value) => typeof value === 'string' && parseCivilDate(value) !== undefined,
);
export const instant = z.custom<Instant>((value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)));
export const time = z.custom<TimeOfDay>((value) => typeof value === 'string' && /^\d\d:\d\d$/.test(value));
export const status = z.enum(STATUSES);

export const deadline = z.looseObject({
  date: civilDate,
  original: civilDate,
  moves: z.array(
    z.looseObject({ from: civilDate, to: civilDate, agreedBy: z.string(), reason: z.string(), on: civilDate }),
  ),
});

export const cycle = z.looseObject({
  id: z.string(),
  opens: civilDate,
  due: civilDate,
  closes: civilDate,
  closedOn: civilDate.optional(),
  contributeBy: civilDate.optional(),
  extendedOn: civilDate.optional(),
  ended: z.looseObject({ kind: z.enum(['recalled', 'skipped']), on: civilDate, reason: z.string() }).optional(),
  last: z.looseObject({ reason: z.string(), on: civilDate }).optional(),
  asksNobody: z.looseObject({ follows: z.string().nullable() }).optional(),
  revision: civilDate,
  state: z.enum(['open', 'closed', 'revised']),
});
