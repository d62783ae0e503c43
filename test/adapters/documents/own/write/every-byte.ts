import { inflateRawSync, inflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';

/**
 * Says of words where they stand in a file, however they are written there: in the file's own bytes, in every part of
 * an archive in it, in base64 and behind compression, in any usual encoding, with marks or letters as entities, and in
 * what a reader sees when the marks between the letters are gone. Empty: in no byte of it.
 */
export function everyByteOf(file: Uint8Array): (words: string) => readonly string[] {
  const layers = layersOf(file, 'the file').map(({ place, bytes }) => ({ place, readings: readingsOf(bytes) }));
  return (words) => {
    const wanted = plain(words);
    if (wanted.length < 4) throw new Error(`"${words}" is too short to be looked for`);
    return layers.filter(({ readings }) => readings.some((each) => each.includes(wanted))).map(({ place }) => place);
  };
}

interface Layer {
  readonly place: string;
  readonly bytes: Uint8Array;
}

/** The bytes themselves, and those that they hold packed in some way. */
function layersOf(bytes: Uint8Array, place: string, depth = 0): readonly Layer[] {
  const own: Layer = { place, bytes };
  if (depth > 4) return [own];
  const inner = [...partsOf(bytes, place), ...packedIn(bytes, place)];
  return [own, ...inner.flatMap((layer) => layersOf(layer.bytes, layer.place, depth + 1))];
}

function partsOf(bytes: Uint8Array, place: string): readonly Layer[] {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return [];
  return Object.entries(unzipSync(bytes)).flatMap(([name, part]) => [
    { place: `${place}, name of ${name}`, bytes: new TextEncoder().encode(name) },
    { place: `${place}, ${name}`, bytes: part },
  ]);
}

/** Runs of base64, as they are and inflated. Long ones may be cut into cells, so those are put together again too. */
function packedIn(bytes: Uint8Array, place: string): readonly Layer[] {
  const text = latin(bytes);
  const runs = [text, text.replace(/[\r\n]+/g, '')].flatMap((each) => each.match(/[A-Za-z0-9+/_-]{24,}={0,2}/g) ?? []);
  const long = runs.filter((run) => run.length > 1000);
  const whole = long.length > 1 ? [long.join('')] : [];
  return [...runs, ...whole].flatMap((run) => {
    const decoded = Buffer.from(run, 'base64');
    const layers: Layer[] = [{ place: `${place}, base64`, bytes: decoded }];
    for (const inflate of [inflateRawSync, inflateSync]) {
      try {
        layers.push({ place: `${place}, base64 inflated`, bytes: inflate(decoded) });
      } catch {
        // no compressed bytes: what base64 says by itself is a layer already
      }
    }
    return layers;
  });
}

/** What the bytes say in each usual encoding, marks and all, and without the marks. */
function readingsOf(bytes: Uint8Array): readonly string[] {
  const odd = bytes.subarray(1);
  const texts = [
    new TextDecoder('utf-8').decode(bytes),
    latin(bytes),
    ...[bytes, odd].flatMap((from) => [
      new TextDecoder('utf-16le').decode(from),
      new TextDecoder('utf-16be').decode(from),
    ]),
  ];
  return texts.flatMap((text) => {
    const meant = unescaped(text);
    return [
      plain(text),
      plain(meant),
      plain(unescaped(text.replace(/<[^>]*>/g, ''))),
      plain(meant.replace(/<[^>]*>/g, '')),
    ];
  });
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

/** Entities of XML, escapes of JSON, of addresses and of quoted-printable as the characters that they stand for. */
function unescaped(text: string): string {
  const character = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, number: string) => character(Number(number)))
    .replace(/&(?:amp|lt|gt|quot|apos|nbsp|shy);/gi, ' ')
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/[%=]([0-9a-f]{2})/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => character(Number.parseInt(hex, 16)));
}

/** Letters and figures alone, without case and accents: what cannot be hidden by a break or a soft hyphen. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
