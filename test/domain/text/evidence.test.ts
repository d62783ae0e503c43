import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceItems, evidenceProblem, publicEvidence } from '../../../src/domain/text/evidence.js';

describe('evidence', () => {
  it('is an item a line, kept for inspection unless the line says that it is public', () => {
    const said =
      'https://harbour.example/log\n\n public: the audit of May\nMinutes of 3 June\nNone: nothing was written down';
    expect(evidenceItems(said)).toEqual([
      { what: 'https://harbour.example/log', use: 'kept' },
      { what: 'the audit of May', use: 'public' },
      { what: 'Minutes of 3 June', use: 'kept' },
      { what: 'nothing was written down', use: 'none' },
    ]);
    expect(publicEvidence(said)).toBe('\nEvidence: the audit of May');
  });

  it('of an answer from before there could be several is its one link', () => {
    expect(evidenceItems('https://harbour.example/log')).toEqual([
      { what: 'https://harbour.example/log', use: 'kept' },
    ]);
    expect(evidenceItems(null)).toEqual([]);
    expect(publicEvidence(null)).toBe('');
  });

  it('is printed only where its line begins with the word for it, whatever else is written', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ maxLength: 40 }).filter((line) => !/^\s*(?:public|publish|for publication)\s*:/i.test(line)),
        ),
        (lines) => {
          expect(
            publicEvidence(
              lines
                .join('\n')
                .split('\n')
                .map((line) => `Log ${line}`)
                .join('\n'),
            ),
          ).toBe('');
        },
      ),
    );
  });

  it('has a most, and says by how much it is too long', () => {
    expect(evidenceProblem('x'.repeat(1_000), 1_000)).toBeNull();
    expect(evidenceProblem('x'.repeat(1_001), 1_000)).toContain('1 character too long');
    expect(evidenceProblem('x\n'.repeat(12), 1_000)).toBeNull();
    expect(evidenceProblem('x\n'.repeat(13), 1_000)).toContain('at most 12 items');
  });
});
