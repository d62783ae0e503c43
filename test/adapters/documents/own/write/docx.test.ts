import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeDocx, writePublicDocx } from '../../../../../src/adapters/documents/own/write/docx.js';
import { civilDate } from '../../../../../src/domain/calendar/civil-date.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { aLine, aRevision, aSection, SIGNED, sampleRevision } from './sample-revision.js';
import { all, paragraphsInStyle, partOf, tablesOf, wordsOf } from './word-parts.js';

const BODY = 'word/document.xml';
const DRAFT = 'Draft 2 — not for publication, compiled on 14 January 2026';

describe('the wide Word table', () => {
  let docx: Uint8Array;
  let body: Element;
  beforeAll(async () => {
    docx = await writeDocx(sampleRevision());
    body = partOf(docx, 'word/document.xml');
  });

  it('lies on A4 landscape', () => {
    const size = all(body, 'w:pgSz')[0];
    expect(size?.getAttribute('w:orient')).toBe('landscape');
    expect(
      [size?.getAttribute('w:w'), size?.getAttribute('w:h')].map((side) => Math.round(Number(side) / 56.7)),
    ).toEqual([297, 210]);
  });

  it('has one table with a row a requirement and the familiar columns', () => {
    const [table = [], ...others] = tablesOf(body);
    expect(others).toEqual([]);
    expect(table[0]).toEqual([
      'Ref',
      'Recommendation',
      'Evidence requirement',
      'Owner',
      'Update 14 March 2025',
      'Update 20 June 2025',
      'Update 10 October 2025',
      'Update 30 January 2026',
      'Status',
    ]);
    expect(table).toHaveLength(1 + 25);
    expect(table[1]?.[0]).toBe('4.1');
    expect(table[1]?.[1]).toMatch(/^Recommendation 4\nBy 31 October 2025, .*\nDeadline: 31 October 2025$/);
    expect(table[2]?.[1]).toMatch(/^Recommendation 4, continued/);
    expect(table[1]?.at(-1)).toBe(
      'Complete\nDischarged by the Inspectorate of Harbours on 12 January 2026 (IH/2026/014)',
    );
  });

  it('prints lists as lists and addresses as links', async () => {
    const said = 'Two are mended:\n• the slip\n• the steps, see https://example.org/log?a=1&b=2.';
    for (const layout of ['wide', 'public'] as const) {
      const written = partOf(await writeDocx(aRevision([aSection('1', [aLine('1.1', [said])])]), { layout }), BODY);
      const items = all(written, 'w:p').filter((paragraph) => all(paragraph, 'w:numPr').length > 0);
      expect(items.map(wordsOf)).toEqual(['the slip', 'the steps, see https://example.org/log?a=1&b=2.']);
      expect(all(written, 'w:fldSimple').map((field) => [field.getAttribute('w:instr'), wordsOf(field)])).toEqual([
        ['HYPERLINK "https://example.org/log?a=1&b=2"', 'https://example.org/log?a=1&b=2'],
      ]);
    }
  });

  it('repeats its header row, keeps short rows together and lets long ones flow over', () => {
    const rows = all(body, 'w:tr');
    expect(rows.map((row) => all(row, 'w:tblHeader').length)).toEqual([1, ...Array(25).fill(0)]);
    const together = (row: Element) => all(row, 'w:cantSplit').length > 0;
    const longestCell = (row: Element) => Math.max(...all(row, 'w:tc').map((cell) => wordsOf(cell).length));
    for (const row of rows.slice(1)) {
      if (longestCell(row) > 1500) expect(together(row), wordsOf(row).slice(0, 80)).toBe(false);
      if (longestCell(row) < 100) expect(together(row), wordsOf(row).slice(0, 80)).toBe(true);
    }
    expect(Math.max(...rows.map(longestCell))).toBeGreaterThan(1500);
  });

  it('leaves no cell empty and merges none', () => {
    expect(
      tablesOf(body)
        .flat(2)
        .filter((cell) => cell.trim() === ''),
    ).toEqual([]);
    expect([...all(body, 'w:vMerge'), ...all(body, 'w:gridSpan')]).toEqual([]);
  });

  it('fills the width between the margins', () => {
    const widths = all(body, 'w:gridCol').map((column) => Number(column.getAttribute('w:w')));
    const page = all(body, 'w:pgSz')[0];
    const margin = all(body, 'w:pgMar')[0];
    const room = Number(page?.getAttribute('w:w')) - 2 * Number(margin?.getAttribute('w:left'));
    expect(Math.abs(widths.reduce((sum, width) => sum + width, 0) - room)).toBeLessThan(20);
  });

  it('marks the draft above the title and on every page, with page x of y', () => {
    expect(paragraphsInStyle(body, 'PlanDraftMark')).toEqual([DRAFT]);
    expect(wordsOf(partOf(docx, 'word/header1.xml'))).toBe(DRAFT);
    const footer = partOf(docx, 'word/footer1.xml');
    expect(all(footer, 'w:instrText').map((field) => field.textContent?.trim())).toEqual(['PAGE', 'NUMPAGES']);
    expect(wordsOf(footer)).toContain('Page  of ');
  });

  it('says its title, organisation, language and the day of its seal in its properties', () => {
    const core = partOf(docx, 'docProps/core.xml');
    const property = (name: string) => all(core, name)[0]?.textContent;
    expect(property('dc:title')).toBe(sampleRevision().title);
    expect(property('dc:creator')).toBe('Northmouth Harbour Authority');
    expect(property('dc:subject')).toBe(DRAFT);
    expect(property('dc:language')).toBe('en-GB');
    expect(property('dcterms:created')).toBe('2026-01-14T10:05:00Z');
    const language = all(partOf(docx, 'word/styles.xml'), 'w:lang')[0];
    expect(language?.getAttribute('w:val')).toBe('en-GB');
  });

  it('prints the last four dated columns and puts the earlier ones into an annex', async () => {
    const columns = ['2024-03-01', '2024-06-01', '2024-09-01', '2024-12-01', '2025-03-01', '2025-06-01'].map(civilDate);
    const cells = columns.map((column, index) => ({ column, text: index === 1 ? '' : `text ${index + 1}` }));
    const lines = [
      aLine('1.1', [], { cells }),
      aLine('1.2', [], { cells: cells.map((cell) => ({ ...cell, text: '' })) }),
    ];
    const later = partOf(await writeDocx(aRevision([aSection('1', lines)], { columns })), 'word/document.xml');
    const [wide, ...annex] = tablesOf(later);
    expect(wide?.[0]?.slice(4)).toEqual([
      'Update 1 September 2024',
      'Update 1 December 2024',
      'Update 1 March 2025',
      'Update 1 June 2025',
    ]);
    expect(wide?.[1]?.slice(4)).toEqual(['text 3', 'text 4', 'text 5', 'text 6']);
    expect(annex).toEqual([
      [
        ['Published', 'Update'],
        ['1 March 2024', 'text 1'],
      ],
    ]);
    expect(paragraphsInStyle(later, 'Heading1')).toEqual(['Annex: earlier updates']);
    expect(paragraphsInStyle(later, 'Heading2')).toEqual(['Earlier updates to 1.1']);
  });

  it('keeps a recommendation that has no requirements as a row', async () => {
    const only = partOf(
      await writeDocx(aRevision([aSection('8', [], { text: 'Nothing under it.' })])),
      'word/document.xml',
    );
    expect(tablesOf(only)[0]?.[1]?.slice(0, 3)).toEqual([
      '8',
      'Recommendation 8\nNothing under it.\nDeadline: 31 October 2025',
      'No separate evidence requirement published',
    ]);
  });
});

describe('the public Word document', () => {
  let body: Element;
  beforeAll(async () => {
    body = partOf(await writePublicDocx(sampleRevision({ seal: SIGNED })), 'word/document.xml');
  });

  it('has a heading for each recommendation and each requirement', () => {
    const plan = sampleRevision();
    expect(paragraphsInStyle(body, 'Heading1')).toEqual([
      'Contents',
      ...plan.sections.map((section) => `Recommendation ${section.number}`),
    ]);
    expect(paragraphsInStyle(body, 'Heading2')).toEqual(
      plan.sections.flatMap((section) => section.lines.map((line) => `Requirement ${line.ref}`)),
    );
    expect(paragraphsInStyle(body, 'Title')).toEqual([plan.title]);
  });

  it('links to every recommendation, and every link has its target', () => {
    const targets = all(body, 'w:bookmarkStart').map((mark) => mark.getAttribute('w:name'));
    const links = all(body, 'w:hyperlink').map((link) => link.getAttribute('w:anchor'));
    expect(links).toHaveLength(9);
    expect(targets).toEqual(links);
  });

  it('has a simple table a requirement: header row marked, newest first, nothing empty, nothing merged', () => {
    const tables = tablesOf(body);
    expect(tables).toHaveLength(25);
    expect(tables[0]?.map((row) => row[0])).toEqual([
      'Published',
      '30 January 2026',
      '10 October 2025',
      '20 June 2025',
      '14 March 2025',
    ]);
    for (const table of all(body, 'w:tbl')) expect(all(table, 'w:tblHeader')).toHaveLength(1);
    expect(tables.flat(2).filter((cell) => cell.trim() === '')).toEqual([]);
    expect(tables.flat(2).filter((cell) => cell === 'No update published')).not.toEqual([]);
    expect([...all(body, 'w:vMerge'), ...all(body, 'w:gridSpan')]).toEqual([]);
  });

  it('prints number, signature and hash of the revision and no draft mark', () => {
    const text = wordsOf(body);
    expect(text).toContain('Revision 5 of 30 January 2026');
    expect(text).toContain('Signed by A. Penrose, Director of Operations on 29 January 2026');
    expect(text).toContain(SIGNED.kind === 'revision' ? SIGNED.hash : 'never');
    expect(text).not.toContain('Draft');
  });

  it('tells a deadline that moved with its original, how often and why', () => {
    const text = wordsOf(body);
    expect(text).toContain('Deadline: 30 June 2026 (originally 31 October 2025, moved twice)');
    expect(text).toContain('agreed by the Inspectorate on 18 December 2025: the contractor went out of business');
  });
});

describe.each(['wide', 'public'] as const)('hostile texts in the %s Word document', (layout) => {
  it.each(Object.entries(HOSTILE_TEXTS))('keeps %s as words in well-formed XML', async (_, text) => {
    const lines = [aLine('1', [text, text, text, text], { text, owner: text })];
    const document = aRevision([aSection('1', lines, { text })], {
      title: text,
      organisation: text,
      executiveLead: text,
    });
    const docx = await writeDocx(document, { layout });
    for (const [path, bytes] of Object.entries(unzipSync(docx))) {
      if (!path.endsWith('.xml') && !path.endsWith('.rels')) continue;
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids exactly these
      expect(strFromU8(bytes), path).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
      partOf(docx, path);
    }
    const cell = tablesOf(partOf(docx, 'word/document.xml'))[0]?.[1]?.at(layout === 'wide' ? -2 : -1);
    expect(cell).toBe(asWords(text));
  });

  /** What a reader should see: line ends as paragraphs, what XML forbids as U+FFFD, all else as it was. */
  function asWords(text: string): string {
    return text
      .split(/\r\n|\r|\n|\u2028/)
      .filter((line) => line !== '')
      .join('\n')
      .replace(/[^\P{Cc}\n]|[\uFFFE\uFFFF]|\p{Cs}/gu, '\uFFFD');
  }
});

describe('what readers come for in the wide Word table', () => {
  const columns = ['2025-01-31', '2025-04-30', '2025-07-31', '2025-10-31', '2026-01-30'].map(civilDate);
  const long = 'The gauge was read each day and the readings were sent to the county. '.repeat(8);
  const told = (texts: readonly string[]) => ({
    ...aRevision([aSection('1', [aLine('1.1', texts)]), aSection('2', [aLine('2.1', texts), aLine('2.2', texts)])]),
    columns,
    date: columns.at(-1) ?? civilDate('2026-01-30'),
  });
  const withCells = (texts: readonly string[]) => {
    const document = told(texts);
    const cells = texts.map((text, index) => ({ text, column: columns[index] ?? document.date }));
    const sections = document.sections.map((each) => ({
      ...each,
      lines: each.lines.map((line) => ({ ...line, cells })),
    }));
    return { ...document, sections };
  };

  it('is the newest column, which is the widest, however long the earlier ones are', async () => {
    const body = partOf(await writeDocx(withCells(['First.', long, long, long, 'Short.'])), 'word/document.xml');
    const [table] = all(body, 'w:tbl');
    if (table === undefined) throw new Error('There is no table.');
    const widths = all(table, 'w:gridCol').map((each) => Number(each.getAttribute('w:w')));
    const newest = widths[7] ?? 0;
    expect(widths.filter((width) => width > newest)).toEqual([]);
  });

  it('shows the way from “as per previous update” to a column in the annex, and to no other', async () => {
    const texts = [
      'First.',
      'Second.',
      'Third.',
      'As per previous update (31 January 2025).',
      'As per previous update (31 July 2025).',
    ];
    const body = partOf(await writeDocx(withCells(texts)), 'word/document.xml');
    const links = all(body, 'w:hyperlink').filter((each) => wordsOf(each).startsWith('See the annex'));
    expect(links.map(wordsOf)).toEqual(['1.1', '2.1', '2.2'].map((ref) => `See the annex: earlier updates to ${ref}`));
    const anchors = all(body, 'w:bookmarkStart').map((each) => each.getAttribute('w:name'));
    for (const link of links) expect(anchors).toContain(link.getAttribute('w:anchor'));
  });

  it('has the mark of a draft once on its first page', async () => {
    const parts = unzipSync(await writeDocx(sampleRevision()));
    const headers = Object.keys(parts).filter((name) => /^word\/header\d+\.xml$/.test(name));
    const marked = headers.filter((name) => strFromU8(parts[name] ?? new Uint8Array()).includes(DRAFT));
    expect([headers.length, marked.length]).toEqual([2, 1]);
    expect(strFromU8(parts['word/document.xml'] ?? new Uint8Array())).toMatch(/<w:titlePg/);
  });
});

describe('the public Word document of a plan of 300 recommendations', () => {
  it('begins with their numbers, each a link, and not with pages of contents', async () => {
    const sections = Array.from({ length: 300 }, (_, index) => aSection(String(index + 1), []));
    const body = partOf(await writePublicDocx(aRevision(sections)), 'word/document.xml');
    const contents = all(body, 'w:p').filter((each) => all(each, 'w:hyperlink').length > 0);
    expect(contents.map((each) => all(each, 'w:hyperlink').length)).toEqual([300]);
  });
});
