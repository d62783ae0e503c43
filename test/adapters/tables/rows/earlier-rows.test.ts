import { describe, expect, it } from 'vitest';
import { askedItemSchema, updateSchema } from '../../../../src/adapters/tables/rows/ask-schemas.js';
import { publishedMetaSchema } from '../../../../src/adapters/tables/rows/row-schemas.js';
import { anItem, aPlan, aRequirement } from '../../../domain/builders.js';

describe('a row written before', () => {
  it('there were corrections is a plan without any', () => {
    const { plan, columns, recommendations } = aPlan([aRequirement('4.1')]);
    expect(publishedMetaSchema.parse({ plan, columns, recommendations }).corrections).toEqual([]);
  });

  it('typed words were kept is an item without any', () => {
    const row = anItem();
    expect(askedItemSchema.parse(row)).toEqual(row);
    const kept = { id: 'k1', person: 'p1', status: '', text: 'The log', evidence: '', note: '', promises: [] } as const;
    expect(askedItemSchema.parse({ ...row, typed: [kept] }).typed).toEqual([kept]);
  });

  it('answers were entered for others is an answer of the sender', () => {
    const row = {
      id: 'u1',
      requirement: 'r1',
      cycle: 'c1',
      reply: { kind: 'noChange' },
      by: 'who',
      door: 'card',
      at: '2026-12-02T10:00:00.000Z',
      timing: 'onTime',
      basedOn: '',
    };
    expect(updateSchema.parse(row)).toEqual(row);
    expect(updateSchema.parse({ ...row, enteredBy: 'lead' }).enteredBy).toBe('lead');
  });
});
