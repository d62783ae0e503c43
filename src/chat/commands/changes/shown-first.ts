import type { OutOfReach } from '../../../app/people/reach.js';
import type { PlanHead } from '../../../app/store/stores.js';
import type { Closing, RowsOf } from '../../../domain/asking/closing.js';
import { type CivilDate, localTime, longDate, longDay } from '../../../domain/calendar/civil-date.js';
import { nameOfPlan, type Plan } from '../../../domain/plan/plan.js';
import type { Finalising, FinalisingReason } from '../../../domain/publishing/finalising.js';
import type { FindingState } from '../../../domain/reviewing/sign-off.js';
import { counted } from '../../../domain/text/counted.js';
import type { StatusGroup } from '../../messages.js';

/** What is shown before something is done that cannot be undone; the chat and the command line show the same. */
export interface ShownFirst {
  readonly title: string;
  /** A paragraph each. */
  readonly sentences: readonly string[];
  readonly groups: readonly StatusGroup[];
}

/** What making the revision would do, or what stands in its way and what to do about it. */
export function finalisingShown(finalising: Finalising, { plan, settings }: PlanHead): ShownFirst {
  const { cycle, against, asked, silent } = finalising;
  const revision = longDate(cycle.revision);
  const unanswered = countOf(silent);
  const answers = asked === 1 ? 'requirement is' : 'requirements are';
  return {
    title:
      against.length === 0
        ? `Make the revision of ${revision} final?`
        : `The revision of ${revision} cannot be made yet`,
    sentences: [
      planNamed(plan),
      ...(against.length === 0
        ? [
            cycle.last === undefined
              ? 'It cannot be changed afterwards. Making it ends the quarter.'
              : 'It cannot be changed afterwards. It is the last one: making it ends the plan, and everybody with a part in it is told.',
          ]
        : []),
      closeSentence(finalising),
      ...against.flatMap(whatToDo),
      ...signatureSentence(finalising, settings.zone),
      asked === 0
        ? 'Nobody was asked for it.'
        : unanswered === 0
          ? 'Every requirement is answered.'
          : `${asked - unanswered} of ${asked} ${answers} answered.`,
    ],
    groups: [...against.flatMap(findingsGroup), ...rowsGroup(silent, silenceHeading(unanswered))],
  };
}

/** What closing an open cycle before its date would do. */
export function closingShown({ cycle, daysToClose, asked, begun, waiting }: Closing, { plan }: PlanHead): ShownFirst {
  const open = countOf(waiting);
  return {
    title: 'Close the quarter now?',
    sentences: [
      planNamed(plan),
      'Once closed, the quarter cannot be opened again. Answers that come later are kept for the next revision.',
      `It is the quarter for the revision of ${longDate(cycle.revision)}, and is open until ${dayAndDistance(cycle.closes, daysToClose)}.`,
      ...(begun ? [] : [`Nobody has been asked yet: the asking begins on ${longDay(cycle.opens)}.`]),
      open === 0 ? 'Nobody has anything open.' : `${asked - open} of ${counted(asked, 'update')} are in.`,
    ],
    groups: rowsGroup(waiting, open === 1 ? '1 update is still open' : `${open} updates are still open`),
  };
}

/** The whole title, and what the plan is called in commands: no two plans are called the same. */
export function planNamed(plan: Plan): string {
  return `${nameOfPlan(plan)} (${plan.id})`;
}

function closeSentence({ cycle, daysToClose, against }: Finalising): string {
  const when = dayAndDistance(cycle.closes, daysToClose);
  if (against.some((reason) => reason.kind === 'cycleOpen')) {
    return `The quarter is open until ${when}. Close it first, or wait until it has closed.`;
  }
  if (daysToClose < 0) return `The last day of the quarter was ${when}.`;
  return `The quarter was closed before its last day, ${when}.`;
}

/** "Wednesday 6 January, 35 days from today". */
function dayAndDistance(day: CivilDate, days: number): string {
  if (days === 0) return `${longDay(day)}, which is today`;
  const count = counted(Math.abs(days), 'day');
  return `${longDay(day)}, ${count} ${days > 0 ? 'from today' : 'ago'}`;
}

function whatToDo(reason: FinalisingReason): readonly string[] {
  switch (reason.kind) {
    case 'cycleOpen':
      return [];
    case 'undecided': {
      const count = reason.findings.length;
      return [
        `${counted(count, 'finding')} of the review must be decided: accept each with a reason, correct the words, or ask the owner. Write /review to do it here.`,
      ];
    }
    case 'unsigned':
      return [
        'Its executive lead has not signed exactly these words. Compile a draft with /compile; they sign it with /sign.',
      ];
  }
}

function signatureSentence({ signOff, signature }: Finalising, zone: string): readonly string[] {
  if (signOff === 'lead') return ['This plan needs no signature of its executive lead.'];
  if (signature === null) return [];
  return [`${signature.byName} signed exactly these words on ${longDate(localTime(signature.at, zone).date)}.`];
}

/** By rule: enough to see what is waiting; the texts are read, and decided, in the review. */
function findingsGroup(reason: FinalisingReason): readonly StatusGroup[] {
  if (reason.kind !== 'undecided') return [];
  const rules = new Map<string, FindingState[]>();
  for (const state of reason.findings) {
    rules.set(state.finding.rule, [...(rules.get(state.finding.rule) ?? []), state]);
  }
  const lines = [...rules].map(([rule, states]) => {
    const refs = [...new Set(states.map(({ finding }) => finding.ref))].sort(inOrder);
    const asked = states.filter(({ state }) => state === 'asked').length;
    return {
      ref: ruleWords(rule),
      text: `${counted(states.length, 'finding')}: ${refs.join(', ')}`,
      detail: asked === 0 ? '' : `${asked} asked of the owner`,
    };
  });
  return [{ heading: 'To be decided first', lines }];
}

/** "commitment-gone-by" as a heading, in the words that people read: "Promise gone by". */
export function ruleWords(rule: string): string {
  const words = rule
    .replaceAll('-', ' ')
    .replace(/^e mail/, 'e-mail')
    .replace(/^commitment/, 'promise');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function silenceHeading(rows: number): string {
  return `"No update received" is printed for ${counted(rows, 'requirement')}`;
}

/** Rows by who holds them, under a heading. */
export function rowsGroup(rows: readonly RowsOf[], heading: string): readonly StatusGroup[] {
  if (rows.length === 0) return [];
  const lines = rows.map(({ name, assigned, refs }) => ({
    ref: name === '' ? 'No owner' : name,
    text: `${counted(refs.length, 'requirement')}: ${refs.join(', ')}`,
    detail: assigned ? '' : 'nobody is assigned',
  }));
  return [{ heading, lines }];
}

/** "9.1" before "10". */
function inOrder(a: string, b: string): number {
  return a.localeCompare(b, 'en-GB', { numeric: true });
}

function countOf(rows: readonly RowsOf[]): number {
  return rows.reduce((sum, { refs }) => sum + refs.length, 0);
}

/** Those whom a message would not reach as things stand, with what to do about each. */
export function reachGroup(people: readonly OutOfReach[]): readonly StatusGroup[] {
  if (people.length === 0) return [];
  const lines = people.map(({ name, reason, remedy }) => ({ ref: name, text: `${reason}.`, detail: remedy }));
  return [{ heading: `${counted(people.length, 'person', 'people')} cannot be reached as things stand`, lines }];
}
