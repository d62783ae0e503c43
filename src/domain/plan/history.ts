import type { Instant } from '../calendar/civil-date.js';
import { sha256Of } from '../text/sha256.js';

/** What happened, in full. It can be erased (a person's right); its hash stays in the chain. */
export interface HistoryPayload {
  /** Random key of the person, or "system". */
  readonly who: string;
  readonly at: Instant;
  /** A verb in the past: "updated", "assigned", "imported", "refused". */
  readonly what: string;
  /** What it was about, for people: a ref, a name of a setting. */
  readonly about: string;
  readonly old: string | null;
  readonly new: string | null;
}

/** What the history knows of a thing that is kept beside it, such as an answer: its key, and the hash of its content. */
export interface HistoryRecord {
  readonly record: string;
  readonly hash: string;
}

/** A link of another chain, noted as a thing: whoever has the note can tell that the chain up to there is the same. */
export function linkRecord(chain: string, { seq, hash }: ChainTip): HistoryRecord {
  return { record: `his~${chain}~${seq}`, hash };
}

/** What is to be noted, with the things that were written together with it. */
export interface HistoryNote extends HistoryPayload {
  readonly records?: readonly HistoryRecord[] | undefined;
}

/** One link of a chain. `payload` is null once erased; `records` outlast it. */
export interface HistoryEntry {
  /** "plan", or a requirement id. */
  readonly chain: string;
  /** From 1, without gaps. */
  readonly seq: number;
  /** Hash of the entry before, or 64 zeros. */
  readonly previous: string;
  readonly payloadHash: string;
  /** Absent where nothing was written beside it, and on entries from before this was noted. */
  readonly records?: readonly HistoryRecord[] | undefined;
  readonly hash: string;
  readonly payload: HistoryPayload | null;
  /** Words were removed from the payload since: it is no longer the one of its hash. */
  readonly redacted?: true | undefined;
}

/** The newest link, as far as the caller knows. */
export interface ChainTip {
  readonly seq: number;
  readonly hash: string;
}

/** Where every chain begins. */
export const CHAIN_START: ChainTip = { seq: 0, hash: '0'.repeat(64) };

/** The entry that follows `tip`. */
export function linkAfter(tip: ChainTip, chain: string, note: HistoryNote): HistoryEntry {
  const { records, ...payload } = note;
  const link = {
    chain,
    seq: tip.seq + 1,
    previous: tip.hash,
    payloadHash: sha256Of(canonicalPayload(payload)),
    ...(records === undefined || records.length === 0 ? {} : { records }),
  };
  return { ...link, hash: linkHash(link), payload };
}

export type ChainCheck =
  | { readonly kind: 'whole'; readonly entries: number; readonly erased: number }
  | { readonly kind: 'broken'; readonly seq: number; readonly why: string };

/** What is known of a chain from elsewhere: its name, and the newest link that was seen. */
export interface KnownChain {
  readonly chain: string;
  readonly tip: ChainTip;
}

/**
 * Checks one chain, oldest entry first: no gap, no change, no exchange. Payloads that were erased, or from which words were removed, are counted, not faulted.
 * A chain by itself cannot show that its end was cut off, or that it is another one: `known` does.
 */
export function checkChain(entries: readonly HistoryEntry[], known?: KnownChain): ChainCheck {
  const chain = known?.chain ?? entries[0]?.chain;
  let tip = CHAIN_START;
  let erased = 0;
  for (const entry of entries) {
    const broken = (why: string): ChainCheck => ({ kind: 'broken', seq: entry.seq, why });
    if (entry.chain !== chain) return broken(`it belongs to the chain ${entry.chain}`);
    if (entry.seq !== tip.seq + 1) return broken(`entry ${tip.seq + 1} is missing`);
    if (entry.previous !== tip.hash) return broken('it does not follow the entry before it');
    if (entry.payload === null || entry.redacted === true) erased += 1;
    else if (sha256Of(canonicalPayload(entry.payload)) !== entry.payloadHash) return broken('its words were changed');
    if (linkHash(entry) !== entry.hash) return broken('its hash does not fit');
    tip = { seq: entry.seq, hash: entry.hash };
    if (known?.tip.seq === tip.seq && known.tip.hash !== tip.hash) return broken('another entry was seen in its place');
  }
  if (known !== undefined && known.tip.seq > tip.seq) {
    return { kind: 'broken', seq: tip.seq + 1, why: `entries up to ${known.tip.seq} were seen and are missing` };
  }
  return { kind: 'whole', entries: entries.length, erased };
}

function canonicalPayload(payload: HistoryPayload): string {
  return JSON.stringify([payload.who, payload.at, payload.what, payload.about, payload.old, payload.new]);
}

/** The records count only where there are some, so that links from before they were noted keep their hash. */
function linkHash({ chain, seq, previous, payloadHash, records }: Omit<HistoryEntry, 'hash' | 'payload'>): string {
  const noted = records === undefined ? [] : [records.map(({ record, hash }) => [record, hash])];
  return sha256Of(JSON.stringify([chain, seq, previous, payloadHash, ...noted]));
}
