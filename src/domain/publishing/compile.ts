import { type AskedItem, answeredStatus, isLasting, saidStatus, unsaidStatus } from '../asking/ask.js';
import { SILENCE } from '../asking/update.js';
import type { CivilDate } from '../calendar/civil-date.js';
import { introductionParts, isIntroduction } from '../plan/introduction.js';
import {
  type Discharge,
  type IntroductionPart,
  PRINTED_UNSET,
  type PublishedPlan,
  type PublishedUpdate,
  type Recommendation,
  type Status,
} from '../plan/plan.js';
import { noChangeSentence, printedStatusOf, publicDeadline } from '../plan/printed.js';
import { transfersToPrint } from '../plan/transfer.js';
import { publicEvidence } from '../text/evidence.js';
import { sha256Of } from '../text/sha256.js';
import type { Wording } from '../text/wording.js';
import { hiddenPart, publicPart } from './public-part.js';
import type { RevisionDocument, RevisionSection, Seal } from './revision.js';

/** What compiling makes: the plan as it would stand in public, and the update ids that it took. */
export interface Compilation {
  readonly published: PublishedPlan;
  readonly takes: readonly string[];
  /** Refs that nobody answered: printed as "No update received". */
  readonly silent: readonly string[];
  /** The wordings by the lead that are printed in place of answers. */
  readonly wordings: readonly Wording[];
}

const NO_WORDINGS: ReadonlyMap<string, Wording> = new Map();

/**
 * The published plan with one more dated column. "No change" is printed as a sentence that names its date, silence as
 * "No update received"; words are never invented. Requirements that were not asked (complete, asked once a year) print
 * nothing new and keep their status; those that the lead transferred since print where the work went. Answers after the
 * close are not taken. What is said of the introduction takes its place. `wordings` by update id: what the lead publishes in
 * place of that answer's words.
 */
export function compile(
  before: PublishedPlan,
  items: readonly AskedItem[],
  revision: CivilDate,
  wordings: ReadonlyMap<string, Wording> = NO_WORDINGS,
): Compilation {
  const updates: PublishedUpdate[] = [];
  const statuses: Record<string, Status> = { ...before.statuses };
  const takes: string[] = [];
  const silent: string[] = [];
  const printedWordings: Wording[] = [];
  const { statusWords: _words, statusDates: _dates, ...rest } = before;
  const { unanswered } = before.printed ?? PRINTED_UNSET;
  const transfers = transfersToPrint(before);
  let { introduction } = before;
  for (const item of [...items].sort((a, b) => a.order - b.order)) {
    const wording = item.answer === null ? undefined : wordings.get(item.answer.update);
    const words = wording === undefined ? printed(item) : ({ kind: 'text', text: wording.published } as const);
    if (wording !== undefined) printedWordings.push(wording);
    if (item.answer !== null) takes.push(item.answer.update);
    if (isIntroduction(item)) {
      // silence leaves it as it is, and nothing is printed for it
      if (words.kind === 'text' && words.text !== item.previousText?.text) introduction = introductionParts(words.text);
      continue;
    }
    const handedOn = transfers.get(item.requirement);
    const text = handedOn === undefined ? words.text : `${words.text}\n${handedOn}`;
    updates.push({
      requirement: item.requirement,
      column: revision,
      kind: handedOn !== undefined && words.kind === 'noChange' ? 'text' : words.kind,
      text,
    });
    statuses[item.requirement] =
      handedOn === undefined
        ? (answeredStatus(item, unanswered) ?? unsaidStatus(item.status, unanswered))
        : 'transferred';
    if (item.answer === null) silent.push(item.ref);
  }
  const asked = new Set(items.map(({ requirement }) => requirement));
  for (const [requirement, text] of transfers) {
    if (!asked.has(requirement)) updates.push({ requirement, column: revision, kind: 'text', text });
  }
  return {
    published: {
      ...rest,
      ...(introduction === undefined ? {} : { introduction }),
      columns: [...before.columns, revision],
      updates: [...before.updates, ...updates],
      statuses,
      ...statedBefore(
        before,
        items.filter((item) => !isIntroduction(item)),
      ),
    },
    takes,
    silent,
    wordings: printedWordings,
  };
}

/** What stays of earlier quarters: words of a status that no answer replaced, and the day of a status that was not said again. */
function statedBefore(
  before: PublishedPlan,
  items: readonly AskedItem[],
): Pick<PublishedPlan, 'statusWords' | 'statusDates'> {
  const newest = before.columns.at(-1);
  const { unanswered } = before.printed ?? PRINTED_UNSET;
  const words: Record<string, string> = { ...before.statusWords };
  const dates: Record<string, CivilDate> = { ...before.statusDates };
  for (const item of items) {
    const { requirement: id } = item;
    const said = saidStatus(item);
    if (said !== null && said !== 'notStated') delete words[id];
    if (said === null && unanswered === 'dropped') delete words[id];
    const stated = words[id] !== undefined || item.status !== 'notStated';
    const keeps = said === null && unanswered === 'kept' && stated && !isLasting(item.status);
    const date = keeps ? (dates[id] ?? newest) : undefined;
    if (date === undefined) delete dates[id];
    else dates[id] = date;
  }
  return {
    ...(Object.keys(words).length === 0 ? {} : { statusWords: words }),
    ...(Object.keys(dates).length === 0 ? {} : { statusDates: dates }),
  };
}

/**
 * The neutral document of a published plan: what every writer takes. Withdrawn requirements are not printed, and what is
 * not for publication stands apart, in drafts alone. Each field is taken by its name, so that nothing else that a row may
 * hold gets into a file for the public.
 */
export function documentOf(published: PublishedPlan, seal: Seal): RevisionDocument {
  const hidden = seal.kind === 'draft' ? sectionsOf(hiddenPart(published)) : [];
  const { plan, columns } = published;
  const introduction = printedIntroduction(published).map(printedPart);
  return {
    title: plan.title,
    organisation: plan.organisation,
    executiveLead: plan.executiveLead,
    operationalLead: plan.operationalLead,
    ...(introduction.length === 0 ? {} : { introduction }),
    date: columns.at(-1) as CivilDate,
    columns,
    sections: sectionsOf(publicPart(published)),
    ...(hidden.length === 0 ? {} : { notForPublication: hidden }),
    seal,
  };
}

function sectionsOf(published: PublishedPlan): readonly RevisionSection[] {
  const cells = new Map(published.updates.map((update) => [`${update.requirement} ${update.column}`, update.text]));
  const section = (recommendation: Recommendation): RevisionSection => ({
    number: recommendation.number,
    text: recommendation.text,
    deadline: publicDeadline(published, recommendation.deadline),
    lines: published.requirements
      .filter((each) => each.recommendation === recommendation.number && !each.withdrawn)
      .map((requirement) => ({
        id: requirement.id,
        ref: requirement.ref,
        refFrom: requirement.refFrom,
        text: requirement.text,
        owner: requirement.owner,
        deadline: publicDeadline(published, requirement.deadline),
        cells: published.columns.map((column) => ({ column, text: cells.get(`${requirement.id} ${column}`) ?? '' })),
        ...printedStatusOf(published, requirement.id),
        discharge: printedDischarge(published.discharges[requirement.id] ?? null),
      })),
  });
  return published.recommendations.map(section).filter((each) => each.lines.length > 0);
}

/** What presents a plan as it is printed: with what its newest revision says of the quarters before it. */
export function printedIntroduction({ introduction = [], notes = [] }: PublishedPlan): readonly IntroductionPart[] {
  return [...introduction, ...notes.map((text): IntroductionPart => ({ kind: 'paragraph', text }))];
}

function printedPart(part: IntroductionPart): IntroductionPart {
  const { kind, text } = part;
  return kind === 'heading' ? { kind, text, level: part.level } : { kind, text };
}

function printedDischarge(discharge: Discharge | null): Discharge | null {
  return discharge === null ? null : { by: discharge.by, on: discharge.on, reference: discharge.reference };
}

/**
 * SHA-256 of exactly the published plan (docs/glossary.md): title, organisation, leads, introduction, dates, recommendations,
 * requirement ids, refs, texts, owners' posts, printed updates, statuses, deadlines with original and moves. Not the seal.
 * Nor the record of corrections: the updates count as corrected, so that a hash is the hash of what a reader sees, and
 * a plan that was read back from a document has it too. The record itself stands in the history's chain of hashes.
 */
export function hashOf(published: PublishedPlan): string {
  const { seal: _, ...content } = documentOf(publicPart(published), {
    kind: 'draft',
    number: 0,
    compiledAt: '' as never,
  });
  return sha256Of(JSON.stringify(content));
}

/** What an item's answer prints as by itself. Of its evidence only what is marked for publication is printed. */
export function printed(item: AskedItem): Pick<PublishedUpdate, 'kind' | 'text'> {
  const reply = item.answer?.reply;
  if (reply === undefined) return { kind: 'none', text: SILENCE };
  if (reply.kind === 'noChange') {
    // acceptUpdate refuses "no change" without an earlier text, so this is a defect and must not print a made-up date
    if (item.previousText === null) throw new Error(`"No change" without an earlier text for ${item.ref}`);
    if (isIntroduction(item)) return { kind: 'text', text: item.previousText.text };
    return { kind: 'noChange', text: noChangeSentence(item.previousText.column) };
  }
  return { kind: 'text', text: `${reply.text}${publicEvidence(reply.evidence)}` };
}
