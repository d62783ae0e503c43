import { describe, expect, it } from 'vitest';
import { makeLog } from '../../src/adapters/log.js';

/** A place to write lines that can be broken and mended. */
function aPlace() {
  const taken: Buffer[] = [];
  const place = {
    /** Thrown by the next writes; null takes them. */
    failure: null as string | null,
    /** The most bytes that one write takes. */
    most: Number.POSITIVE_INFINITY,
    writes: 0,
    write(bytes: Uint8Array): number {
      place.writes += 1;
      if (place.failure !== null) throw Object.assign(new Error('refused'), { code: place.failure });
      const part = Buffer.from(bytes.subarray(0, place.most));
      taken.push(part);
      return part.length;
    },
    lines: () => Buffer.concat(taken).toString().split('\n').slice(0, -1),
    events: () => place.lines().map((line) => (JSON.parse(line) as { msg: string }).msg),
  };
  return place;
}

describe('The log', () => {
  it.each(['ENOSPC', 'EPIPE', 'EBADF', 'EIO', 'EAGAIN'])('throws nothing where a write fails with %s', (failure) => {
    const place = aPlace();
    const log = makeLog('info', place.write);
    place.failure = failure;
    for (let line = 0; line < 20; line += 1) log.error('unheard', { error: new Error('anything') });
    expect(log.trouble()).toEqual({ lost: 20, reason: failure });
  });

  it('says once how many lines were lost, when it can be written again', () => {
    const place = aPlace();
    const log = makeLog('info', place.write);
    log.info('before');
    place.failure = 'ENOSPC';
    log.info('first');
    log.info('second');
    place.failure = null;
    log.info('after');
    log.info('later');
    expect(place.events()).toEqual(['before', 'after', 'log.lost', 'later']);
    expect(JSON.parse(place.lines()[2] ?? '')).toMatchObject({ lost: 2, reason: 'ENOSPC' });
    expect(log.trouble()).toBeNull();
  });

  it('finds out that it can be written again when it is asked', () => {
    const place = aPlace();
    const log = makeLog('info', place.write);
    place.failure = 'ENOSPC';
    log.info('unheard');
    expect(log.trouble()).toEqual({ lost: 1, reason: 'ENOSPC' });
    expect(log.trouble()).toEqual({ lost: 1, reason: 'ENOSPC' });
    place.failure = null;
    expect(log.trouble()).toBeNull();
    expect(place.events()).toEqual(['log.lost']);
  });

  it('writes a line whole that is taken in pieces', () => {
    const place = aPlace();
    const log = makeLog('info', place.write);
    place.most = 7;
    log.info('one', { words: 'the gate is mended' });
    expect(place.events()).toEqual(['one']);
  });

  it('begins a line anew after one that was cut short', () => {
    const place = aPlace();
    let left = 10;
    const log = makeLog('info', (bytes) => {
      if (left <= 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      const written = place.write(bytes.subarray(0, left));
      left -= written;
      return written;
    });
    log.info('cut');
    left = Number.POSITIVE_INFINITY;
    log.info('whole');
    const [half = '', ...rest] = place.lines();
    expect(half).toHaveLength(10);
    expect(rest.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['whole', 'log.lost']);
  });

  it('waits for a pipe whose reader stands still once, and not at each line', () => {
    const place = aPlace();
    const log = makeLog('info', place.write);
    place.failure = 'EAGAIN';
    log.info('first');
    const first = place.writes;
    for (let line = 0; line < 50; line += 1) log.info('more');
    expect(first).toBeGreaterThan(1);
    expect(place.writes).toBe(first + 50);
  });

  it('throws nothing over facts that cannot be made into a line', () => {
    const place = aPlace();
    const log = makeLog('info', place.write);
    const facts = {
      get broken(): string {
        throw new Error('not to be read');
      },
    };
    log.info('odd', facts);
    log.info('even');
    expect(place.events()).toContain('even');
    expect(log.trouble()).toBeNull();
  });
});
