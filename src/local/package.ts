import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { buildTeamsPackage, settleFacts } from './teams-package.js';

const OUT = new URL('../../out/', import.meta.url);
const USAGE = `Builds out/quarterdeck-teams.zip, the app package that a Teams administrator uploads.

  npm run package -- --bot-id GUID --domain HOST   (or QUARTERDECK_BOT_ID and QUARTERDECK_DOMAIN)
      [--app-id GUID]      id of the Teams app; the bot's by default
      [--website URL]      support page; the service's own address by default
      [--privacy URL] [--terms URL]   by default the website
  npm run package                                  a package to look at, for no bot: it cannot be installed
`;

/** Exit: 0 done, 2 wrong usage; a defect throws. */
async function main(words: readonly string[]): Promise<number> {
  const wishes = read(words);
  if (typeof wishes === 'string') {
    console.error(`${wishes}\n\n${USAGE}`);
    return 2;
  }
  if (wishes.help === true) {
    console.log(USAGE);
    return 0;
  }
  const botId = wishes['bot-id'] ?? fromEnvironment('QUARTERDECK_BOT_ID', wishes.sample);
  const domain = wishes.domain ?? fromEnvironment('QUARTERDECK_DOMAIN', wishes.sample);
  const isSample = wishes.sample === true || (botId === undefined && domain === undefined);
  const settled = settleFacts({
    botId,
    domain,
    appId: wishes['app-id'],
    website: wishes.website,
    privacy: wishes.privacy,
    terms: wishes.terms,
    sample: isSample,
  });
  if (settled.kind === 'refused') {
    console.error(`${settled.reason}\n\n${USAGE}`);
    return 2;
  }
  const zip = await buildTeamsPackage(settled.facts);
  await mkdir(OUT, { recursive: true });
  await writeFile(new URL('quarterdeck-teams.zip', OUT), zip);
  console.log(
    `out/quarterdeck-teams.zip: ${zip.length} bytes, keeps to Microsoft's schema, for bot ${settled.facts.botId} at ${settled.facts.domain}.`,
  );
  if (isSample) {
    console.log(
      'It names no bot, so Teams will not install it. For a real one: npm run package -- --bot-id GUID --domain HOST',
    );
  }
  return 0;
}

function read(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...words],
      options: {
        'bot-id': text,
        domain: text,
        'app-id': text,
        website: text,
        privacy: text,
        terms: text,
        sample: flag,
        help: flag,
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function fromEnvironment(name: string, sample: boolean | undefined): string | undefined {
  const value = process.env[name];
  return sample === true || value === '' ? undefined : value;
}

process.exitCode = await main(process.argv.slice(2));
