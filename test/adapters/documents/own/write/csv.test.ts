import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeFormula, unescapeFormula } from '../../../../../src/adapters/documents/formats/text/formula.js';
import { printable } from '../../../../../src/adapters/documents/formats/text/printable.js';
import { writeCsv } from '../../../../../src/adapters/documents/own/write/csv.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { aLine, aRevision, aSection, SIGNED, sampleRevision } from './sample-revision.js';

function rowsOf(bytes: Uint8Array): string[][] {
  return parse(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: false,
    record_delimiter: '\r\n',
  });
}

/** The rows under the header, unescaped. */
function tableOf(bytes: Uint8Array): string[][] {
  const rows = rowsOf(bytes).map((row) => row.map(unescapeFormula));
  return rows.slice(rows.findIndex((row) => row[0] === 'Rec. no.') + 1);
}

describe('a revision as csv', () => {
  it('begins with a byte order mark and ends every record with CRLF', () => {
    const bytes = writeCsv(aRevision([aSection('1', [aLine('1', ['a', 'b', 'c', 'd'])])]));
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('has the preamble, a blank row and the familiar header', () => {
    const rows = rowsOf(writeCsv(aRevision([aSection('1', [aLine('1', ['a', 'b', 'c', 'd'])])])));
    expect(rows.slice(0, 8)).toEqual([
      ['Safe Quays Action Plan: our answer to the joint inspection of small harbours'],
      ['Organisation: Northmouth Harbour Authority'],
      ['Executive lead: Director of Operations, A. Penrose'],
      ['Operational lead: Harbour Safety Manager, T. Okafor'],
      ['Draft 2 — not for publication, compiled on 14 January 2026'],
      ['Quarterdeck data', expect.stringMatching(/^[A-Za-z0-9+/=]+$/)],
      [''],
      [
        'Rec. no.',
        'Recommendation',
        'Ref',
        'Evidence requirement',
        'Owner',
        'Deadline',
        'Original deadline',
        'Update 14 March 2025',
        'Update 20 June 2025',
        'Update 10 October 2025',
        'Update 30 January 2026',
        'Status',
      ],
    ]);
  });

  it('prints number, date, signature and hash of a revision, and no lead that is not named', () => {
    const rows = rowsOf(writeCsv(aRevision([], { seal: SIGNED, executiveLead: null, operationalLead: null })));
    expect(rows[2]?.[0]).toContain('Revision 5 of 30 January 2026. Signed by A. Penrose');
    expect(rows[2]?.[0]).toContain(SIGNED.kind === 'revision' ? SIGNED.hash : 'never');
  });

  it('repeats the recommendation on each row and leaves cells empty where nothing was published', () => {
    const lines = [aLine('3.1', ['', 'b', '', 'd'], { text: null }), aLine('3.2', ['a', '', '', ''], { owner: '' })];
    const table = tableOf(writeCsv(aRevision([aSection('3', lines, { text: 'Do it.', deadline: null })])));
    expect(table).toEqual([
      ['3', 'Do it.', '3.1', '', 'Harbour Master', '', '', '', 'b', '', 'd', ''],
      ['3', 'Do it.', '3.2', lines[1]?.text, '', '', '', 'a', '', '', '', ''],
    ]);
  });

  it('keeps a recommendation that has no requirements', () => {
    const table = tableOf(writeCsv(aRevision([aSection('8', [], { text: 'Nothing under it.', deadline: null })])));
    expect(table).toEqual([['8', 'Nothing under it.', '', '', '', '', '', '', '', '', '', '']]);
  });

  it('tells a moved deadline in a column of its own and a discharge under the status', () => {
    const table = tableOf(writeCsv(sampleRevision()));
    expect(table.find((row) => row[2] === '14.1')?.slice(5, 8)).toEqual([
      '30 June 2026',
      '31 October 2025',
      'Moved from 31 October 2025 to 31 January 2026, agreed by the Inspectorate on 2 September 2025: the contractor went out of business and the work had to be tendered again\n' +
        'Moved from 31 January 2026 to 30 June 2026, agreed by the Inspectorate on 18 December 2025: the contractor went out of business and the work had to be tendered again',
    ]);
    expect(table[0]?.at(-1)).toBe(
      'Complete\nDischarged by the Inspectorate of Harbours on 12 January 2026 (IH/2026/014)',
    );
  });

  it('gives every text back as it can be printed, through a parser and the inverse of the escape', () => {
    const hostile = fc.constantFrom(
      ...Object.values<string>(HOSTILE_TEXTS).filter((text) => text !== HOSTILE_TEXTS.nonCharacters),
    );
    const pieces = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'", '"', ',', ';', '\uFEFF', ' ', 'x', '9');
    const text = fc.oneof(
      hostile,
      fc.array(pieces, { maxLength: 8 }).map((all) => all.join('')),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 4, maxLength: 4 }), text, text, (cells, requirement, owner) => {
        const line = aLine('7', cells, { text: requirement, owner });
        const table = tableOf(writeCsv(aRevision([aSection('7', [line], { text: requirement })])));
        expect(table).toHaveLength(1);
        expect(table[0]?.slice(3, 5)).toEqual([requirement, owner].map(printable));
        expect(table[0]?.slice(7, 11)).toEqual(cells.map(printable));
      }),
    );
  });

  it('quotes a cell that holds a line feed and nothing else that asks for it', () => {
    const bytes = writeCsv(
      aRevision([aSection('1', [aLine('1', ['Two are done.\nThe third follows.', 'b', 'c', 'd'])])]),
    );
    const text = new TextDecoder().decode(bytes);
    expect(text).toContain('"Two are done.\nThe third follows."');
  });

  it('never lets a cell begin as a formula', () => {
    const rows = rowsOf(
      writeCsv(aRevision([aSection('=1', [aLine('@x', ['=1', '+2', '-3', '\t4'])])], { title: '=cmd()' })),
    );
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  it('escapes so that it can be undone, whatever stands in front', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^'{0,4}[=+\-@\t\r'a]{0,4}$/), (cell) => {
        expect(unescapeFormula(escapeFormula(cell))).toBe(cell);
      }),
    );
    expect(escapeFormula("'=1")).toBe("''=1");
    expect(unescapeFormula("'tis the season")).toBe("'tis the season");
  });
});
