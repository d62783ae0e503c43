import { describe, expect, it } from 'vitest';
import { readSourceDocument } from '../../../../src/adapters/documents/formats/source-document.js';
import type { ReadPlan, SourceDocument } from '../../../../src/domain/importing/account/reading.js';
import { readPlan } from '../../../../src/domain/importing/read-plan.js';

function read(html: string): SourceDocument {
  const reading = readSourceDocument(new TextEncoder().encode(html));
  if (reading.kind !== 'document') throw new Error(reading.problem.reason);
  return reading.document;
}

function planIn(html: string): ReadPlan {
  const reading = readPlan(read(html));
  if (reading.kind !== 'plan') throw new Error(reading.problem.reason);
  return reading.plan;
}

const rows = (document: SourceDocument) =>
  document.blocks.flatMap((block) =>
    block.kind === 'rows' ? block.rows.map((row) => row.cells.map(({ text }) => text)) : [],
  );

const TABLE = `<table>
<caption>Progress</caption>
<tr><th>Rec. no.<th>Recommendation<th>Ref<th>Evidence requirement<th>Owner<th>Update 14 March 2031<th>Status
<tr><td rowspan=2>4<td rowspan=2>Mend the quays.<td>4.1<td>A log<br>of repairs.<td>Harbour Master<td><ul><li>Begun</li><li>Printed</li></ul><td>On track
<tr><td>4.2<td>Trained staff.<td>Harbour Master<td>See <a href="https://example.org/training">the report</a>.<td>Complete
</table>`;

const PAGE = `<!DOCTYPE html><html><head><title>Quays | Northmouth</title><script>var plan = "Rec. no.";</script><style>td{}</style></head><body>
<div class="cookie-banner" role="dialog"><p>We use cookies to measure visits.</p><button>Accept all</button></div>
<a class="skip-link" href="#main">Skip to content</a>
<nav><ul><li><a href="/">Home</a></li><li><a href="/plans">Plans</a></li></ul></nav>
<main><h1>Quay Safety Plan</h1><p>Organisation: Northmouth Harbour</p>${TABLE}</main>
<footer><p>© Northmouth Harbour</p></footer><script>track()</script></body></html>`;

describe('A web page', () => {
  it('has spans, breaks, lists and links as a reader sees them', () => {
    expect(rows(read(TABLE))).toEqual([
      ['Rec. no.', 'Recommendation', 'Ref', 'Evidence requirement', 'Owner', 'Update 14 March 2031', 'Status'],
      ['4', 'Mend the quays.', '4.1', 'A log\nof repairs.', 'Harbour Master', 'Begun\nPrinted', 'On track'],
      [
        '4',
        'Mend the quays.',
        '4.2',
        'Trained staff.',
        'Harbour Master',
        'See the report (https://example.org/training).',
        'Complete',
      ],
    ]);
  });

  it('reads rows that it does not show, and asks about them', () => {
    const hidden = TABLE.replace('<tr><td>4.2', '<tr style="display: none"><td>4.2');
    const whole = TABLE.replace('<caption>Progress</caption>', '').replace(/^<table>/, '<table><tbody hidden>');
    expect(rows(read(hidden))).toEqual(rows(read(TABLE)));
    expect(planIn(hidden).questions.map(({ what }) => what)).toContain(
      'A row of table 1 that the page does not show was read all the same. Does the plan have it?',
    );
    expect(read(whole).notes?.map(({ what }) => what)).toContain(
      '3 rows of table 1 that the page does not show were read all the same. Does the plan have them?',
    );
    expect(read(TABLE).notes?.filter(({ what }) => what.includes('does not show'))).toEqual([]);
  });

  it('keeps rows in their columns where cells span rows and columns at once', () => {
    const spans = '<table><tr><td rowspan="3">a<td colspan=2>b<td>c<tr><td>d<td rowspan=2>e<td>f<tr><td>g<td>h</table>';
    expect(rows(read(spans))).toEqual([
      ['a', 'b', '', 'c'],
      ['a', 'd', 'e', 'f'],
      ['a', 'g', 'e', 'h'],
    ]);
  });

  it('finds the plan in a whole saved page; what surrounds it is left out with its place and without a question', () => {
    const plan = planIn(PAGE);
    expect([plan.title, plan.organisation]).toEqual(['Quay Safety Plan', 'Northmouth Harbour']);
    expect(plan.requirements.map(({ ref, status }) => `${ref} ${status}`)).toEqual(['4.1 onTrack', '4.2 complete']);
    const left = plan.leftOut.map(({ text, place }) => `${text} @ ${place.where}`);
    expect(left.join('\n')).toMatch(/We use cookies to measure visits\. @ paragraph \d+/);
    expect(left.join('\n')).toMatch(/Home/);
    expect(left.join('\n')).toMatch(/© Northmouth Harbour/);
    expect(left.join('\n')).not.toMatch(/track\(\)|var plan/);
    expect(plan.repairs.map(({ what }) => what).join('\n')).toMatch(/scripts, styles or embedded objects/);
    expect(plan.questions).toEqual([]);
    expect(plan.lostCharacters).toBe(0);
  });

  it('finds it inside tables that only lay out the page', () => {
    const plan = planIn(
      `<html><body><table role="presentation"><tr><td>Menu<td><h1>Quay Safety Plan</h1>${TABLE}</table></body></html>`,
    );
    expect(plan.requirements.map(({ ref }) => ref)).toEqual(['4.1', '4.2']);
  });

  it('is refused before it costs anything where spans claim millions of cells or elements nest without end', () => {
    const huge = `<table>${'<tr><td colspan=100000 rowspan=100000>x<td>y'.repeat(2_000)}</table>`;
    const claimed = readSourceDocument(new TextEncoder().encode(huge));
    expect(claimed.kind === 'unreadable' ? claimed.problem.reason : '').toMatch(/more cells than any plan/);
    for (const nested of [
      '<div>'.repeat(50_000),
      '<b>'.repeat(500_000),
      `${'<ul><li>'.repeat(250)}${'<p>x</p>'.repeat(300_000)}`,
    ]) {
      const deep = readSourceDocument(new TextEncoder().encode(`<html><body>${nested}`));
      expect(deep.kind === 'unreadable' ? deep.problem.reason : '').toMatch(/nests deeper/);
    }
    const long = readSourceDocument(new TextEncoder().encode(`<html><body>${'<hr>'.repeat(600_001)}`));
    expect(long.kind === 'unreadable' ? long.problem.reason : '').toMatch(/larger than any plan/);
    const endless = readSourceDocument(new TextEncoder().encode(`<html><body><p>${'word '.repeat(1_000_000)}`));
    expect(endless.kind === 'unreadable' ? endless.problem.reason : '').toMatch(/four million characters/);
  });
});

describe('What a page hides in a table', () => {
  const page = `<table><tr><th>No<th hidden>Key<th>Recommendation<th>Owner<th>4<sup>th</sup> May 2031
    <tr><td>1<td hidden>k-7<td>Train staff<sup>2</sup><td>Head<td>Done.<span style="display: none">Not for print</span>
    <tr><td>2<td style="visibility:hidden">k-9<td>Open the gate<td>Head<td>Open.</table>`;

  it('is in none of its cells, and left out with its place', () => {
    const document = read(page);
    expect(rows(document)).toEqual([
      ['No', 'Recommendation', 'Owner', '4th May 2031'],
      ['1', 'Train staff²', 'Head', 'Done.'],
      ['2', '', 'Open the gate', 'Head', 'Open.'],
    ]);
    const aside = document.blocks.flatMap((block) => (block.kind === 'text' ? block.paragraphs : []));
    expect(aside.map(({ text, aside: hidden }) => [text, hidden])).toEqual([
      ['Key', true],
      ['k-7', true],
      ['Not for print', true],
      ['k-9', true],
    ]);
  });
});
