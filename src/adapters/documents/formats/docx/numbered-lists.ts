import { readXml } from '../package/xml.js';
import type { ZipParts } from '../package/zip.js';

/** A level of a Word list: how its numbers look. */
interface Level {
  readonly start: number;
  readonly format: string;
  /** "%1.%2" */
  readonly text: string;
}

/** Counts the lists of a document, so that a number that Word only draws is read like one that was typed. */
export interface ListNumbers {
  /** The number before the next paragraph of that list and level (from 0), "" for bullets and unknown lists. */
  next(list: string, level: number): string;
}

/** Reads the numbering part of a Word document (ECMA-376 part 1, 17.9); a document without one has no numbers. */
export function listNumbers(parts: ZipParts, part: string | null): ListNumbers {
  const levels = part === null ? new Map<string, Map<number, Level>>() : levelsOf(parts.read(part), part);
  const counts = new Map<string, number[]>();
  return {
    next: (list, level) => {
      const own = levels.get(list);
      const shape = own?.get(level);
      if (own === undefined || shape === undefined) return '';
      const count = counts.get(list) ?? [];
      counts.set(list, count);
      count.length = Math.min(count.length, level + 1);
      for (let above = 0; above <= level; above += 1) {
        const first = own.get(above)?.start ?? 1;
        count[above] = above === level ? (count[above] ?? first - 1) + 1 : (count[above] ?? first);
      }
      if (shape.format === 'bullet' || shape.format === 'none') return '';
      return shape.text.replace(/%(\d)/g, (_, digit: string) => {
        const at = Number(digit) - 1;
        return written(count[at] ?? 1, own.get(at)?.format ?? 'decimal');
      });
    },
  };
}

function levelsOf(bytes: Uint8Array | null, part: string): Map<string, Map<number, Level>> {
  const shapes = new Map<string, Map<number, Level>>();
  const lists = new Map<string, Map<number, Level>>();
  if (bytes === null) return lists;
  let shape: Map<number, Level> | null = null;
  let level: { at: number; start: number; format: string; text: string } | null = null;
  let list: string | null = null;
  readXml(bytes, part, {
    open: (name, attributes) => {
      const value = attributes.val ?? '';
      if (name === 'abstractNum') {
        shape = new Map();
        shapes.set(attributes.abstractNumId ?? '', shape);
      } else if (name === 'num') {
        list = attributes.numId ?? '';
      } else if (name === 'abstractNumId' && list !== null) {
        lists.set(list, shapes.get(value) ?? new Map<number, Level>());
      } else if (name === 'lvl' && list === null) {
        level = { at: Number(attributes.ilvl ?? 0), start: 1, format: 'decimal', text: '' };
      } else if (level !== null) {
        if (name === 'start') level.start = Number(value) || 0;
        if (name === 'numFmt') level.format = value;
        if (name === 'lvlText') level.text = value;
      }
    },
    close: (name) => {
      if (name === 'lvl' && level !== null) {
        shape?.set(level.at, level);
        level = null;
      }
      if (name === 'num') list = null;
    },
  });
  return lists;
}

function written(number: number, format: string): string {
  if (format === 'lowerLetter' || format === 'upperLetter') {
    const letter = String.fromCharCode(97 + ((Math.max(1, number) - 1) % 26)).repeat(
      Math.ceil(Math.max(1, number) / 26),
    );
    return format === 'upperLetter' ? letter.toUpperCase() : letter;
  }
  if (format === 'lowerRoman') return roman(number);
  if (format === 'upperRoman') return roman(number).toUpperCase();
  return format === 'decimalZero' ? String(number).padStart(2, '0') : String(number);
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function roman(number: number): string {
  let rest = Math.min(number, 4000);
  let text = '';
  for (const [value, letters] of ROMAN) {
    text += letters.repeat(Math.floor(rest / value));
    rest %= value;
  }
  return text;
}
