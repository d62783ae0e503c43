import type { PromiseOfPlan } from '../../../app/commitments/see-promises.js';
import type { OutOfReach } from '../../../app/people/reach.js';
import { openItems } from '../../../app/sending/people-due.js';
import type { PlanStatus } from '../../../app/standing/see-status.js';
import { NOBODY } from '../../../app/store/stores.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import { holdersOf, type Role } from '../../../domain/people/assignment.js';
import { isUnderWay } from '../../../domain/plan/cycle.js';
import type { PublishedPlan } from '../../../domain/plan/plan.js';
import { counted } from '../../../domain/text/counted.js';
import type { Report, ReportBlock } from './report.js';

/** What a new lead must know of a plan, on one page. */
export interface Handover {
  readonly status: PlanStatus;
  readonly published: PublishedPlan;
  readonly promises: readonly PromiseOfPlan[];
  readonly unreachable: readonly OutOfReach[];
}

/** Who leads, where the quarter stands, who holds what, and what is waiting: for whoever takes a plan over. */
export function handoverReport({ status, published, promises, unreachable }: Handover): Report {
  const { head, day, decks, standing } = status;
  const holding = decks
    .filter((deck) => deck.items.length > 0)
    .map((deck) => ({
      about: deck.head.value.person === NOBODY ? 'Nobody' : deck.head.value.name,
      text: `${openItems(deck).length} of ${deck.items.length} open: ${deck.items.map(({ value }) => value.ref).join(', ')}`,
    }));
  const due = promises.filter(({ isDue }) => isDue);
  const away = published.requirements.flatMap(({ ref, transfer, withdrawn }) =>
    transfer === undefined || withdrawn
      ? []
      : [{ about: ref, text: `with ${transfer.to}, look again on ${longDate(transfer.lookAgain)}` }],
  );
  return {
    kind: 'Handover',
    title: head.plan.title,
    organisation: head.plan.organisation,
    standing: [`As it stood on ${longDate(day)}.`],
    audience: { kind: 'inside', marking: head.settings.protectiveMarking },
    onePage: true,
    blocks: [
      ...lines('Who', peopleLines(status)),
      ...lines('Where it stands', [...quarterLines(status), ...(head.toSay ?? []).map(toSayLine)]),
      ...lines('Who holds what in the quarter', holding),
      ...lines(
        'Cannot be reached in Teams',
        unreachable.map(({ name, reason, remedy }) => ({ about: name, text: `${reason}. ${remedy}` })),
      ),
      ...lines(
        `Promises that have come due without an answer (${due.length})`,
        due.slice(0, MOST).map(({ ref, promise }) => ({ about: ref, text: `due on ${longDate(promise.due)}` })),
      ),
      ...lines('Handed on to other bodies', away),
      ...lines('Deadlines', [
        { about: String(standing.overdue), text: 'passed, of rows that are neither complete nor discharged' },
      ]),
    ],
  };
}

/** So that it stays on one page. */
const MOST = 12;

function peopleLines({ assignments, day, head }: PlanStatus) {
  const named: readonly (readonly [string, Role])[] = [
    ['Portfolio lead', 'lead'],
    ['Deputy', 'deputy'],
    ['Executive lead', 'executive'],
    ['Administrator', 'admin'],
  ];
  const people = named.flatMap(([about, role]) => {
    const names = holdersOf(role, assignments, day).map(({ name }) => name);
    return names.length === 0 ? [] : [{ about, text: names.join(', ') }];
  });
  const signs = head.settings.signOff === 'executive' ? 'by the executive lead' : 'by the portfolio lead';
  return [...people, { about: 'Revisions are made final', text: signs }];
}

function quarterLines({ head, standing }: PlanStatus) {
  const { cycle, revisions, finished, paused } = head;
  const { answered, noChange, pending, late } = standing.counts;
  return [
    { about: 'Revisions made', text: counted(revisions.length, 'revision') },
    ...(finished === undefined ? [] : [{ about: 'Finished', text: `${longDate(finished.on)}: ${finished.reason}` }]),
    ...(paused === undefined ? [] : [{ about: 'Paused', text: `since ${longDate(paused.on)}: ${paused.reason}` }]),
    ...(isUnderWay(cycle)
      ? [
          {
            about: `Revision of ${longDate(cycle.revision)}`,
            text: `${cycle.state}; due ${longDate(cycle.due)}, closes ${longDate(cycle.closes)}; ${answered + noChange} answered, ${pending} open, ${late} late`,
          },
        ]
      : [{ about: 'Quarter', text: 'none is under way: open the next with /open' }]),
  ];
}

function toSayLine(text: string) {
  return { about: 'The next revision says', text };
}

function lines(
  heading: string,
  all: readonly { readonly about: string; readonly text: string }[],
): readonly ReportBlock[] {
  return all.length === 0
    ? []
    : [
        { kind: 'heading', level: 2, text: heading },
        { kind: 'lines', lines: all },
      ];
}
