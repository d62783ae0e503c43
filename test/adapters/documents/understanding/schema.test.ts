import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readPlanFile } from '../../../../src/adapters/documents/plan-file.js';
import { understoodSchema } from '../../../../src/adapters/documents/understanding/schema.js';
import { understoodOf } from '../../../../src/domain/importing/understood.js';
import { corpus } from '../../../../src/local/bench/reading/truth.js';

describe('What was understood', () => {
  it('has the published form', () => {
    const published: unknown = JSON.parse(readFileSync('docs/understood.schema.json', 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(understoodSchema))));
  });

  it.each(corpus())('of $name has that form, and names its rows truly', async ({ path }) => {
    const understood = understoodOf(await readPlanFile(readFileSync(path)));
    expect(understoodSchema.parse(JSON.parse(JSON.stringify(understood)))).toEqual(
      JSON.parse(JSON.stringify(understood)),
    );
    const { recommendations, requirements, updates } = understood;
    const keys = new Set(recommendations.map(({ key }) => key));
    const refs = new Set(requirements.map(({ ref }) => ref));
    expect(keys.size).toBe(recommendations.length);
    expect(refs.size).toBe(requirements.length);
    expect(requirements.filter(({ recommendation }) => !keys.has(recommendation))).toEqual([]);
    expect(updates.filter(({ ref }) => !refs.has(ref))).toEqual([]);
    const numbers = recommendations.flatMap(({ group, number }) => (number === null ? [] : [`${group} ${number}`]));
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});
