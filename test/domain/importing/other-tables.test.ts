import { describe, expect, it } from 'vitest';
import { linesOf, planIn } from './reading.js';

const PLAN = [
  ['No', 'Recommendation', 'Owner', 'Deadline', 'Progress to 31 March 2031', 'Status'],
  ['1', 'Mend the gate', 'Head of Parks', '30 June 2031', 'The crew met at the gate.', 'On track'],
  ['2', 'Paint the gate', 'Head of Parks', '30 June 2031', 'The paint has come.', 'On track'],
];
const RISKS = [
  ['Ref', 'Risk', 'Owner', 'Likelihood', 'Impact', 'Mitigation'],
  ['R1', 'Iron is short', 'Head of Parks', 'High', 'Low', 'Order early'],
  ['R2', 'Paint is dear', 'Head of Parks', 'Low', 'Low', 'Buy less'],
];
const table = (rows: readonly (readonly string[])[]) =>
  `<table>${rows.map((cells) => `<tr>${cells.map((text) => `<td>${text}</td>`).join('')}</tr>`).join('')}</table>`;
const csv = (rows: readonly (readonly string[])[]) =>
  rows.map((cells) => cells.map((text) => `"${text}"`).join(',')).join('\n');

describe('A register of risks below a plan', () => {
  it.each([
    ['on a page', `<h1>Gate plan</h1>${table(PLAN)}<h2>Risk register</h2>${table(RISKS)}`],
    [
      'in a csv, behind an empty line',
      `${csv(PLAN)}\n,,,,,\n${csv([['Risk register', '', '', '', '', ''], ...RISKS])}`,
    ],
  ])('is none of its rows %s, and asked about', (_, file) => {
    const plan = planIn(file);
    expect(linesOf(plan).map(({ ref, updates }) => [ref, updates.length])).toEqual([
      ['1', 1],
      ['2', 1],
    ]);
    expect(plan.questions.map(({ what }) => what).join()).toContain('has other headings than the plan');
    expect(plan.leftOut.map(({ text }) => text)).toContain('Iron is short');
  });

  it('is told by its headings alone: a row of the plan that names things is one', () => {
    const plan = planIn(csv([...PLAN, ['3', 'Owner', 'Head of Parks', '', 'Who owns it is known.', 'Complete']]));
    expect(linesOf(plan).map(({ ref }) => ref)).toEqual(['1', '2', '3']);
  });
});
