import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isSealLine } from '../../../../../src/adapters/documents/formats/text/marks-of-ours.js';
import {
  LAYOUTS,
  type Layout,
  layoutWriters,
  WRITTEN_FORMATS,
  type WrittenFormat,
  writers,
} from '../../../../../src/adapters/documents/own/write/formats.js';
import {
  NOTHING_WORDS,
  standingWords,
  standsForNothing,
} from '../../../../../src/adapters/documents/own/write/words.js';
import { civilDate } from '../../../../../src/domain/calendar/civil-date.js';
import { aLine, aRevision, SIGNED, sampleRevision } from './sample-revision.js';

/** All the words of a file, whatever its kind. */
async function textOf(format: WrittenFormat | Layout, document: ReturnType<typeof sampleRevision>): Promise<string> {
  const written = isLayout(format) ? layoutWriters[format].write(document) : writers[format](document);
  const bytes = await written;
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return strFromU8(bytes);
  return Object.values(unzipSync(bytes))
    .map((part) => strFromU8(part))
    .join('\n');
}

const isLayout = (format: WrittenFormat | Layout): format is Layout => LAYOUTS.some((each) => each === format);

describe.each(WRITTEN_FORMATS)('the %s writer', (format) => {
  it('says that a draft is one', async () => {
    expect(await textOf(format, sampleRevision())).toMatch(/Draft 2 — not for publication|"kind":"draft"/);
  });

  it('gives a revision its number and its hash, and never calls it a draft', async () => {
    const text = await textOf(format, sampleRevision({ seal: SIGNED }));
    expect(text).toContain(SIGNED.kind === 'revision' ? SIGNED.hash : 'never');
    expect(text).toMatch(/Revision 5 of 30 January 2026|"number":5/);
    expect(text).not.toMatch(/Draft \d|"draft"/);
  });
});

describe.each(['docx', 'public', 'html', 'fragment', 'plain'] as const)(
  'a row without a new update, as %s',
  (format) => {
    it('says since when, and a row that never had one says so', async () => {
      const lines = [aLine('1.1', ['Lamps were mended.', '']), aLine('1.2', ['', ''])];
      const text = await textOf(format, aRevision([{ number: '1', text: 'Do it.', deadline: null, lines }]));
      expect(text.match(/No new update since \d+ \w+ \d{4}/g)).toHaveLength(1);
      expect(text.match(/No update published/g)).toHaveLength(2);
    });
  },
);

describe.each(WRITTEN_FORMATS)('a plan that prints no statuses, as %s', (format) => {
  it('says of no row that it has none, and of a row that it is discharged', async () => {
    const discharge = { by: 'the Inspectorate', on: civilDate('2026-01-12'), reference: 'INS-7' };
    const lines = [aLine('1.1', ['a']), aLine('1.2', ['b'], { discharge })];
    const text = await textOf(
      format,
      aRevision([{ number: '1', text: 'Do it.', deadline: null, lines: lines.slice(0, 1) }]),
    );
    expect(text).not.toMatch(/Not stated|On track/);
    expect(await textOf(format, aRevision([{ number: '1', text: 'Do it.', deadline: null, lines }]))).toMatch(/INS-7/);
  });
});

describe('the words of our documents', () => {
  it('are recognised again: the seal, and what stands for nothing', () => {
    for (const document of [sampleRevision(), sampleRevision({ seal: SIGNED })]) {
      expect(isSealLine(standingWords(document))).toBe(true);
      expect(isSealLine(document.title)).toBe(false);
    }
    for (const words of Object.values(NOTHING_WORDS)) expect(standsForNothing(` ${words}\n`)).toBe(true);
    expect(standsForNothing('No update received.')).toBe(false);
    expect(standsForNothing('No new update since 6 April 2026')).toBe(true);
    expect(standsForNothing('No new update since 6 April 2026, when the quay was closed')).toBe(false);
  });

  it('date the seal in the zone of the plan', () => {
    const late = { kind: 'draft', number: 1, compiledAt: '2026-06-30T23:30:00.000Z' } as ReturnType<
      typeof aRevision
    >['seal'];
    expect(standingWords(aRevision([], { seal: late }))).toContain('compiled on 1 July 2026');
    expect(standingWords(aRevision([], { seal: late, zone: 'Atlantic/Azores' }))).toContain('compiled on 30 June 2026');
  });
});
