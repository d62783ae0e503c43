import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openZip } from '../../../../src/adapters/documents/formats/package/zip.js';
import { readSourceDocument } from '../../../../src/adapters/documents/formats/source-document.js';

const TYPES =
  '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';

function refusalOf(bytes: Uint8Array): string {
  const reading = readSourceDocument(bytes);
  if (reading.kind === 'document') throw new Error('It was read');
  return reading.problem.reason;
}

/** What reading costs in bytes of heap and buffers that are left or were made meanwhile. */
function costOf(work: () => void): { memory: number } {
  const before = process.memoryUsage();
  work();
  const after = process.memoryUsage();
  return {
    memory: after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed,
  };
}

/** The archive with a 32-bit number of its central directory changed, found by the entry's name. */
function withDirectoryNumber(archive: Uint8Array, name: string, offset: number, value: number): Uint8Array {
  const bytes = Uint8Array.from(archive);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at + 46 < bytes.length; at += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    const length = view.getUint16(at + 28, true);
    if (new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)) === name) {
      view.setUint32(at + offset, value, true);
    }
  }
  return bytes;
}

describe('An archive made to overload a program costs neither memory nor time', () => {
  const huge = zipSync(
    { '[Content_Types].xml': strToU8(TYPES), 'word/document.xml': new Uint8Array(300 * 1024 * 1024) },
    { level: 1 },
  );

  it('when one part unpacks to 300 MB of zeros', () => {
    expect(huge.length).toBeLessThan(2 * 1024 * 1024);
    let reason = '';
    const cost = costOf(() => {
      reason = refusalOf(huge);
    });
    expect(reason).toMatch(/unpacks to far more/);
    expect(cost.memory).toBeLessThan(20 * 1024 * 1024);
  });

  it('when it lies that the 300 MB are 1,000 bytes', () => {
    const lying = withDirectoryNumber(huge, 'word/document.xml', 24, 1_000);
    let reason = '';
    const cost = costOf(() => {
      reason = refusalOf(lying);
    });
    expect(reason).toMatch(/damaged/);
    expect(cost.memory).toBeLessThan(20 * 1024 * 1024);
  });

  it('when many parts together unpack to more than half a gigabyte', () => {
    const names = Array.from({ length: 40 }, (_, index) => `word/part${index}.xml`);
    const parts = Object.fromEntries(names.map((name) => [name, new Uint8Array(100)]));
    const small = zipSync({ '[Content_Types].xml': strToU8(TYPES), ...parts });
    const declared = names.reduce<Uint8Array>(
      (bytes, name) => withDirectoryNumber(bytes, name, 24, 15 * 1024 * 1024),
      small,
    );
    expect(refusalOf(declared)).toMatch(/unpacks to far more/);
  });

  it('when it names ten thousand parts', () => {
    const parts = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`p${index}`, new Uint8Array(1)]));
    expect(refusalOf(zipSync(parts, { level: 0 }))).toMatch(/unpacks to far more/);
  });

  it('when two entries stand over the same bytes', () => {
    const archive = zipSync({ '[Content_Types].xml': strToU8(TYPES), 'word/document.xml': strToU8('<a/>') });
    const overlapping = withDirectoryNumber(archive, 'word/document.xml', 42, 0);
    expect(refusalOf(overlapping)).toMatch(/unpacks to far more|damaged/);
  });

  it('when it holds another bomb, which is never opened', () => {
    const outer = zipSync({ 'one.zip': huge, 'two.zip': huge }, { level: 0 });
    const cost = costOf(() => expect(refusalOf(outer)).toMatch(/zip archive, not a Word document/));
    expect(cost.memory).toBeLessThan(20 * 1024 * 1024);
  });

  it('when the XML inside nests without end or declares entities', () => {
    const document = (xml: string) =>
      zipSync({ '[Content_Types].xml': strToU8(TYPES), 'word/document.xml': strToU8(xml) });
    expect(refusalOf(document('<a>'.repeat(100_000)))).toMatch(/nests deeper/);
    const laughs = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>';
    expect(refusalOf(document(laughs))).toMatch(/document type declaration/);
    const external = '<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>';
    expect(refusalOf(document(external))).toMatch(/document type declaration/);
    expect(refusalOf(document('<a>&unknown;</a>'))).toMatch(/not well-formed/);
  });
});

describe('An archive that is not what its directory says is damaged', () => {
  const archive = zipSync({ '[Content_Types].xml': strToU8(TYPES), 'word/document.xml': strToU8('<a>words</a>') });

  it.each([
    ['the size is too small', 24, 3],
    ['the size is too large', 24, 3_000],
    ['the checksum is another', 16, 12_345],
    ['the part lies beyond the end', 42, 90_000],
    ['the packed size reaches beyond the end', 20, 90_000],
  ])('%s', (_, offset, value) => {
    expect(refusalOf(withDirectoryNumber(archive, 'word/document.xml', offset, value))).toMatch(/damaged/);
  });

  it('wherever it breaks off', () => {
    for (let length = 4; length < archive.length; length += 7) {
      expect(refusalOf(archive.subarray(0, length))).toMatch(/damaged/);
    }
  });

  it('and an honest one gives every part as it was', () => {
    const parts = openZip(archive);
    expect(parts.names).toEqual(['[Content_Types].xml', 'word/document.xml']);
    expect(new TextDecoder().decode(parts.read('word/document.xml') ?? new Uint8Array())).toBe('<a>words</a>');
    expect(parts.read('word/none.xml')).toBeNull();
  });
});

describe('What Office writes and cannot be read is named', () => {
  const main = (type: string) =>
    zipSync({
      '[Content_Types].xml': strToU8(`<Types><Override PartName="/x" ContentType="application/${type}"/></Types>`),
      x: strToU8('<x/>'),
    });

  it.each([
    ['a document with macros', 'vnd.ms-word.document.macroEnabled.main+xml', /Word document with macros/],
    ['a workbook with macros', 'vnd.ms-excel.sheet.macroEnabled.main+xml', /Excel workbook with macros/],
    ['a binary workbook', 'vnd.ms-excel.sheet.binary.macroEnabled.main', /binary|macros/],
    ['a presentation', 'vnd.openxmlformats-officedocument.presentationml.presentation.main+xml', /PowerPoint/],
  ])('%s', (_, type, reason) => {
    expect(refusalOf(main(type))).toMatch(reason);
  });

  it.each([
    ['an encrypted file', 'EncryptedPackage', /protected with a password/],
    ['a .doc file', 'WordDocument', /old kind \(\.doc\)/],
    ['an .xls file', 'Workbook', /old kind \(\.xls\)/],
    ['some other compound file', 'Whatever', /old Office kind/],
  ])('%s', (_, stream, reason) => {
    const bytes = new Uint8Array(2048);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    for (const [index, letter] of Array.from(stream).entries()) bytes[1024 + 2 * index] = letter.charCodeAt(0);
    bytes[1024 + 64] = 2 * stream.length + 2;
    bytes[1024 + 66] = 2;
    expect(refusalOf(bytes)).toMatch(reason);
  });

  it('an OpenDocument text', () => {
    const odt = zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.text') });
    expect(refusalOf(odt)).toMatch(/OpenDocument text/);
  });
});
