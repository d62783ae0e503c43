import { describe, expect, it } from 'vitest';
import { planIn, tabbed } from './reading.js';

const page = (...parts: readonly string[]) =>
  `<!doctype html><html><body><h1>Harbour review: action plan</h1><p>Organisation: Loxshire</p>${parts.join('\n')}</body></html>`;
const TEXTS = ['Mend the harbour lights', 'Count the night staff'];

describe('One heading for each recommendation', () => {
  it.each(['Action 3.1', 'IA-01', 'R1', 'HS10', 'AFI 1', 'MD1', '2031/01', '3.1'])('is known by "%s"', (first) => {
    const second = first.replace(/\d$/, (figure) => String(Number(figure) + 1));
    const numbers = [first, second].map((each) => each.replace('Action ', ''));
    const apart = page(
      ...[first, second].map(
        (name, at) => `<h2>${name}</h2><p>${TEXTS[at]}</p><p>Owner: Clerk ${at}</p><p>Due: 2032-05-31</p>`,
      ),
    );
    const within = page(
      ...[first, second].map(
        (name, at) => `<h2>${name}: ${TEXTS[at]}</h2><p>Owner: Clerk ${at}</p><p>Due: 2032-05-31</p>`,
      ),
    );
    for (const plan of [apart, within].map((text) => planIn(`${text}<p>This is an action plan.</p>`))) {
      expect(plan.recommendations.map(({ number, text }) => [number, text])).toEqual([
        [numbers[0], TEXTS[0]],
        [numbers[1], TEXTS[1]],
      ]);
      expect(plan.requirements.map(({ owner }) => owner)).toEqual(['Clerk 0', 'Clerk 1']);
      expect(plan.recommendations.map(({ deadline }) => deadline?.date)).toEqual(['2032-05-31', '2032-05-31']);
    }
  });

  it('takes a day below "To be done by" for the deadline, and keeps an update without a day', () => {
    const part = (number: number) =>
      `<h2>Rec ${number}: ${TEXTS[number - 1]}</h2><h3>Named lead</h3><p>Clerk</p><h3>To be done by</h3><p>31st October 2032</p><h3>Update</h3><p>It has begun at pier ${number}.</p>`;
    const plan = planIn(page(part(1), part(2)));
    expect(plan.columns).toEqual([]);
    expect(plan.requirements.length).toBe(2);
    expect(plan.recommendations.map(({ deadline }) => deadline?.date)).toEqual(['2032-10-31', '2032-10-31']);
    expect(plan.undated?.flatMap(({ texts }) => texts.map(({ text }) => text))).toEqual([
      'It has begun at pier 1.',
      'It has begun at pier 2.',
    ]);
  });

  it('reads the facts below it where one has only its owner', () => {
    const facts = (...rows: readonly string[]) => `<dl>${rows.join('')}</dl>`;
    const plan = planIn(
      page(
        `<h2>Rec 1: ${TEXTS[0]}</h2>`,
        facts('<dt>Lead</dt><dd>Clerk</dd>', '<dt>Update</dt><dd>It has begun.</dd>'),
        `<h2>Rec 2: ${TEXTS[1]}</h2>`,
        facts('<dt>Lead</dt><dd>Mate</dd>'),
      ),
    );
    expect(plan.requirements.map(({ owner }) => owner)).toEqual(['Clerk', 'Mate']);
    expect(plan.undated?.flatMap(({ texts }) => texts.map(({ text }) => text))).toEqual(['It has begun.']);
  });
});

describe('Lines with labels', () => {
  it('end a row though nothing stands behind the last label', () => {
    const plan = planIn(
      [
        'Harbour review: action plan',
        'Organisation: Loxshire',
        '#: R1',
        `Action: ${TEXTS[0]}`,
        'Lead: Clerk',
        'RAG: Green',
        'Update 31 May 2031:',
        '#: R2',
        `Action: ${TEXTS[1]}`,
        'Lead: Mate',
        'RAG:',
        'Update 31 May 2031: It has begun.',
      ].join('\n'),
    );
    expect(plan.requirements.map(({ ref, owner, status }) => [ref, owner, status])).toEqual([
      ['R1', 'Clerk', 'onTrack'],
      ['R2', 'Mate', 'notStated'],
    ]);
    expect(plan.updates.map(({ text }) => text)).toEqual(['It has begun.']);
  });
});

describe('Tables', () => {
  it('have headings though their numbers have words, or no number at all', () => {
    const form = (number: string, text: string) =>
      `<table><tr><th>Number</th><td>${number}</td></tr><tr><th>Action</th><td>${text}</td></tr><tr><th>Owner</th><td>Clerk</td></tr><tr><th>By when</th><td>30.9.2032</td></tr></table>`;
    const forms = planIn(page(form('AFI 1', 'Mend the lights'), form('AFI 2', 'Count the staff')));
    expect(forms.requirements.map(({ ref }) => ref)).toEqual(['AFI 1', 'AFI 2']);
    const table = planIn(
      tabbed(
        ['Improvement needed', 'Responsible', 'Due', 'Current status', 'Position 2031-01-31'],
        ['Mend the lights', 'Clerk', '30.9.2032', 'Amber', 'It has begun.'],
        ['Count the staff', 'Mate', '30.9.2032', 'Green', 'Nine were counted.'],
      ),
    );
    expect(table.recommendations.map(({ text }) => text)).toEqual(['Mend the lights', 'Count the staff']);
    expect(table.columns).toEqual(['2031-01-31']);
  });
});
