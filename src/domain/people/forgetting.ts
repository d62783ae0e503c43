import type { CivilDate } from '../calendar/civil-date.js';
import { longDate } from '../calendar/civil-date.js';
import { sha256Of } from '../text/sha256.js';

/** Somebody who is to be forgotten: how they are known in a plan, and what stands in their place. */
export interface Forgetting {
  /** Entra object id, lower case. */
  readonly person: string;
  /** As they are called anywhere. */
  readonly names: readonly string[];
  /** Their random keys in the history: they stay, and lead to nobody any more. */
  readonly whoKeys: readonly string[];
  /** In the place of the Entra id. */
  readonly pseudonym: string;
  readonly on: CivilDate;
}

/** That somebody was forgotten, by the hash of their id alone: so that they are forgotten again in what brings them back. */
export interface Forgotten {
  readonly id: string;
  readonly on: CivilDate;
  readonly salt: string;
  /** SHA-256 of the salt, a line end and the Entra id in lower case. */
  readonly hash: string;
  readonly pseudonym: string;
}

export const FORGOTTEN_NAME = 'Somebody who was forgotten';

/** Somebody forgotten, by hash. */
export function forgottenBy(person: string, about: Omit<Forgotten, 'hash'>): Forgotten {
  return { ...about, hash: hashed(about.salt, person) };
}

/** Whether it is they. */
export function isForgotten({ salt, hash }: Pick<Forgotten, 'salt' | 'hash'>, person: string): boolean {
  return hashed(salt, person) === hash;
}

function hashed(salt: string, person: string): string {
  return sha256Of(`${salt}\n${person.toLowerCase()}`);
}

/** What was published, or is signed, or is to be: it stays as it is until words are removed from it. */
const PUBLISHED: ReadonlySet<string> = new Set(['gen', 'compiled']);

/**
 * A stored thing of a plan without a person: what they said to the lead alone, what they began and did not submit, and
 * their part are taken out; in what they answered, which is the record of the plan, nobody is named any more. The history
 * keeps what was done and when, by a random key. Null: nothing of the thing is left.
 */
export function withoutPerson(area: string, value: unknown, forgetting: Forgetting): unknown {
  const { person, whoKeys } = forgetting;
  if (PUBLISHED.has(area) || typeof value !== 'object' || value === null) return value;
  const own = value as Readonly<Record<string, unknown>>;
  if (area === 'asg' && own['person'] === person) return null;
  if (area === 'his') return historyWithout(own, whoKeys, forgetting);
  return stripped(value, '', forgetting);
}

function historyWithout(
  entry: Readonly<Record<string, unknown>>,
  whoKeys: readonly string[],
  forgetting: Forgetting,
): unknown {
  const payload = entry['payload'] as { readonly who: string } | null;
  if (payload === null) return entry;
  const isTheirs = whoKeys.includes(payload.who);
  const left = isTheirs ? { ...payload, old: null, new: null } : stripped(payload, '', forgetting);
  const isSame = JSON.stringify(left) === JSON.stringify(payload);
  return isSame ? entry : { ...entry, payload: left, redacted: true };
}

function stripped(thing: unknown, field: string, forgetting: Forgetting): unknown {
  if (typeof thing === 'string') return strippedText(thing, field, forgetting);
  if (Array.isArray(thing)) {
    const kept =
      field === 'typed' || field === 'begun' || field === 'contributors'
        ? thing.filter((each) => !isTheirs(each, forgetting))
        : thing;
    const each = kept.map((one) => stripped(one, field, forgetting));
    return each.length !== thing.length || each.some((one, index) => one !== thing[index]) ? each : thing;
  }
  if (typeof thing !== 'object' || thing === null) return thing;
  const given =
    isTheirs(thing, forgetting) && 'basedOn' in thing && 'text' in thing
      ? { ...thing, text: saidMark(forgetting.on) }
      : thing;
  const entries = Object.entries(given).map(([name, value]) => [name, stripped(value, name, forgetting)] as const);
  const isChanged =
    given !== thing || entries.some(([name, value]) => value !== (thing as Record<string, unknown>)[name]);
  return isChanged ? Object.fromEntries(entries) : thing;
}

/** Words that somebody gave about a row, who was forgotten since. */
function saidMark(on: CivilDate): string {
  return `[Removed with whoever said it, on ${longDate(on)}]`;
}

function isTheirs(thing: unknown, { person }: Forgetting): boolean {
  if (typeof thing !== 'object' || thing === null) return false;
  const { person: own, words } = thing as { readonly person?: unknown; readonly words?: unknown };
  return own === person || (typeof words === 'object' && words !== null && isTheirs(words, { person } as Forgetting));
}

/** Fields in which a whole name stands. Words that people wrote are left to /redact, which shows them first. */
const NAMES: ReadonlySet<string> = new Set(['name', 'byName', 'by', 'checkedBy', 'agreedBy', 'about', 'old', 'new']);

function strippedText(text: string, field: string, { person, names, pseudonym }: Forgetting): string {
  const withoutId = text.includes(person) ? text.replaceAll(person, pseudonym) : text;
  if (!NAMES.has(field)) return withoutId;
  if (names.includes(withoutId)) return FORGOTTEN_NAME;
  if (field !== 'about' && field !== 'old' && field !== 'new') return withoutId;
  return names.reduce((left, name) => (name === '' ? left : left.replaceAll(name, FORGOTTEN_NAME)), withoutId);
}
