import { z } from 'zod';
import type { SentFile } from '../../../chat/turn.js';
import type { Incoming } from '../identity/activity.js';

/** Microsoft Teams, "Send and receive files through the bot": what a file in a chat of two comes as. */
const DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info';

const downloadSchema = z.object({ downloadUrl: z.string().min(1).max(8_000) });

/** The files of a message. What Teams adds to every message by itself, such as its words as HTML, is none. */
export function filesIn({ attachments }: Pick<Incoming, 'attachments'>): readonly SentFile[] {
  return (attachments ?? []).flatMap(({ contentType, name, content }): readonly SentFile[] => {
    const kind = contentType?.toLowerCase() ?? '';
    if (kind.startsWith('image/')) return [{ name: name || 'This', url: null }];
    if (kind !== DOWNLOAD) return [];
    const { data } = downloadSchema.safeParse(content);
    // without an address it is fetched from nowhere, and refused as any address is that is not known
    return [{ name: name || 'the file', url: data?.downloadUrl ?? '' }];
  });
}
