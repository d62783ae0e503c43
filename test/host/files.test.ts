import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeConnections } from '../../src/adapters/connections.js';
import { memoryTable } from '../../src/adapters/tables/engines/memory-table.js';
import { makeTeams } from '../../src/adapters/teams/teams.js';
import { type DraftLink, draftPath, pageName, sheetName } from '../../src/app/publishing/draft-links.js';
import { makeFileAt } from '../../src/host/files.js';
import { makeUseCases, type UseCases } from '../../src/host/wiring.js';
import { FakeMessenger, silentLog } from '../app/fakes.js';
import { ADA, aWorld, OPENING, openQuarter, PLAN, TENANT } from '../app/world.js';
import { at } from '../domain/builders.js';

const noon = at('2026-11-30T12:00:00Z');
const HALF_AN_HOUR = 30 * 60_000;

let useCases: UseCases;
let reads = 0;
let server: ReturnType<ReturnType<typeof makeTeams>['makeServer']>;
let url = '';
let steady = 0;
let key = '';
let draft = '';

beforeAll(async () => {
  const table = memoryTable();
  const world = aWorld(table, new FakeMessenger());
  await openQuarter(world);
  await world.sweep(OPENING);
  useCases = makeUseCases({
    ...table,
    get: (...asked) => {
      reads += 1;
      return table.get(...asked);
    },
    range: (query) => {
      reads += 1;
      return table.range(query);
    },
  });
  const compiled = await useCases.compileRevision({ tenant: TENANT, plan: PLAN, by: 'system' }, noon);
  if (compiled.kind === 'refused') throw new Error(compiled.reason);
  draft = (await useCases.stores.plan(TENANT, PLAN).head())?.value.drafts.at(-1) ?? '';
  key = await useCases.cardKey();
  const files = makeFileAt(useCases, {
    clock: { now: async () => noon },
    wallMs: () => Date.now(),
    steadyMs: () => steady,
  });
  const teams = makeTeams({
    identity: { kind: 'none' },
    tenants: [TENANT],
    log: silentLog,
    connections: makeConnections(),
  });
  const nothing = async () => ({ replies: [] });
  server = teams.makeServer({
    conversation: {
      onCommand: nothing,
      onClick: nothing,
      onText: nothing,
      onFile: nothing,
      onSignOfLife: nothing,
      onTeam: nothing,
    },
    ready: async () => ({ kind: 'ready' }),
    files,
  });
  ({ url } = await server.listen(0));
});
afterAll(() => server.close());
beforeEach(() => {
  // what was counted in the minute before does not count in the next test
  steady += 60_000;
});

const linkTo = (link: Partial<DraftLink>, made = Date.now()) =>
  draftPath(key, { tenant: TENANT, plan: PLAN, compiled: draft, format: 'docx', ...link }, made);
const fetched = (path: string, method = 'GET') => fetch(`${url}${path}`, { method });

/** As it is written: fetch would tidy the path. */
function statusOf(path: string): Promise<number | undefined> {
  return new Promise((done, fail) => {
    request(url, { path }, (response) => done(response.resume().statusCode))
      .on('error', fail)
      .end();
  });
}

describe('A signed link', () => {
  it.each([
    ['docx', /wordprocessingml/, /^harbour-draft-1\.docx$/],
    ['html', /^text\/html/, /^harbour-draft-1\.html$/],
    ['csv', /^text\/csv/, /^harbour-draft-1\.csv$/],
  ])('leads to the draft as %s, to be saved and kept nowhere on the way', async (format, type, name) => {
    const answer = await fetched(linkTo({ format }));
    expect(answer.status).toBe(200);
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100);
    const header = (which: string) => answer.headers.get(which) ?? '';
    expect(header('content-type')).toMatch(type);
    expect(/^attachment; filename="(.+)"$/.exec(header('content-disposition'))?.[1]).toMatch(name);
    expect(header('cache-control')).toBe('private, no-store');
    expect(header('referrer-policy')).toBe('no-referrer');
    expect(header('x-robots-tag')).toBe('noindex');
    expect(header('x-content-type-options')).toBe('nosniff');
    expect(header('content-security-policy')).toContain("default-src 'none'");
    expect(header('set-cookie') + header('etag') + header('x-powered-by')).toBe('');
  });

  it.each([
    ['a return sheet', { compiled: sheetName({ kind: 'person', person: ADA }), format: 'docx' }],
    ['the page of the review', { compiled: pageName({ kind: 'review' }), format: 'html' }],
  ])('leads to %s', async (_what, link) => {
    expect((await fetched(linkTo(link))).status).toBe(200);
  });

  it('works again: scanners open links before people do', async () => {
    const link = linkTo({});
    expect([(await fetched(link)).status, (await fetched(link)).status]).toEqual([200, 200]);
  });

  it('has lapsed after half an hour, to the millisecond', async () => {
    const [made, now] = [1_800_000_000_000, vi.spyOn(Date, 'now')];
    const link = linkTo({}, made);
    const answers: number[] = [];
    for (const later of [0, HALF_AN_HOUR, HALF_AN_HOUR + 1, 24 * HALF_AN_HOUR]) {
      now.mockReturnValue(made + later);
      answers.push((await fetched(link)).status);
    }
    now.mockRestore();
    expect(answers).toEqual([200, 200, 404, 404]);
  });

  it('leads nowhere where its draft, its plan or its format is not there', async () => {
    for (const link of [{ compiled: 'none' }, { plan: 'another' }, { format: 'exe' }, { format: '../../etc/passwd' }])
      expect((await fetched(linkTo(link))).status).toBe(404);
  });
});

describe('A link that nobody was given', () => {
  const parts = () => linkTo({}).split('/');
  const changed = (place: number, to: string) => parts().with(place, to).join('/');
  const LINKS: readonly (readonly [string, () => string])[] = [
    ['for another tenant', () => changed(2, 'another')],
    ['for another plan', () => changed(3, 'another')],
    ['for another draft', () => changed(4, 'another')],
    ['for another format', () => changed(5, 'csv')],
    ['that lasts longer', () => changed(6, String(Date.now() + 10 * HALF_AN_HOUR))],
    ['with another signature', () => changed(7, 'c2lnbmVk')],
    ['without a signature', () => parts().slice(0, 7).join('/')],
    ['with a part more', () => `${linkTo({})}/more`],
    ['with a question', () => `${linkTo({})}?format=csv`],
    ['whose parts run into each other', () => linkTo({ tenant: `${TENANT}/${PLAN}`, plan: '' })],
    ['that is no text', () => '/files/%E0%A4%A/a/b/c/d/e'],
    ['that climbs', () => '/files/../../etc/passwd'],
    ['that climbs in other letters', () => '/files/..%2f..%2fetc%2fpasswd/b/c/d/e/f'],
    ['with an end of text in it', () => '/files/a%00/b/c/d/e/f'],
    ['of 8,000 letters', () => `/files/${'a'.repeat(8_000)}`],
  ];

  it.each(LINKS)('%s leads nowhere, and costs no read of the store', async (_what, link) => {
    reads = 0;
    expect([await statusOf(link()), reads]).toEqual([404, 0]);
  });

  it('signed with another key leads nowhere', async () => {
    const forged = draftPath('another', { tenant: TENANT, plan: PLAN, compiled: draft, format: 'docx' }, Date.now());
    expect(await statusOf(forged)).toBe(404);
  });
});

describe('Links that are followed too often', () => {
  const statuses = async (paths: readonly string[]) => {
    const answers: number[] = [];
    for (const path of paths) answers.push((await fetched(path, 'HEAD')).status);
    return answers;
  };

  it('are told to wait, each by itself, and work again a minute later', async () => {
    // from one reading of the clock: a tick between two readings makes the same link twice
    const made = Date.now();
    const [one, other] = [linkTo({ format: 'csv' }, made - 1), linkTo({ format: 'csv' }, made - 2)];
    expect((await statuses(Array.from({ length: 21 }, () => one))).slice(19)).toEqual([200, 429]);
    const told = await fetched(one);
    expect([told.status, Number(told.headers.get('retry-after'))]).toEqual([429, 60]);
    expect(await told.text()).toBe('This was asked for too often. Try again in a minute.');
    // the same link in other letters is the same link
    expect(await statuses([one.replace('/csv/', '/%63sv/'), other])).toEqual([429, 200]);
    steady += 60_000;
    expect(await statuses([one])).toEqual([200]);
  });

  it('are limited all together', async () => {
    const made = Date.now();
    const links = Array.from({ length: 121 }, (_, n) => linkTo({ format: 'csv' }, made - n));
    expect((await statuses(links)).slice(119)).toEqual([200, 429]);
  });

  it('made up, use up no good one', async () => {
    const answers = await statuses(Array.from({ length: 61 }, (_, n) => `/files/made/up/${n}`));
    expect(answers.slice(59)).toEqual([404, 429]);
    expect(await statuses([linkTo({ format: 'csv' })])).toEqual([200]);
  });
});
