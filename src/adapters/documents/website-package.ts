import { createHash } from 'node:crypto';
import type { WebsitePackage } from '../../app/publishing/see-package.js';
import { type PackedFile, zipOf } from './formats/package/write-zip.js';
import { writeCsv } from './own/write/csv.js';
import { writePublicDocx } from './own/write/docx.js';
import { writeHtml, writeHtmlFragment, writePlainFragment } from './own/write/html.js';
import { writeJson } from './own/write/json.js';
import SCHEMA from './own/write/revision.schema.json' with { type: 'json' };
import { sealedAt, standingWords, titleWords } from './own/write/words.js';
import { changeLogReport } from './reports/change-log-report.js';
import { writeReportHtml } from './reports/report-html.js';

const NOTE = 'READ-ME-FIRST.txt';
const SUMS = 'SHA256SUMS.txt';

/** What each file is for, as the note says it. The names are the same in every quarter, so that links to them last. */
const FILES: readonly (readonly [name: string, what: string])[] = [
  ['plan.html', 'the whole page, complete in itself. Upload it as it is, if the website takes files.'],
  [
    'plan-fragment.html',
    'the same to paste into the editor of a page (as source code): headings from the second level, classes that begin with "plan-" for the website’s own style.',
  ],
  ['plan-fragment-plain.html', 'the same in plain tags, for an editor that strips classes.'],
  ['plan.docx', 'the Word document for people to download, accessible and ready to print.'],
  [
    'changes.html',
    'what changed since the revision before, made of published texts alone. Upload it beside the page and link to it.',
  ],
  ['plan.csv', 'open data: a table with a row for each requirement, for spreadsheets.'],
  ['plan.json', 'open data: the same for programs.'],
  ['plan.schema.json', 'describes plan.json (JSON Schema). Upload both together.'],
];

/** A zip for whoever looks after the website: the page, fragments, Word, open data, the change log, checksums, and a note. */
export async function writeWebsitePackage(contents: WebsitePackage): Promise<Uint8Array> {
  const { document, changes, marking, about } = contents;
  const bytes: Readonly<Record<string, Uint8Array>> = {
    'plan.html': writeHtml(document, about),
    'plan-fragment.html': writeHtmlFragment(document),
    'plan-fragment-plain.html': writePlainFragment(document),
    'plan.docx': await writePublicDocx(document),
    'changes.html': writeReportHtml(changeLogReport(changes, marking)),
    'plan.csv': writeCsv(document),
    'plan.json': writeJson(document),
    'plan.schema.json': textOf(`${JSON.stringify(SCHEMA, null, 2)}\n`),
  };
  const files = FILES.map(([name]): PackedFile => ({ name, bytes: bytes[name] ?? new Uint8Array() }));
  const all = [{ name: NOTE, bytes: textOf(noteOf(contents)) }, ...files];
  return zipOf([...all, { name: SUMS, bytes: textOf(sumsOf(all)) }], sealedAt(document));
}

function noteOf({ document }: WebsitePackage): string {
  const draft = document.seal.kind === 'draft';
  return [
    titleWords(document),
    standingWords(document),
    '',
    ...(draft
      ? ['THIS IS A DRAFT. It is not for publication: use it to try where everything goes.', '']
      : ['Publish either plan.html or one of the two fragments; the other files go beside it.', '']),
    ...FILES.flatMap(([name, what]) => [`${name}`, `  ${what}`]),
    SUMS,
    '  the checksum of every file; "sha256sum -c SHA256SUMS.txt" says whether one was changed. It need not be uploaded.',
    '',
    'Do not change the words: each is as it was signed. To find out whether the page says the same once it is public, save it',
    'in a browser and give the saved file to: quarterdeck verify FILE --plan ID',
    ...(draft ? [] : ['Then tell the portfolio lead the address and the day: they record it with /published ADDRESS.']),
    '',
  ].join('\r\n');
}

function sumsOf(files: readonly PackedFile[]): string {
  return files.map(({ name, bytes }) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`).join('');
}

function textOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
