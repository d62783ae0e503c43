import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeDocx } from '../../../../../src/adapters/documents/own/write/docx.js';
import { writeHtmlFragment } from '../../../../../src/adapters/documents/own/write/html.js';
import { importOver } from '../../../../../src/domain/importing/import-over.js';
import { isSame, planDifference } from '../../../../../src/domain/importing/plan-difference.js';
import { documentOf } from '../../../../../src/domain/publishing/compile.js';
import { generatedRevision } from '../write/generated-revision.js';
import { SIGNED, sampleRevision } from '../write/sample-revision.js';
import { changed, deviations, planIn, publishedIn, withoutData } from './own-files.js';

const LAYOUTS = Object.keys(withoutData);
const document = sampleRevision({ seal: SIGNED });
const published = await publishedIn(document);
const write = (layout: string, of = document) => withoutData[layout]?.(of) as Promise<Uint8Array>;
/** The fragment has no title: the website's editor has a field for it. */
const askedIn = (layout: string) => (layout === 'the fragment' ? [{ what: expect.stringMatching(/no title/) }] : []);
const REAL_PLAN = new URL('../../../../../../shared/plan/force-action-plan.txt', import.meta.url);

describe.each(LAYOUTS)('Without the data beside its words, %s', (layout) => {
  it('says word for word what was signed, and nothing in it is left over', async () => {
    const bytes = await write(layout);
    expect(await deviations(published, bytes)).toEqual([]);
    expect(await planIn(bytes)).toMatchObject({ questions: askedIn(layout), leftOut: [], lostCharacters: 0 });
  });

  it('is the plan that is there already when it is imported over it', async () => {
    const merge = importOver(published, await planIn(await write(layout)), 'plan', () => 'a new id');
    if (merge.kind === 'refused') throw new Error(merge.reason);
    expect(merge.questions).toEqual([]);
    expect(merge.published.requirements.map(({ id }) => id)).toEqual(published.requirements.map(({ id }) => id));
    expect(isSame(planDifference(published, merge.published))).toBe(true);
  });

  it('shows each word that is not as it was signed, and where', async () => {
    const bytes = await write(layout);
    for (const [from, to, place] of [
      ['fourteen members of the night watch', 'forty members of the night watch', { field: 'Update' }],
      ['is inspected each month', 'is inspected each year', { field: 'Recommendation' }],
      ['Minutes of the safety group', 'Minutes of a safety group', { field: 'Requirement' }],
      ['Director of Public Health', 'Director of Health', { field: 'Owner' }],
      ['Northmouth Harbour Authority', 'Northmouth Harbour', { field: 'Organisation' }],
      ...(layout === 'the fragment'
        ? []
        : ([['Safe Quays Action Plan', 'Quays Action Plan', { field: 'Title' }]] as const)),
    ] as const) {
      const edited = changed(bytes, (text) => text.replaceAll(from, to));
      const found = await deviations(published, edited);
      expect(found.map(({ field }) => field)).toContain(place.field);
      expect(found.every(({ difference }) => difference.some(({ kind }) => kind !== 'same'))).toBe(true);
      expect((await planIn(edited)).lostCharacters).toBe(0);
    }
  });

  it('shows a word that came into one update alone, under its ref and date', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat({ max: 3 }), async (which, column) => {
        const lines = document.sections.flatMap((section) => section.lines);
        const at = which % lines.length;
        const other = {
          ...document,
          sections: document.sections.map((section) => ({
            ...section,
            lines: section.lines.map((line) =>
              line !== lines[at]
                ? line
                : {
                    ...line,
                    cells: line.cells.map((cell, index) =>
                      index === column ? { ...cell, text: `${cell.text} Not so.`.trim() } : cell,
                    ),
                  },
            ),
          })),
        };
        expect(await deviations(published, await write(layout, other))).toMatchObject([
          { ref: lines[at]?.ref, field: 'Update', column: document.columns[column] },
        ]);
      }),
      { numRuns: 6 },
    );
  });

  it('is read to the same plan whatever people wrote in it', async () => {
    await fc.assert(
      fc.asyncProperty(generatedRevision, async (generated) => {
        const bytes = await write(layout, generated);
        expect(await deviations(await publishedIn(generated), bytes)).toEqual([]);
        expect((await planIn(bytes)).lostCharacters).toBe(0);
      }),
      { numRuns: 15 },
    );
  });
});

describe.skipIf(!existsSync(REAL_PLAN))('The real plan (skipped where its file is not at hand)', () => {
  it.each(LAYOUTS)('is read by its layout alone from %s', async (layout) => {
    const merge = importOver(null, await planIn(readFileSync(REAL_PLAN)), 'plan', idGiver());
    if (merge.kind === 'refused') throw new Error(merge.reason);
    const bytes = await write(layout, documentOf(merge.published, SIGNED));
    expect(await deviations(merge.published, bytes)).toEqual([]);
    expect(await planIn(bytes)).toMatchObject({ questions: askedIn(layout), leftOut: [], lostCharacters: 0 });
  });
});

function idGiver(): () => string {
  let given = 0;
  return () => {
    given += 1;
    return `id-${given}`;
  };
}

describe('The fragment on a page of a website', () => {
  const fragment = new TextDecoder().decode(writeHtmlFragment(document));
  const page = (content: string) => `<!doctype html><html lang="en"><head><title>Safe quays | Northmouth</title></head>
<body><div id="cookie-banner"><p>We use cookies. Organisation: Cookie Works</p><button>Accept</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/plans">Recommendation 4: our plans</a></li></ul></nav></header>
<main><h1>${document.title}</h1><p>Published: 3 February 2026 by the press office</p>${content}</main>
<div class="newsletter"><p>Sign up for our newsletter.</p></div><footer><p>Contact us. Page 1 of 1</p></footer></body></html>`;
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  const editors: readonly [string, (text: string) => string][] = [
    ['as it is', (text) => text],
    [
      'with its classes and anchors taken away',
      (text) => text.replace(/ (?:class|id|aria-labelledby|scope)="[^"]*"/g, ''),
    ],
    [
      'with its headings a level lower',
      (text) => text.replace(/(<\/?h)([23])/g, (_, tag, level) => tag + (Number(level) + 1)),
    ],
    [
      'without captions and with plain cells',
      (text) => text.replace(/<caption>.*?<\/caption>\n/g, '').replace(/(<\/?)th\b/g, '$1td'),
    ],
    [
      'with its list of terms as paragraphs',
      (text) => text.replace(/<\/?dl[^>]*>/g, '').replace(/<(\/?)d[td]>/g, '<$1p>'),
    ],
    [
      'with every element in boxes of the editor',
      (text) => text.replace(/<(p|table)\b/g, '<div class="block"><$1').replace(/<\/(p|table)>/g, '</$1></div>'),
    ],
    ['with spaces that do not break', (text) => text.replace(/<p>([^<]* )/g, (found) => found.replace(/ /g, '&nbsp;'))],
    ['in upper-case elements', (text) => text.replace(/<\/?[a-z]+\d?/g, (tag) => tag.toUpperCase())],
  ];

  it.each(editors)('says what was signed %s', async (_, edit) => {
    const bytes = bytesOf(page(edit(fragment)));
    expect(await deviations(published, bytes)).toEqual([]);
    expect(await planIn(bytes)).toMatchObject({ questions: [], lostCharacters: 0 });
  });

  it.each(editors)('shows a changed word %s', async (_, edit) => {
    const bytes = bytesOf(page(edit(fragment)).replace('(<p>|&nbsp;)', ''));
    const edited = changed(bytes, (text) => text.replace('fourteen', 'forty'));
    expect(edited).not.toEqual(bytes);
    expect(await deviations(published, edited)).toMatchObject([
      { field: 'Update', difference: expect.arrayContaining([{ kind: 'new', text: 'forty' }]) },
    ]);
  });

  it('is not the title that the page has: it prints none', async () => {
    const bytes = bytesOf(page(fragment).replace(`<h1>${document.title}</h1>`, '<h1>Night safety</h1>'));
    expect(await deviations(published, bytes)).toEqual([]);
    const merge = importOver(published, await planIn(bytes), 'plan', () => 'a new id');
    expect(merge.kind === 'merged' && merge.published.plan.title).toBe(document.title);
  });

  it('does not pass over what was put between the texts of the plan, and names its place', async () => {
    const added = fragment.replace('<h3>Requirement 5.2</h3>', '<p>All of this is done.</p><h3>Requirement 5.2</h3>');
    expect(await deviations(published, bytesOf(page(added)))).toMatchObject([
      {
        field: expect.stringMatching(/^Text at paragraph \d+ of the page$/),
        difference: [{ text: 'All of this is done.' }],
      },
    ]);
  });

  it('misses nothing that was taken out', async () => {
    const lines = fragment.match(/<tr><th scope="row">.*?<\/tr>/gs) ?? [];
    for (const line of lines.slice(0, 8)) {
      const [found] = await deviations(published, bytesOf(page(fragment.replace(line, ''))));
      if (!line.includes('No update published')) expect(found).toMatchObject({ field: 'Update' });
    }
    const without = fragment.replace(/<h3>Requirement 5\.2<\/h3>.*?(?=<h3>)/s, '');
    expect(await deviations(published, bytesOf(page(without)))).toContainEqual(
      expect.objectContaining({ ref: '5.2', field: 'Requirement' }),
    );
  });
});

describe('A csv whose dates a spreadsheet wrote anew', () => {
  const dates = /(?<=,)(\d{1,2}) (October|June|March) (\d{4})(?=,)/g;
  const month: Readonly<Record<string, string>> = { March: '03', June: '06', October: '10' };
  it.each<[string, (day: string, month: string, year: string) => string]>([
    ['day first', (day, of, year) => `${day.padStart(2, '0')}/${of}/${year}`],
    ['month first', (day, of, year) => `${of}/${day.padStart(2, '0')}/${year}`],
    ['as ISO 8601 has them', (day, of, year) => `${year}-${of}-${day.padStart(2, '0')}`],
    ['with two figures for the year', (day, of, year) => `${day}/${of}/${year.slice(2)}`],
  ])('%s says what was signed', async (_, form) => {
    const bytes = changed(await write('csv'), (text) => {
      const [head = '', body = ''] = text.split(/(?<=^Rec\. no\.[^\n]*\n)/m);
      return head + body.replace(dates, (__, day, name, year) => form(day, month[name] ?? '', year));
    });
    expect(bytes).not.toEqual(await write('csv'));
    expect(await deviations(published, bytes)).toEqual([]);
  });
});

describe('The wide table in Word', () => {
  const cellOf = (text: string) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
  const file = (withData: boolean) =>
    withData ? writeDocx(document, { layout: 'wide' }) : write('the wide table in Word');
  const rowsIn = (xml: string) => xml.split(/(?=<w:tr>|<w:tr )/);
  const refs = document.sections.flatMap(({ number, lines }) => lines.map(({ ref }) => [ref, number]));

  it.each([true, false])('with a row put in gives each its own recommendation, with its data: %s', async (withData) => {
    const cells = ['5.9', '', 'A list of lamps.', 'Harbour Master', 'Yes.', '', '', 'Lamps are listed.', 'On track'];
    const edited = changed(await file(withData), (xml) => {
      const rows = rowsIn(xml);
      const after = rows.findIndex((each) => each.includes('>5.3<'));
      return [...rows.slice(0, after + 1), `<w:tr>${cells.map(cellOf).join('')}</w:tr>`, ...rows.slice(after + 1)].join(
        '',
      );
    });
    const plan = await planIn(edited);
    expect(plan.recommendations.map(({ number, text }) => [number, text])).toEqual(
      document.sections.map(({ number, text }) => [number, text]),
    );
    const after = refs.findIndex(([ref]) => ref === '5.3') + 1;
    expect(plan.requirements.map(({ ref, recommendation }) => [ref, recommendation])).toEqual([
      ...refs.slice(0, after),
      ['5.9', '5'],
      ...refs.slice(after),
    ]);
    expect(plan.lostCharacters).toBe(0);
  });

  it.each([true, false])(
    'with a column put in has the plan, and asks about the column, with its data: %s',
    async (withData) => {
      const edited = changed(await file(withData), (xml) => {
        const [front = '', ...others] = xml.split(/(?=<w:tbl>)/);
        const [table = '', ...annex] = others;
        const more = rowsIn(table).map((row, at) =>
          at === 0
            ? row
            : row.replace(/<\/w:tc>(?=<\/w:tr>)/, `</w:tc>${cellOf(at === 1 ? 'Our notes' : `Seen ${at}`)}`),
        );
        return [front, more.join(''), ...annex].join('');
      });
      const plan = await planIn(edited);
      expect(plan.requirements.map(({ ref, recommendation }) => [ref, recommendation])).toEqual(refs);
      expect(plan.requirements.map(({ owner }) => owner)).toEqual(
        document.sections.flatMap(({ lines }) => lines.map(({ owner }) => owner)),
      );
      expect(plan.questions.map(({ what }) => what).join(' ')).toContain('"Our notes"');
      expect(plan.leftOut.map(({ text }) => text)).toContain('Seen 2');
      expect(plan.lostCharacters).toBe(0);
    },
  );
});
