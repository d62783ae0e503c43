import { describe, expect, it } from 'vitest';
import { type CorpusDocument, corpus, type Truth } from '../../../src/local/bench/reading/truth.js';
import { alternatives, type Expected } from '../../../src/local/bench/reading/values.js';
import { wordsOfSource } from './words-of-source.js';

const DOCUMENTS = corpus();

describe('the corpus', () => {
  it('holds back documents of every kind that has more than one', () => {
    for (const kind of new Set(DOCUMENTS.map((each) => each.kind))) {
      const documents = DOCUMENTS.filter((each) => each.kind === kind);
      const held = documents.filter((each) => each.truth.held).length;
      if (documents.length > 1) expect(held, kind).toBeGreaterThan(0);
      expect(documents.length - held, kind).toBeGreaterThan(0);
    }
  });

  it('numbers its folders without gaps', () => {
    const numbers = DOCUMENTS.map((each) => Number(each.name.split('-')[0]));
    expect(numbers).toEqual(DOCUMENTS.map((_, index) => index + 1));
  });

  it.each(DOCUMENTS)('$name: the truth says nothing that the document does not', (document) => {
    const source = wordsOfSource(document.path);
    const all = letters(source.all);
    const current = letters(source.current);
    for (const [where, value] of textsOf(document.truth)) {
      const found = alternatives(value).some(
        (text) => text === null || current.includes(letters(text)) || all.includes(letters(text)),
      );
      expect(found, `${where}: ${JSON.stringify(value)}`).toBe(true);
    }
  });

  it.each(DOCUMENTS)('$name: the truth holds together', (document) => {
    const { truth } = document;
    const keys = truth.recommendations.map((each) => each.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(truth.requirements.map((each) => each.recommendation))).toEqual(new Set(keys));
    const columns = new Set(truth.columns.flatMap((each) => [...alternatives(each)]));
    for (const update of truth.updates) {
      expect(update.requirement).toBeLessThan(truth.requirements.length);
      for (const column of alternatives(update.column)) expect([...columns, null]).toContain(column);
    }
    for (const path of truth.maySayCheck) expect(reaches(truth, path.split('.')), path).toBe(true);
    expect(truth.plan === null).toBe(alternatives(truth.standing).includes('notUnderstood'));
    if (truth.plan === null) expect(keys).toEqual([]);
    else expect(keys.length).toBeGreaterThan(0);
  });

  it.each(DOCUMENTS)('$name: a number stands once in its group', ({ truth }: CorpusDocument) => {
    const numbers = truth.recommendations
      .filter((each) => each.number !== undefined)
      .map((each) => `${alternatives(each.group)[0]}~${alternatives(each.number ?? null)[0]}`);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

/** Without white space and hyphens: a line break may have divided a word. */
function letters(text: string): string {
  return text.normalize('NFC').replaceAll(/[\s\u00ad-]/g, '');
}

function textsOf(truth: Truth): [string, Expected][] {
  const { plan } = truth;
  const rows: [string, Expected][] = [];
  if (plan !== null) {
    rows.push(['title', plan.title], ['organisation', plan.organisation]);
    rows.push(['executive lead', plan.executiveLead], ['operational lead', plan.operationalLead]);
    for (const text of plan.introduction) rows.push(['introduction', text]);
  }
  for (const each of truth.recommendations) rows.push([each.key, each.text], [`${each.key} group`, each.group]);
  for (const [at, each] of truth.requirements.entries()) {
    rows.push([`requirement ${at}`, each.text], [`owner ${at}`, each.owner], [`status ${at}`, each.statusWords]);
  }
  for (const [at, each] of truth.updates.entries()) rows.push([`update ${at}`, each.text]);
  for (const { heading, texts } of truth.undated) {
    rows.push(['undated', heading], ...texts.map((text): [string, Expected] => ['undated', text]));
  }
  for (const text of truth.leftOut) rows.push(['left out', text]);
  return rows;
}

function reaches(value: unknown, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return true;
  if (typeof value !== 'object' || value === null) return false;
  if (name === '*') return Object.values(value).some((each) => reaches(each, rest));
  return Object.hasOwn(value, name) && reaches((value as Record<string, unknown>)[name], rest);
}
