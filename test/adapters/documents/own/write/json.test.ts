import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { writeJson } from '../../../../../src/adapters/documents/own/write/json.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { aLine, aRevision, aSection, SIGNED, sampleRevision } from './sample-revision.js';

const schemaFile = new URL('../../../../../src/adapters/documents/own/write/revision.schema.json', import.meta.url);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('a revision as json', () => {
  it.each([
    ['a draft', sampleRevision()],
    ['a revision', sampleRevision({ seal: SIGNED, executiveLead: null })],
  ])('keeps to the published schema: %s', async (_, document) => {
    const valid = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
      JSON.parse(await readFile(schemaFile, 'utf8')),
    );
    const written = JSON.parse(decode(writeJson(document)));
    expect([valid(written), valid.errors]).toEqual([true, null]);
    expect(valid({ ...written, plan: { ...written.plan, title: 5 } })).toBe(false);
  });

  it('loses nothing of the document', () => {
    const document = sampleRevision();
    const { plan, seal } = JSON.parse(decode(writeJson(document)));
    expect(seal).toEqual({ ...document.seal, standing: expect.stringContaining('not for publication') });
    expect(plan).toEqual({
      title: document.title,
      organisation: document.organisation,
      executiveLead: document.executiveLead,
      operationalLead: document.operationalLead,
      date: document.date,
      columns: document.columns,
      recommendations: document.sections.map(({ lines, ...section }) => ({
        ...section,
        requirements: lines.map(({ cells, ...line }) => ({ ...line, updates: cells })),
      })),
    });
  });

  it('is the same bytes whatever order the fields were given in', () => {
    const document = sampleRevision();
    const turned = Object.fromEntries(Object.entries(document).reverse()) as unknown as typeof document;
    expect(decode(writeJson(turned))).toBe(decode(writeJson(document)));
    expect(decode(writeJson(document))).toMatch(/^\{"form":"quarterdeck-revision-1","plan":\{"columns":\[/);
  });

  it('keeps hostile texts exactly', () => {
    const texts = Object.values<string>(HOSTILE_TEXTS);
    const lines = texts.map((text, index) => aLine(String(index), [text, '', '', ''], { text }));
    const { plan } = JSON.parse(decode(writeJson(aRevision([aSection('1', lines)]))));
    expect(plan.recommendations[0].requirements.map((line: { text: string }) => line.text)).toEqual(texts);
  });
});
