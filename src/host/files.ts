import { type Apart, makeApart } from '../adapters/documents/apart/read-apart.js';
import { writeReturnSheetDocx } from '../adapters/documents/own/return-sheet/write-docx.js';
import { writeReturnSheetXlsx } from '../adapters/documents/own/return-sheet/write-xlsx.js';
import { WRITTEN_FORMATS, writers } from '../adapters/documents/own/write/formats.js';
import { writeWebsitePackage } from '../adapters/documents/website-package.js';
import type { FileAnswer } from '../adapters/teams/inbound/files.js';
import type { SheetFor } from '../app/asking/make-return-sheet.js';
import { keptFileOf } from '../app/importing/kept-files.js';
import {
  type DraftLink,
  fileStem,
  makeLoadCompiled,
  PACKAGE,
  readDraftPath,
  readPageName,
  readSentFileName,
  readSheetName,
} from '../app/publishing/draft-links.js';
import type { Clock } from '../app/store/ports.js';
import { makeLinkLimit } from './link-limit.js';
import { pageAt } from './pages.js';
import type { UseCases } from './wiring.js';

/** What each format is called in a message and over HTTP. */
const FORMATS = {
  docx: {
    title: 'Word document',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  html: { title: 'Web page', type: 'text/html; charset=utf-8' },
  csv: { title: 'CSV', type: 'text/csv; charset=utf-8' },
  xlsx: { title: 'Excel workbook', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
} as const;

const named = (format: keyof typeof FORMATS) => ({ format, title: FORMATS[format].title });

const typeOf = (format: string): string =>
  format in FORMATS ? FORMATS[format as keyof typeof FORMATS].type : 'application/octet-stream';

const SHEET_WRITERS = [
  { format: 'docx', write: writeReturnSheetDocx },
  { format: 'xlsx', write: writeReturnSheetXlsx },
] as const;

/** The formats of a return sheet. */
export const SHEET_FORMATS = SHEET_WRITERS.map(({ format }) => named(format));

/** The formats that a chat offers for a draft. */
export const CHAT_FORMATS = (['docx', 'html', 'csv'] as const).map(named);

/** The clock of the plan, that of the machine, by which links lapse, and one that nobody sets; the latter two in milliseconds. */
interface Times {
  readonly clock: Clock;
  readonly wallMs: () => number;
  readonly steadyMs: () => number;
}

const NONE: FileAnswer = { kind: 'none' };

/**
 * Answers a path below `/files/`. The signature is looked at before anything else, so that a made-up link costs no read of
 * the store; a good one makes its file anew each time, so how often is limited.
 */
export function makeFileAt(useCases: UseCases, times: Times, apart: Apart = makeApart()) {
  const limit = makeLinkLimit(times.steadyMs);
  return async (path: string): Promise<FileAnswer> => {
    const link = readDraftPath(await useCases.cardKey(), path, times.wallMs());
    if (link === null) return limit.waitForUnknown() ?? NONE;
    const wait = limit.waitFor(JSON.stringify(link));
    if (wait !== null) return wait;
    const sent = readSentFileName(link.compiled);
    const file =
      sent === null
        ? await fileOf(useCases, times.clock, link)
        : await madeOfSent(useCases, { apart, clock: times.clock }, link, sent);
    return file === null ? NONE : { kind: 'file', ...file };
  };
}

/** What is made of a file that somebody sent, while it is kept: it beside what was understood, or the workbook. */
async function madeOfSent(
  { stores }: UseCases,
  { apart, clock }: { readonly apart: Apart; readonly clock: Clock },
  { tenant, format }: DraftLink,
  { person, file }: { readonly person: string; readonly file: string },
) {
  const kept = await keptFileOf(stores, tenant, person, await clock.now());
  if (kept === null || kept.id !== file || (format !== 'html' && format !== 'xlsx')) return null;
  const bytes = await apart.write(format === 'html' ? 'page' : 'workbook', kept.bytes);
  const name = format === 'html' ? 'as-understood.html' : 'review-workbook.xlsx';
  return bytes === null ? null : { bytes, name, type: typeOf(format) };
}

/** What a signed link names, made from the rows as they stand. */
async function fileOf(useCases: UseCases, clock: Clock, link: DraftLink) {
  const wanted = readSheetName(link.compiled);
  if (wanted !== null) return sheetAt(useCases, clock, link, wanted);
  const page = readPageName(link.compiled);
  if (page !== null) return pageAt(useCases, link, page, await clock.now());
  if (link.format === PACKAGE) return packageAt(useCases, link);
  const format = WRITTEN_FORMATS.find((each) => each === link.format);
  if (format === undefined) return null;
  const document = await makeLoadCompiled(useCases)(link.tenant, link.plan, link.compiled);
  if (document === null) return null;
  const bytes = await writers[format](document);
  return { bytes, name: `${fileStem(link.plan, document)}.${format}`, type: typeOf(format) };
}

/** What goes on the website, as one archive; called the same in every quarter. */
async function packageAt(useCases: UseCases, { tenant, plan, compiled }: DraftLink) {
  const seen = await useCases.seePackage(tenant, plan, compiled);
  if (seen.kind === 'refused') return null;
  const bytes = await writeWebsitePackage(seen.contents);
  return { bytes, name: `${plan}-website.zip`, type: 'application/zip' };
}

/** The return sheet that a signed link names, as it stands now. */
async function sheetAt(useCases: UseCases, clock: Clock, link: DraftLink, wanted: SheetFor) {
  const writer = SHEET_WRITERS.find((each) => each.format === link.format);
  const made = await useCases.makeReturnSheet(link.tenant, link.plan, wanted, await clock.now());
  if (writer === undefined || made.kind === 'refused') return null;
  const bytes = await writer.write(made.sheet);
  return { bytes, name: `${made.fileStem}.${writer.format}`, type: typeOf(writer.format) };
}
