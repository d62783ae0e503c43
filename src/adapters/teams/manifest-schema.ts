import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { z } from 'zod';

const manifestSchema = z.looseObject({ manifestVersion: z.string().regex(/^\d+\.\d+$/) });

/**
 * Checks a manifest against the official schema of its own version, which @microsoft/app-manifest carries offline.
 * @param from the folder or file from which packages are looked for; this file by default
 * @returns one short sentence for each offence, none when it keeps to the schema; null where the schema is not installed:
 * it comes with the tools for building, which are not deployed
 */
export async function complaintsAboutManifest(
  manifest: unknown,
  from: string | URL = import.meta.url,
): Promise<readonly string[] | null> {
  const { manifestVersion } = manifestSchema.parse(manifest);
  const path = `@microsoft/app-manifest/build/json-schemas/teams/v${manifestVersion}/MicrosoftTeams.schema.json`;
  const installed = createRequire(from);
  if (!isInstalled(installed, '@microsoft/app-manifest/package.json')) return null;
  const schema: unknown = JSON.parse(await readFile(installed.resolve(path), 'utf8'));
  const { default: draft04 } = await import('ajv-draft-04');
  // Not strict: Microsoft's schema uses keywords of later drafts. The one format in it ("uri", of $schema) is not checked.
  const validate = new draft04.default({ strict: false, allErrors: true, validateFormats: false }).compile(
    z.looseObject({}).parse(schema),
  );
  return validate(manifest)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message}`);
}

function isInstalled(installed: NodeJS.Require, name: string): boolean {
  try {
    installed.resolve(name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return false;
    throw error;
  }
}
