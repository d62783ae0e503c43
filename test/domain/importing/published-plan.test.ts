import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSourceDocument } from '../../../src/adapters/documents/formats/source-document.js';
import { linesOf, planIn } from './reading.js';

const FILE = '../shared/plan/force-action-plan.txt';
const there = existsSync(FILE);
const bytes = there ? readFileSync(FILE) : Buffer.alloc(0);
/** The cells as they lie in the file, read by nothing of ours. */
const cells = bytes
  .toString('utf8')
  .split('\n')
  .map((line) => line.split('\t'));
const visible = (text: string) => text.replace(/<\/?(?:p|ul)[^>]*>/g, '').replace(/\s/g, '');

describe.skipIf(!there)('The published plan (skipped where the file is not beside the project)', () => {
  const plan = there ? planIn(bytes) : undefined;
  if (plan === undefined) return;
  const lines = linesOf(plan);
  const at = (ref: string) => lines.find((each) => each.ref === ref);

  it('has 39 requirements under 16 recommendations, with the refs that the rule gives', () => {
    expect(plan.recommendations.map((each) => each.number)).toEqual(
      [7, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 23, 25, 27, 28].map(String),
    );
    expect(plan.requirements.map((each) => each.ref).join(' ')).toBe(
      '7.1 7.2 10.1 10.2 10.3 10.4 11.1 11.2 11.3 11.4 11.5 12.1 12.2 12.3 12.4 13.1 13.2 14.1 14.2 14.3 14.4 15 16 17 18.1 18.2 18.3 18.4 20.1 20.2 20.3 20.4 22 23 25.1 25.2 25.3 27 28',
    );
    const ours = plan.requirements.filter((each) => each.refFrom === 'ours').map((each) => each.recommendation);
    expect([...new Set(ours)]).toEqual(['10', '11', '12', '13', '14', '18', '20', '25']);
  });

  it('has its dates, its organisation and its leads from the lines above the table', () => {
    expect(plan.columns).toEqual(['2024-11-22', '2025-03-27', '2025-06-27', '2026-04-06']);
    expect(plan.organisation).toBe('DCP');
    expect(plan.title).toBe(cells[2]?.[0]);
    expect(`Executive Lead: ${plan.executiveLead}`).toBe(cells[6]?.[0]);
    expect(`Operational Lead: ${plan.operationalLead}`).toBe(cells[8]?.[0]);
  });

  it('puts every row under the recommendation that its own number names, and asks where its neighbours say otherwise', () => {
    for (const requirement of plan.requirements) {
      const own = cells[requirement.line - 1]?.[2] ?? '';
      expect(requirement.recommendation).toBe(own.split('.')[0]);
    }
    const asked = plan.questions.filter(({ what }) => what.includes('own number'));
    expect(asked.map(({ line, ref, also = [] }) => `${line} ${[ref, ...also].join(' ')}`)).toEqual([
      '19 11.1 11.2',
      '25 12.1 12.2',
      '29 13.1 13.2',
      '36 15',
    ]);
    expect(plan.questions.length).toBeLessThanOrEqual(10);
  });

  it('reads the deadlines from the recommendations, and asks about the second date of one', () => {
    const deadlines = Object.fromEntries(
      plan.recommendations.map((each) => [each.number, each.deadline?.date ?? null]),
    );
    const { 13: none, 15: neither, 22: later, 27: first, 28: second, ...rest } = deadlines;
    expect([none, neither, later, first, second]).toEqual([null, null, '2025-09-27', '2024-11-22', '2025-11-22']);
    expect(new Set(Object.values(rest))).toEqual(new Set(['2025-03-27']));
    expect(
      plan.questions.filter(({ what }) => what.includes('also names')).map(({ line, ref }) => [line, ref]),
    ).toEqual([[55, '28']]);
    expect(plan.requirements.every((each) => each.deadline === null)).toBe(true);
  });

  it('asks about each requirement without a text and each recommendation without one', () => {
    const without = plan.requirements.filter((each) => each.text === null).map((each) => each.ref);
    expect(without.join(' ')).toBe('7.1 7.2 10.1 16 18.1 18.2 18.3 18.4 20.1 20.2 20.3 22 27 28');
    expect(
      plan.questions
        .filter(({ what }) => what.startsWith('The requirement has no text'))
        .map(({ ref, also = [] }) => [ref, ...also]),
    ).toEqual([without]);
    expect(plan.recommendations.filter((each) => each.text === null).map((each) => each.number)).toEqual(['13', '15']);
    expect(
      plan.questions
        .filter(({ what }) => /^Recommendation \d+ has no text/.test(what))
        .map(({ line, ref }) => [line, ref]),
    ).toEqual([
      [29, '13'],
      [36, '15'],
    ]);
  });

  it('mends the row whose requirement stands in the first update, and asks because it is only likely', () => {
    const columns = at('10.2')?.updates.map((update) => update.slice(0, 10));
    expect(columns).toEqual(['2025-03-27', '2025-06-27', '2026-04-06']);
    expect(at('10.2')?.text).toBe(cells[14]?.[4]);
    expect(plan.repairs.some(({ line, ref }) => line === 15 && ref === '10.2')).toBe(true);
    expect(plan.questions.filter(({ line }) => line === 15).map(({ ref }) => ref)).toEqual(['10.2']);
  });

  it('mends the row in which every cell has moved, which is certain', () => {
    expect(at('10.3')?.text).toBe(cells[15]?.[4]);
    expect(at('10.3')?.updates).toEqual(
      plan.columns.map((column, index) => `${column} text ${cells[15]?.[5 + index]}`),
    );
    expect(at('10.3')?.status).toBe('notStated');
    expect(plan.repairs.some(({ line, ref }) => line === 16 && ref === '10.3')).toBe(true);
    expect(plan.questions.filter(({ line }) => line === 16)).toEqual([]);
  });

  it('tells every "as per previous update" and nothing else as no change', () => {
    const pointing = cells.flat().filter((cell) => /^(<p>)?as per previous/i.test(cell.trim()) && cell.length < 60);
    expect(pointing).toHaveLength(16);
    expect(plan.updates.filter((each) => each.kind === 'noChange')).toHaveLength(16);
  });

  it('prints nothing for an empty cell and states no status, because the source states none', () => {
    expect(plan.updates).toHaveLength(39 * 4 - 5);
    expect(at('27')?.updates.map((update) => update.split(' ').slice(0, 2).join(' '))).toEqual([
      '2025-06-27 text',
      '2026-04-06 text',
    ]);
    expect(new Set(plan.requirements.map((each) => each.status))).toEqual(new Set(['notStated']));
    expect(plan.requirements.every((each) => each.statusWords === null)).toBe(true);
  });

  it('recognises the post of every row', () => {
    const posts = plan.requirements.map((each) => each.owner);
    expect(posts.every((post) => cells.flat().includes(post))).toBe(true);
    expect(new Set(posts).size).toBe(3);
    expect(posts.filter((post) => post === posts[0])).toHaveLength(34);
  });

  it('loses no character: all that the file shows stands in the plan, in its order', () => {
    expect(plan.lostCharacters).toBe(0);
    expect(plan.leftOut).toEqual([]);
    const shown = cells.flat().map(visible).join('').length;
    const source = readSourceDocument(bytes);
    if (source.kind !== 'document') throw new Error('unreadable');
    const read = source.document.blocks.flatMap((block) =>
      block.kind === 'text' ? block.paragraphs : block.rows.flatMap((row) => row.cells),
    );
    expect(read.map((cell) => visible(cell.text)).join('').length).toBe(shown);
    const kept = plan.updates.map((each) => each.text).join(' ');
    for (const line of cells.slice(11)) {
      for (const cell of line.slice(5).filter((each) => each !== '')) expect(visible(kept)).toContain(visible(cell));
    }
  });
});
