import type { Changes } from '../../../../../src/app/publishing/see-changes.js';
import { civilDate } from '../../../../../src/domain/calendar/civil-date.js';
import type { PublishedPlan, Status } from '../../../../../src/domain/plan/plan.js';
import { changesBetween } from '../../../../../src/domain/publishing/change-log.js';
import { leadNotes } from '../../../../../src/domain/publishing/lead-notes.js';
import { aPlan, aRequirement, at } from '../../../../domain/builders.js';

/** The column of the quarter of `aQuarter`. */
export const NOW = civilDate('2026-09-18');
const deadline = { date: civilDate('2026-07-01'), original: civilDate('2026-07-01'), moves: [] };
const move = {
  from: deadline.date,
  to: civilDate('2027-01-29'),
  agreedBy: 'the Inspectorate',
  reason: 'the yard burnt down',
  on: civilDate('2026-08-03'),
};
const base = aPlan(['4.1', '4.2', '4.3', '4.4', '5.1'].map((ref) => aRequirement(ref)));
const before: PublishedPlan = { ...base, recommendations: base.recommendations.map((each) => ({ ...each, deadline })) };

/** A quarter in which everything happened that a log can show, with one text of choice. */
export function aQuarter(text: string): Changes {
  const statuses: Record<string, Status> = { id4x1: 'complete', id4x2: 'waiting', id4x4: 'offTrack' };
  const after: PublishedPlan = {
    ...before,
    columns: [...before.columns, NOW],
    recommendations: before.recommendations.map((each) => ({
      ...each,
      deadline: { ...deadline, date: move.to, moves: [move] },
    })),
    updates: [
      ...before.updates.map((each, index) => (index === 4 ? { ...each, text: `${each.text} Corrected.` } : each)),
      { requirement: 'id4x1', column: NOW, kind: 'text', text: 'The log of 4.1 was begun and is full.' },
      { requirement: 'id4x2', column: NOW, kind: 'text', text },
      { requirement: 'id4x3', column: NOW, kind: 'none', text: 'No update received' },
      { requirement: 'id4x4', column: NOW, kind: 'noChange', text: 'As per previous update (19 June 2026).' },
    ],
    statuses,
    discharges: { id5x1: { by: 'the Inspectorate', on: civilDate('2026-08-20'), reference: 'I/7' } },
  };
  const wording = {
    kind: 'wording',
    requirement: 'id4x2',
    update: 'u',
    answered: 'as it was answered',
    published: text,
    why: 'plainer',
    by: 'k',
    byName: 'S. Ode',
    at: at('2026-09-10T10:00:00Z'),
  } as const;
  const log = changesBetween(before, after);
  return {
    published: {
      log,
      name: 'Draft 3',
      isRevision: false,
      zone: 'Europe/London',
      at: at('2026-09-11T10:00:00Z'),
      promises: [],
    },
    notes: leadNotes(
      log,
      { before, after },
      {
        decisions: [wording],
        evidence: [{ ref: '4.2', use: 'kept', what: 'https://harbour.example/log' }],
      },
    ),
    stem: 'draft-3',
    marking: 'OFFICIAL',
    hash: 'ab'.repeat(32),
  };
}
