import { inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { openOfficePackage } from '../../formats/package/office-package.js';
import { readXml } from '../../formats/package/xml.js';
import { isZip } from '../../formats/source-document.js';
import { unescapeFormula } from '../../formats/text/formula.js';
import { DATA_SHEET } from '../../formats/text/marks-of-ours.js';
import { RefusedFile } from '../../formats/text/refused-file.js';
import { readSheet } from '../../formats/xlsx/read-sheet.js';
import { readWorkbook } from '../../formats/xlsx/read-workbook.js';
import { DATA_FORM, type PlanData } from '../write/plan-data.js';
import { revisionSchema } from './revision-schema.js';

/** Unpacked, the data of 10,000 requirements is about 10 MB. */
const MOST_DATA = 64 * 1024 * 1024;

const textSchema = z.union([
  z.string(),
  z.object({
    lengths: z.array(z.number().int().nonnegative()).min(1),
    inLine: z.literal(true).exactOptional(),
    edits: z
      .array(z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative(), z.string()]))
      .exactOptional(),
    marks: z.array(z.string()).exactOptional(),
  }),
]);

const dataSchema: z.ZodType<PlanData> = z.object({
  form: z.literal(DATA_FORM),
  layout: z.enum(['wide', 'public', 'page', 'csv', 'xlsx', 'workbook']),
  document: revisionSchema,
  texts: z.array(textSchema),
});

/** The data that a document of ours carries beside its words; null where there is none, or none that can be read. */
export function ownDataOf(bytes: Uint8Array): PlanData | null {
  const packed = isZip(bytes) ? inPackage(bytes) : inText(bytes);
  if (packed === null || packed === '') return null;
  try {
    const json = inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: MOST_DATA });
    const parsed = dataSchema.safeParse(JSON.parse(json.toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    // Cut off or edited by another program: the document is then read like any other.
    if (error instanceof Error) return null;
    throw error;
  }
}

function inPackage(bytes: Uint8Array): string | null {
  try {
    const office = openOfficePackage(bytes);
    if (office.kind === 'xlsx') {
      const workbook = readWorkbook(office);
      const sheet = workbook.sheets.find(({ name }) => name === DATA_SHEET);
      return sheet === undefined
        ? null
        : readSheet(office.parts, sheet, workbook)
            .cells.map(({ text }) => text)
            .join('');
    }
    for (const name of office.parts.names) {
      const part = /^customXml\/item\d+\.xml$/.test(name) ? office.parts.read(name) : null;
      if (part === null) continue;
      let text = '';
      let ours = false;
      readXml(part, name, {
        open: (element) => {
          ours ||= element === 'quarterdeck';
        },
        close: () => {},
        text: (words) => {
          text += words;
        },
      });
      if (ours) return text.replace(/\s/g, '');
    }
    return null;
  } catch (error) {
    if (error instanceof RefusedFile) return null;
    throw error;
  }
}

/** In a page an attribute, in csv the cells after a label. Both are plain ASCII wherever they stand. */
function inText(bytes: Uint8Array): string | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const attribute = /data-quarterdeck="([A-Za-z0-9+/=]+)"/.exec(text)?.[1];
  if (attribute !== undefined) return attribute;
  const cells = /^"?Quarterdeck data"?[,;\t]([^\r\n]+)/m.exec(text.slice(0, 4_000_000))?.[1];
  return cells === undefined ? null : unescapeFormula(cells).replace(/[^A-Za-z0-9+/=]/g, '');
}
