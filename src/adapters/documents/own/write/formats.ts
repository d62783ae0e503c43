import type { RevisionDocument } from '../../../../domain/publishing/revision.js';
import { writeCsv } from './csv.js';
import { writeDocx, writePublicDocx } from './docx.js';
import { writeHtml, writeHtmlFragment, writePlainFragment } from './html.js';
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
  html: (document) => writeHtml(document),
  csv: writeCsv,
  xlsx: writeXlsx,
  json: writeJson,
};

/** Other layouts of the same words: the designed Word document for publication, and a piece of html for a website's editor, also in plain tags. */
export const LAYOUTS = ['public', 'fragment', 'plain'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** Their writers, and how their files' names end. */
export const layoutWriters: Readonly<
  Record<Layout, { readonly ending: string; write(document: RevisionDocument): Uint8Array | Promise<Uint8Array> }>
> = {
  public: { ending: 'public.docx', write: writePublicDocx },
  fragment: { ending: 'fragment.html', write: writeHtmlFragment },
  plain: { ending: 'plain.html', write: writePlainFragment },
};
