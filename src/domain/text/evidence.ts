/** What an owner named as evidence. */
export interface EvidenceItem {
  /** A link, or words; of `none` why there is none. */
  readonly what: string;
  /** `kept`: for inspection, never printed. `public`: printed with the update. `none`: there is none, and why. */
  readonly use: 'kept' | 'public' | 'none';
}

export const MOST_EVIDENCE = 12;

const PUBLIC = /^(?:public|publish|for publication)\s*:\s*/i;
const NONE = /^(?:none|no evidence)\b[\s:,.–-]*/i;

/**
 * The items of an evidence box, a line each. A line is kept for inspection unless it begins with "Public:". Answers from
 * before there could be several hold one link.
 */
export function evidenceItems(evidence: string | null): readonly EvidenceItem[] {
  return (evidence ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line): EvidenceItem => {
      if (PUBLIC.test(line)) return { what: line.replace(PUBLIC, ''), use: 'public' };
      return NONE.test(line) ? { what: line.replace(NONE, ''), use: 'none' } : { what: line, use: 'kept' };
    });
}

/** What is wrong with the items, as a sentence; null where nothing is. */
export function evidenceProblem(evidence: string | null, longest: number): string | null {
  const items = evidenceItems(evidence);
  const length = evidence?.length ?? 0;
  if (length > longest) {
    const over = (length - longest).toLocaleString('en-GB');
    return `The evidence is ${over} ${over === '1' ? 'character' : 'characters'} too long. The most is ${longest.toLocaleString('en-GB')}. Please give a link instead of the words.`;
  }
  if (items.length > MOST_EVIDENCE) return `Please name at most ${MOST_EVIDENCE} items of evidence, a line each.`;
  if (evidence?.isWellFormed() === false) return 'The evidence has a broken character in it. Please type it again.';
  if (items.some(({ use, what }) => use === 'public' && what === '')) {
    return 'Please write behind "Public:" what is to be published: a link, or a few words.';
  }
  return null;
}

/** What is printed behind an update, a line of its own; empty where nothing is for publication. */
export function publicEvidence(evidence: string | null): string {
  const items = evidenceItems(evidence).filter(({ use }) => use === 'public');
  return items.length === 0 ? '' : `\nEvidence: ${items.map(({ what }) => what).join('; ')}`;
}

/** An item in words, as its owner and the lead read it. */
export function itemWords({ use, what }: EvidenceItem): string {
  if (use === 'none') return what === '' ? 'No evidence, and no reason given' : `No evidence: ${what}`;
  return use === 'public' ? `Evidence, for publication: ${what}` : `Evidence, kept for inspection: ${what}`;
}
