import { describe, expect, it } from 'vitest';
import { MOST_LETTERS, MOST_PARAGRAPHS, MOST_ROWS } from '../../../src/domain/importing/account/size.js';
import { readPlan } from '../../../src/domain/importing/read-plan.js';
import { nearTo, remembered } from '../../../src/domain/importing/words/words.js';
import { planIn, problemIn, tabbed } from './reading.js';

describe('A file that is larger than any plan is refused before it is read', () => {
  const row = 'Open the gate\tHead of Parks\tOn track\n';
  it.each([
    ['rows', `No\tRecommendation\tOwner\tStatus\n${row.repeat(MOST_ROWS)}`, '10,001 rows', '10,000'],
    ['paragraphs', 'The board met.\n\n'.repeat(MOST_PARAGRAPHS + 1), '40,001 paragraphs', '40,000'],
    ['letters', `No\tRecommendation\n1\t${'a'.repeat(MOST_LETTERS)}\n`, '10,000,017 letters', '10,000,000'],
  ])('by its %s', (_, file, has, most) => {
    const { reason } = problemIn(file);
    expect(reason).toContain(`larger than any plan: it`);
    expect(reason).toContain(has);
    expect(reason).toContain(`at most ${most} are read. Save the part that is the plan`);
  });

  it('and no workbook is offered that nobody could fill in', () => {
    const cell = { place: { line: 1 }, raw: 'The board met.', text: 'The board met.' };
    const paragraphs = Array.from({ length: MOST_PARAGRAPHS + 1 }, () => cell);
    expect(readPlan({ format: 'txt', blocks: [{ kind: 'text', paragraphs }] })).not.toHaveProperty('asFar');
  });
});

describe('A rule about words', () => {
  it('is asked once about each word', () => {
    const asked: string[] = [];
    const rule = remembered((word) => asked.push(word));
    for (const word of 'the board met the board'.split(' ')) rule(word);
    expect(asked).toEqual(['the', 'board', 'met']);
  });

  it('keeps what is near to a vocabulary', () => {
    const isOne = nearTo(['recommendation']);
    expect(['recomendation', 'board', 'recomendation'].map(isOne)).toEqual([true, false, true]);
  });
});

describe('Numbers above 999', () => {
  const numbers = [998, 999, 1000, 1001, 1899, 1900, 1901, 2024, 2025];

  it('are those of numbered paragraphs, years among them', () => {
    const plan = planIn(
      `Plan for the parks\n\n${numbers.map((each) => `${each}. Open gate ${each}.\n\nOwner: Head of Parks\n\nUpdate 4 May 2031: Gate ${each} is open.\n\n`).join('')}`,
    );
    expect(plan.requirements.map(({ ref }) => ref)).toEqual(numbers.map(String));
  });

  it('are those of named recommendations', () => {
    const plan = planIn(
      numbers
        .map(
          (each) =>
            `Recommendation ${each}: Open gate ${each}.\n\nOwner: Head of Parks\n\nUpdate 4 May 2031: Gate ${each} is open.\n\n`,
        )
        .join(''),
    );
    expect(plan.recommendations.map(({ number, text }) => [number, text])).toEqual(
      numbers.map((each) => [String(each), `Open gate ${each}.`]),
    );
  });

  it('stand in front of texts', () => {
    const plan = planIn(
      tabbed(
        ['Recommendation', 'Owner', '4 May 2031'],
        ...[1203, 1204, 1205].map((each) => [`${each} Open the gate`, 'Head of Parks', `Gate ${each} is open.`]),
      ),
    );
    expect(plan.recommendations.map(({ number }) => number)).toEqual(['1203', '1204', '1205']);
  });
});
