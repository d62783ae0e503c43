import type { FetchFile } from '../../../app/importing/kept-files.js';
import { mayCall } from '../identity/admission.js';

/** Where Teams keeps what people send in a chat: their own OneDrive, which is a site of SharePoint. */
export const TEAMS_FILE_HOSTS: readonly string[] = ['*.sharepoint.com'];

export interface DownloadRules {
  /** Host names, or `*.example.org` for every host below it, over HTTPS only. Not used in local mode. */
  readonly hosts: readonly string[];
  /** Only this machine. */
  readonly local: boolean;
  readonly mostBytes?: number;
  readonly timeoutMs?: number;
}

/** A plan is seldom larger than one. */
const MOST_MEGABYTES = 10;
const LONGEST_MS = 20_000;

const REFUSED = {
  host: 'It does not lie where your organisation keeps its files. Please attach it with the paper clip below the chat.',
  answer: 'It could not be fetched: the place where it lies did not give it. Please send it again.',
  slow: 'It took too long to fetch. Please send it again in a few minutes.',
} as const;

/**
 * Fetches files that people send. The address comes with a signed activity and is not believed all the same: only known
 * hosts are asked, nothing that proves who we are goes there, no redirect is followed, and size and time have an end.
 */
export function makeFetchFile(rules: DownloadRules): FetchFile {
  const { hosts, local, mostBytes = MOST_MEGABYTES * 1024 * 1024, timeoutMs = LONGEST_MS } = rules;
  const refused = (reason: string) => ({ kind: 'refused', reason }) as const;
  const tooLarge = `It is larger than ${Math.floor(mostBytes / 1024 / 1024)} MB. Please send it without its pictures.`;
  return async (url) => {
    if (!mayCall({ tenants: [], serviceHosts: hosts, local }, url)) return refused(REFUSED.host);
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(url, { redirect: 'manual', signal });
      if (!response.ok || response.body === null) {
        await response.body?.cancel();
        return refused(REFUSED.answer);
      }
      const parts: Uint8Array[] = [];
      let size = 0;
      for await (const part of response.body as AsyncIterable<Uint8Array>) {
        size += part.length;
        // by what came, whatever was announced
        if (size > mostBytes) return refused(tooLarge);
        parts.push(part);
      }
      return { kind: 'file', bytes: Buffer.concat(parts) };
    } catch {
      return refused(signal.aborted ? REFUSED.slow : REFUSED.answer);
    }
  };
}
