import type { RevisionDocument } from '../../../domain/revision.js';
import { writeCsv } from './csv.js';
import { writeDocx } from './docx.js';
import { writeHtml } from './html.js';
import { writeJson } from './json.js';
import { writeXlsx } from './xlsx.js';

/** The formats in which a revision is delivered; also the files' extensions. */
export const WRITTEN_FORMATS = ['docx', 'html', 'csv', 'xlsx', 'json'] as const;
export type WrittenFormat = (typeof WRITTEN_FORMATS)[number];

/** One writer a format, all from the same neutral document; the bytes are the whole file. */
export const writers: Readonly<
  Record<WrittenFormat, (document: RevisionDocument) => Uint8Array | Promise<Uint8Array>>
> = {
  docx: (document) => writeDocx(document),
  html: writeHtml,
  csv: writeCsv,
  xlsx: writeXlsx,
  json: writeJson,
};
