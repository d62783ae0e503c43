import { readFile } from 'node:fs/promises';
import { type Zippable, zipSync } from 'fflate';
import { z } from 'zod';
import { complaintsAboutManifest } from './manifest-schema.js';

const MANIFEST_FOLDER = new URL('../../../manifest/', import.meta.url);

/** An all-zero GUID and a reserved domain: a package that Microsoft's schema accepts and no tenant can use. */
const SAMPLE = { botId: '00000000-0000-0000-0000-000000000000', domain: 'quarterdeck.example' };

const guid = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const httpsUrl = z.url({ protocol: /^https$/ }).max(2_048);

/** What the manifest's placeholders are filled with. */
export interface PackageFacts {
  /** The Microsoft App ID of the Azure Bot, lower case. */
  readonly botId: string;
  /** The id of the Teams app; the bot's by default, which Teams allows. */
  readonly appId: string;
  /** The version that Teams shows and compares: an upload under the same id must have a higher one. */
  readonly appVersion: string;
  /** The public host name of the service: no scheme, no port, no path. */
  readonly domain: string;
  readonly website: string;
  readonly privacy: string;
  readonly terms: string;
}

/** What was typed, or found in the environment. */
export type PackageWishes = { readonly [name in keyof PackageFacts]?: string | undefined } & {
  readonly sample?: boolean;
};

export type FactsOutcome =
  | { readonly kind: 'facts'; readonly facts: PackageFacts }
  | { readonly kind: 'refused'; readonly reason: string };

const factsSchema = z.object({
  botId: guid.refine((id) => id !== SAMPLE.botId),
  appId: guid,
  appVersion: z.string().regex(/^(?:0|[1-9]\d{0,4})(?:\.(?:0|[1-9]\d{0,4})){2}$/),
  domain: z
    .string()
    .toLowerCase()
    .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/),
  website: httpsUrl,
  privacy: httpsUrl,
  terms: httpsUrl,
});

const COMPLAINTS: Record<keyof PackageFacts, string> = {
  botId: '--bot-id must be the Microsoft App ID of the Azure Bot: a GUID',
  appId: '--app-id must be a GUID',
  appVersion: '--app-version must be three numbers with dots between them, such as 1.0.1',
  domain:
    '--domain must be the public host name of the service, such as quarterdeck.northmoor.example: no https://, no port, no path',
  website: '--website must be an https address',
  privacy: '--privacy must be an https address',
  terms: '--terms must be an https address',
};

const FACTS = factsSchema.keyof().options;

/** Settles what goes into the manifest. Never invents an id or a domain unless a sample is asked for by name. */
export function settleFacts(wishes: PackageWishes): FactsOutcome {
  if (wishes.sample === true) {
    if (wishes.botId !== undefined || wishes.domain !== undefined) {
      return { kind: 'refused', reason: '--sample makes a package without a bot: leave --bot-id and --domain out.' };
    }
    return { kind: 'facts', facts: complete({ ...wishes, ...SAMPLE }) };
  }
  const { botId, domain } = wishes;
  if (botId === undefined || domain === undefined) {
    return {
      kind: 'refused',
      reason:
        'A package for Teams needs --bot-id GUID and --domain HOST (or --sample, to look at one that cannot be installed).',
    };
  }
  const parsed = factsSchema.safeParse(complete({ ...wishes, botId, domain }));
  if (parsed.success) {
    return { kind: 'facts', facts: parsed.data };
  }
  // What was derived from a wrong value is wrong too; only what was given is worth a complaint.
  const wrong = FACTS.filter(
    (name) => wishes[name] !== undefined && parsed.error.issues.some((issue) => issue.path[0] === name),
  );
  return { kind: 'refused', reason: `${wrong.map((name) => COMPLAINTS[name]).join('; ')}.` };
}

function complete(wishes: PackageWishes & { readonly botId: string; readonly domain: string }): PackageFacts {
  const website = wishes.website ?? `https://${wishes.domain}/`;
  return {
    botId: wishes.botId,
    appId: wishes.appId ?? wishes.botId,
    appVersion: wishes.appVersion ?? '1.0.0',
    domain: wishes.domain,
    website,
    privacy: wishes.privacy ?? `https://${wishes.domain}/privacy`,
    terms: wishes.terms ?? `https://${wishes.domain}/terms`,
  };
}

interface TeamsPackage {
  readonly zip: Uint8Array;
  readonly isChecked: boolean;
}

/**
 * Builds the Teams app package: manifest and icons in one zip. The same facts give the same bytes.
 * @param folder where manifest.json and the icons that it names lie; the project's own by default
 * @returns the zip, and whether the manifest was checked against Microsoft's schema: not where that is not installed
 * @throws when the manifest does not keep to Microsoft's schema or an icon has the wrong size: a defect of ours.
 */
export async function buildTeamsPackage(facts: PackageFacts, folder: URL = MANIFEST_FOLDER): Promise<TeamsPackage> {
  const text = fill(await readFile(new URL('manifest.json', folder), 'utf8'), facts);
  const manifest = manifestSchema.parse(JSON.parse(text));
  const complaints = await complaintsAboutManifest(JSON.parse(text));
  if (complaints !== null && complaints.length > 0) {
    throw new Error(`manifest.json does not keep to Microsoft's schema: ${complaints.join('; ')}`);
  }
  const color = await readFile(new URL(manifest.icons.color, folder));
  const outline = await readFile(new URL(manifest.icons.outline, folder));
  checkIcon(manifest.icons.color, color, 192);
  checkIcon(manifest.icons.outline, outline, 32);
  // The zip format keeps local times from 1980 on; these fields are the same in every zone.
  const mtime = new Date(1980, 0, 1);
  const entries: Zippable = {
    'manifest.json': [Buffer.from(text), { mtime }],
    [manifest.icons.color]: [color, { mtime }],
    [manifest.icons.outline]: [outline, { mtime }],
  };
  return { zip: zipSync(entries, { level: 9 }), isChecked: complaints !== null };
}

const manifestSchema = z.looseObject({
  icons: z.object({ color: z.string(), outline: z.string() }),
});

function fill(template: string, facts: PackageFacts): string {
  const values: Record<string, string> = {
    BOT_ID: facts.botId,
    APP_ID: facts.appId,
    VERSION: facts.appVersion,
    DOMAIN: facts.domain,
    WEBSITE: facts.website,
    PRIVACY: facts.privacy,
    TERMS: facts.terms,
  };
  return template.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) {
      throw new Error(`manifest.json has a placeholder {{${name}}} that nothing fills.`);
    }
    // Inside a JSON string: quoted as JSON, without the quotes.
    return JSON.stringify(value).slice(1, -1);
  });
}

/** Teams wants a colour icon of 192 × 192 and an outline of 32 × 32 with transparency. */
function checkIcon(name: string, bytes: Buffer, side: number): void {
  // PNG: 8 bytes of signature, then the IHDR chunk: length, "IHDR", width, height, bit depth, colour type.
  const isPng =
    bytes.length > 26 && bytes.toString('latin1', 1, 4) === 'PNG' && bytes.toString('latin1', 12, 16) === 'IHDR';
  if (!isPng || bytes.readUInt32BE(16) !== side || bytes.readUInt32BE(20) !== side) {
    throw new Error(`${name} must be a PNG of ${side} × ${side} pixels.`);
  }
}
