import { cellsOf } from '../account/ledger.js';
import type { ReadPlan, SourceDocument } from '../account/reading.js';
import { placeKey } from '../account/unplaced.js';
import { outlineLine } from '../header/outline-lines.js';
import { LEFT_OUT } from '../layout/lines.js';
import { headingOf } from '../words/headings.js';
import { inkOf } from '../words/words.js';

/** How much speaks for a reading, each from 0 to 1. */
export interface Measures {
  /** Share of the document's letters that have a place in the plan's rows; what stands around its content does not count. */
  readonly placed: number;
  /** Share of the requirements that have words of their own, or stand under a recommendation that has. */
  readonly texts: number;
  /** Share of the recommendations whose number is printed. */
  readonly numbers: number;
  /** Share of the requirements whose owner could be a post or a name. */
  readonly owners: number;
  /** Share of the requirements of which some column tells something. */
  readonly told: number;
  /** 1 less the texts that are left over between the rows, by requirement. */
  readonly whole: number;
  /** 1 less the lines that only name what follows, or begin with a date, within a text; by requirement. */
  readonly parted: number;
  /** 1 less the questions, by requirement. */
  readonly plain: number;
}

/** What each measure counts. */
export const WEIGHTS: Measures = {
  placed: 3,
  texts: 3,
  numbers: 1,
  owners: 1,
  told: 2,
  whole: 2,
  parted: 2,
  plain: 1,
};

/** A post, or several, fit in this. */
const LONGEST_OWNER = 120;

/** Measures a reading against the document that it is a reading of. */
export function measuresOf(plan: ReadPlan, source: SourceDocument): Measures {
  const { requirements, recommendations } = plan;
  const asides = new Set<number>();
  let ink = 0;
  for (const { aside, place, text } of cellsOf(source)) {
    if (aside === true) asides.add(place.line);
    else ink += inkOf(text).length;
  }
  const left = plan.leftOut.filter(({ place }) => !asides.has(place.line));
  const leftInk = left.reduce((sum, { text }) => sum + inkOf(text).length, 0);
  // any text can present a plan: what does has no place in its rows
  const presents = (plan.introduction ?? []).reduce((sum, { text }) => sum + inkOf(text).length, 0);
  const lines = requirements.map(({ line }) => line);
  // a row that was left out is one all the same
  lines.push(...plan.questions.flatMap(({ line, what }) => (what === LEFT_OUT ? [line] : [])));
  const [first, last] = [Math.min(...lines), Math.max(...lines)];
  const waiting = new Set(
    (plan.undated ?? []).flatMap(({ texts }) =>
      texts.flatMap(({ place, text, parts = [] }) =>
        [{ place, text }, ...parts].map((each) => keyOf(each.place.line, each.text)),
      ),
    ),
  );
  const numbered = new Set(
    [...(plan.places ?? [])].flatMap(([key, said]) =>
      /^number/.test(key) ? said.map(({ place }) => placeKey(place)) : [],
    ),
  );
  // what stands around a number in its cell ("Rec. ") is none
  const strays = left.filter(
    ({ place, text }) =>
      place.line >= first &&
      place.line <= last &&
      !waiting.has(keyOf(place.line, text)) &&
      !numbered.has(placeKey(place)),
  );
  const worded = new Set(recommendations.flatMap(({ number, text }) => (text === null ? [] : [number])));
  const unnumbered = new Set(recommendations.flatMap(({ number, printed }) => (printed === null ? [number] : [])));
  const said = new Set(plan.updates.map(({ requirement }) => requirement));
  for (const { texts } of plan.undated ?? []) for (const { requirement } of texts) said.add(requirement);
  const share = (fits: (each: ReadPlan['requirements'][number]) => boolean) =>
    requirements.length === 0 ? 0 : requirements.filter(fits).length / requirements.length;
  const less = (count: number) => Math.max(0, 1 - count / Math.max(1, requirements.length));
  return {
    placed: ink === 0 ? 0 : Math.max(0, 1 - (leftInk + presents) / ink),
    texts: share(({ recommendation, text }) => text !== null || worded.has(recommendation)),
    numbers: share(({ recommendation }) => !unnumbered.has(recommendation)),
    owners: share(({ owner }) => owner !== '' && owner.length <= LONGEST_OWNER),
    told: share(({ key }) => said.has(key)),
    whole: less(strays.length),
    parted: less(textsOf(plan).reduce((sum, text) => sum + labelsWithin(text), 0)),
    plain: less(plan.questions.length / 2),
  };
}

/** From 0 to 1. */
export function scoreOf(measures: Measures): number {
  const names = Object.keys(WEIGHTS) as (keyof Measures)[];
  const all = names.reduce((sum, name) => sum + WEIGHTS[name], 0);
  return names.reduce((sum, name) => sum + WEIGHTS[name] * measures[name], 0) / all;
}

function textsOf(plan: ReadPlan): readonly string[] {
  return [...plan.recommendations, ...plan.requirements, ...plan.updates].flatMap(({ text }) => text ?? []);
}

/** Lines of a text that should have been read as something else. */
function labelsWithin(text: string): number {
  const lines = text.split('\n');
  return lines.filter((line) => isBareHeading(line) || (lines.length > 1 && begins(line))).length;
}

const LABELS: ReadonlySet<string> = new Set(['owner', 'status', 'deadline', 'update', 'requirement']);

function begins(line: string): boolean {
  if (LABELS.has(outlineLine({ place: { line: 1 }, raw: line, text: line }).kind)) return true;
  const label = /^([^:\n]{3,40}):\s+\S/.exec(line)?.[1];
  const heading = label === undefined ? null : headingOf(label);
  return heading !== null && heading.role !== 'unknown' && heading.share === 1;
}

function isBareHeading(line: string): boolean {
  if (/[\d.]/.test(line)) return false;
  const heading = headingOf(line);
  return heading !== null && heading.role !== 'unknown' && heading.share === 1;
}

function keyOf(line: number, text: string): string {
  return `${line}:${text}`;
}
