import { describe, expect, it } from 'vitest';
import { memoryTable } from '../../../../src/adapters/tables/engines/memory-table.js';
import { planHeadSchema } from '../../../../src/adapters/tables/rows/row-schemas.js';
import { openStores } from '../../../../src/adapters/tables/stores/service-store.js';
import { DEFAULT_SETTINGS } from '../../../../src/app/importing/import-plan.js';
import { LASTING } from '../../../../src/app/store/stores.js';
import { checkChain } from '../../../../src/domain/plan/history.js';
import type { Decision } from '../../../../src/domain/reviewing/decision.js';
import { at } from '../../../domain/builders.js';

const by = { by: 'k1', byName: 'R. Vale' };
const DECISIONS: readonly Decision[] = [
  {
    kind: 'accepted',
    finding: 'f',
    rule: 'personal-name',
    ref: '4.1',
    words: 'A B',
    reason: 'Agreed.',
    ...by,
    at: at('2027-01-04T10:00:00Z'),
  },
  { kind: 'asked', finding: 'f', ref: '4.1', question: 'Who?', ...by, at: at('2027-01-04T10:01:00Z') },
  {
    kind: 'wording',
    requirement: 'id4x1',
    update: 'u1',
    answered: 'ok',
    published: 'Done.\nTwice.',
    why: 'Plainer.',
    ...by,
    at: at('2027-01-04T10:02:00Z'),
  },
  {
    kind: 'checked',
    check: 'legal',
    draft: 1,
    hash: 'h',
    checkedBy: 'N. Orr',
    note: '',
    ...by,
    at: at('2027-01-04T10:03:00Z'),
  },
  { kind: 'signed', draft: 1, hash: 'h', accepted: ['4.1'], ...by, at: at('2027-01-04T10:04:00Z') },
  { kind: 'returned', draft: 1, hash: 'h', comment: 'Shorter.', ...by, at: at('2027-01-04T10:05:00Z') },
  {
    kind: 'complete',
    requirement: 'id4x1',
    ref: '4.1',
    update: 'u1',
    agreedBy: 'S. Ode',
    ...by,
    at: at('2027-01-04T10:06:00Z'),
  },
];
const note = { who: 'k1', at: at('2027-01-04T10:00:00Z'), what: 'decided', about: '4.1', old: null, new: null };

describe('decisions about a revision', () => {
  const store = openStores(memoryTable()).plan('11111111-0000-4000-8000-000000000000', 'harbour');

  it('come back as they were made, in that order, each scope apart, with their history', async () => {
    for (const [index, decision] of [...DECISIONS.entries()].reverse()) {
      await store.addDecision('cycle1', decision, 'plan', note, `op${index}`);
    }
    await store.addDecision(LASTING, DECISIONS[0] as Decision, 'id4x1', note, 'op9');
    expect(await store.decisions('cycle1')).toEqual(DECISIONS);
    expect(await store.decisions(LASTING)).toEqual(DECISIONS.slice(0, 1));
    const history = await store.history('plan');
    expect([checkChain(history).kind, history.length]).toEqual(['whole', DECISIONS.length]);
  });

  it('are written once, however often the same operation is repeated', async () => {
    await store.addDecision('cycle2', DECISIONS[4] as Decision, 'plan', note, 'op20');
    await store.addDecision('cycle2', DECISIONS[4] as Decision, 'plan', note, 'op20');
    expect(await store.decisions('cycle2')).toHaveLength(1);
    expect(await store.history('plan')).toHaveLength(DECISIONS.length + 1);
  });
});

describe('the head of a plan that was written before publication could be set', () => {
  it('is read with the lead making the revision, and without marking and spellings', () => {
    const { approvedSpellings: _, protectiveMarking: __, signOff: ___, ...old } = DEFAULT_SETTINGS;
    const plan = { id: 'harbour', title: 'T', organisation: 'O', executiveLead: null, operationalLead: null };
    const row = {
      plan,
      settings: old,
      generation: 'g',
      assignments: null,
      cycle: null,
      leadToldThrough: null,
      drafts: [],
      revisions: [],
    };
    expect(planHeadSchema.parse(row).settings).toMatchObject({
      approvedSpellings: [],
      protectiveMarking: null,
      signOff: 'lead',
    });
  });
});
