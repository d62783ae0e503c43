import { createHash } from 'node:crypto';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import {
  writeHtml,
  writeHtmlFragment,
  writePlainFragment,
} from '../../../../../src/adapters/documents/own/write/html.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { aLine, aRevision, aSection, SIGNED, sampleRevision } from './sample-revision.js';

type Node = DefaultTreeAdapterTypes.Node;
type Tag = DefaultTreeAdapterTypes.Element;

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Parses a page and throws on any parse error that the standard names. */
function pageOf(text: string): Node {
  const errors: string[] = [];
  const tree = parse(text, { onParseError: (error) => errors.push(`${error.code} at line ${error.startLine}`) });
  expect(errors).toEqual([]);
  return tree;
}

function tags(node: Node, name?: string): Tag[] {
  const children = 'childNodes' in node ? node.childNodes.flatMap((child) => tags(child, name)) : [];
  return 'tagName' in node && (name === undefined || node.tagName === name) ? [node, ...children] : children;
}

function wordsOf(node: Node): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(wordsOf).join('') : '';
}

function attribute(tag: Tag | undefined, name: string): string | undefined {
  return tag?.attrs.find((each) => each.name === name)?.value;
}

describe('a revision as a page', () => {
  const text = decode(writeHtml(sampleRevision()));
  const page = pageOf(text);

  it('is in British English, says its title and its draft mark first and last', () => {
    expect(attribute(tags(page, 'html')[0], 'lang')).toBe('en-GB');
    expect(wordsOf(tags(page, 'title')[0] as Tag)).toBe(
      'Draft: Safe Quays Action Plan: our answer to the joint inspection of small harbours – Northmouth Harbour Authority',
    );
    const mark = 'Draft 2 — not for publication, compiled on 14 January 2026';
    expect(
      wordsOf(tags(page, 'header')[0] as Tag)
        .trim()
        .startsWith(mark),
    ).toBe(true);
    expect(wordsOf(tags(page, 'footer')[0] as Tag)).toContain(mark);
  });

  it('asks nobody for anything and allows only its own style', () => {
    expect(tags(page).filter(({ tagName }) => /^(script|link|img|iframe|form|object)$/.test(tagName))).toEqual([]);
    for (const tag of tags(page)) {
      for (const { name, value } of tag.attrs) {
        expect(name).not.toMatch(/^(on|src|style$|action)/);
        if (name === 'href') expect(value).toMatch(/^#/);
      }
    }
    expect(text).not.toMatch(/url\(|@import|https?:/);
    const policy = tags(page, 'meta').find((tag) => attribute(tag, 'http-equiv') === 'Content-Security-Policy');
    const style = createHash('sha256')
      .update(wordsOf(tags(page, 'style')[0] as Tag))
      .digest('base64');
    expect(attribute(policy, 'content')).toBe(
      `default-src 'none'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'`,
    );
  });

  it('has headings in order without a gap', () => {
    const levels = tags(page).flatMap((tag) => (/^h[1-6]$/.test(tag.tagName) ? [Number(tag.tagName[1])] : []));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  it('jumps to every recommendation, and every link has its target', () => {
    const ids = tags(page).flatMap((tag) => attribute(tag, 'id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const links = tags(tags(page, 'nav')[0] as Tag, 'a').map((link) => attribute(link, 'href')?.slice(1) ?? '');
    expect(links).toHaveLength(9);
    expect(ids).toEqual(expect.arrayContaining(links));
  });

  it('has a simple table a requirement: caption, scoped headers, newest first, nothing empty, nothing merged', () => {
    const tables = tags(page, 'table');
    expect(tables).toHaveLength(25);
    for (const table of tables) {
      expect(tags(table, 'caption')).toHaveLength(1);
      expect(tags(table, 'th').map((cell) => attribute(cell, 'scope'))).toEqual([
        'col',
        'col',
        'row',
        'row',
        'row',
        'row',
      ]);
      for (const cell of [...tags(table, 'th'), ...tags(table, 'td')]) {
        expect(wordsOf(cell).trim()).not.toBe('');
        expect(attribute(cell, 'colspan') ?? attribute(cell, 'rowspan')).toBeUndefined();
      }
    }
    expect(
      tags(tables[0] as Tag, 'th')
        .slice(2)
        .map(wordsOf),
    ).toEqual(['30 January 2026', '10 October 2025', '20 June 2025', '14 March 2025']);
  });

  it('prints the seal of a revision, without any draft mark', () => {
    const signed = decode(writeHtml(sampleRevision({ seal: SIGNED })));
    expect(wordsOf(tags(pageOf(signed), 'footer')[0] as Tag)).toContain(
      SIGNED.kind === 'revision' ? SIGNED.hash : 'never',
    );
    expect(signed).not.toContain('Draft');
    expect(signed).not.toContain('noindex');
  });

  it.each(Object.entries(HOSTILE_TEXTS))('keeps %s as words', (_, hostile) => {
    const plain = aRevision([aSection('1', [aLine('1', ['a', 'b', 'c', 'd'])])]);
    const line = aLine('1', [hostile, hostile, hostile, hostile], { text: hostile, owner: hostile, ref: hostile });
    const discharge = { by: hostile, on: plain.date, reference: hostile };
    const told = aRevision([aSection(hostile, [{ ...line, discharge }], { text: hostile })], {
      title: hostile,
      organisation: hostile,
      executiveLead: hostile,
      seal: { ...SIGNED, signedBy: hostile } as typeof SIGNED,
    });
    const tree = pageOf(decode(writeHtml(told)));
    const allowed = new Set(tags(pageOf(text)).map((tag) => tag.tagName));
    expect(tags(tree).filter((tag) => !allowed.has(tag.tagName))).toEqual([]);
    expect(tags(tree, 'style')).toHaveLength(1);
    expect(
      tags(tree)
        .flatMap((tag) => tag.attrs)
        .filter(({ name }) => /^on|^src$/.test(name)),
    ).toEqual([]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what no page may contain
    const seen = hostile.replace(/[\u0000-\u0008\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF\p{Cs}]/gu, '\uFFFD');
    const shown = tags(tree, 'td').map((cell) => tags(cell, 'p').map(wordsOf).join('\n'));
    expect(shown[0]).toBe(seen.split(/[\r\n\u2028]+/).join('\n'));
  });
});

describe('a revision as a fragment for a website', () => {
  const fragment = decode(writeHtmlFragment(sampleRevision()));
  const tree = pageOf(`<!doctype html><title>editor</title>${fragment}`);

  it('has neither style nor script nor a first-level heading', () => {
    expect(fragment).not.toMatch(/<(style|script|link|meta|html|head|body|h1)|style=/);
  });

  it('has the same tables and headings as the page', () => {
    const page = pageOf(decode(writeHtml(sampleRevision())));
    expect(tags(tree, 'table').map(wordsOf)).toEqual(tags(page, 'table').map(wordsOf));
    expect(tags(tree, 'h3').map(wordsOf)).toEqual(tags(page, 'h3').map(wordsOf));
  });

  it('marks a draft first', () => {
    expect(fragment).toMatch(/^<p class="plan-draft"><strong>Draft 2 — not for publication/);
  });
});

describe('a revision as a fragment in plain tags', () => {
  it('says the same words, with nothing that an editor of a website strips', () => {
    const plain = decode(writePlainFragment(sampleRevision()));
    expect(plain).not.toMatch(
      / (?:class|style|tabindex|aria-[a-z]+|data-[a-z]+)="|<\/?(?:section|span|aside|svg|div)\b/,
    );
    const words = (fragment: string) =>
      wordsOf(pageOf(`<!doctype html><title>editor</title>${fragment}`)).replace(/\s+/g, ' ');
    expect(words(plain)).toBe(words(decode(writeHtmlFragment(sampleRevision()))));
  });
});

describe('an address in an update', () => {
  const linksIn = (text: string) => {
    const page = pageOf(decode(writeHtml(aRevision([aSection('1', [aLine('1.1', [text])])]))));
    return tags(page, 'td').flatMap((cell) => tags(cell, 'a').map((link) => attribute(link, 'href')));
  };

  it('is a link, without the stop or the bracket of its sentence', () => {
    expect(linksIn('Evidence: https://example.org/a?b=1 (and http://example.org/c).')).toEqual([
      'https://example.org/a?b=1',
      'http://example.org/c',
    ]);
  });

  it.each(['javascript:alert(1)', 'ftp://example.org/a', 'https://', 'data:text/html,x'])('is none in “%s”', (text) => {
    expect(linksIn(text)).toEqual([]);
  });
});

describe('a list that somebody typed', () => {
  const itemsIn = (text: string) => {
    const page = pageOf(decode(writeHtml(aRevision([aSection('1', [aLine('1.1', [text])])]))));
    return tags(page, 'td').flatMap((cell) => tags(cell, 'li').map((item) => wordsOf(item)));
  };

  it.each([
    ['bullets', 'Mended:\n• the slip\n• the steps', ['the slip', 'the steps']],
    ['a single bullet', '• the slip', ['the slip']],
    ['dashes, more than one', '- the slip\n- the steps\nThe rest follows.', ['the slip', 'the steps']],
  ])('is a list on the page: %s', (_kind, text, items) => {
    expect(itemsIn(text)).toEqual(items);
  });

  it.each(['– one dash alone', 'A - b\nC - d', '-5 degrees\n-6 degrees', '* a star\nand no other'])(
    '“%s” is none',
    (text) => {
      expect(itemsIn(text)).toEqual([]);
    },
  );
});
