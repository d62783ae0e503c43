import { cellsOf } from '../account/ledger.js';
import type { ReadPlan, SourceDocument } from '../account/reading.js';

/** What speaks against a reading in which nothing is published yet: nothing, a doubt to be asked about, or too much. */
export type FirstDayDoubt = 'none' | 'ask' | 'refuse';

/** A plan, or what was recommended, by its own words above its rows. */
const RECOMMENDS = /\brec(?:ommendation)?s?\b|\bafi\b|\bareas? for improvement\b/i;
const CALLS_ITSELF_PLAN =
  /\b(?:plan|response|inspection|audit|review(?! date)|agreed actions?|improvement actions?|what we will do|you said)\b/i;

/** What other lists with owners and days call themselves, and their columns. */
const CALLS_ITSELF_OTHER =
  /^minutes\b|\bpolicy$|\bminutes of\b|\brisk register\b|^risks\b|\b(?:agenda|invoice|inventory|backlog|rota|snagging|vacancy|things to do|to-do list|task list)\b/i;
const COLUMN_OF_OTHER =
  /^(?:risk(?: (?:no|id|description|owner))?\.?|likelihood|probability|hazard|unit price|amount|quantity|qty|serial (?:no|number)\.?|asset(?: (?:no|id))?\.?|defect|salary|measure|indicator|kpi|baseline)$/i;

/** Whether something is published of some row: a figure alone, as in a table of measures, is no update. */
export function isTold({ updates, undated = [] }: ReadPlan): boolean {
  const texts = [...updates, ...undated.flatMap((column) => column.texts)].map(({ text }) => text);
  return texts.some((text) => /\p{L}{2}/u.test(text));
}

/**
 * A plan on its first day looks much like any list with owners and days: a register of risks, a list of tasks. What the
 * document calls itself and its columns decides; where it says nothing, only a person can.
 */
export function firstDayDoubt(plan: ReadPlan, source: SourceDocument): FirstDayDoubt {
  const first = Math.min(...plan.requirements.map(({ line }) => line));
  const texts = cellsOf(source)
    .filter(
      ({ place, label, level, text }) =>
        text.length <= 120 && (place.line <= first || label === true || level !== undefined),
    )
    .map(({ text }) => text.trim());
  const some = (pattern: RegExp) => texts.some((text) => pattern.test(text));
  if (some(RECOMMENDS)) return 'none';
  const named = plan.requirements.some(
    ({ owner, deadline, statusWords }) => owner !== '' || deadline !== null || statusWords !== null,
  );
  if (!named) return 'refuse';
  // figures that are no news of anything are results
  if (plan.updates.length > 0 || plan.undated !== undefined) return 'refuse';
  const other = some(CALLS_ITSELF_OTHER) || some(COLUMN_OF_OTHER);
  if (some(CALLS_ITSELF_PLAN)) return other ? 'ask' : 'none';
  return other ? 'refuse' : 'ask';
}
