import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withAnswers } from '../../../src/app/asking/follow-commitments.js';
import { type Answer, type AskedItem, itemsToAsk, withAnswer } from '../../../src/domain/asking/ask.js';
import type { Reply } from '../../../src/domain/asking/update.js';
import { type CivilDate, civilDate, longDate } from '../../../src/domain/calendar/civil-date.js';
import { isOverdue, PRINTED_UNSET, type PublishedPlan, STATUSES, type Status } from '../../../src/domain/plan/plan.js';
import { statusPhrase } from '../../../src/domain/plan/printed.js';
import { compile, documentOf, hashOf } from '../../../src/domain/publishing/compile.js';
import { standingOf, statusNow } from '../../../src/domain/standing/standing.js';
import { aCycle, anItem, aPlan, aRequirement, at } from '../builders.js';

const cycle = aCycle();
const revision = cycle.revision;

function answer(reply: Reply, timing: Answer['timing'] = 'onTime', update = 'u1'): Answer {
  return { update, reply, at: at('2026-12-01T10:00:00Z'), timing };
}
const text = (words: string, status: Status | null = null, evidence: string | null = null): Reply => ({
  kind: 'text',
  text: words,
  status,
  evidence,
});
const noChange: Reply = { kind: 'noChange' };

const plan = aPlan(['4.1', '4.2', '4.3', '4.4', '4.5'].map((ref) => aRequirement(ref)));

function answered(replies: Readonly<Record<string, Answer>>, published: PublishedPlan = plan): readonly AskedItem[] {
  return itemsToAsk(published, cycle).map((item) => {
    const own = replies[item.ref];
    return own === undefined
      ? item
      : withAnswer(item, own, { update: own.update, basedOn: '', fingerprint: own.update });
  });
}

describe('compiling a revision', () => {
  const items = answered({
    '4.1': answer(text('The log is kept weekly.', 'onTrack'), 'onTime', 'u1'),
    '4.2': answer(noChange, 'onTime', 'u2'),
    '4.3': answer(text('Late, but here.', null, 'https://harbour.example/log'), 'late', 'u3'),
    '4.4': answer(text('Too late.'), 'afterClose', 'u4'),
  });
  const compiled = compile(plan, items, revision);
  const printed = (ref: string) =>
    compiled.published.updates.filter((each) => each.column === revision && each.requirement === aRequirement(ref).id);

  it('adds one column with one cell for every requirement asked, and leaves the earlier ones as they are', () => {
    expect(compiled.published.columns).toEqual(['2026-06-19', '2027-01-06']);
    expect(compiled.published.updates.slice(0, 5)).toEqual(plan.updates);
    expect(compiled.published.updates).toHaveLength(10);
  });

  it('prints words, late ones too, and never the link to their evidence', () => {
    expect(printed('4.1')).toMatchObject([{ kind: 'text', text: 'The log is kept weekly.' }]);
    expect(printed('4.3')).toMatchObject([{ kind: 'text', text: 'Late, but here.' }]);
  });

  it('prints evidence that is for publication behind the words, in the hash, and none that is kept', () => {
    const with4 = (evidence: string | null) =>
      compile(plan, answered({ '4.1': answer(text('The log is kept weekly.', 'onTrack', evidence)) }), revision)
        .published;
    const kept = with4('Minutes of Zebulon\nhttps://zebulon.example');
    expect(JSON.stringify(kept)).not.toMatch(/zebulon/i);
    expect(hashOf(kept)).toBe(hashOf(with4(null)));
    const open = with4('Minutes of Zebulon\nPublic: https://harbour.example/audit\npublic: the audit');
    expect(open.updates.find(({ text: words }) => words.includes('Evidence'))?.text).toBe(
      'The log is kept weekly.\nEvidence: https://harbour.example/audit; the audit',
    );
    expect(hashOf(open)).not.toBe(hashOf(kept));
  });

  it('prints "no change" with its date, and silence as silence', () => {
    expect(printed('4.2')).toMatchObject([{ kind: 'noChange', text: 'As per previous update (19 June 2026).' }]);
    expect(printed('4.5')).toMatchObject([{ kind: 'none', text: 'No update received' }]);
  });

  it('does not take what came after the close', () => {
    expect(printed('4.4')).toMatchObject([{ kind: 'none', text: 'No update received' }]);
    expect(compiled.takes).toEqual(['u1', 'u2', 'u3']);
    expect(compiled.silent).toEqual(['4.4', '4.5']);
  });

  it('points "no change" to the last text, over a "no change" and a silence in between', () => {
    const before = aPlan([aRequirement('4.1')], { columns: ['2026-03-20', '2026-06-19', '2026-09-18'].map(civilDate) });
    const cells = [
      ['2026-03-20', 'text', 'Begun in March.'],
      ['2026-06-19', 'noChange', 'As per previous update (20 March 2026).'],
      ['2026-09-18', 'none', 'No update received'],
    ] as const;
    const updates = cells.map(([column, kind, words]) => ({
      requirement: aRequirement('4.1').id,
      column: civilDate(column),
      kind,
      text: words,
    }));
    const { published } = compile(before, answered({ '4.1': answer(noChange) }, { ...before, updates }), revision);
    expect(published.updates.at(-1)?.text).toBe('As per previous update (20 March 2026).');
  });

  it('takes an answer for each requirement or names it silent, and never both', () => {
    const reply = fc.constantFrom(undefined, text('Done.'), noChange);
    const timing = fc.constantFrom('onTime', 'late', 'afterClose');
    fc.assert(
      fc.property(fc.array(fc.tuple(reply, timing), { minLength: 5, maxLength: 5 }), (said) => {
        const replies = said.flatMap(([own, when], index) =>
          own === undefined ? [] : [[`4.${index + 1}`, answer(own, when, `u${index}`)] as const],
        );
        const made = compile(plan, answered(Object.fromEntries(replies)), revision);
        expect(made.takes.length + made.silent.length).toBe(5);
        const column = made.published.updates.filter((each) => each.column === revision);
        expect(column).toHaveLength(5);
        expect(column.filter((each) => each.kind === 'none')).toHaveLength(made.silent.length);
      }),
    );
  });
});

/** The status of the first row, as it is printed. */
function printedStatus(of: PublishedPlan): string {
  const { sections } = documentOf(of, { kind: 'draft', number: 1, compiledAt: at('2026-10-30T10:00:00Z') });
  return statusPhrase(sections[0]?.lines[0] ?? { status: 'notStated' });
}

describe('the status after a quarter', () => {
  const lasting = ['complete', 'transferred'];
  const after = (item: AskedItem) => compile(plan, [item], revision).published.statuses[item.requirement];

  it.each(STATUSES)('%s: what an update or silence leaves of it, in the document and in /status', (status) => {
    const silent = anItem({ status });
    const said = (reply: Reply) => anItem({ status, answer: answer(reply) });
    expect([after(silent), statusNow(silent)]).toEqual([status, status]);
    expect([after(said(text('Done.'))), statusNow(said(text('Done.')))]).toEqual([status, status]);
    expect([after(said(noChange)), statusNow(said(noChange))]).toEqual([status, status]);
    const worse = said(text('Stopped.', 'offTrack'));
    expect([after(worse), statusNow(worse)]).toEqual(['offTrack', 'offTrack']);
  });

  it.each(STATUSES)('%s: what is left of it where the settings keep none that was not said again', (status) => {
    const dropping = { ...plan, printed: { ...PRINTED_UNSET, unanswered: 'dropped' } } as const;
    const left = lasting.includes(status) ? status : 'notStated';
    for (const item of [anItem({ status }), anItem({ status, answer: answer(text('Done.')) })]) {
      const { published } = compile(dropping, [item], revision);
      expect([published.statuses[item.requirement], published.statusDates]).toEqual([left, undefined]);
    }
    expect(statusNow(anItem({ status, answer: answer(text('Done.')) }), 'dropped')).toBe(left);
  });

  it('is printed with the day on which it was said last, until it is said again', () => {
    const [first, second] = ['2026-07-31', '2026-10-30'].map(civilDate) as [CivilDate, CivilDate];
    const silent = anItem({ requirement: aRequirement('4.1').id, status: 'onTrack' });
    const once = compile({ ...plan, statuses: { [silent.requirement]: 'onTrack' } }, [silent], first).published;
    const twice = compile(once, [silent], second).published;
    const column = longDate(plan.columns.at(-1) as CivilDate);
    expect([printedStatus(once), printedStatus(twice)]).toEqual(Array(2).fill(`On track, as of ${column}`));
    const confirmed = compile(once, [{ ...silent, answer: answer(noChange) }], second).published;
    const changed = compile(once, [{ ...silent, answer: answer(text('Stopped.', 'offTrack')) }], second).published;
    expect([printedStatus(confirmed), printedStatus(changed)]).toEqual(['On track', 'Off track']);
  });

  it('in words that are none of ours is printed until an answer says one', () => {
    const { id } = aRequirement('4.1');
    const amber = { ...plan, statuses: {}, statusWords: { [id]: 'Amber/red' } };
    const item = anItem({ requirement: id, status: 'notStated' });
    const words = (reply: Reply) =>
      printedStatus(compile(amber, [{ ...item, answer: answer(reply) }], revision).published);
    const column = longDate(plan.columns.at(-1) as CivilDate);
    expect(printedStatus(amber)).toBe('Amber/red');
    expect(printedStatus(compile(amber, [item], revision).published)).toBe(`Amber/red, as of ${column}`);
    expect(words(noChange)).toBe('Amber/red');
    expect(words(text('Done.'))).toBe(`Amber/red, as of ${column}`);
    expect(words(text('Done.', 'complete'))).toBe('Complete');
  });

  it('is the same in the document and in /status for every answered requirement', () => {
    const reply = fc.oneof(
      fc.constant(noChange),
      fc.constantFrom(null, ...STATUSES).map((status) => text('Done.', status)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...STATUSES), reply, (status, said) => {
        const item = anItem({ status, answer: answer(said) });
        expect(statusNow(item)).toBe(after(item));
      }),
    );
  });

  it('of a requirement that was not asked is kept', () => {
    const quiet = { ...plan, statuses: { [aRequirement('4.2').id]: 'complete' } } as const;
    const asked = itemsToAsk(quiet, cycle);
    expect(asked.map((item) => item.ref)).toEqual(['4.1', '4.3', '4.4', '4.5']);
    expect(compile(quiet, asked, revision).published.statuses[aRequirement('4.2').id]).toBe('complete');
  });
});

describe('what is asked', () => {
  it('is a complete requirement once a year, counted from its newest update; a withdrawn one never', () => {
    const old = aPlan([aRequirement('4.1'), aRequirement('4.2', { withdrawn: true })], {
      statuses: { [aRequirement('4.1').id]: 'complete' },
    });
    const refs = (day: string) => itemsToAsk(old, aCycle({ revision: civilDate(day) })).map((item) => item.ref);
    expect(refs('2027-06-18')).toEqual([]);
    expect(refs('2027-06-19')).toEqual(['4.1']);
  });
});

describe('where a cycle stands', () => {
  const published = aPlan(
    [
      aRequirement('4.1'),
      aRequirement('4.2', {
        deadline: { date: civilDate('2026-12-20'), original: civilDate('2026-12-20'), moves: [] },
      }),
      aRequirement('4.3'),
    ],
    {},
  );
  const items = answered({ '4.1': answer(noChange), '4.3': answer(text('Kept.'), 'afterClose') }, published);

  it('counts each requirement once, and late apart from overdue', () => {
    const before = standingOf(items, published, cycle, civilDate('2026-12-18'));
    expect(before).toMatchObject({ counts: { answered: 0, noChange: 1, pending: 2, late: 0 }, overdue: 0 });
    const later = standingOf(items, published, cycle, civilDate('2026-12-21'));
    expect(later).toMatchObject({ counts: { answered: 0, noChange: 1, pending: 0, late: 2 }, overdue: 1 });
    expect(later.requirements.map((each) => [each.ref, each.state, each.overdue])).toEqual([
      ['4.1', 'noChange', false],
      ['4.2', 'late', true],
      ['4.3', 'late', false],
    ]);
  });

  it('calls a deadline overdue from the day after, unless the work is complete', () => {
    const day = civilDate('2026-12-20');
    expect(isOverdue(day, 'onTrack', day)).toBe(false);
    for (const status of STATUSES) {
      expect(isOverdue(day, status, civilDate('2026-12-21'))).toBe(status !== 'complete');
      expect(isOverdue(null, status, day)).toBe(false);
    }
  });
});

describe('the hash of a published plan', () => {
  const deadline = { date: civilDate('2026-12-20'), original: civilDate('2026-09-20'), moves: [] };
  const base = aPlan([aRequirement('4.1', { deadline }), aRequirement('4.2')], { statuses: { id4x1: 'onTrack' } });
  const first = base.requirements[0] as PublishedPlan['requirements'][number];
  const withFirst = (over: Partial<typeof first>) => ({
    ...base,
    requirements: [{ ...first, ...over }, base.requirements[1]],
  });
  const move = {
    from: deadline.original,
    to: deadline.date,
    agreedBy: 'Board',
    reason: 'Storm',
    on: deadline.original,
  };

  it.each([
    ['title', { ...base, plan: { ...base.plan, title: 'Safer quays' } }],
    ['organisation', { ...base, plan: { ...base.plan, organisation: 'Another' } }],
    ['executive lead', { ...base, plan: { ...base.plan, executiveLead: null } }],
    ['operational lead', { ...base, plan: { ...base.plan, operationalLead: 'A. Other' } }],
    ['columns', { ...base, columns: [civilDate('2026-06-20')] }],
    ['recommendation text', { ...base, recommendations: [{ number: '4', text: 'Other.', deadline: null }] }],
    [
      'recommendation deadline',
      { ...base, recommendations: base.recommendations.map((each) => ({ ...each, deadline })) },
    ],
    ['requirement id', withFirst({ id: 'another' })],
    ['ref', withFirst({ ref: '4.9' })],
    ['text', withFirst({ text: 'Another.' })],
    ['post', withFirst({ owner: 'Pilot' })],
    ['deadline', withFirst({ deadline: null })],
    ['original deadline', withFirst({ deadline: { ...deadline, original: deadline.date } })],
    ['moves of a deadline', withFirst({ deadline: { ...deadline, moves: [move] } })],
    ['printed update', { ...base, updates: base.updates.map((each) => ({ ...each, text: `${each.text} ` })) }],
    ['status', { ...base, statuses: { id4x1: 'atRisk' } }],
    ['withdrawal', withFirst({ withdrawn: true })],
    ['order', { ...base, requirements: [...base.requirements].reverse() }],
  ])('changes with the %s', (_, changed) => {
    expect(hashOf(changed as PublishedPlan)).not.toBe(hashOf(base));
    expect(hashOf(structuredClone(base))).toBe(hashOf(base));
  });

  it('is over the document without its seal, whatever the seal says', () => {
    const draft = documentOf(base, { kind: 'draft', number: 3, compiledAt: at('2026-12-01T10:00:00Z') });
    const sealed = documentOf(base, {
      kind: 'revision',
      number: 1,
      signedBy: 'R. Vale',
      signedAt: at('2027-01-06T10:00:00Z'),
      hash: hashOf(base),
    });
    expect({ ...draft, seal: null }).toEqual({ ...sealed, seal: null });
  });
});

describe('The document of a published plan', () => {
  const seal = { kind: 'draft', number: 1, compiledAt: at('2026-12-01T10:00:00Z') } as const;
  const day = civilDate('2026-12-20');

  it('takes each field by its name: nothing else that a row holds is in it', () => {
    const more = { note: 'Ask Zebulon.' };
    const move = { from: day, to: day, agreedBy: 'The board', reason: 'Snow.', on: day, ...more };
    const deadline = { date: day, original: day, moves: [move], ...more };
    const plan = aPlan([aRequirement('4.1', { deadline, ...more })], {
      discharges: { id4x1: { by: 'The Inspectorate', on: day, reference: 'I/7', ...more } },
    });
    const noted = {
      ...plan,
      plan: { ...plan.plan, ...more },
      recommendations: plan.recommendations.map((each) => ({ ...each, deadline, ...more })),
      updates: plan.updates.map((each) => ({ ...each, ...more })),
    };
    expect(JSON.stringify(documentOf(noted, seal))).not.toContain('Zebulon');
  });

  it('is not made of texts that were only answered: the compiler refuses it', () => {
    const answered = withAnswers(aPlan([aRequirement('4.1')]), [], day);
    // @ts-expect-error: texts are no published plan
    expect(() => documentOf(answered, seal)).toThrow();
  });
});
