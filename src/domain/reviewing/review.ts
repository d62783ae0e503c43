import type { CivilDate } from '../calendar/civil-date.js';
import { askedRows, introductionUpdates, isIntroduction } from '../plan/introduction.js';
import type { PublishedPlan, PublishedUpdate, Requirement } from '../plan/plan.js';
import { sha256Of } from '../text/sha256.js';
import { approvedSpelling } from './matching/approved-spelling.js';
import type {
  Cell,
  Finding,
  Raised,
  Review,
  ReviewInput,
  ReviewRow,
  Rule,
  RuleName,
  TitleBlock,
} from './matching/finding.js';
import { breaksOff } from './rules/breaks-off.js';
import { caseReference } from './rules/case-reference.js';
import { columnsContradict } from './rules/columns-contradict.js';
import { commitmentGoneBy } from './rules/commitment-gone-by.js';
import { completeWithOpenWork } from './rules/complete-with-open-work.js';
import { completeWithoutStatus } from './rules/complete-without-status.js';
import { dateAfterRevision } from './rules/date-after-revision.js';
import { deadlineContradictsRule } from './rules/deadline-contradicts-rule.js';
import { eMailAddress } from './rules/e-mail-address.js';
import { figureAgainstClaim } from './rules/figure-against-claim.js';
import { figureMissesTarget } from './rules/figure-misses-target.js';
import { impossibleDate } from './rules/impossible-date.js';
import { internalLink } from './rules/internal-link.js';
import { noChangeOverFuture } from './rules/no-change-over-future.js';
import { personalName } from './rules/personal-name.js';
import { protectiveMarking } from './rules/protective-marking.js';
import { recommendationWithoutText } from './rules/recommendation-without-text.js';
import { repeatedText } from './rules/repeated-text.js';
import { rowsContradict } from './rules/rows-contradict.js';
import { silentRow } from './rules/silent-row.js';
import { spellingDiffers } from './rules/spelling-differs.js';
import { telephoneNumber } from './rules/telephone-number.js';
import { unseenLettersInText } from './rules/unseen-letters.js';
import { workingNote } from './rules/working-note.js';

export type { Finding, ReviewInput, RuleName };

const RULE_FUNCTIONS: Readonly<Record<RuleName, Rule>> = {
  'personal-name': personalName,
  'e-mail-address': eMailAddress,
  'telephone-number': telephoneNumber,
  'case-reference': caseReference,
  'protective-marking': protectiveMarking,
  'internal-link': internalLink,
  'working-note': workingNote,
  'unseen-letters': unseenLettersInText,
  'breaks-off': breaksOff,
  'date-after-revision': dateAfterRevision,
  'impossible-date': impossibleDate,
  'complete-with-open-work': completeWithOpenWork,
  'complete-without-status': completeWithoutStatus,
  'commitment-gone-by': commitmentGoneBy,
  'rows-contradict': rowsContradict,
  'columns-contradict': columnsContradict,
  'repeated-text': repeatedText,
  'figure-against-claim': figureAgainstClaim,
  'figure-misses-target': figureMissesTarget,
  'deadline-contradicts-rule': deadlineContradictsRule,
  'recommendation-without-text': recommendationWithoutText,
  'no-change-over-future': noChangeOverFuture,
  'silent-row': silentRow,
  'approved-spelling': approvedSpelling,
  'spelling-differs': spellingDiffers,
};

/**
 * Everything that should be decided before a column goes public, in document order. Rules that compare look at
 * earlier columns; later ones are never looked at, so an imported plan is reviewed column by column.
 * Withdrawn requirements are left out. The same words raised twice by one rule in one cell count once.
 */
export function review(input: ReviewInput): Finding[] {
  const prepared = prepare(input);
  const findings = Object.values(RULE_FUNCTIONS).flatMap((rule) => rule(prepared).map(withId));
  const once = new Map(findings.toReversed().map((finding) => [finding.id, finding]));
  return inDocumentOrder(withoutSaidTwice([...once.values()]), input.plan);
}

/** The findings of every column of a plan, as for one that was just imported; each finding once, row by row. */
export function reviewAllColumns(input: Omit<ReviewInput, 'column'>): Finding[] {
  const all = input.plan.columns.flatMap((column) => review({ ...input, column }));
  const once = [...new Map(all.map((finding) => [finding.id, finding])).values()];
  return inDocumentOrder(withNewestOfRow(once), input.plan);
}

/** What tells how a row stands by its columns so far: of these only the newest is true of it now. */
const OF_THE_ROW: ReadonlySet<RuleName> = new Set(['silent-row', 'no-change-over-future']);

/** A row that was silent in three columns and is in the fourth is told of once. */
function withNewestOfRow(findings: readonly Finding[]): Finding[] {
  const newest = new Map<string, string>();
  const key = ({ rule, requirement }: Finding) => `${rule} ${requirement}`;
  for (const each of findings) {
    if (OF_THE_ROW.has(each.rule) && (newest.get(key(each)) ?? '') < (each.column ?? ''))
      newest.set(key(each), each.column ?? '');
  }
  return findings.filter((each) => !OF_THE_ROW.has(each.rule) || newest.get(key(each)) === each.column);
}

/** A rule, and the one that says more where both point at the same words. */
const SAYS_MORE: Readonly<Partial<Record<RuleName, RuleName>>> = {
  'commitment-gone-by': 'rows-contradict',
  'no-change-over-future': 'silent-row',
};

/** Two rules over the same words of one cell are one finding: the one that says more. */
function withoutSaidTwice(findings: readonly Finding[]): Finding[] {
  return findings.filter(
    ({ rule, requirement, column, start, length }) =>
      !findings.some(
        (other) =>
          other.rule === SAYS_MORE[rule] &&
          other.requirement === requirement &&
          other.column === column &&
          other.start <= start + length &&
          start <= other.start + other.length,
      ),
  );
}

/** Recommendations' own texts first, then row by row and column by column. */
function inDocumentOrder(findings: readonly Finding[], plan: PublishedPlan): Finding[] {
  const places = new Map(askedRows(plan).map((requirement, index) => [requirement.id, index]));
  const order = (finding: Finding) => (finding.requirement === null ? -1 : (places.get(finding.requirement) ?? -1));
  return [...findings].sort(
    (a, b) =>
      order(a) - order(b) || compare(a.column ?? '', b.column ?? '') || a.start - b.start || compare(a.rule, b.rule),
  );
}

function prepare({ plan, column, ...rest }: ReviewInput): Review {
  const updates = new Map<string, PublishedUpdate[]>();
  // it has no columns of its own: it is reviewed as it stands in the newest
  const introduction = introductionUpdates(plan.introduction, plan.columns.at(-1));
  for (const update of [...plan.updates, ...introduction]) {
    if (update.column > column || update.text.trim() === '') continue;
    const known = updates.get(update.requirement);
    if (known === undefined) updates.set(update.requirement, [update]);
    else known.push(update);
  }
  const rows = askedRows(plan)
    .filter((requirement) => !requirement.withdrawn)
    .map((requirement): ReviewRow => {
      const cells = (updates.get(requirement.id) ?? [])
        .map((update) => cellOf(requirement, update.column, update.text, update.kind))
        .sort((a, b) => compare(a.column ?? '', b.column ?? ''));
      return {
        requirement,
        // A status belongs to the newest column only: what was known earlier is not recorded with it.
        status: column === plan.columns.at(-1) ? (plan.statuses[requirement.id] ?? 'notStated') : 'notStated',
        now: cells.find((cell) => cell.column === column) ?? null,
        earlier: cells.filter((cell) => cell.column !== column),
      };
    });
  return {
    ...rest,
    column,
    rows,
    recommendations: plan.recommendations,
    titleBlock: titleBlockOf(plan),
    isNewest: column === plan.columns.at(-1),
  };
}

function titleBlockOf({ plan }: PublishedPlan): TitleBlock {
  return {
    title: plan.title,
    leads: [plan.executiveLead, plan.operationalLead].flatMap((each) => each ?? []),
  };
}

function cellOf(requirement: Requirement, column: CivilDate, text: string, kind: Cell['kind']): Cell {
  return { requirement: requirement.id, ref: requirement.ref, column, kind, text };
}

function withId(found: Raised): Finding {
  // what is decided about the introduction holds as long as its words do, in whatever quarter
  const raised = isIntroduction(found) ? { ...found, column: null } : found;
  const place = raised.requirement ?? `recommendation ${raised.ref}`;
  const identity = [raised.rule, place, raised.column ?? '', raised.words].join('\u0000');
  return { ...raised, id: sha256Of(identity).slice(0, 16) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
