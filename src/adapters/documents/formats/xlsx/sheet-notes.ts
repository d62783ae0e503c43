import { relationshipsOf } from '../package/office-package.js';
import { readXml } from '../package/xml.js';
import type { ZipParts } from '../package/zip.js';

/** What somebody wrote beside a cell, which is in no cell. */
export interface SheetNote {
  /** The cell as Excel names it: "F2". */
  readonly cell: string;
  readonly text: string;
}

/** The notes and comments on the cells of a sheet (ECMA-376 part 1, 18.7; threaded ones, MS-XLSX 2.6.205), in their order. */
export function notesOnCells(parts: ZipParts, sheet: string): readonly SheetNote[] {
  const related = [...relationshipsOf(parts, sheet).values()];
  const of = (type: string, element: string) =>
    related.flatMap((each) => (each.type === type && each.target !== null ? notesIn(parts, each.target, element) : []));
  const threaded = of('threadedComment', 'threadedComment');
  const answered = new Set(threaded.map(({ cell }) => cell));
  const plain = of('comments', 'comment').filter(({ cell }) => !answered.has(cell));
  return [...plain, ...threaded].filter(({ text }) => text !== '');
}

function notesIn(parts: ZipParts, part: string, element: string): SheetNote[] {
  const bytes = parts.read(part);
  if (bytes === null) return [];
  const notes: SheetNote[] = [];
  let cell: string | null = null;
  let words = '';
  let within = 0;
  // how words are to be read aloud is no text
  let aloud = 0;
  readXml(bytes, part, {
    open: (name, attributes) => {
      if (name === element) {
        cell = attributes.ref ?? '';
        words = '';
      } else if (name === 't' || name === 'text') within += 1;
      else if (name === 'rPh') aloud += 1;
    },
    close: (name) => {
      if (name === 't' || name === 'text') within -= 1;
      else if (name === 'rPh') aloud -= 1;
      if (name !== element || cell === null) return;
      notes.push({ cell, text: words.trim() });
      cell = null;
    },
    text: (text) => {
      if (cell !== null && within > 0 && aloud === 0) words += text;
    },
  });
  return notes;
}
