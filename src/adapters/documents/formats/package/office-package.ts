import { type CivilDate, parseCivilDate } from '../../../../domain/calendar/civil-date.js';
import { RefusedFile } from '../text/refused-file.js';
import { readXml } from './xml.js';
import { openZip, type ZipParts } from './zip.js';

/** An opened Word document or Excel workbook. */
export interface OfficePackage {
  readonly kind: 'docx' | 'xlsx';
  readonly parts: ZipParts;
  /** Name of the part that holds the document or the workbook. */
  readonly main: string;
}

/** What one part of a package points to, by relationship id. */
export interface Relationship {
  /** The last word of its type: "worksheet", "footnotes". */
  readonly type: string;
  /** Name of the part, or null for what lies outside the file, which is never followed. */
  readonly target: string | null;
  /** The address of what lies outside the file: words like any other. */
  readonly address: string | null;
}

const SAVE_AS_DOCX = 'Open it in Word or LibreOffice, save it as a Word document (.docx) and import that file.';
const SAVE_AS_XLSX = 'Open it in Excel or LibreOffice, save it as a workbook (.xlsx) and import that file.';

/** Content types of main parts, by what they contain (ECMA-376; MS-OFFMACRO2). Null: readable. */
const MAIN_TYPES: readonly { readonly has: RegExp; readonly kind: 'docx' | 'xlsx'; readonly refusal: string | null }[] =
  [
    {
      has: /ms-word\.(?:document|template)\.macroEnabled/i,
      kind: 'docx',
      refusal: `The file is a Word document with macros, which may run programs. ${SAVE_AS_DOCX}`,
    },
    {
      has: /ms-excel\.(?:sheet|template|addin)\.macroEnabled/i,
      kind: 'xlsx',
      refusal: `The file is an Excel workbook with macros, which may run programs. ${SAVE_AS_XLSX}`,
    },
    {
      has: /ms-excel\.sheet\.binary/i,
      kind: 'xlsx',
      refusal: `The file is a binary Excel workbook (.xlsb). ${SAVE_AS_XLSX}`,
    },
    { has: /wordprocessingml\.(?:document|template)\.main/i, kind: 'docx', refusal: null },
    { has: /spreadsheetml\.(?:sheet|template)\.main/i, kind: 'xlsx', refusal: null },
    {
      has: /presentationml/i,
      kind: 'docx',
      refusal: "The file is a PowerPoint presentation. Save the plan's table in Word or Excel and import that file.",
    },
  ];

/**
 * Opens a zip archive as a Word document or Excel workbook. Throws `RefusedFile` for everything else: macros, binary
 * workbooks, presentations, OpenDocument, plain archives, and what no honest program writes.
 */
export function openOfficePackage(bytes: Uint8Array): OfficePackage {
  const parts = openZip(bytes);
  const types = parts.read('[Content_Types].xml');
  if (types === null) throw new RefusedFile(notOffice(parts));
  const found = contentTypes(types);
  const known = MAIN_TYPES.find(({ has }) => found.some(([, type]) => has.test(type)));
  if (known === undefined) throw new RefusedFile(notOffice(parts));
  if (known.refusal !== null) throw new RefusedFile(known.refusal);
  const named = found.find(([, type]) => known.has.test(type))?.[0];
  const related = [...relationshipsOf(parts, '').values()].find(({ type }) => type === 'officeDocument')?.target;
  const main = related ?? named;
  if (main === undefined || main === null || !parts.names.includes(main)) {
    throw new RefusedFile(
      'The file is damaged: its main part is missing. Open it in the program that made it, save it again and import that file.',
    );
  }
  return { kind: known.kind, parts, main };
}

/** The relationships of a part ("" for the package) by id. Targets outside the file are kept as null. */
export function relationshipsOf(parts: ZipParts, part: string): ReadonlyMap<string, Relationship> {
  const slash = part.lastIndexOf('/');
  const folder = part.slice(0, slash + 1);
  const path = `${folder}_rels/${part.slice(slash + 1)}.rels`;
  const bytes = parts.read(path);
  const found = new Map<string, Relationship>();
  if (bytes === null) return found;
  readXml(bytes, path, {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode } = attributes;
      found.set(id, {
        type: type.slice(type.lastIndexOf('/') + 1),
        target: mode === 'External' ? null : resolved(folder, target),
        address: mode === 'External' ? target : null,
      });
    },
    close: () => {},
  });
  return found;
}

/** The day on which the package was last saved, as its core properties say (ECMA-376 part 2, 11). */
export function savedDay(parts: ZipParts): { readonly saved?: CivilDate } {
  const path = 'docProps/core.xml';
  const bytes = parts.read(path);
  if (bytes === null) return {};
  let inModified = false;
  let text = '';
  readXml(bytes, path, {
    open: (name) => {
      inModified = name === 'modified';
    },
    close: () => {
      inModified = false;
    },
    text: (words) => {
      if (inModified) text += words;
    },
  });
  const saved = parseCivilDate(text.trim().slice(0, 10));
  return saved === undefined ? {} : { saved };
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

function contentTypes(bytes: Uint8Array): [part: string, type: string][] {
  const found: [string, string][] = [];
  readXml(bytes, '[Content_Types].xml', {
    open: (name, { PartName: part = '', ContentType: type = '' }) => {
      if (name === 'Override') found.push([part.replace(/^\//, ''), type]);
    },
    close: () => {},
  });
  return found;
}

function notOffice(parts: ZipParts): string {
  const mimetype = new TextDecoder().decode(parts.read('mimetype') ?? new Uint8Array());
  if (mimetype.startsWith('application/vnd.oasis.opendocument.spreadsheet'))
    return `The file is an OpenDocument spreadsheet. ${SAVE_AS_XLSX}`;
  if (mimetype.startsWith('application/vnd.oasis.opendocument'))
    return `The file is an OpenDocument text. ${SAVE_AS_DOCX}`;
  return 'The file is a zip archive, not a Word document or an Excel workbook. Unpack it and import the plan itself.';
}
