import { deflateRawSync, deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { everyByteOf } from './every-byte.js';

const NAME = 'Zoë Quillfeather';
const utf8 = (text: string) => new TextEncoder().encode(text);
const said = `It was ${NAME} who said so, and nobody else at all.`;

describe('The search through every byte of a file', () => {
  it.each<[string, Uint8Array]>([
    ['as text', utf8(said)],
    ['in another case', utf8(said.toUpperCase())],
    ['in UTF-16', new Uint8Array(Buffer.from(said, 'utf16le'))],
    ['in UTF-16, other end first', new Uint8Array(Buffer.from(said, 'utf16le').swap16())],
    ['in Windows-1252', new Uint8Array(Buffer.from(said, 'latin1'))],
    [
      'split over runs of Word',
      utf8('<w:r><w:t>Zoë Quill</w:t></w:r><w:r><w:t xml:space="preserve">feather</w:t></w:r>'),
    ],
    ['with letters as entities', utf8('Zo&#xEB;&#160;Quillf&#101;ather')],
    ['as JSON escapes', utf8('"Zo\\u00eb Quillfeather"')],
    ['in an address', utf8('https://people.example/Zo%C3%AB%20Quillfeather'.replace('%C3%AB', 'e'))],
    ['with a soft hyphen and a break in it', utf8('Zoë\n Quill\u00ADfeather')],
    ['in base64', utf8(Buffer.from(said).toString('base64'))],
    ['in base64 over several lines', utf8(Buffer.from(said).toString('base64').replace(/.{20}/g, '$&\r\n'))],
    ['in base64, deflated', utf8(`<data>${deflateRawSync(said).toString('base64')}</data>`)],
    ['in base64, with zlib’s envelope', utf8(deflateSync(said).toString('base64'))],
    ['in a part of an archive', zipSync({ 'word/comments.xml': strToU8(said) })],
    ['in the name of a part', zipSync({ 'media/zoe-quillfeather.png': strToU8('') })],
    ['in an archive in an archive', zipSync({ 'a.zip': zipSync({ b: strToU8(said) }) })],
    ['in an attribute', utf8('<meta content="Zoë Quillfeather">')],
    ['in a comment', utf8('<!-- Zoë Quillfeather -->')],
  ])('finds words %s', (_, bytes) => {
    expect(everyByteOf(bytes)(NAME)).not.toEqual([]);
  });

  it('finds none that are not there, nor half of them', () => {
    for (const bytes of [utf8('Zoë said so. A quill and a feather.'), zipSync({ a: strToU8('nothing') })]) {
      expect(everyByteOf(bytes)(NAME)).toEqual([]);
    }
  });
});
