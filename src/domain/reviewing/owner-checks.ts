import { type AskedItem, newestAnswer } from '../asking/ask.js';
import type { CivilDate } from '../calendar/civil-date.js';
import { introductionParts, isIntroduction } from '../plan/introduction.js';
import type { PublishedPlan } from '../plan/plan.js';
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
export function ownerChecks(item: AskedItem, against: CheckedAgainst): readonly Finding[] {
  const { answer, confirmed = [] } = item;
  if (answer?.reply.kind !== 'text' || newestAnswer(item) !== answer) return [];
  const { revision, knownPeople, approvedSpellings } = against;
  const findings = review({
    plan: planOfRow(item, answer.reply, revision),
    column: revision,
    knownPeople,
    approvedSpellings,
    commitments: item.commitments,
  });
  const said = new Set(confirmed.map(({ finding }) => finding));
  return findings.filter(
    ({ id, rule, requirement, column }) =>
      FOR_OWNERS.has(rule) &&
      requirement === item.requirement &&
      (column === revision || isIntroduction(item)) &&
      !said.has(id),
  );
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
