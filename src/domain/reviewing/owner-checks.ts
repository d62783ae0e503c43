import { type AskedItem, newestAnswer } from '../asking/ask.js';
import type { Reply } from '../asking/update.js';
import type { CivilDate } from '../calendar/civil-date.js';
import { introductionParts, isIntroduction } from '../plan/introduction.js';
import type { PublishedPlan } from '../plan/plan.js';
import { evidenceItems, publicEvidence } from '../text/evidence.js';
import { sha256Of } from '../text/sha256.js';
import { type Finding, type RuleName, review } from './review.js';

/** What an owner can answer for themselves, while the answer is fresh: a day, a figure, "complete", a name. */
const FOR_OWNERS: ReadonlySet<RuleName> = new Set<RuleName>([
  'personal-name',
  'e-mail-address',
  'telephone-number',
  'date-after-revision',
  'complete-with-open-work',
  'figure-misses-target',
]);

/** A question to an owner about their own answer: a finding of the review, or that "complete" names no evidence. */
export type OwnerCheck = Pick<Finding, 'id' | 'words' | 'what'> & {
  readonly rule: RuleName | 'complete-without-evidence';
};

/** What the review is told of people and bodies. */
export interface CheckedAgainst {
  readonly revision: CivilDate;
  readonly knownPeople: readonly string[];
  readonly approvedSpellings: readonly string[];
}

/**
 * The findings of the review about an answer that counts, of those that its owner can answer and has not answered yet.
 * They come from the review's own rules over this one row, so a finding has the id under which the lead meets it.
 */
export function ownerChecks(item: AskedItem, against: CheckedAgainst): readonly OwnerCheck[] {
  const { answer, confirmed = [] } = item;
  if (answer?.reply.kind !== 'text' || newestAnswer(item) !== answer) return [];
  const { revision, knownPeople, approvedSpellings } = against;
  const findings = review({
    plan: planOfRow(
      item,
      { status: answer.reply.status, text: `${answer.reply.text}${publicEvidence(answer.reply.evidence)}` },
      revision,
    ),
    column: revision,
    knownPeople,
    approvedSpellings,
    commitments: item.commitments,
  });
  const said = new Set(confirmed.map(({ finding }) => finding));
  const own = findings.filter(
    ({ rule, requirement, column }) =>
      FOR_OWNERS.has(rule) && requirement === item.requirement && (column === revision || isIntroduction(item)),
  );
  return [...own, ...completeWithoutEvidence(item, answer.reply, revision)].filter(({ id }) => !said.has(id));
}

/** "Complete" is asked for its evidence, or for why there is none. */
function completeWithoutEvidence(
  { requirement }: AskedItem,
  { status, text, evidence }: Extract<Reply, { readonly kind: 'text' }>,
  revision: CivilDate,
): readonly OwnerCheck[] {
  const named = evidenceItems(evidence);
  if (status !== 'complete' || named.some(({ use, what }) => use !== 'none' || what !== '')) return [];
  const rule = 'complete-without-evidence';
  const id = sha256Of([rule, requirement, revision, text].join('\u0000')).slice(0, 16);
  const what =
    'Complete, and no evidence is named. Choose Change it to name a link or a few words, or to write “None:” and why there is none.';
  return [{ id, rule, words: text, what }];
}

/** A plan of nothing but the row: its last published text, and the answer in the column of the revision. */
function planOfRow(
  item: AskedItem,
  { text, status }: { readonly text: string; readonly status: AskedItem['status'] | null },
  revision: CivilDate,
): PublishedPlan {
  const { requirement, ref, recommendation, previousText: previous } = item;
  const plan = { id: '', title: '', organisation: '', executiveLead: null, operationalLead: null };
  const nothing = { statuses: {}, discharges: {}, corrections: [], recommendations: [], requirements: [], updates: [] };
  if (isIntroduction(item)) return { plan, introduction: introductionParts(text), columns: [revision], ...nothing };
  return {
    plan,
    columns: [...(previous === null ? [] : [previous.column]), revision],
    recommendations: [{ number: recommendation, text: item.recommendationText, deadline: null }],
    requirements: [
      {
        id: requirement,
        ref,
        refFrom: 'source',
        recommendation,
        text: item.text,
        owner: item.owner,
        deadline: null,
        withdrawn: false,
      },
    ],
    updates: [
      ...(previous === null
        ? []
        : [{ requirement, column: previous.column, kind: 'text' as const, text: previous.text }]),
      { requirement, column: revision, kind: 'text', text },
    ],
    statuses: { [requirement]: status ?? item.status },
    discharges: {},
    corrections: [],
  };
}
