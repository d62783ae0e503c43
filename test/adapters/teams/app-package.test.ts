import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildTeamsPackage, type PackageFacts, settleFacts } from '../../../src/adapters/teams/app-package.js';
import { complaintsAboutManifest } from '../../../src/adapters/teams/manifest-schema.js';
import { readPng } from './png.js';

const BOT = 'b41d6e0c-52b8-4d0e-9d56-6f6a7d1f0a11';
const WISHES = { botId: BOT, domain: 'plans.northmoor.example' };

function factsOf(wishes: Parameters<typeof settleFacts>[0]): PackageFacts {
  const outcome = settleFacts(wishes);
  if (outcome.kind === 'refused') {
    throw new Error(outcome.reason);
  }
  return outcome.facts;
}

function manifestIn(zip: Uint8Array): Record<string, unknown> {
  const bytes = unzipSync(zip)['manifest.json'] ?? new Uint8Array();
  return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('The Teams app package', () => {
  it('holds the manifest and the two icons that it names, and nothing else', async () => {
    const { zip } = await buildTeamsPackage(factsOf(WISHES));

    expect(Object.keys(unzipSync(zip)).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    expect(manifestIn(zip).icons).toEqual({ color: 'color.png', outline: 'outline.png' });
  });

  it('names the bot and the host that it was made for, and leaves no placeholder', async () => {
    const { zip } = await buildTeamsPackage(factsOf(WISHES));
    const manifest = manifestIn(zip);

    expect(manifest).toMatchObject({
      id: BOT,
      bots: [{ botId: BOT, scopes: ['personal', 'team'] }],
      validDomains: ['plans.northmoor.example'],
      version: '1.0.0',
      developer: {
        websiteUrl: 'https://plans.northmoor.example/',
        privacyUrl: 'https://plans.northmoor.example/privacy',
        termsOfUseUrl: 'https://plans.northmoor.example/terms',
      },
    });
    expect(JSON.stringify(manifest)).not.toContain('{{');
  });

  it("keeps to Microsoft's schema of the version that it names", async () => {
    const { zip, isChecked } = await buildTeamsPackage(factsOf(WISHES));
    const manifest = manifestIn(zip);

    expect(isChecked).toBe(true);
    expect(await complaintsAboutManifest(manifest)).toEqual([]);
    expect(manifest.$schema).toContain(`/v${String(manifest.manifestVersion)}/`);
  });

  it('names the newest version of the schema that is not a preview', async () => {
    const manifest = manifestIn((await buildTeamsPackage(factsOf(WISHES))).zip);
    const minors = readdirSync('node_modules/@microsoft/app-manifest/build/json-schemas/teams').map((name) =>
      Number(/^v1\.(\d+)$/.exec(name)?.[1] ?? 0),
    );

    expect(manifest.manifestVersion).toBe(`1.${Math.max(...minors)}`);
  });

  it('has the version that it is given, so that Teams takes it in place of an older one', async () => {
    const { zip } = await buildTeamsPackage(factsOf({ ...WISHES, appVersion: '1.2.10' }));

    expect(manifestIn(zip)).toMatchObject({ version: '1.2.10', id: BOT });
  });

  it('is not said to be checked where the schema is not installed', async () => {
    const manifest = manifestIn((await buildTeamsPackage(factsOf(WISHES))).zip);

    expect(await complaintsAboutManifest(manifest, pathToFileURL(join(tmpdir(), 'nothing-installed.js')))).toBe(null);
  });

  it.each([
    ['a name of 31 characters', { name: { short: 'Q'.repeat(31) } }],
    ['a property that Microsoft does not know', { colour: 'blue' }],
    ['a bot without an id', { bots: [{ scopes: ['personal'] }] }],
  ])('is not built with %s', async (_what, change) => {
    const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-manifest-'));
    cpSync('manifest', folder, { recursive: true });
    const path = join(folder, 'manifest.json');
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change }));

    const building = buildTeamsPackage(factsOf(WISHES), pathToFileURL(`${folder}/`));

    await expect(building).rejects.toThrow(/Microsoft's schema/);
    rmSync(folder, { recursive: true });
  });

  it('has the same bytes each time, in every time zone', async () => {
    const zips: Buffer[] = [];
    for (const zone of ['Pacific/Auckland', 'America/Los_Angeles', 'UTC']) {
      vi.stubEnv('TZ', zone);
      zips.push(Buffer.from((await buildTeamsPackage(factsOf(WISHES))).zip));
    }

    expect(zips[1]?.equals(zips[0] ?? Buffer.alloc(0))).toBe(true);
    expect(zips[2]?.equals(zips[0] ?? Buffer.alloc(0))).toBe(true);
  });

  it('offers status, nudge, compile and help in a personal chat, within the limits of Teams', async () => {
    const manifest = manifestIn((await buildTeamsPackage(factsOf(WISHES))).zip);
    const [bot] = manifest.bots as {
      commandLists: { scopes: string[]; commands: { title: string; description: string }[] }[];
    }[];
    const lists = bot?.commandLists ?? [];
    const personal = lists.find((list) => list.scopes.includes('personal'));

    expect(personal?.commands.map((command) => command.title)).toEqual(
      expect.arrayContaining(['status', 'nudge', 'compile', 'help']),
    );
    expect(lists.length).toBeLessThanOrEqual(3);
    // nothing is ever said in a team, so no command is offered there
    expect(lists.flatMap((list) => list.scopes)).toEqual(['personal']);
    expect(Math.max(...lists.map((list) => list.commands.length))).toBeLessThanOrEqual(12);
  });
});

describe('The icons', () => {
  it('are 192 pixels square and full of colour', () => {
    const icon = readPng(readFileSync('manifest/color.png'));

    expect([icon.width, icon.height]).toEqual([192, 192]);
    expect(icon.alphas.every((alpha) => alpha === 255)).toBe(true);
  });

  it('are 32 pixels square, white on nothing', () => {
    const icon = readPng(readFileSync('manifest/outline.png'));
    const seen = icon.colours.filter((_colour, index) => icon.alphas[index] !== 0);

    expect([icon.width, icon.height]).toEqual([32, 32]);
    // The four corners, and most of the picture, let the background through.
    expect([0, 31, 31 * 32, 32 * 32 - 1].map((index) => icon.alphas[index])).toEqual([0, 0, 0, 0]);
    expect(icon.alphas.filter((alpha) => alpha === 0).length).toBeGreaterThan(512);
    expect(seen.length).toBeGreaterThan(50);
    expect(new Set(seen)).toEqual(new Set(['255,255,255']));
  });
});

describe('What the package is made for', () => {
  it.each([
    ['nothing at all', {}],
    ['no bot', { domain: 'plans.northmoor.example' }],
    ['no domain', { botId: BOT }],
  ])('is asked for when there is %s', (_what, wishes) => {
    expect(settleFacts(wishes)).toMatchObject({ kind: 'refused', reason: expect.stringContaining('--bot-id GUID') });
  });

  it.each([
    ['a bot id that is no GUID', { botId: 'quarterdeck' }, '--bot-id'],
    ['the bot id of the sample', { botId: '00000000-0000-0000-0000-000000000000' }, '--bot-id'],
    ['an address for a domain', { domain: 'https://plans.northmoor.example' }, '--domain'],
    ['a domain with a port', { domain: 'plans.northmoor.example:443' }, '--domain'],
    ['a machine name without a domain', { domain: 'localhost' }, '--domain'],
    ['an IP address', { domain: '127.0.0.1' }, '--domain'],
    ['a quotation mark in the domain', { domain: 'plans".example' }, '--domain'],
    ['a version of two numbers', { appVersion: '1.1' }, '--app-version'],
    ['a version with a leading nought', { appVersion: '1.01.0' }, '--app-version'],
    ['a website without https', { website: 'http://northmoor.example' }, '--website'],
  ])('is refused for %s, and only that is complained about', (_what, change, option) => {
    const outcome = settleFacts({ ...WISHES, ...change });

    expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringMatching(new RegExp(`^${option}`)) });
    expect(outcome.kind === 'refused' ? outcome.reason.match(/--/g)?.length : 0).toBe(1);
  });

  it('may be nobody when a sample is asked for by name', async () => {
    const { zip } = await buildTeamsPackage(factsOf({ sample: true }));

    expect(manifestIn(zip)).toMatchObject({ id: '00000000-0000-0000-0000-000000000000' });
    expect(settleFacts({ ...WISHES, sample: true }).kind).toBe('refused');
  });

  it('takes a GUID and a host in capitals as the same in small letters', () => {
    expect(factsOf({ botId: BOT.toUpperCase(), domain: 'Plans.Northmoor.Example' })).toMatchObject(WISHES);
  });
});
