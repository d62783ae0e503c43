import type { Rung } from './ladder.js';

/** More messages than this in one quarter are no reminders but a nuisance. */
const MOST_RUNGS = 6;
/** Working days from a milestone; a quarter has some sixty. */
const FURTHEST = 30;

const RUNG = /^(opens|due)(?:\s*([+-])\s*(\d{1,2}))?(\s+lead)?$/;

export type TypedLadder =
  | { readonly kind: 'ladder'; readonly ladder: readonly Rung[] }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Reads a ladder as an administrator writes it: "opens, due-5, due-1, due+2 lead". Working days from the milestone; `lead`
 * where the lead is told on the same day who is still outstanding. The first is the ask.
 */
export function typedLadder(text: string): TypedLadder {
  const rungs: Rung[] = [];
  for (const part of text.split(',').map((each) => each.trim().toLowerCase())) {
    const [, from, sign, digits = '0', lead] = RUNG.exec(part) ?? [];
    const days = Number(digits) * (sign === '-' ? -1 : 1);
    if ((from !== 'opens' && from !== 'due') || Math.abs(days) > FURTHEST || (from === 'opens' && days < 0)) {
      return refused(`"${part}" is no message of a ladder.`);
    }
    rungs.push({ key: keyOf(from, days), from, days: days === 0 ? 0 : days, tellLead: lead !== undefined });
  }
  if (rungs[0]?.key !== 'ask') return refused('A ladder begins with the ask, so its first part is "opens".');
  if (rungs.length > MOST_RUNGS) return refused(`A ladder has at most ${MOST_RUNGS} messages.`);
  if (new Set(rungs.map(({ key }) => key)).size < rungs.length) return refused('Two messages are on the same day.');
  return { kind: 'ladder', ladder: rungs };
}

/** The words that `typedLadder` reads. */
export function ladderWords(ladder: readonly Rung[]): string {
  return ladder
    .map(({ from, days, tellLead }) => {
      const far = days === 0 ? '' : `${days < 0 ? '-' : '+'}${Math.abs(days)}`;
      return `${from}${far}${tellLead ? ' lead' : ''}`;
    })
    .join(', ');
}

function keyOf(from: 'opens' | 'due', days: number): string {
  if (from === 'opens') return days === 0 ? 'ask' : `opened-${days}`;
  if (days === 0) return 'due';
  return days < 0 ? `due${days}` : `late-${days}`;
}

function refused(reason: string): TypedLadder {
  return { kind: 'refused', reason: `${reason} Write it like "opens, due-5, due-1, due+2 lead".` };
}
