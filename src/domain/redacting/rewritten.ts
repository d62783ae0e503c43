import type { CivilDate } from '../calendar/civil-date.js';
import { sameWordsId } from '../commitments/commitment.js';
import type { PublishedPlan } from '../plan/plan.js';
import { hashOf } from '../publishing/compile.js';
import type { Sought } from './removal.js';
import { withoutWords } from './without-words.js';
import { withoutWordsIn } from './without-words-in.js';

/** That words were removed from what was compiled: the day, and its hash as it was before. */
export interface Redacted {
  readonly on: CivilDate;
  readonly hash: string;
}

/**
 * A stored thing as it is kept without the words. An entry of the history says that its words are not those of its hash,
 * and the chain, which runs over the hashes, stays whole. What was compiled has the hash of the words that are left, and
 * keeps the one before. The thing itself where the words do not stand in it.
 */
export function rewritten(thing: unknown, sought: readonly Sought[], ids: ReadonlyMap<string, string>): unknown {
  const left = withoutWordsIn(thing, sought, ids);
  if (left === thing || typeof left !== 'object' || left === null) return left;
  if ('payloadHash' in left) return { ...left, redacted: true };
  return isCompiled(left) ? sealedAgain(left, sought) : left;
}

/** The ids of promises whose words change: they are made of the words, so that copied words are one promise. */
export function idsChanged(thing: unknown, sought: readonly Sought[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  noteIds(thing, sought, ids);
  return ids;
}

function noteIds(thing: unknown, sought: readonly Sought[], ids: Map<string, string>): void {
  if (typeof thing !== 'object' || thing === null) return;
  const { id, requirement, promised, words } = thing as Readonly<Record<string, unknown>>;
  if ([id, requirement, promised, words].every((each) => typeof each === 'string')) {
    const left = withoutWords(String(words), sought);
    if (left !== words) ids.set(String(id), sameWordsId(String(requirement), promised as CivilDate, left));
  }
  for (const each of Object.values(thing)) noteIds(each, sought, ids);
}

interface CompiledThing {
  readonly hash: string;
  readonly published: PublishedPlan;
  readonly redacted?: readonly Redacted[];
}

function isCompiled(thing: object): thing is CompiledThing {
  return 'published' in thing && 'hash' in thing && 'takes' in thing;
}

function sealedAgain(left: CompiledThing, sought: readonly Sought[]): CompiledThing {
  const hash = hashOf(left.published);
  const on = sought
    .map((each) => each.on)
    .sort()
    .at(-1);
  if (hash === left.hash || on === undefined) return left;
  return { ...left, hash, redacted: [...(left.redacted ?? []), { on, hash: left.hash }] };
}
