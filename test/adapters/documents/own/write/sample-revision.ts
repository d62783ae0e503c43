import { type CivilDate, civilDate, instantOf } from '../../../../../src/domain/calendar/civil-date.js';
import type { Status } from '../../../../../src/domain/plan/plan.js';
import type { RevisionDocument, RevisionLine, RevisionSection } from '../../../../../src/domain/publishing/revision.js';

/** An invented harbour authority answering an invented report: every length and oddity that a plan has. */

const COLUMNS = ['2025-03-14', '2025-06-20', '2025-10-10', '2026-01-30'].map(civilDate);

/** A line with `texts` oldest first; every other field can be said. */
export function aLine(ref: string, texts: readonly string[], said: Partial<RevisionLine> = {}): RevisionLine {
  return {
    id: `requirement-${ref}`,
    ref,
    refFrom: 'source',
    text: 'A dated log of every inspection, with what was found and who has to mend it.',
    owner: 'Harbour Master',
    deadline: null,
    cells: texts.map((text, index) => ({ column: COLUMNS[index] ?? civilDate('2026-01-30'), text })),
    status: 'notStated',
    discharge: null,
    ...said,
  };
}

/** A document of the given sections; every other field can be said. */
export function aRevision(
  sections: readonly RevisionSection[],
  said: Partial<RevisionDocument> = {},
): RevisionDocument {
  return {
    title: 'Safe Quays Action Plan: our answer to the joint inspection of small harbours',
    organisation: 'Northmouth Harbour Authority',
    executiveLead: 'Director of Operations, A. Penrose',
    operationalLead: 'Harbour Safety Manager, T. Okafor',
    date: civilDate('2026-01-30'),
    columns: COLUMNS,
    sections,
    seal: { kind: 'draft', number: 2, compiledAt: instantOf(Date.UTC(2026, 0, 14, 10, 5)) },
    ...said,
  };
}

/** A section with the given lines. */
export function aSection(
  number: string,
  lines: readonly RevisionLine[],
  said: Partial<RevisionSection> = {},
): RevisionSection {
  return {
    number,
    text: 'By 31 October 2025, harbour authorities should make sure that every quay open to the public is inspected each month and that defects are mended in good time.',
    deadline: { date: civilDate('2025-10-31'), original: civilDate('2025-10-31'), moves: [] },
    lines,
    ...said,
  };
}

/** A signed seal with a made-up hash. */
export const SIGNED: RevisionDocument['seal'] = {
  kind: 'revision',
  number: 5,
  signedBy: 'A. Penrose, Director of Operations',
  signedAt: instantOf(Date.UTC(2026, 0, 29, 15, 30)),
  hash: '9f3c1d7e5a0b2846c1f4e8d79b6a35027e1d4c8fa93b60d2e57f18c4ab90de36',
};

const PARTS = [
  'The monthly inspection now covers all nine quays, and the log is kept in the maintenance system instead of on paper.',
  'Two ladders on the fish quay were replaced in the second week of the month; the third waits for a part that the supplier expects to deliver shortly.',
  'We have trained fourteen members of the night watch and will train the remaining six before the summer timetable begins.',
  'The survey of lighting found eleven lamps below the standard, nine of which have been mended.',
  'Our partners at the county council agreed to share the cost of the new railings, subject to approval by their highways committee.',
  'A sample of forty records was checked by the audit team: thirty-six were complete, and the four others have been corrected since.',
  'The signs are printed in four languages, after advice from the seafarers’ mission and from the ferry companies.',
  'Berth holders were asked for their views in an open meeting and by post; we received 212 answers, most of them about the slipway.',
];
const REQUIREMENTS = [
  'A dated log of every inspection, with what was found and who has to mend it.',
  'Evidence that staff on every shift have been trained, and how the training is refreshed.',
  'How the authority checks that defects are mended within the time that its own policy allows, with figures for the last three months and an explanation of each that was late.',
  null,
  'Minutes of the safety group.',
  'The agreement with partner bodies, including how information is shared, who decides when they disagree, how often the agreement is reviewed, and what has been learnt from incidents in which more than one body was involved.',
];
const STATUSES: readonly Status[] = ['complete', 'onTrack', 'notStated', 'atRisk', 'waiting', 'offTrack', 'onTrack'];

/** About twenty-five requirements under nine recommendations, with the edges that real plans have. */
export function sampleRevision(said: Partial<RevisionDocument> = {}): RevisionDocument {
  const numbers = ['4', '5', '9', '10', '11', '14', '17', '21', '22'];
  const counts = [2, 3, 5, 1, 4, 3, 2, 4, 1];
  const sections = numbers.map((number, index) => sampleSection(number, index, counts[index] ?? 1));
  return aRevision(sections, said);
}

function sampleSection(number: string, index: number, count: number): RevisionSection {
  const lines = Array.from({ length: count }, (_, line) => sampleLine(number, index, line, count));
  if (index === 3) return aSection(number, lines, { text: null, deadline: null });
  if (index !== 5) return aSection(number, lines);
  const moved = (from: string, to: string, on: string) => ({
    from: civilDate(from),
    to: civilDate(to),
    agreedBy: 'the Inspectorate',
    reason: 'the contractor went out of business and the work had to be tendered again',
    on: civilDate(on),
  });
  return aSection(number, lines, {
    deadline: {
      date: civilDate('2026-06-30'),
      original: civilDate('2025-10-31'),
      moves: [moved('2025-10-31', '2026-01-31', '2025-09-02'), moved('2026-01-31', '2026-06-30', '2025-12-18')],
    },
  });
}

function sampleLine(number: string, section: number, line: number, count: number): RevisionLine {
  const seed = section * 5 + line;
  const ref = count === 1 ? number : `${number}.${line + 1}`;
  const texts = COLUMNS.map((column, index) => sampleText(seed, index, column));
  return aLine(ref, texts, {
    text: REQUIREMENTS[seed % REQUIREMENTS.length] ?? null,
    owner: seed % 6 === 4 ? 'Harbour Master and Director of Public Health' : 'Harbour Master',
    refFrom: section === 2 ? 'ours' : 'source',
    status: STATUSES[seed % STATUSES.length] ?? 'notStated',
    deadline: seed === 7 ? { date: civilDate('2026-03-31'), original: civilDate('2026-03-31'), moves: [] } : null,
    discharge:
      seed === 0 ? { by: 'the Inspectorate of Harbours', on: civilDate('2026-01-12'), reference: 'IH/2026/014' } : null,
  });
}

function sampleText(seed: number, column: number, date: CivilDate): string {
  if (column === 3 && seed % 7 === 2) return 'No update received.';
  if (column > 0 && seed % 5 === 3) return 'As per previous update (14 March 2025).';
  if (column === 0 && seed % 11 === 6) return '';
  // Lengths like real ones: mostly a few sentences, now and then a page.
  const sentences = seed % 13 === 5 && column === 1 ? 22 : 1 + ((seed * 3 + column * 2) % 6);
  const words = Array.from({ length: sentences }, (_, index) => PARTS[(seed + column * 3 + index) % PARTS.length]);
  return sentences > 4
    ? [words.slice(0, 3).join(' '), `Position at ${date}:`, words.slice(3).join(' ')].join('\n')
    : words.join(' ');
}
