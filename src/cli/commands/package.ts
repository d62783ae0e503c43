import { join } from 'node:path';
import { buildTeamsPackage, settleFacts } from '../../adapters/teams/app-package.js';
import { readPackageSettings } from '../../host/config.js';
import { WrongUsage } from '../output/command.js';
import { writeWhole } from '../output/write-whole.js';

interface PackageOptions {
  readonly out: string;
  readonly botId?: string;
  readonly domain?: string;
  readonly appId?: string;
  readonly appVersion?: string;
  readonly website?: string;
  readonly privacy?: string;
  readonly terms?: string;
  readonly sample?: boolean;
}

/** `quarterdeck package --bot-id GUID --domain HOST`: the app package that a Teams administrator uploads. */
export async function packageCommand({ out, ...given }: PackageOptions): Promise<void> {
  const settings = given.sample === true ? {} : readPackageSettings();
  const wishes = { ...settings, ...given };
  const isSample = wishes.sample === true || (wishes.botId === undefined && wishes.domain === undefined);
  const settled = settleFacts({ ...wishes, sample: isSample });
  if (settled.kind === 'refused') throw new WrongUsage(settled.reason);
  const { zip, isChecked } = await buildTeamsPackage(settled.facts);
  const file = join(out, 'quarterdeck-teams.zip');
  await writeWhole(file, zip);
  const { botId, domain } = settled.facts;
  const checked = isChecked
    ? "keeps to Microsoft's schema"
    : "not checked against Microsoft's schema, which is installed in the source tree only";
  process.stdout.write(`${file}: ${zip.length} bytes, ${checked}, for bot ${botId} at ${domain}.\n`);
  if (isSample) {
    process.stdout.write(
      'It names no bot, so Teams will not install it. For a real one: quarterdeck package --bot-id GUID --domain HOST\n',
    );
  }
}
