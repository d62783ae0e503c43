import type { CivilDate } from '../calendar/civil-date.js';
import type { Amendment } from '../plan/amend.js';
import type { PublishedPlan, PublishedUpdate, Status } from '../plan/plan.js';
import { datesIn } from '../text/dates/dates-in-text.js';

/** How a row ends: the statuses after which it is asked about once a year only. */
export type Ending = 'complete' | 'transferred';

/** A row whose newest words only say that it has ended, while no status does. */
export interface FinishedRow {
  readonly requirement: string;
  readonly ref: string;
  readonly ending: Ending;
  /** The words that say so, with the column in which they were published. */
  readonly text: string;
  readonly column: CivilDate;
}

/** Longer texts say something else as well. */
const LONGEST = 160;
const SUBJECT =
  '(?:(?:this|the|all|both) )?(?:actions?|recommendations?|requirements?|work|rows?|items?|tasks?|points?)';
const IS = '(?:(?:is|are|was|were|has been|have been) )?(?:now )?(?:fully )?';
const DONE = '(?:complete|completed|closed|finished|done|implemented|discharged)';
const WHERE = "[\\p{L}\\d’'&,/() -]{2,100}";
const SAYS: readonly { readonly ending: Ending; readonly words: RegExp }[] = [
  {
    ending: 'complete',
    words: new RegExp(
      `^(?:status ?:? )?(?:${SUBJECT} )?${IS}${DONE}(?: and ${DONE})?(?: (?:on|in|as of|since))?$`,
      'u',
    ),
  },
  // "Taught at the spring school – action complete": the row itself is named
  { ending: 'complete', words: new RegExp(`^[^.!?\\n]{2,120} ?[-–—:;,(] ?${SUBJECT} ${IS}${DONE}\\)?$`, 'u') },
  { ending: 'transferred', words: new RegExp(`^(?:${SUBJECT} )?${IS}transferred(?: (?:to|into) ${WHERE})?$`, 'u') },
];

/** The end that a text says of its row when it says nothing else; null for every other text. `near`: the text's day. */
export function endingIn(text: string, near: CivilDate): Ending | null {
  if (text.length > LONGEST || !/complete|closed|finished|done|implemented|discharged|transferred/i.test(text))
    return null;
  const dated = datesIn(text, near).reduceRight(
    (left, { start, length }) => `${left.slice(0, start)} ${left.slice(start + length)}`,
    text,
  );
  const words = dated
    .normalize('NFKC')
    .replace(/[✓✔☑✅]\uFE0F?|\(\s*\)/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[\s.!]+$/, '')
    .trim()
    .toLowerCase();
  return SAYS.find((each) => each.words.test(words))?.ending ?? null;
}

/** The end that a requirement's newest published text says, where it says nothing else. `updates`: its own. */
export function endingOf(updates: readonly PublishedUpdate[]): Omit<FinishedRow, 'requirement' | 'ref'> | null {
  const newest = updates
    .filter((each) => each.kind === 'text')
    .reduce<PublishedUpdate | null>((best, each) => (best === null || each.column > best.column ? each : best), null);
  if (newest === null) return null;
  const ending = endingIn(newest.text, newest.column);
  return ending === null ? null : { ending, text: newest.text, column: newest.column };
}

/** The rows about which the lead is asked once: their words say that they have ended, and nobody has decided it. */
export function finishedRows(published: PublishedPlan): readonly FinishedRow[] {
  return saidToHaveEnded(published).flatMap(({ row, ending }) =>
    row.finished === undefined ? [{ requirement: row.id, ref: row.ref, ...ending }] : [],
  );
}

/**
 * The lead's answer about rows that only say that they have ended. `close`: their status becomes what their words say,
 * printed from the next revision on. `ask`: they are asked about like all others, and a status that came from closing
 * them goes. `refs` are as typed; "all" means every row that nobody has decided about.
 */
export function finishedAnswered(
  published: PublishedPlan,
  refs: readonly string[],
  answer: 'close' | 'ask',
): Amendment {
  const wanted = refs.map((each) => each.trim().toLowerCase()).filter((each) => each !== '');
  const ended = saidToHaveEnded(published);
  const isAll = wanted.length === 1 && wanted[0] === 'all';
  const chosen = ended.filter(({ row }) =>
    isAll ? row.finished === undefined : wanted.includes(row.ref.toLowerCase()),
  );
  const unknown = isAll ? [] : wanted.filter((each) => !chosen.some(({ row }) => row.ref.toLowerCase() === each));
  if (unknown.length > 0) {
    const problem = `Of ${unknown.map((each) => `"${each}"`).join(', ')} the newest text does not only say that the work has ended, or there is no such row. Nothing was changed.`;
    return { kind: 'invalid', problem };
  }
  if (chosen.length === 0) {
    return { kind: 'invalid', problem: 'No row of this plan is waiting for that answer. Nothing was changed.' };
  }
  const statuses: Record<string, Status> = { ...published.statuses };
  for (const { row, ending } of chosen) statuses[row.id] = answer === 'close' ? ending.ending : 'notStated';
  const finished = answer === 'close' ? ('closed' as const) : ('asked' as const);
  const ids = new Set(chosen.map(({ row }) => row.id));
  const requirements = published.requirements.map((each) => (ids.has(each.id) ? { ...each, finished } : each));
  const about = chosen.map(({ row }) => row.ref).join(', ');
  return {
    kind: 'amended',
    published: { ...published, requirements, statuses },
    about,
    requirements: chosen.map(({ row }) => row),
  };
}

/** Rows whose words alone say that they have ended: no status says anything, or only the lead's answer does. */
function saidToHaveEnded(published: PublishedPlan) {
  const updates = new Map<string, PublishedUpdate[]>();
  for (const each of published.updates) {
    const own = updates.get(each.requirement);
    if (own === undefined) updates.set(each.requirement, [each]);
    else own.push(each);
  }
  return published.requirements.flatMap((row) => {
    const status = published.statuses[row.id] ?? 'notStated';
    if (row.withdrawn || (status !== 'notStated' && row.finished !== 'closed')) return [];
    const ending = endingOf(updates.get(row.id) ?? []);
    return ending === null ? [] : [{ row, ending }];
  });
}
