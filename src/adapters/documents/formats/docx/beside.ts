import { type OfficePackage, type Relationship, relationshipsOf } from '../package/office-package.js';
import { readXml } from '../package/xml.js';
import { type NoteKind, wordCollector } from './read-words.js';

/** Text beside the text of a document, with where it stands. */
export interface Beside {
  readonly where: string;
  readonly text: string;
  /** May belong to the plan, so somebody is asked. */
  readonly asks?: boolean;
}

/** Where text above and below the pages stands. */
const AROUND = { header: 'header of the pages', footer: 'footer of the pages' } as const;

/** Whether a place is above or below the pages of a Word document. */
export function isAroundPages(where: string | undefined): boolean {
  return Object.values<string | undefined>(AROUND).includes(where);
}

/** A footnote, endnote or comment. */
interface Note {
  readonly text: string;
  readonly author: string;
}

const known = new WeakMap<OfficePackage, Map<string, ReadonlyMap<string, Note>>>();

/** The footnotes, endnotes or comments of a part by id; read once for each document. */
export function notesOf(office: OfficePackage, part: string | null, element: NoteKind): ReadonlyMap<string, Note> {
  const read = known.get(office) ?? new Map<string, ReadonlyMap<string, Note>>();
  known.set(office, read);
  const notes = read.get(element) ?? new Map(part === null ? [] : notesIn(office, part, element));
  read.set(element, notes);
  return notes;
}

function notesIn(office: OfficePackage, part: string, element: NoteKind): Map<string, Note> {
  const notes = new Map<string, Note>();
  let id: string | null = null;
  let author = '';
  paragraphsIn(office, part, {
    open: (name, attributes) => {
      if (name !== element) return;
      // Those with a type are the lines between text and notes.
      id = attributes.type === undefined ? (attributes.id ?? null) : null;
      author = attributes.author ?? '';
    },
    paragraph: (text) => {
      if (id !== null) notes.set(id, { author, text: `${notes.get(id)?.text ?? ''} ${text}`.trim() });
    },
  });
  return notes;
}

/** Texts above and below the pages, each once; those that only number the pages say nothing. */
export function aroundPages(office: OfficePackage, related: readonly Relationship[]): Beside[] {
  const seen = new Set<string>();
  return related.flatMap(({ type, target }): Beside[] => {
    if ((type !== 'header' && type !== 'footer') || target === null) return [];
    const found: Beside[] = [];
    paragraphsIn(office, target, {
      open: () => {},
      paragraph: (text) => {
        const key = `${type} ${text.trim()}`;
        if (text.trim() === '' || PAGE_NUMBER.test(text.trim()) || seen.has(key)) return;
        seen.add(key);
        found.push({ where: AROUND[type], text });
      },
    });
    return found;
  });
}

const PAGE_NUMBER = /^(?:page)?[\s\d–-]*(?:of|\/)?[\s\d]*$/i;

function paragraphsIn(
  office: OfficePackage,
  part: string,
  to: {
    readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
    readonly paragraph: (text: string) => void;
  },
): void {
  const bytes = office.parts.read(part);
  if (bytes === null) return;
  const links = relationshipsOf(office.parts, part);
  const collector = wordCollector({
    styles: new Map(),
    lists: { next: () => '' },
    paragraph: ({ text }) => to.paragraph(text),
    hidden: to.paragraph,
    note: () => {},
    picture: to.paragraph,
    addressOf: (id) => links.get(id)?.address ?? null,
  });
  readXml(bytes, part, {
    open: (name, attributes) => {
      to.open(name, attributes);
      collector.open(name, attributes);
    },
    close: (name) => collector.close(name),
    text: (text) => collector.text(text),
  });
}
