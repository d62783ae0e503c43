import { unzipSync } from 'fflate';
import { z } from 'zod';

/** What an app package for Teams says of itself. */
export type PackagedApp =
  | {
      readonly kind: 'app';
      readonly version: string;
      readonly botId: string;
      readonly domains: readonly string[];
    }
  | { readonly kind: 'unreadable'; readonly reason: string };

const schema = z.looseObject({
  version: z.string(),
  bots: z.array(z.looseObject({ botId: z.string().toLowerCase() })).min(1),
  validDomains: z.array(z.string()),
});

/** Reads the zip that `quarterdeck package` makes. Never throws. */
export function readPackagedApp(zip: Uint8Array): PackagedApp {
  try {
    const manifest = unzipSync(zip, {
      filter: ({ name, originalSize }) => name === 'manifest.json' && originalSize < 1e6,
    });
    const text = Buffer.from(manifest['manifest.json'] ?? []).toString('utf8');
    const { version, bots, validDomains } = schema.parse(JSON.parse(text));
    return { kind: 'app', version, botId: bots[0]?.botId ?? '', domains: validDomains };
  } catch {
    return {
      kind: 'unreadable',
      reason: 'The file is no app package for Teams: there is no manifest.json of a bot in it.',
    };
  }
}
