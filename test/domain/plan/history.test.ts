import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../src/domain/calendar/civil-date.js';
import {
  CHAIN_START,
  checkChain,
  type HistoryEntry,
  type HistoryPayload,
  linkAfter,
} from '../../../src/domain/plan/history.js';

const payload: fc.Arbitrary<HistoryPayload> = fc.record({
  who: fc.string({ maxLength: 5 }),
  at: fc.integer({ min: 0, max: 4e12 }).map(instantOf),
  what: fc.constantFrom('answered', 'corrected', 'assigned'),
  about: fc.constantFrom('4.1', '4.2'),
  old: fc.option(fc.string({ maxLength: 5 })),
  new: fc.option(fc.string({ maxLength: 5 })),
});

function chainOf(payloads: readonly HistoryPayload[], chain = 'r1'): readonly HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  for (const each of payloads) entries.push(linkAfter(entries.at(-1) ?? CHAIN_START, chain, each));
  return entries;
}

const chain = fc.array(payload, { minLength: 1, maxLength: 6 }).map((each) => chainOf(each));
const chainWithPlace = chain.chain((entries) =>
  fc.tuple(fc.constant(entries), fc.integer({ min: 0, max: entries.length - 1 })),
);
const knownOf = (entries: readonly HistoryEntry[]) => ({ chain: 'r1', tip: entries.at(-1) ?? CHAIN_START });

describe('a chain of history', () => {
  it('is whole as it was written, and while it grows beyond what was seen of it', () => {
    fc.assert(
      fc.property(chainWithPlace, ([entries, seen]) => {
        const whole = { kind: 'whole', entries: entries.length, erased: 0 };
        expect(checkChain(entries)).toEqual(whole);
        expect(checkChain(entries, knownOf(entries.slice(0, seen)))).toEqual(whole);
      }),
    );
  });

  it('is still whole when what people said is erased, which is counted', () => {
    fc.assert(
      fc.property(chain, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), (entries, erase) => {
        const left = entries.map((entry, index) => (erase[index] ? { ...entry, payload: null } : entry));
        const erased = left.filter((entry) => entry.payload === null).length;
        expect(checkChain(left, knownOf(entries))).toEqual({ kind: 'whole', entries: entries.length, erased });
      }),
    );
  });

  it('shows any change of any field of any entry, an erased one included', () => {
    fc.assert(
      fc.property(
        chainWithPlace,
        fc.constantFrom('seq', 'previous', 'payloadHash', 'hash', 'chain', 'who', 'at', 'what', 'about', 'old', 'new'),
        fc.boolean(),
        ([entries, place], field, erase) => {
          const entry = entries[place] as HistoryEntry;
          const inPayload = entry.payload !== null && field in entry.payload;
          const kept = erase && !inPayload ? { ...entry, payload: null } : entry;
          const changed = inPayload
            ? { ...kept, payload: { ...kept.payload, [field]: 'forged' } }
            : { ...kept, [field]: field === 'seq' ? 99 : 'f'.repeat(64) };
          const forged = entries.map((each, index) => (index === place ? (changed as HistoryEntry) : each));
          expect(checkChain(forged, knownOf(entries)).kind).toBe('broken');
        },
      ),
    );
  });

  it('shows a removal and an exchange of any entries', () => {
    fc.assert(
      fc.property(chainWithPlace, ([entries, place]) => {
        const without = entries.filter((_, index) => index !== place);
        expect(checkChain(without, knownOf(entries)).kind).toBe('broken');
        if (place === 0) return;
        const swapped = entries.map((entry, index) =>
          index === place ? entries[0] : index === 0 ? entries[place] : entry,
        ) as HistoryEntry[];
        expect(checkChain(swapped).kind).toBe('broken');
      }),
    );
  });

  it('shows entries of another chain in its place, and a chain written anew', () => {
    fc.assert(
      fc.property(fc.array(payload, { minLength: 1, maxLength: 4 }), payload, (payloads, other) => {
        const known = knownOf(chainOf(payloads));
        expect(checkChain(chainOf(payloads, 'r2'), known).kind).toBe('broken');
        const anew = chainOf([...payloads.slice(0, -1), { ...other, new: 'written anew' }]);
        expect(checkChain(anew, known).kind).toBe('broken');
      }),
    );
  });
});
