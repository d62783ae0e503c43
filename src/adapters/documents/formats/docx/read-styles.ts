import { readXml } from '../package/xml.js';
import type { ZipParts } from '../package/zip.js';

/** What a paragraph style says of its paragraphs. */
export interface ParagraphStyle {
  /** 0 for a title, 1 for the topmost headings; null for running text. */
  readonly level: number | null;
  readonly list: { readonly id: string; readonly level: number } | null;
}

interface Written {
  name: string;
  basedOn: string | null;
  outline: number | null;
  list: string | null;
  listLevel: number | null;
}

/** Reads the paragraph styles of a Word document by id, inherited properties included (ECMA-376 part 1, 17.7). */
export function paragraphStyles(parts: ZipParts, part: string | null): ReadonlyMap<string, ParagraphStyle> {
  const bytes = part === null ? null : parts.read(part);
  const written = new Map<string, Written>();
  if (bytes === null || part === null) return new Map();
  let style: Written | null = null;
  readXml(bytes, part, {
    open: (name, attributes) => {
      const value = attributes.val ?? '';
      if (name === 'style') {
        style = { name: '', basedOn: null, outline: null, list: null, listLevel: null };
        written.set(attributes.styleId ?? '', style);
      } else if (style !== null) {
        if (name === 'name') style.name = value;
        if (name === 'basedOn') style.basedOn = value;
        if (name === 'outlineLvl') style.outline = Number(value);
        if (name === 'numId') style.list = value;
        if (name === 'ilvl') style.listLevel = Number(value);
      }
    },
    close: (name) => {
      if (name === 'style') style = null;
    },
  });
  return new Map([...written.keys()].map((id) => [id, styleOf(id, written)]));
}

function styleOf(id: string, written: ReadonlyMap<string, Written>): ParagraphStyle {
  let level: number | null = null;
  let list: string | null = null;
  let listLevel: number | null = null;
  const seen = new Set<string>();
  for (let each: string | null = id; each !== null && !seen.has(each); ) {
    seen.add(each);
    const style: Written | undefined = written.get(each);
    const heading = /^heading (\d)$/i.exec(style?.name ?? '')?.[1];
    if (/^title$/i.test(style?.name ?? '')) level ??= 0;
    else if (heading !== undefined) level ??= Number(heading);
    else if (style !== undefined && style.outline !== null && style.outline < 9) level ??= style.outline + 1;
    list ??= style?.list ?? null;
    listLevel ??= style?.listLevel ?? null;
    each = style?.basedOn ?? null;
  }
  return { level, list: list === null || list === '0' ? null : { id: list, level: listLevel ?? 0 } };
}
