import type { makeTransfer } from '../../../app/plan/amend-plan.js';
import type { Stores } from '../../../app/store/stores.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import { isUnderWay } from '../../../domain/plan/cycle.js';
import type { PublishedPlan } from '../../../domain/plan/plan.js';
import { type TransferSaid, transferred, transferTakenBack, transferWords } from '../../../domain/plan/transfer.js';
import { readTransfer } from '../../../domain/plan/typed-amendment.js';
import { listed } from '../../asking/deck-messages.js';
import { notice } from '../../turn.js';
import { byOf } from './by-whom.js';
import { type Answered, type Asked, type Change, cannot, type Proposal } from './change.js';
import { exampleRow } from './example-row.js';
import { planNamed } from './shown-first.js';

/** What handing a row on needs. */
export interface TransferDeps {
  readonly stores: Stores;
  readonly transfer: ReturnType<typeof makeTransfer>;
}

const NOTHING = 'Nothing was changed';

/** `/transfer 22 to … watched by … look again on …`, or `/transfer 22 back`. */
export function transferChange(deps: TransferDeps): Change {
  return { action: 'amend', what: 'hand a row on', propose: (asked) => propose(deps, asked) };
}

async function propose(deps: TransferDeps, asked: Asked): Promise<Proposal> {
  const { picture, argument } = asked;
  const published = await picture.plan.published();
  const read = readTransfer(argument, picture.day);
  if (read.kind === 'missing') return cannot(NOTHING, [`Please say ${read.missing}.`, howFor(published)]);
  const { ref, said } = read;
  const { cycle } = picture.head;
  const printedBy = isUnderWay(cycle) ? cycle.revision : null;
  const amendment =
    said === null
      ? transferTakenBack(published, ref)
      : transferred(published, ref, said, { today: picture.day, printedBy });
  if (amendment.kind === 'invalid') return cannot(NOTHING, [amendment.problem]);
  const { about, requirements } = amendment;
  const refs = listed(requirements.map((each) => each.ref));
  const named = planNamed(picture.head.plan);
  return {
    kind: 'ready',
    shown:
      said === null
        ? {
            title: `Take the transfer of ${about} back?`,
            sentences: [named, `${refs}: asked about every quarter again, with the status from before.`],
            groups: [],
          }
        : {
            title: `Transfer ${about} to ${said.to}?`,
            sentences: [named, ...transferSentences(refs, said)],
            groups: [],
          },
    argument,
    button: said === null ? 'Take it back' : 'Transfer it',
    apply: () => apply(deps, asked, { ref, said, about }),
  };
}

function howFor({ requirements }: PublishedPlan): string {
  return `Such as: /transfer ${exampleRow(requirements)} to the national works plan watched by the Works Board look again on 30 June 2027. To take one back: /transfer ${exampleRow(requirements)} back.`;
}

function transferSentences(refs: string, said: TransferSaid): readonly string[] {
  return [
    `The next revision prints for ${refs}: "${transferWords(said)}"`,
    `Nobody is asked about it before the quarter of which the revision is of ${longDate(said.lookAgain)} or later.`,
    'A deadline that has passed still counts as overdue. You can take the transfer back.',
  ];
}

async function apply(
  deps: TransferDeps,
  { who, picture, now }: Asked,
  { ref, said, about }: { readonly ref: string; readonly said: TransferSaid | null; readonly about: string },
): Promise<Answered> {
  const by = await byOf(deps.stores, who);
  const outcome = await deps.transfer({ tenant: who.tenant, plan: picture.head.plan.id, ref, said, by }, now);
  if (outcome.kind === 'refused') return { done: false, message: notice(NOTHING, [outcome.reason], ['/status']) };
  const heading = said === null ? `The transfer of ${about} is taken back` : `${about} is transferred to ${said.to}`;
  return { done: true, message: notice(heading, ['It is in the next draft, and in the history.'], ['/status']) };
}
