import { describe, expect, it } from 'vitest';
import { pageInMhtml } from '../../../../src/adapters/documents/formats/html/mhtml.js';

const PAGE =
  '<!doctype html><p>Ré Vale = the lead, and a line that is long enough to be broken where a mail program breaks it.</p>';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const quoted = (text: string) =>
  [...bytesOf(text)]
    .map((byte) =>
      byte > 126 || byte === 0x3d ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte),
    )
    .join('')
    .replace(/(.{70}(?<!=.?))/g, '$1=\r\n');
const saved = (encoding: string, body: string, { boundary = '"--b=_1"', type = 'text/html; charset=utf-8' } = {}) =>
  bytesOf(
    [
      'From: <Saved by a browser>',
      'Subject: =?utf-8?Q?Plan?=',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related;',
      `\ttype="text/html"; boundary=${boundary}`,
      '',
      'For programs that know no parts',
      `--${boundary.replaceAll('"', '')}`,
      'Content-Type: text/css',
      '',
      'p { color: red }',
      `--${boundary.replaceAll('"', '')}`,
      `Content-Type: ${type}`,
      `Content-Transfer-Encoding: ${encoding}`,
      '',
      body,
      `--${boundary.replaceAll('"', '')}--`,
      '',
    ].join('\r\n'),
  );
const read = (bytes: Uint8Array) => {
  const page = pageInMhtml(bytes);
  return page === null ? null : new TextDecoder().decode(page);
};

describe('A page that a browser saved as one file', () => {
  it.each([
    ['quoted-printable', quoted(PAGE)],
    ['base64', Buffer.from(PAGE).toString('base64').replace(/.{76}/g, '$&\r\n')],
    ['8bit', PAGE],
  ])('is read in %s', (encoding, body) => {
    expect(read(saved(encoding, body))).toBe(PAGE);
  });

  it('is read with a boundary that needs no quotes', () => {
    expect(read(saved('8bit', PAGE, { boundary: 'b1' }))).toBe(PAGE);
  });

  it.each([
    ['a page', bytesOf(PAGE)],
    ['a text with headers of its own', bytesOf('Subject: the plan\r\nContent-Type: text/plain\r\n\r\nText')],
    ['a file of parts without a page', saved('8bit', 'x', { type: 'image/png' })],
    ['nothing', new Uint8Array()],
    ['a table', bytesOf('Subject,Content-Type: multipart/related\r\n1,2\r\n')],
  ])('is not %s', (_, bytes) => {
    expect(pageInMhtml(bytes)).toBeNull();
  });
});
