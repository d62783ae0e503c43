import type { Sought } from './removal.js';
import { withoutWords } from './without-words.js';

/** Fields that hold what people wrote, whatever it looks like. */
const WORDS: ReadonlySet<string> = new Set([
  ...['text', 'title', 'words', 'reason', 'note', 'published', 'answered', 'question', 'comment', 'evidence', 'owner'],
  ...['organisation', 'executiveLead', 'operationalLead', 'post', 'planTitle', 'old', 'new', 'reference', 'agreedBy'],
]);

/** By what things are found again, what the program reads, and names of people who have a part: never printed. */
const KEPT: ReadonlySet<string> = new Set([
  ...['id', 'ref', 'refFrom', 'number', 'requirement', 'update', 'person', 'name', 'colleagues', 'kind', 'state'],
  ...['role', 'door', 'timing', 'precision', 'hash', 'previous', 'payloadHash', 'chain', 'who', 'whoKey', 'salt'],
  ...['zone', 'region', 'workingHours', 'ladder', 'printed', 'signOff', 'signOffChecks', 'card', 'activityId', 'ask'],
]);

/** Enumerations, keys, days and hashes: one run of letters that no person wrote as words. */
const MACHINE = /^(?:[a-z]+(?:[A-Z][a-z]*)*|[0-9a-z-]{16,}|\d{4}-\d\d-\d\d\S*|\d\d:\d\d)$/;

/** What a text of a thing becomes; `about` is the requirement that it is about, or null. */
type Change = (text: string, about: string | null) => string;

/**
 * A stored thing without the words, in every text that it holds, however deep; the thing itself where they do not stand
 * in it. What only the program reads stays, so that it still reads as what it was. `ids`: things that have another id now.
 */
export function withoutWordsIn<T>(thing: T, sought: readonly Sought[], ids: ReadonlyMap<string, string> = NONE): T {
  return walk(thing, { field: '', about: null, ids, change: (text) => withoutWords(text, sought) }) as T;
}

/** Every text of a thing that a person may have written, with the requirement that it is about. */
export function textsIn(thing: unknown): readonly { readonly text: string; readonly about: string | null }[] {
  const texts: { text: string; about: string | null }[] = [];
  const change: Change = (text, about) => {
    texts.push({ text, about });
    return text;
  };
  walk(thing, { field: '', about: null, ids: NONE, change });
  return texts;
}

const NONE: ReadonlyMap<string, string> = new Map();

interface At {
  /** The name under which the thing stands. */
  readonly field: string;
  readonly about: string | null;
  readonly ids: ReadonlyMap<string, string>;
  readonly change: Change;
}

function walk(thing: unknown, at: At): unknown {
  const { field, about, ids, change } = at;
  if (typeof thing === 'string') {
    const renamed = ids.get(thing);
    if (renamed !== undefined) return renamed;
    if (KEPT.has(field) || (!WORDS.has(field) && MACHINE.test(thing))) return thing;
    const packed = unpacked(thing);
    if (packed === null) return change(thing, about);
    const left = walk(packed, { ...at, field: '' });
    return left === packed ? thing : JSON.stringify(left);
  }
  if (Array.isArray(thing)) {
    const each = thing.map((one) => walk(one, at));
    return each.some((one, index) => one !== thing[index]) ? each : thing;
  }
  if (typeof thing !== 'object' || thing === null || (KEPT.has(field) && field !== 'requirement')) return thing;
  const own = { ...at, about: requirementOf(thing) ?? about };
  const entries = Object.entries(thing).map(([name, value]) => [name, walk(value, { ...own, field: name })] as const);
  const isChanged = entries.some(([name, value]) => value !== (thing as Record<string, unknown>)[name]);
  return isChanged ? Object.fromEntries(entries) : thing;
}

/** The thing that a text holds as JSON, as the history keeps answers: a line break in it is written in letters. */
function unpacked(text: string): object | null {
  if (!/^[[{]/.test(text)) return null;
  try {
    return JSON.parse(text) as object;
  } catch {
    return null;
  }
}

/** The requirement that a thing is about: one that it names, itself, or the one whose history it belongs to. */
function requirementOf(thing: object): string | null {
  const { requirement, id, refFrom, chain } = thing as Readonly<Record<string, unknown>>;
  if (typeof requirement === 'string') return requirement;
  if (typeof refFrom === 'string' && typeof id === 'string') return id;
  return typeof chain === 'string' && chain !== 'plan' ? chain : null;
}
