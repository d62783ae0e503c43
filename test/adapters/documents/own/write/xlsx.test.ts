import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeXlsx } from '../../../../../src/adapters/documents/own/write/xlsx.js';
import { civilDate } from '../../../../../src/domain/calendar/civil-date.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { aLine, aRevision, aSection, SIGNED, sampleRevision } from './sample-revision.js';
import { all, partOf } from './word-parts.js';

/** The cells of a sheet as a reader of the file sees them: shared strings as text, all else as its number. */
function cellsOf(xlsx: Uint8Array, sheet: number): string[][] {
  const shared = all(partOf(xlsx, 'xl/sharedStrings.xml'), 'si').map((item) => item.textContent ?? '');
  return all(partOf(xlsx, `xl/worksheets/sheet${sheet}.xml`), 'row').map((row) =>
    all(row, 'c').map((cell) => {
      const value = all(cell, 'v')[0]?.textContent ?? '';
      return cell.getAttribute('t') === 's' ? (shared[Number(value)] ?? '') : value;
    }),
  );
}

describe('a revision as a workbook', () => {
  let xlsx: Uint8Array;
  beforeAll(async () => {
    xlsx = await writeXlsx(sampleRevision());
  });

  it('says first what it is, and counts the statuses with bars', () => {
    const rows = cellsOf(xlsx, 1);
    expect(rows[0]?.[0]).toBe(sampleRevision().title);
    expect(rows[1]?.[0]).toBe('Draft 2 — not for publication, compiled on 14 January 2026');
    expect(rows).toContainEqual(['Organisation', 'Northmouth Harbour Authority']);
    expect(rows.slice(-7)).toEqual([
      ['Not stated', '3'],
      ['On track', '8'],
      ['At risk', '3'],
      ['Off track', '4'],
      ['Waiting on another body', '2'],
      ['Complete', '5'],
      ['Transferred', '0'],
    ]);
    const bars = all(partOf(xlsx, 'xl/worksheets/sheet1.xml'), 'conditionalFormatting')[0];
    expect(bars?.getAttribute('sqref')).toBe(`B${rows.length - 6}:B${rows.length}`);
  });

  it('has a row a requirement under a frozen header with filters, printed on every page', () => {
    const sheet = partOf(xlsx, 'xl/worksheets/sheet2.xml');
    expect(cellsOf(xlsx, 2)).toHaveLength(26);
    expect(cellsOf(xlsx, 2)[0]).toEqual([
      'Ref',
      'Rec. no.',
      'Recommendation',
      'Evidence requirement',
      'Owner',
      'Deadline',
      'Original deadline',
      'Deadline moves',
      'Update 14 March 2025',
      'Update 20 June 2025',
      'Update 10 October 2025',
      'Update 30 January 2026',
      'Status',
      'Discharge',
    ]);
    expect(all(sheet, 'pane')[0]?.getAttribute('state')).toBe('frozen');
    expect(all(sheet, 'autoFilter')[0]?.getAttribute('ref')).toBe('A1:N26');
    expect(all(sheet, 'pageSetup')[0]?.getAttribute('orientation')).toBe('landscape');
    const names = all(partOf(xlsx, 'xl/workbook.xml'), 'definedName').map((name) => name.textContent);
    expect(names).toEqual(["'Plan'!$A$1:$N$26", "'Plan'!$1:$1"]);
  });

  it('leaves room between its columns', () => {
    const styles = all(partOf(xlsx, 'xl/styles.xml'), 'alignment').map((each) => [
      each.getAttribute('horizontal'),
      each.getAttribute('indent'),
    ]);
    expect(styles).toContainEqual(['left', '1']);
  });

  it('has the original deadline only where one has moved', async () => {
    const deadline = { date: civilDate('2026-03-31'), original: civilDate('2025-10-31'), moves: [] };
    const still = { ...deadline, original: deadline.date };
    const written = (...of: readonly (typeof deadline)[]) =>
      writeXlsx(
        aRevision([
          aSection(
            '1',
            of.map((each, at) => aLine(`1.${at}`, [], { deadline: each })),
          ),
        ]),
      );
    const moved = cellsOf(await written(still, deadline), 2);
    const at = moved[0]?.indexOf('Original deadline') ?? -1;
    expect(moved.slice(1).map((row) => row[at])).toEqual(['', expect.stringMatching(/\d/)]);
    expect(cellsOf(await written(still, still), 2)[0]).not.toContain('Original deadline');
  });

  it('puts the children of a sheet in the order that Excel insists on', () => {
    const order = [
      'sheetPr',
      'sheetViews',
      'cols',
      'sheetData',
      'autoFilter',
      'conditionalFormatting',
      'pageMargins',
      'pageSetup',
      'headerFooter',
    ];
    for (const sheet of [1, 2]) {
      const children = Array.from(partOf(xlsx, `xl/worksheets/sheet${sheet}.xml`).childNodes).map(
        (node) => node.nodeName,
      );
      expect(children).toEqual(order.filter((name) => children.includes(name)));
    }
  });

  it('has deadlines as true dates', () => {
    const rows = cellsOf(xlsx, 2);
    // Days since 30 December 1899, as Excel counts: 1 July 2026 is 46,204.
    expect(rows.find((row) => row[0] === '14.1')?.slice(5, 7)).toEqual(['46203', '45961']);
    expect(strFromU8(unzipSync(xlsx)['xl/styles.xml'] ?? new Uint8Array())).toContain('formatCode="d mmmm yyyy"');
  });

  it('says its title, organisation, language and the day of its seal in its properties', () => {
    const core = partOf(xlsx, 'docProps/core.xml');
    const property = (name: string) => all(core, name)[0]?.textContent;
    expect(property('dc:title')).toBe(sampleRevision().title);
    expect(property('dc:creator')).toBe('Northmouth Harbour Authority');
    expect(property('dc:language')).toBe('en-GB');
    expect(property('dcterms:created')).toBe('2026-01-14T10:05:00Z');
  });

  it('prints number, signature and hash of a revision', async () => {
    const words = cellsOf(await writeXlsx(sampleRevision({ seal: SIGNED })), 1)
      .flat()
      .join('\n');
    expect(words).toContain('Revision 5 of 30 January 2026');
    expect(words).toContain(SIGNED.kind === 'revision' ? SIGNED.hash : 'never');
    expect(words).not.toContain('Draft');
  });

  it.each(Object.entries(HOSTILE_TEXTS))('keeps %s as text, never as a formula', async (_, text) => {
    const line = aLine('1', [text, text, text, text], { text, owner: text });
    const hostile = await writeXlsx(aRevision([aSection(text, [line], { text })], { title: text, organisation: text }));
    for (const [path, bytes] of Object.entries(unzipSync(hostile))) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids exactly these
      expect(strFromU8(bytes), path).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
      expect(all(partOf(hostile, path), 'f'), path).toEqual([]);
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what stands for a character that no document can hold
    const seen = text.replace(/[\u0000-\u0008\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF\p{Cs}]/gu, '□');
    expect(cellsOf(hostile, 2)[1]?.[7]).toBe(seen.split(/[\r\n\u2028]+/).join('\n'));
  });

  it('keeps what Excel would take for an escaped character', async () => {
    const line = aLine('1', ['_x0041_ and x0041_', '', '', '']);
    const strings = cellsOf(await writeXlsx(aRevision([aSection('1', [line])])), 2);
    expect(strings[1]?.[6]).toBe('_x005F_x0041_ and x0041_');
  });

  it('refuses a text that no Excel cell can hold', async () => {
    const line = aLine('1', ['x'.repeat(32_768), '', '', '']);
    await expect(writeXlsx(aRevision([aSection('1', [line])]))).rejects.toThrow(/does not fit an Excel cell/);
  });
});
