import { describe, expect, it } from 'vitest';
import type { SourceCell } from '../../../src/domain/importing/account/reading.js';
import { introductionIn, presentingPage } from '../../../src/domain/importing/header/introduction.js';
import { importOver } from '../../../src/domain/importing/import-over.js';
import { addRows } from '../../../src/domain/importing/more-rows.js';
import { planDifference } from '../../../src/domain/importing/plan-difference.js';
import { deviationsFrom } from '../../../src/domain/publishing/published-match.js';
import { aPlan, aReadingOf, aRequirement } from '../builders.js';

function cells(...said: readonly (string | Partial<SourceCell>)[]): SourceCell[] {
  return said.map((each, index) => {
    const cell = typeof each === 'string' ? { text: each } : each;
    return { place: { line: index + 1 }, raw: cell.text ?? '', text: '', ...cell };
  });
}
const parts = (...said: readonly (string | Partial<SourceCell>)[]) =>
  introductionIn(cells(...said)).map(({ part }) => part);

describe('what presents a plan', () => {
  it('is its sentences, the lists behind them and the headings right above them, in their order', () => {
    expect(
      parts(
        { text: 'Our harbour', level: 2 },
        { text: 'Foreword', level: 3 },
        'The inspectors came in the spring.',
        '• Lamps',
        { text: 'Gates', listed: true },
        { text: 'What comes next', level: 3 },
        'Each gate will be mended. Each lamp will burn.',
        { text: 'The plan', level: 2 },
      ),
    ).toEqual([
      { kind: 'heading', text: 'Our harbour', level: 1 },
      { kind: 'heading', text: 'Foreword', level: 2 },
      { kind: 'paragraph', text: 'The inspectors came in the spring.' },
      { kind: 'item', text: 'Lamps' },
      { kind: 'item', text: 'Gates' },
      { kind: 'heading', text: 'What comes next', level: 2 },
      { kind: 'paragraph', text: 'Each gate will be mended. Each lamp will burn.' },
    ]);
  });

  it('is no line about the page or the file, nor a list that follows nothing', () => {
    const aside = { text: 'The cookies of this page are kept.', aside: true as const };
    expect(parts('Version 3', '• Lamps', { text: 'Contents', level: 2 }, 'Page 1', aside)).toEqual([]);
  });

  it('of a page is all of it but what the website puts around', () => {
    const paragraphs = cells(
      'Leave this site',
      'We use some essential cookies to make our website work.',
      { text: 'Our plan', level: 1 },
      'The inspectors came in the spring.',
    );
    const page = presentingPage({ format: 'html', blocks: [{ kind: 'text', paragraphs }] });
    expect(page.introduction.map(({ text }) => text)).toEqual(['Our plan', 'The inspectors came in the spring.']);
    expect(page.leftOut).toEqual(paragraphs.slice(0, 2));
  });
});

describe('an introduction', () => {
  const introduction = [{ kind: 'paragraph' as const, text: 'The inspectors came.' }];
  const plan = aPlan([aRequirement('4.1')]);
  const presented = { ...plan, introduction };

  it('stays where a source brings none, or more rows, and is another where it brings one', () => {
    const merge = importOver(presented, aReadingOf(plan), 'harbour', () => 'new');
    expect(merge).toMatchObject({ kind: 'merged', published: { introduction } });
    expect(addRows(presented, aReadingOf(aPlan([aRequirement('9')])), () => 'new')).toMatchObject({
      published: { introduction },
    });
    const other = [{ kind: 'paragraph' as const, text: 'The inspectors left.' }];
    const changed = importOver(presented, { ...aReadingOf(plan), introduction: other }, 'harbour', () => 'new');
    if (changed.kind === 'refused') throw new Error(changed.reason);
    expect(planDifference(presented, changed.published).plan).toEqual([
      { field: 'Introduction', old: 'The inspectors came.', new: 'The inspectors left.' },
    ]);
  });

  it('is compared word for word with what a document says', () => {
    const said = (text: string) => ({ ...aReadingOf(plan), introduction: [{ kind: 'paragraph' as const, text }] });
    expect(deviationsFrom(presented, said('The inspectors  came.'))).toEqual([]);
    expect(deviationsFrom(presented, said('The inspectors left.'))).toMatchObject([{ field: 'Introduction' }]);
    // in a layout of ours without its data it stands between the texts
    const place = { line: 5 };
    const between = (text: string) => ({
      ...aReadingOf(plan),
      leftOut: [{ place, text }],
      inserted: [{ place, text }],
    });
    expect(deviationsFrom(presented, between('The inspectors came.'))).toEqual([]);
    expect(deviationsFrom(presented, between('Somebody came.')).map(({ field }) => field)).toEqual([
      'Introduction',
      'Text at line 5',
    ]);
  });
});
