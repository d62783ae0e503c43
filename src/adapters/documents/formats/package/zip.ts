import { crc32, inflateRawSync } from 'node:zlib';
import { RefusedFile } from '../text/refused-file.js';

/** The parts of a zip archive by name. A part is inflated when it is asked for, never beyond what its entry declares. */
export interface ZipParts {
  readonly names: readonly string[];
  /** The part's bytes; null where there is none. Throws `RefusedFile` where it is not what its entry declares. */
  read(name: string): Uint8Array | null;
}

/** What an honest Word document or Excel workbook never reaches. Sizes in bytes. */
const LIMITS = {
  entries: 5_000,
  part: 256 * 1024 * 1024,
  whole: 512 * 1024 * 1024,
  /** Parts below this size may have any ratio: a sheet of equal cells shrinks as far as deflate can. */
  smallPart: 16 * 1024 * 1024,
  ratio: 250,
} as const;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly at: number;
}

const DAMAGED =
  'The file is damaged: it begins like a Word or Excel file, but its contents cannot be unpacked. Open it in the program that made it, save it again and import that file.';
const BOMB =
  'The file unpacks to far more than a plan can hold, as files made to overload a program do. It was not opened. Save the plan again without pictures and attachments.';

/**
 * Opens a zip archive (APPNOTE 6.3) that lies in memory. Before a byte is inflated, the directory must keep to the
 * limits: number of entries, size of each and of all, ratio, names that occur once, and no two entries over the same
 * bytes. Archives beyond 4 GB (zip64) cannot occur below 50 MB and are refused.
 */
export function openZip(bytes: Uint8Array): ZipParts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = entriesOf(view, bytes);
  const names = new Map(entries.map((entry) => [entry.name, entry]));
  if (names.size < entries.length) throw new RefusedFile(DAMAGED);
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > LIMITS.whole || entries.some(isTooLarge)) throw new RefusedFile(BOMB);
  const data = new Map(entries.map((entry) => [entry.name, dataOf(entry, view, bytes.length)]));
  refuseOverlaps([...data.values()]);
  return {
    names: [...names.keys()],
    read: (name) => {
      const entry = names.get(name);
      const place = data.get(name);
      return entry === undefined || place === undefined ? null : inflated(entry, bytes.subarray(place.from, place.to));
    },
  };
}

function isTooLarge({ size, packed }: Entry): boolean {
  return size > LIMITS.part || (size > LIMITS.smallPart && size > LIMITS.ratio * packed);
}

function entriesOf(view: DataView, bytes: Uint8Array): Entry[] {
  const end = endRecord(view);
  const count = view.getUint16(end + 10, true);
  const [size, from] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  if (count > LIMITS.entries) throw new RefusedFile(BOMB);
  if (from + size > end) throw new RefusedFile(DAMAGED);
  const entries: Entry[] = [];
  let at = from;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw new RefusedFile(DAMAGED);
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const [nameLength = 0, extra = 0, comment = 0] = lengths;
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + extra + comment;
  }
  if (at > end) throw new RefusedFile(DAMAGED);
  return entries;
}

/** The end record stands last; only a comment of at most 65,535 bytes may follow it. */
function endRecord(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= first; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50 && at + 22 + view.getUint16(at + 20, true) === view.byteLength)
      return at;
  }
  throw new RefusedFile(DAMAGED);
}

interface Extent {
  /** Where the local header begins. */
  readonly at: number;
  /** The packed bytes. */
  readonly from: number;
  readonly to: number;
}

function dataOf({ at, packed }: Entry, view: DataView, length: number): Extent {
  if (at + 30 > length || view.getUint32(at, true) !== 0x04034b50) throw new RefusedFile(DAMAGED);
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (from + packed > length) throw new RefusedFile(DAMAGED);
  return { at, from, to: from + packed };
}

/** Overlapping entries are how a small archive names the same bytes a thousand times (D. Fifield, "A better zip bomb"). */
function refuseOverlaps(extents: readonly Extent[]): void {
  const inOrder = [...extents].sort((a, b) => a.at - b.at);
  if (inOrder.some(({ at }, index) => index > 0 && at < (inOrder[index - 1]?.to ?? 0))) throw new RefusedFile(BOMB);
}

function inflated(entry: Entry, packed: Uint8Array): Uint8Array {
  if ((entry.flags & 1) !== 0)
    throw new RefusedFile('The file is protected with a password. Save it without one and import that file.');
  const content = entry.method === 0 ? packed : entry.method === 8 ? inflate(packed, entry.size) : null;
  if (content === null || content.length !== entry.size || crc32(content) !== entry.crc) throw new RefusedFile(DAMAGED);
  return content;
}

/** zlib stops at the limit by itself, so a part that lies about its size costs no more than it declared. */
function inflate(packed: Uint8Array, size: number): Uint8Array | null {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && 'code' in error)) return null;
    throw error;
  }
}
