import { type Deadline, deadlineOf, type PublishedPlan, type Requirement, STATUS_WORDS } from '../plan/plan.js';
import type { AlteredCell } from './corrections.js';
import { normalised } from './import-match.js';

/** One thing that reads otherwise now. */
export interface FieldChange {
  /** What it is, for people: "Requirement", "Owner", "Deadline", "Status", "Title". */
  readonly field: string;
  readonly old: string;
  readonly new: string;
}

/** What an import would make of a plan: shown to the lead before anything is written. */
export interface PlanDifference {
  /** Of the plan itself: title, leads, recommendations' texts and deadlines. */
  readonly plan: readonly FieldChange[];
  /** Columns that the plan did not have, as dates. */
  readonly columns: readonly string[];
  readonly added: readonly { readonly ref: string; readonly text: string }[];
  readonly changed: readonly { readonly ref: string; readonly changes: readonly FieldChange[] }[];
  readonly withdrawn: readonly { readonly ref: string; readonly text: string }[];
  /** Withdrawn before, printed again now. */
  readonly returned: readonly string[];
  /** Cells of columns that were published before, filled, emptied or printed otherwise now. */
  readonly altered: readonly AlteredCell[];
}

/** The difference of two states of one plan, requirements by their ids. Case and spacing of texts count as no change, as for an import. */
export function planDifference(before: PublishedPlan, after: PublishedPlan): PlanDifference {
  const old = new Map(before.requirements.map((each) => [each.id, each]));
  const now = after.requirements.map((each) => ({ each, was: old.get(each.id) }));
  const line = ({ ref, text }: Requirement) => ({ ref, text: text ?? '' });
  return {
    plan: changesOfPlan(before, after),
    columns: after.columns.filter((column) => !before.columns.includes(column)),
    added: now.flatMap(({ each, was }) => (was === undefined ? [line(each)] : [])),
    changed: now.flatMap(({ each, was }) => {
      if (was === undefined || each.withdrawn) return [];
      const changes = changesOf(was, each, before, after);
      return changes.length === 0 ? [] : [{ ref: each.ref, changes }];
    }),
    withdrawn: now.flatMap(({ each, was }) => (each.withdrawn && was?.withdrawn === false ? [line(each)] : [])),
    returned: now.flatMap(({ each, was }) => (!each.withdrawn && was?.withdrawn === true ? [each.ref] : [])),
    altered: after.corrections.slice(before.corrections.length).map(({ requirement, column, old: text, new: is }) => ({
      requirement,
      ref: old.get(requirement)?.ref ?? '',
      column,
      old: text,
      new: is,
    })),
  };
}

/** Whether an import would change nothing at all. */
export function isSame(difference: PlanDifference): boolean {
  return Object.values(difference).every((part: readonly unknown[]) => part.length === 0);
}

function changesOf(was: Requirement, is: Requirement, before: PublishedPlan, after: PublishedPlan): FieldChange[] {
  return differing([
    ['Requirement', was.text ?? '', is.text ?? ''],
    ['Owner', was.owner, is.owner],
    ['Recommendation', was.recommendation, is.recommendation],
    ['Deadline', dateWords(deadlineOf(was, before.recommendations)), dateWords(deadlineOf(is, after.recommendations))],
    ['Status', statusWordsOf(before, was.id), statusWordsOf(after, is.id)],
    ['Discharge', dischargeWords(before, was.id), dischargeWords(after, is.id)],
  ]);
}

function changesOfPlan(before: PublishedPlan, after: PublishedPlan): FieldChange[] {
  const recommendations = new Map(before.recommendations.map((each) => [each.number, each]));
  return differing([
    ['Title', before.plan.title, after.plan.title],
    ['Organisation', before.plan.organisation, after.plan.organisation],
    ['Executive lead', before.plan.executiveLead ?? '', after.plan.executiveLead ?? ''],
    ['Operational lead', before.plan.operationalLead ?? '', after.plan.operationalLead ?? ''],
    ['Introduction', wordsOf(before.introduction), wordsOf(after.introduction)],
    ...after.recommendations.map(({ number, text }): [string, string, string] => [
      `Recommendation ${number}`,
      recommendations.get(number)?.text ?? '',
      text ?? '',
    ]),
  ]);
}

/** Without its day, which is when it was said and not what. */
function statusWordsOf({ statuses, statusWords }: PublishedPlan, id: string): string {
  return statusWords?.[id] ?? STATUS_WORDS[statuses[id] ?? 'notStated'];
}

function differing(fields: readonly (readonly [string, string, string])[]): FieldChange[] {
  return fields.flatMap(([field, old, now]) => (normalised(old) === normalised(now) ? [] : [{ field, old, new: now }]));
}

function wordsOf(introduction: PublishedPlan['introduction'] = []): string {
  return introduction.map(({ text }) => text).join('\n');
}

function dateWords(deadline: Deadline | null): string {
  return deadline?.date ?? '';
}

function dischargeWords(plan: PublishedPlan, requirement: string): string {
  const discharge = plan.discharges[requirement];
  return discharge === undefined ? '' : [discharge.by, discharge.on, discharge.reference].join(', ');
}
