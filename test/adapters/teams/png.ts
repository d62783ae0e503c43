import { inflateSync } from 'node:zlib';

/** A picture's pixels, row by row from the top left. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 0 lets everything through, 255 nothing. */
  readonly alphas: readonly number[];
  /** "red,green,blue". */
  readonly colours: readonly string[];
}

/**
 * Reads the pixels of a PNG as Chromium writes it: 8 bits a channel, RGB or RGBA, not interlaced.
 * @see https://www.w3.org/TR/png-3/ for the chunks (5.3) and the filters (9.2)
 */
export function readPng(file: Buffer): Pixels {
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const [depth, colourType, , , interlaced] = file.subarray(24, 29);
  if (depth !== 8 || interlaced !== 0 || (colourType !== 2 && colourType !== 6)) {
    throw new Error('Not a PNG of the kind that this reads.');
  }
  const channels = colourType === 6 ? 4 : 3;
  const rows = unfilter(inflateSync(dataOf(file)), width * channels, height, channels);
  const alphas: number[] = [];
  const colours: string[] = [];
  for (let at = 0; at < rows.length; at += channels) {
    colours.push(rows.subarray(at, at + 3).join(','));
    alphas.push(channels === 4 ? (rows[at + 3] ?? 0) : 255);
  }
  return { width, height, alphas, colours };
}

function dataOf(file: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') {
      parts.push(file.subarray(at + 8, at + 8 + length));
    }
    at += length + 12;
  }
  return Buffer.concat(parts);
}

function unfilter(data: Buffer, rowBytes: number, height: number, channels: number): Uint8Array {
  const out = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y += 1) {
    const filter = data[y * (rowBytes + 1)] ?? 0;
    for (let x = 0; x < rowBytes; x += 1) {
      const at = y * rowBytes + x;
      const left = x >= channels ? (out[at - channels] ?? 0) : 0;
      const up = y > 0 ? (out[at - rowBytes] ?? 0) : 0;
      const upLeft = x >= channels && y > 0 ? (out[at - rowBytes - channels] ?? 0) : 0;
      out[at] = (data[y * (rowBytes + 1) + 1 + x] ?? 0) + predicted(filter, left, up, upLeft);
    }
  }
  return out;
}

function predicted(filter: number, left: number, up: number, upLeft: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const estimate = left + up - upLeft;
      const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - upLeft)];
      return a <= b && a <= c ? left : b <= c ? up : upLeft;
    }
    default:
      throw new Error(`PNG has no filter ${filter}.`);
  }
}
