import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { makeFetchFile, TEAMS_FILE_HOSTS } from '../../../../src/adapters/teams/inbound/downloads.js';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A place where files lie, on this machine. */
async function aPlace(answer: RequestListener) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization ?? ''}`.trim());
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const here = { hosts: [], local: true };
const teams = { hosts: TEAMS_FILE_HOSTS, local: false };

describe('A file that somebody sent', () => {
  it('is fetched whole, without a word that proves who we are', async () => {
    const place = await aPlace((_request, response) => response.end('the plan'));
    const outcome = await makeFetchFile(here)(`${place.url}/plan.txt`);
    expect(outcome.kind === 'file' && new TextDecoder().decode(outcome.bytes)).toBe('the plan');
    expect(place.asked).toEqual(['/plan.txt']);
  });

  it.each([
    'https://northmoor.example/plan.docx',
    'https://sharepoint.com.evil.example/plan.docx',
    'https://evilsharepoint.com/plan.docx',
    'http://northmoor.sharepoint.com/plan.docx',
    'https://northmoor.sharepoint.com:8443/plan.docx',
    'https://somebody@northmoor.sharepoint.com/plan.docx',
    'https://169.254.169.254/metadata',
    'http://127.0.0.1:1/plan.docx',
    'file:///etc/passwd',
    'data:text/plain,plan',
    '',
    'plan.docx',
  ])('is not asked for at %s', async (url) => {
    expect(await makeFetchFile(teams)(url)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('does not lie'),
    });
  });

  it('is fetched from this machine alone in local mode', async () => {
    expect(await makeFetchFile(here)('https://northmoor.sharepoint.com/x')).toMatchObject({ kind: 'refused' });
  });

  it('is not followed to another place', async () => {
    const other = await aPlace((_request, response) => response.end('secret'));
    const place = await aPlace((_request, response) => response.writeHead(302, { location: other.url }).end());
    expect(await makeFetchFile(here)(place.url)).toMatchObject({ kind: 'refused' });
    expect(other.asked).toEqual([]);
  });

  it.each([
    ['announced', (bytes: Buffer) => ({ bytes, headers: { 'content-length': String(bytes.length) } })],
    ['not announced', (bytes: Buffer) => ({ bytes, headers: {} })],
    ['packed small', (bytes: Buffer) => ({ bytes: gzipSync(bytes), headers: { 'content-encoding': 'gzip' } })],
  ])('that is too large, %s, is left', async (_how, made) => {
    const { bytes, headers } = made(Buffer.alloc(3 * 1024 * 1024));
    const place = await aPlace((_request, response) => response.writeHead(200, headers).end(bytes));
    const fetchFile = makeFetchFile({ ...here, mostBytes: 1024 * 1024 });
    expect(await fetchFile(place.url)).toMatchObject({ reason: expect.stringContaining('larger than 1 MB') });
  });

  it('that comes too slowly is left', async () => {
    const place = await aPlace((_request, response) => {
      response.write('the');
    });
    const fetchFile = makeFetchFile({ ...here, timeoutMs: 200 });
    expect(await fetchFile(place.url)).toMatchObject({ reason: expect.stringContaining('took too long') });
  });

  it.each([404, 500])('that is answered with %i is told as not fetched', async (status) => {
    const place = await aPlace((_request, response) => response.writeHead(status).end('no'));
    expect(await makeFetchFile(here)(place.url)).toMatchObject({
      reason: expect.stringContaining('could not be fetched'),
    });
  });

  it('that breaks off is told as not fetched', async () => {
    const place = await aPlace((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await makeFetchFile(here)(place.url)).toMatchObject({
      reason: expect.stringContaining('could not be fetched'),
    });
  });
});
