import type { Request, Response } from 'express';
import type { Log } from '../../../app/store/ports.js';
import { plain } from './plain.js';

/** What a path below `/files/` leads to. */
export type FileAnswer =
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly name: string; readonly type: string }
  /** The link is not ours, has lapsed, or names what is not there: nobody learns which. */
  | { readonly kind: 'none' }
  | TooOften;

/** Asked for more often than anybody reads; the seconds after which it is worth trying again. */
export interface TooOften {
  readonly kind: 'tooOften';
  readonly seconds: number;
}

/** `GET /files/…`: what a signed link leads to, to be saved and kept by no cache on the way. */
export function serveFiles(files: (path: string) => Promise<FileAnswer>, log: Log) {
  return async (request: Request, response: Response): Promise<void> => {
    const answer = await files(request.originalUrl).catch((error: unknown): FileAnswer => {
      log.error('file failed', { error: error instanceof Error ? (error.stack ?? '') : 'unknown' });
      return { kind: 'none' };
    });
    response.setHeader('Cache-Control', 'private, no-store');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('X-Robots-Tag', 'noindex');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (answer.kind === 'tooOften') {
      response.setHeader('Retry-After', String(answer.seconds));
      return plain(response, 429, 'This was asked for too often. Try again in a minute.');
    }
    if (answer.kind === 'none')
      return plain(response, 404, 'This link is not valid, or it has lapsed. Ask for a new one in Teams.');
    response.setHeader('Content-Disposition', `attachment; filename="${answer.name}"`);
    response.status(200).type(answer.type).end(answer.bytes);
  };
}
