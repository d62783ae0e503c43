import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellText } from '../../../../src/adapters/documents/formats/text/cell-text.js';

const ink = (text: string) => text.replace(/\s/g, '');

describe('Markup in a cell becomes what a reader sees', () => {
  it.each([
    ['<p>One.</p> <p>Two.</p>', 'One.\nTwo.'],
    ['<p>One.<p>Two.', 'One.\nTwo.'],
    ['<ul style="list-style-type: none"><li>One</li><li>Two</li></ul>', 'One\nTwo'],
    ['Before<br>after<br/>that', 'Before\nafter\nthat'],
    ['<p>Bold <strong>words</strong> &amp; <b>more</b>.</p>', 'Bold words & more.'],
    ['<p>Cut off in the middle of a <strong>word</st', 'Cut off in the middle of a word</st'],
    ['<p>Cut off at its end</p', 'Cut off at its end'],
    ['<p>Cut off at its end</p><p class="x', 'Cut off at its end'],
    ['<p>See <a href="https://elm.example/park">the park</a>.</p>', 'See the park (https://elm.example/park).'],
    ['<p>See <a href="https://elm.example/">elm.example</a>.</p>', 'See elm.example.'],
    ['<table><tr><td>One</td><td>Two</td></tr></table>', 'One\nTwo'],
    ['Fish&nbsp;&amp; chips', 'Fish\u00a0& chips'],
  ])('%s', (raw, text) => {
    expect(cellText(raw)).toBe(text);
  });
});

describe('What only looks like markup stays', () => {
  it.each([
    'a < b and c > d',
    'I <3 parks',
    'Ask <name> at the gate',
    '<script>alert(1)</script>',
    '<!-- a note -->',
    'Q&A, R&D; AT&T;',
    'if x <b and y> c',
    'x<y',
    '"quoted" <<twice>>',
    '</nothing>',
  ])('%s', (raw) => {
    expect(cellText(raw)).toBe(raw);
    expect(cellText(`<p>${raw}</p>`)).toBe(raw);
  });
});

describe('No character is lost', () => {
  const text = fc
    .string({ unit: fc.constantFrom(...'ab<>&;"\'/=!- 3#p\u00e9'.split('')), maxLength: 30 })
    .filter((each) => !/<\/?(?:p|b|a)\b|&#|&[a-z]+;/i.test(each));

  it('of a text without markup, angle brackets or not', () => {
    fc.assert(
      fc.property(text, (raw) => {
        expect(cellText(raw)).toBe(raw.trim());
      }),
      { numRuns: 500 },
    );
  });

  it('of texts between tags, closed or not', () => {
    const tag = fc.constantFrom(
      '<p>',
      '</p>',
      '<ul>',
      '<li>',
      '</li>',
      '<br>',
      '<span class="a b">',
      '</span>',
      '<STRONG>',
      '<td>',
      '</table>',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(tag, text), { minLength: 1, maxLength: 8 }), (parts) => {
        // A bracket before a tag could make one tag of both; the parts are kept apart by a full stop.
        const raw = parts.map(([markup, words]) => `${markup}.${words}.`).join('');
        expect(ink(cellText(raw))).toBe(ink(parts.map(([, words]) => `.${words}.`).join('')));
      }),
      { numRuns: 500 },
    );
  });
});

describe('Markup that nobody wrote', () => {
  it('stays as typed where it nests deeper than any', () => {
    const raw = `${'<div>'.repeat(20_000)}Sent.`;
    expect(cellText(raw)).toBe(raw);
  });

  it('stays as typed in a text that is longer than any cell', () => {
    const raw = '<p>Sent.</p>'.repeat(20_000);
    expect(cellText(raw)).toBe(raw);
  });
});
