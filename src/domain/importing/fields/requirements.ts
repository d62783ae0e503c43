import type { CivilDate } from '../../calendar/civil-date.js';
import type { PublishedUpdate } from '../../plan/plan.js';
import type { Ledger } from '../account/ledger.js';
import type { ReadRequirement, UndatedColumn } from '../account/reading.js';
import { sourceWords } from '../account/source-words.js';
import type { Header } from '../header/header.js';
import type { PlanLine } from '../layout/lines.js';
import { updateKindOf } from '../words/update-kind.js';
import type { Deadlines } from './deadlines.js';
import type { ReadRecommendation } from './recommendations.js';
import type { GivenRef } from './refs.js';
import type { ReadStatus } from './statuses.js';

/** A line as a requirement; asks where it has no owner. */
export function requirementOf(
  line: PlanLine,
  refs: ReadonlyMap<string, GivenRef>,
  deadlines: Deadlines,
  statuses: ReadonlyMap<string, ReadStatus>,
  ledger: Ledger,
): ReadRequirement {
  const { requirement } = line.cells;
  const owner = ownerIn(line, ledger);
  if (requirement !== undefined) ledger.place(requirement, requirement.text, `requirement:${line.key}`);
  if (owner !== undefined) ledger.place(owner, owner.text, `owner:${line.key}`);
  else ledger.ask(line.line, line.key, 'No owner is printed. Who answers for it?');
  const given = refs.get(line.key);
  return {
    key: line.key,
    ref: given?.ref ?? line.key,
    refFrom: given?.refFrom ?? 'ours',
    recommendation: line.recommendation,
    text: requirement?.text ?? null,
    owner: owner?.text ?? '',
    deadline: deadlines.requirements.get(line.key) ?? null,
    line: line.line,
    ...(statuses.get(line.key) ?? { status: 'notStated', statusWords: null, discharge: null }),
  };
}

/** The cell that names an owner. "TBC" names nobody, and "do." only repeats a name: neither is a post. */
function ownerIn({ cells: { owner } }: PlanLine, ledger: Ledger): PlanLine['cells']['owner'] {
  if (owner === undefined || !NOBODY.test(owner.text.trim())) return owner;
  ledger.leaveOut(owner);
  return undefined;
}

const NOBODY =
  /^(?:tb[acd]|to be (?:confirmed|agreed|appointed|decided|advised|allocated)|n\/?a|none|nobody|vacant|unassigned|\?+|do)[.…]?$/i;

/** The cells of a line that say something; "no change" must have something to point to. */
export function updatesOf(line: PlanLine, columns: readonly CivilDate[], ledger: Ledger): PublishedUpdate[] {
  const cells = [...line.updates].sort((a, b) => columns.indexOf(a.column) - columns.indexOf(b.column));
  let said = false;
  return cells.map(({ column, cell }) => {
    const kind = updateKindOf(cell.text, column);
    if (kind === 'noChange' && !said) {
      ledger.ask(
        line.line,
        line.key,
        `The update of ${column} says that nothing changed, but no earlier update says anything. What was meant?`,
      );
    }
    said ||= kind === 'text';
    ledger.place(cell, cell.text, `update:${line.key}:${column}`);
    return { requirement: line.key, column, kind, text: cell.text };
  });
}

/** The columns of updates without a date, with their texts by line. */
export function undatedOf(lines: readonly PlanLine[], header: Header): readonly UndatedColumn[] {
  return header.slots.flatMap((slot): UndatedColumn[] => {
    if (slot.kind !== 'undated') return [];
    const texts = lines.flatMap(({ key, undated }) =>
      undated
        .filter(({ at }) => at === slot.at)
        .map(({ cell }) => ({
          requirement: key,
          place: cell.place,
          text: cell.text,
          ...(cell.of === undefined ? {} : { parts: sourceWords(cell, cell.text) }),
        })),
    );
    return texts.length === 0 ? [] : [{ column: slot.at + 1, heading: slot.heading, texts }];
  });
}

/** Once for the whole plan where it has no such texts at all, else for each requirement without one. */
export function askForTexts(
  requirements: readonly ReadRequirement[],
  recommendations: readonly ReadRecommendation[],
  header: Header,
  ledger: Ledger,
): void {
  // A plan without such a column asks by its recommendations; nothing is missing where each of them has a text.
  if (header.slots.every(({ kind }) => kind !== 'requirement') && recommendations.every(({ text }) => text !== null))
    return;
  const without = requirements.filter((each) => each.text === null);
  if (without.length > 1 && without.length === requirements.length) {
    ledger.ask(
      header.row.line,
      null,
      'No requirement has a text of its own. Should each be asked about by its recommendation?',
    );
    return;
  }
  for (const each of without) {
    ledger.ask(each.line, each.key, 'The requirement has no text of its own in the source. What does it ask for?');
  }
}

/** Tells which rows share a number, and what they are called. */
export function reportRefs(refs: ReadonlyMap<string, GivenRef>, lines: readonly PlanLine[], ledger: Ledger): void {
  const ours = lines.flatMap((line) => {
    const given = refs.get(line.key);
    return given?.refFrom === 'ours' ? [{ line, ...given }] : [];
  });
  for (const number of new Set(ours.map((each) => each.number))) {
    const same = ours.filter((each) => each.number === number);
    const [first] = same;
    if (first === undefined) continue;
    ledger.repair(
      first.line.line,
      null,
      `${same.length} rows share the number ${number}. They are called ${same.map((each) => each.ref).join(', ')} until the lead confirms.`,
    );
  }
}
