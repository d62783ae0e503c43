import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeDocx } from '../../../../../src/adapters/documents/own/write/docx.js';
import { WRITTEN_FORMATS, writers } from '../../../../../src/adapters/documents/own/write/formats.js';
import { readPlanFile } from '../../../../../src/adapters/documents/plan-file.js';
import { importOver } from '../../../../../src/domain/importing/import-over.js';
import { documentOf, hashOf } from '../../../../../src/domain/publishing/compile.js';
import type { RevisionDocument } from '../../../../../src/domain/publishing/revision.js';
import { generatedRevision } from '../write/generated-revision.js';
import { SIGNED, sampleRevision } from '../write/sample-revision.js';

const layouts = {
  ...writers,
  'docx for the website': (document: RevisionDocument) => writeDocx(document, { layout: 'public' }),
};

/** What importing a file makes of it, as the document that would be printed next. */
async function imported(bytes: Uint8Array): Promise<{ content: unknown; hash: string }> {
  const reading = await readPlanFile(bytes);
  if (reading.kind === 'unreadable') throw new Error(reading.problem.reason);
  const merge = importOver(null, reading.plan, 'plan', () => 'a new id');
  if (merge.kind === 'refused') throw new Error(merge.reason);
  const { seal: _, ...content } = documentOf(merge.published, SIGNED);
  return { content, hash: hashOf(merge.published) };
}

function published(document: RevisionDocument): unknown {
  const { seal: _, zone: __, ...content } = document;
  return { ...content, sections: document.sections.filter(({ lines }) => lines.length > 0) };
}

describe('What Quarterdeck publishes reads back to the identical published plan', () => {
  it.each(Object.keys(layouts))('as %s, with the edges that real plans have', async (format) => {
    const document = sampleRevision({ seal: SIGNED });
    const { content } = await imported(await layouts[format as keyof typeof layouts](document));
    expect(content).toEqual(published(document));
  });

  it.each(Object.keys(layouts))('as %s, whatever people wrote', async (format) => {
    await fc.assert(
      fc.asyncProperty(generatedRevision, async (document) => {
        const { content } = await imported(await layouts[format as keyof typeof layouts](document));
        expect(content).toEqual(published(document));
      }),
      { numRuns: 60 },
    );
  });

  it('with the same hash from every format', async () => {
    const document = sampleRevision();
    const hashes = await Promise.all(
      WRITTEN_FORMATS.map(async (format) => (await imported(await writers[format](document))).hash),
    );
    expect(new Set(hashes).size).toBe(1);
  });
});

describe('A document of ours that was edited since', () => {
  const edited = (bytes: Uint8Array, from: string, to: string) =>
    new TextEncoder().encode(new TextDecoder().decode(bytes).replaceAll(from, to));
  const [before, after] = ['covers all nine quays', 'covers all nine quays and both piers'];

  it.each(['html', 'csv'] as const)('as %s keeps its ids and has the corrected words', async (format) => {
    const document = sampleRevision();
    const reading = await readPlanFile(edited(await writers[format](document), before, after));
    if (reading.kind === 'unreadable') throw new Error(reading.problem.reason);
    const { plan } = reading;
    expect(plan.requirements.map(({ id }) => id)).toEqual(
      document.sections.flatMap(({ lines }) => lines.map(({ id }) => id)),
    );
    const texts = document.sections
      .flatMap(({ lines }) => lines.flatMap(({ cells }) => cells.map(({ text }) => text)))
      .filter((text) => text !== '');
    expect(plan.updates.map(({ text }) => text)).toEqual(texts.map((text) => text.replaceAll(before, after)));
    expect(plan.questions).toEqual([]);
  });

  it('holds no word that was struck out of it', async () => {
    const page = edited(writers.html(sampleRevision()) as Uint8Array, 'Harbour Master', 'the post');
    const data = /data-quarterdeck="([^"]+)"/.exec(new TextDecoder().decode(page))?.[1] ?? '';
    const json = inflateRawSync(Buffer.from(data, 'base64')).toString('utf8');
    expect(json).toContain('requirement-4.1');
    for (const word of ['Harbour', 'quay', 'Penrose', 'Okafor', 'ladders']) expect(json).not.toContain(word);
  });

  it('is read like any other, and says so, where more than its texts was changed', async () => {
    const page = edited(
      writers.html(sampleRevision()) as Uint8Array,
      '<h3>Requirement 4.1</h3>',
      '<h3>Requirement 4.9</h3>',
    );
    const reading = await readPlanFile(page);
    if (reading.kind === 'unreadable') throw new Error(reading.problem.reason);
    expect(reading.plan.questions[0]?.what).toMatch(/wrote this document, and more than its texts was changed/);
    expect(reading.plan.requirements[0]?.ref).toBe('4.9');
    expect(reading.plan.requirements).toHaveLength(25);
    expect(reading.plan.organisation).toBe('Northmouth Harbour Authority');
  });
});
