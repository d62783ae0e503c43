import type { AmendOutcome, makeDischarge, makeMoveDeadline } from '../../../app/plan/amend-plan.js';
import type { makeConfirmComplete } from '../../../app/reviewing/confirm-complete.js';
import type { Stores } from '../../../app/store/stores.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import { deadlineMoved, discharged } from '../../../domain/plan/amend.js';
import { type Deadline, type Discharge, deadlineOf, type Requirement } from '../../../domain/plan/plan.js';
import { readCompletion, readDeadlineMove, readDischarge } from '../../../domain/plan/typed-amendment.js';
import { listed } from '../../asking/deck-messages.js';
import { notice } from '../../turn.js';
import { byOf } from './by-whom.js';
import { type Answered, type Asked, type Change, cannot, type Proposal } from './change.js';
import { exampleRow } from './example-row.js';
import { rowCalled } from './row-called.js';
import { planNamed } from './shown-first.js';

/** What changes of single rows need. */
export interface AmendDeps {
  readonly stores: Stores;
  readonly moveDeadline: ReturnType<typeof makeMoveDeadline>;
  readonly discharge: ReturnType<typeof makeDischarge>;
  readonly confirmComplete: ReturnType<typeof makeConfirmComplete>;
}

const NOTHING = 'Nothing was changed';

/** `/deadline 10.2 30 June 2027 agreed by … because …`. */
export function deadlineChange(deps: AmendDeps): Change {
  const propose = async (asked: Asked): Promise<Proposal> => {
    const { picture, argument } = asked;
    const published = await picture.plan.published();
    const how = `Such as: /deadline ${exampleRow(published.requirements)} 30 June 2027 agreed by the Inspectorate because the works begin in May.`;
    const read = readDeadlineMove(argument, picture.day);
    if (read.kind === 'missing') return cannot(NOTHING, [`Please say ${read.missing}.`, how]);
    const { ref, said } = read;
    const amendment = deadlineMoved(published, ref, { ...said, on: picture.day });
    if (amendment.kind === 'invalid') return cannot(NOTHING, [amendment.problem]);
    const { about } = amendment;
    const row = published.requirements.find(({ id }) => id === amendment.requirements[0]?.id);
    const before = row === undefined ? null : deadlineOf(row, published.recommendations);
    return {
      kind: 'ready',
      shown: {
        title: `Move the deadline of ${about} to ${longDate(said.to)}?`,
        sentences: [
          planNamed(picture.head.plan),
          ...dueWords(about, before),
          `Agreed by: ${said.agreedBy}.`,
          `Reason: ${said.reason}`,
          `The first date stays published, and the row ${before !== null && before.date < picture.day ? 'still counts' : 'counts'} as overdue from it.`,
          'The move is in the next draft, and in the history.',
        ],
        groups: [],
      },
      argument,
      button: 'Move the deadline',
      apply: async () => {
        const outcome = await deps.moveDeadline({ ...(await aboutOf(deps, asked)), ref, ...said }, asked.now);
        return answered(outcome, `The deadline of ${about} is ${longDate(said.to)} now`);
      },
    };
  };
  return { action: 'amend', what: 'move a deadline', propose };
}

/** `/discharge 10.2 by … on … reference …`. */
export function dischargeChange(deps: AmendDeps): Change {
  const propose = async (asked: Asked): Promise<Proposal> => {
    const { picture, argument } = asked;
    const published = await picture.plan.published();
    const how = `Such as: /discharge ${exampleRow(published.requirements)} by the Inspectorate on 12 May 2027 reference letter 31/44.`;
    const read = readDischarge(argument, picture.day);
    if (read.kind === 'missing') return cannot(NOTHING, [`Please say ${read.missing}.`, how]);
    const { ref, said } = read;
    const amendment = discharged(published, ref, said, picture.day);
    if (amendment.kind === 'invalid') return cannot(NOTHING, [amendment.problem]);
    const { about, requirements } = amendment;
    return {
      kind: 'ready',
      shown: {
        title: `Record that ${about} is discharged?`,
        sentences: [planNamed(picture.head.plan), ...dischargeWords(said, requirements)],
        groups: [],
      },
      argument,
      button: 'Record the discharge',
      apply: async () => {
        const { by: body, on, reference } = said;
        const outcome = await deps.discharge({ ...(await aboutOf(deps, asked)), ref, body, on, reference }, asked.now);
        return answered(outcome, `${capital(about)} is discharged`);
      },
    };
  };
  return { action: 'amend', what: 'record a discharge', propose };
}

function dueWords(about: string, deadline: Deadline | null): readonly string[] {
  return deadline === null ? [] : [`${capital(about)} is due on ${longDate(deadline.date)} now.`];
}

function dischargeWords({ by, on, reference }: Discharge, requirements: readonly Requirement[]): readonly string[] {
  const refs = requirements.map(({ ref }) => ref);
  return [
    `Discharged by ${by} on ${longDate(on)} (${reference}): ${listed(refs)}.`,
    'It is published with the next revision. Our own status stays as it is.',
  ];
}

/** `/complete 10.2 agreed by …`: what its owner calls complete, we consider complete. */
export function completeChange(deps: AmendDeps): Change {
  const propose = async (asked: Asked): Promise<Proposal> => {
    const { picture, argument } = asked;
    const published = await picture.plan.published();
    const how = `Such as: /complete ${exampleRow(published.requirements)} agreed by the portfolio board.`;
    const read = readCompletion(argument);
    if (read.kind === 'missing') return cannot(NOTHING, [`Please say ${read.missing}.`, how]);
    const { ref, said } = read;
    const item = rowCalled(picture.decks, ref)?.item.value;
    if (item === undefined) return cannot(NOTHING, [`${ref} is not asked about in this quarter.`], ['/status']);
    const reply = item.answer?.reply;
    const status = (reply?.kind === 'text' ? reply.status : null) ?? item.status;
    if (status !== 'complete') {
      return cannot(NOTHING, [`Its owner has not said that ${ref} is complete, so there is nothing to agree to yet.`]);
    }
    const words = reply?.kind === 'text' && reply.status === 'complete' ? [`Its owner says: ${reply.text}`] : [];
    return {
      kind: 'ready',
      shown: {
        title: `Agree that ${ref} is complete?`,
        sentences: [
          planNamed(picture.head.plan),
          ...words,
          `Agreed by: ${said.agreedBy}.`,
          'It says that we consider it complete. It closes nothing at the inspecting body.',
        ],
        groups: [],
      },
      argument,
      button: 'Agree that it is complete',
      apply: async () => {
        const { tenant, plan, by } = await aboutOf(deps, asked);
        const decider = { by, byName: asked.who.name };
        const outcome = await deps.confirmComplete({ tenant, plan, ref, ...said, decider }, asked.now);
        if (outcome.kind === 'refused') return { done: false, message: notice(NOTHING, [outcome.reason], ['/status']) };
        return {
          done: true,
          message: notice(`${ref} is agreed to be complete`, [`By ${said.agreedBy}.`], ['/status']),
        };
      },
    };
  };
  return { action: 'amend', what: 'agree that a row is complete', propose };
}

async function aboutOf(deps: AmendDeps, { who, picture }: Asked) {
  return { tenant: who.tenant, plan: picture.head.plan.id, by: await byOf(deps.stores, who) };
}

function answered(outcome: AmendOutcome, heading: string): Answered {
  if (outcome.kind === 'refused') return { done: false, message: notice(NOTHING, [outcome.reason], ['/status']) };
  return { done: true, message: notice(heading, ['It is in the next draft, and in the history.'], ['/status']) };
}

function capital(text: string): string {
  return text.replace(/^\p{Ll}/u, (first) => first.toUpperCase());
}
