import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../src/adapters/documents/plan-file.js';
import { understoodOf } from '../../../src/domain/importing/understood.js';
import { type CorpusDocument, corpus } from '../../../src/local/bench/reading/truth.js';

const documents = corpus().filter(({ truth }) => !truth.held);
const readingOf = ({ path }: CorpusDocument) => readPlanFile(readFileSync(path));

describe('A plan on its first day', () => {
  it.each(documents.filter(({ kind, name }) => kind === 'first' && !name.endsWith('first-numbered-actions')))(
    '$name has no update and no day of publication, and asks no more than its truth allows',
    async (document) => {
      const reading = await readingOf(document);
      if (reading.kind === 'unreadable') throw new Error(reading.problem.reason);
      const { plan } = reading;
      expect([plan.columns, plan.updates, plan.undated ?? [], plan.lostCharacters]).toEqual([[], [], [], 0]);
      expect(plan.requirements.length).toBe(document.truth.requirements.length);
      const asked = plan.questions.map(({ what }) => what);
      expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(document.truth.questionsAtMost);
    },
  );
});

describe('A list that is no plan', () => {
  it.each(documents.filter(({ kind }) => kind === 'hopeless'))(
    '$name is refused, or asks before all else whether it is one',
    async ({ path, truth }) => {
      const reading = await readPlanFile(readFileSync(path));
      if (reading.kind === 'unreadable') return;
      expect(truth.standing).toContain('check');
      expect(reading.plan.questions[0]?.what).toMatch(/^This document has no updates, .* Is it one/);
      expect(understoodOf(reading).standing).toBe('check');
    },
  );
});
