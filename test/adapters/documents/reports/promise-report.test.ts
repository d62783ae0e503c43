import { describe, expect, it } from 'vitest';
import { executiveReport } from '../../../../src/adapters/documents/reports/executive-report.js';
import { leadChangeLogReport } from '../../../../src/adapters/documents/reports/lead-change-log-report.js';
import { writeReportDocx } from '../../../../src/adapters/documents/reports/report-docx.js';
import { writeReportHtml } from '../../../../src/adapters/documents/reports/report-html.js';
import type { Changes } from '../../../../src/app/publishing/see-changes.js';
import { civilDate } from '../../../../src/domain/calendar/civil-date.js';
import type { Commitment } from '../../../../src/domain/commitments/commitment.js';
import type { PromiseChanges } from '../../../../src/domain/commitments/commitment-changes.js';
import { promisesOf } from '../../../../src/domain/commitments/commitment-standing.js';
import { executivePage } from '../../../../src/domain/publishing/executive-page.js';
import { aQuarter } from '../own/write/a-quarter.js';
import { HOSTILE_TEXTS } from '../own/write/hostile-texts.js';
import { partOf, wordsOf } from '../own/write/word-parts.js';

const usual = aQuarter('The log of 4.2 is kept.');
const [first, second] = usual.published.log.rows;

function promise(words: string, over: Partial<Commitment> = {}): Commitment {
  const [found] = promisesOf(words, first?.requirement ?? '', civilDate('2026-03-20'));
  if (found === undefined) throw new Error('the sample sentence holds a promise');
  return { ...found, ...over };
}

const LAMP = promise('The lamp will burn by 1 May 2026.');
const RAMP = promise('The ramp will open by 1 June 2026.', {
  state: 'late',
  moves: [civilDate('2026-08-01'), civilDate('2026-11-01')],
  due: civilDate('2026-11-01'),
});
const BOAT = promise('The boat will sail by 1 July 2026.', { state: 'withdrawn', reason: 'It was sold.' });
const BELL = promise('The bell will ring by 1 August 2026.', { requirement: second?.requirement ?? '' });

function withPromises(promises: Partial<PromiseChanges>): Changes {
  const none = { kept: [], moved: [], withdrawn: [], goneBy: [] };
  return { ...usual, notes: { ...usual.notes, promises: { ...none, ...promises } } };
}
const all = withPromises({ kept: [{ ...LAMP, state: 'done' }], moved: [RAMP], withdrawn: [BOAT], goneBy: [BELL] });
const pageFor = ({ published, notes }: Changes) => executivePage(published.log, notes);
const pageOf = (changes: Changes) => new TextDecoder().decode(writeReportHtml(leadChangeLogReport(changes)));

describe('the promises of a change log', () => {
  it('stand with the date first promised, what became of them and why, those gone by first', async () => {
    const page = pageOf(all);
    const rows = [...page.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([row]) =>
      row.replace(/<[^>]+>/g, '|').replace(/\|+/g, '|'),
    );
    const of = (commitment: Commitment) => rows.findIndex((row) => row.includes(commitment.words));
    expect([BELL, RAMP, BOAT, LAMP].map(of)).toEqual([BELL, RAMP, BOAT, LAMP].map(of).toSorted((a, b) => a - b));
    expect(rows[of(BELL)]).toContain(`${second?.ref}|`);
    expect(rows[of(BELL)]).toContain('|1 August 2026|Gone by without an answer|');
    expect(rows[of(RAMP)]).toContain('|1 June 2026|Not yet done; moved 2 times, last to 1 November 2026|');
    expect(rows[of(BOAT)]).toContain('Will not happen: It was sold.');
    expect(rows[of(LAMP)]).toContain('|Done|');
    const docx = await writeReportDocx(leadChangeLogReport(all), all.published.at);
    expect(wordsOf(partOf(docx, 'word/document.xml'))).toContain(RAMP.words);
  });

  it('are counted at a glance, with each requirement named once', () => {
    const page = pageOf(withPromises({ moved: [RAMP, { ...LAMP, state: 'late' }] }));
    expect(page).toMatch(new RegExp(`Promises moved to a new date</th>\\s*<td[^>]*>2</td>\\s*<td[^>]*>${first?.ref}<`));
  });

  it('take no room where there are none, and nothing typed is markup', () => {
    expect(pageOf(usual)).not.toContain('Promises');
    for (const words of Object.values(HOSTILE_TEXTS)) {
      const hostile = withPromises({ withdrawn: [{ ...BOAT, words, reason: words }] });
      expect(pageOf(hostile)).not.toMatch(/<(?:script|img|svg|iframe|a)\b/i);
    }
  });
});

describe('the executive lead’s page', () => {
  it('names promises that moved among what got worse, and those gone by among what was not answered', () => {
    const page = pageFor(all);
    expect(page.summary).toContain(
      'Of promises with a date, 1 kept, 1 moved, 1 withdrawn, 1 gone by without an answer.',
    );
    expect(page.parts[0]?.lines.at(-1)).toEqual({
      refs: [first?.ref],
      title: RAMP.words,
      words: 'Promised for 1 June 2026, now for 1 November 2026; moved 2 times.',
    });
    expect(page.parts[2]?.lines.at(-1)).toMatchObject({ refs: [second?.ref], title: BELL.words });
    const printed = new TextDecoder().decode(writeReportHtml(executiveReport(all)));
    expect(printed).toContain('nobody has said what became of it');
    expect(pageFor(usual).summary.join()).not.toContain('promise');
  });

  it('stays a page however many there are', () => {
    const many = Array.from({ length: 40 }, (_, n) => ({
      ...BELL,
      id: `${n}`,
      words: `${BELL.words} ${'and on '.repeat(40)}`,
    }));
    const page = pageFor(withPromises({ goneBy: many, moved: many }));
    for (const { lines } of page.parts) {
      expect(lines.length).toBeLessThanOrEqual(6);
      for (const { title } of lines) expect((title ?? '').length).toBeLessThanOrEqual(61);
    }
  });
});
