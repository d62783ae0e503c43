import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { writeDocx } from '../../../../../src/adapters/documents/own/write/docx.js';
import { writers } from '../../../../../src/adapters/documents/own/write/formats.js';
import { writeHtmlFragment } from '../../../../../src/adapters/documents/own/write/html.js';
import { standsForNothing } from '../../../../../src/adapters/documents/own/write/words.js';
import { readPlanFile } from '../../../../../src/adapters/documents/plan-file.js';
import type { ReadPlan } from '../../../../../src/domain/importing/account/reading.js';
import { importOver } from '../../../../../src/domain/importing/import-over.js';
import type { PublishedPlan } from '../../../../../src/domain/plan/plan.js';
import { type Deviation, deviationsFrom } from '../../../../../src/domain/publishing/published-match.js';
import type { RevisionDocument } from '../../../../../src/domain/publishing/revision.js';

type Bytes = Uint8Array;

/** The document's text parts changed, whatever kind of file it is. */
export function changed(bytes: Bytes, change: (text: string, part: string) => string): Bytes {
  if (bytes[0] !== 0x50) return strToU8(change(strFromU8(bytes), ''));
  const parts = unzipSync(bytes);
  for (const [name, part] of Object.entries(parts)) {
    if (/^(?:word\/document|xl\/sharedStrings|xl\/worksheets\/sheet\d+)\.xml$/.test(name))
      parts[name] = strToU8(change(strFromU8(part), name));
  }
  return zipSync(parts);
}

/** Our files as programs leave them that drop what they do not show: custom parts, hidden sheets, attributes of data. */
export const withoutData: Readonly<Record<string, (document: RevisionDocument) => Promise<Bytes>>> = {
  'the wide table in Word': async (document) => withoutParts(await writeDocx(document, { layout: 'wide' })),
  'the layout of the website in Word': async (document) =>
    withoutParts(await writeDocx(document, { layout: 'public' })),
  'the workbook': async (document) => {
    const hidden = (await writers.xlsx(document)) as Bytes;
    return changed(hidden, (xml, part) =>
      part.endsWith('sheet3.xml') ? xml.replace(/<sheetData>.*<\/sheetData>/s, '<sheetData/>') : xml,
    );
  },
  csv: async (document) =>
    changed((await writers.csv(document)) as Bytes, (text) => text.replace(/^"?Quarterdeck data.*\r?\n/m, '')),
  'the page': async (document) =>
    changed((await writers.html(document)) as Bytes, (text) => text.replace(/ data-quarterdeck="[^"]*"/, '')),
  'the fragment': async (document) => writeHtmlFragment(document),
};

function withoutParts(bytes: Bytes): Bytes {
  const parts = Object.entries(unzipSync(bytes)).filter(([name]) => !name.startsWith('customXml/'));
  return zipSync(Object.fromEntries(parts));
}

export async function planIn(bytes: Bytes): Promise<ReadPlan> {
  const reading = await readPlanFile(bytes);
  if (reading.kind === 'unreadable') throw new Error(reading.problem.reason);
  return reading.plan;
}

/** The published plan of a document, by way of our json, which shows everything. */
export async function publishedIn(document: RevisionDocument): Promise<PublishedPlan> {
  const merge = importOver(null, await planIn((await writers.json(document)) as Bytes), 'plan', () => 'a new id');
  if (merge.kind === 'refused') throw new Error(merge.reason);
  return merge.published;
}

/** What `verify` finds. */
export async function deviations(published: PublishedPlan, bytes: Bytes): Promise<readonly Deviation[]> {
  return deviationsFrom(published, await planIn(bytes), standsForNothing);
}
