import type { makeAnswerPromise } from '../../../app/commitments/answer-promise.js';
import { type PromiseOfPlan, promisesOfPlan } from '../../../app/commitments/see-promises.js';
import type { Stores } from '../../../app/store/stores.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import { answerCommitment, type CommitmentAnswer, takenBack } from '../../../domain/commitments/commitment.js';
import { quoted, stateWords } from '../../../domain/commitments/commitment-reply.js';
import { readTypedPromise } from '../../../domain/commitments/typed-promise.js';
import { shortened } from '../../../domain/text/shortened.js';
import { notice } from '../../turn.js';
import { byOf } from './by-whom.js';
import { type Asked, type Change, cannot, type Proposal } from './change.js';
import { exampleRow } from './example-row.js';
import { planNamed } from './shown-first.js';

/** What answering for a promise needs. */
export interface PromiseDeps {
  readonly stores: Stores;
  readonly answerPromise: ReturnType<typeof makeAnswerPromise>;
}

const NOTHING = 'Nothing was changed';

function how(row: string): string {
  return `Such as: /promise ${row} done, /promise ${row} late 30 June 2027, or /promise ${row} withdrawn because …`;
}

/** `/promise 10.2 done|late …|withdrawn …`: what became of a promise, whoever made it. */
export function promiseChange(deps: PromiseDeps): Change {
  return { action: 'amend', what: 'say what became of a promise', propose: (asked) => propose(deps, asked) };
}

async function propose(deps: PromiseDeps, asked: Asked): Promise<Proposal> {
  const { picture, argument } = asked;
  const read = readTypedPromise(argument, picture.day);
  if (read.kind === 'missing') {
    const example = how(exampleRow((await picture.plan.published()).requirements));
    return cannot(NOTHING, [`Please say ${read.missing}.`, example], ['/promises']);
  }
  const { ref, id, answer } = read;
  const own = (await promisesOfPlan(picture.plan, picture.day)).filter(
    (each) => each.ref.toLowerCase() === ref.toLowerCase(),
  );
  const found = own.filter(({ promise }) => id !== '' && promise.id.startsWith(id.toLowerCase()));
  const meant = id === '' ? openOnes(own, answer) : found;
  const [only, another] = meant;
  if (only === undefined) return cannot(NOTHING, [noneWords(ref, own)], ['/promises']);
  if (another !== undefined) return whichOne(asked, ref, meant);
  const { promise } = only;
  const outcome =
    answer.kind === 'reopened'
      ? ({ kind: 'answered', commitment: takenBack(promise) } as const)
      : answerCommitment(promise, answer, picture.day);
  if (outcome.kind === 'already') return cannot(NOTHING, [`It stands so already: ${stateWords(promise)}.`]);
  if (outcome.kind === 'invalid')
    return cannot(NOTHING, [`${ref}: ${outcome.problem}`, `It stands as: ${stateWords(promise)}.`]);
  return {
    kind: 'ready',
    shown: {
      title: `Record what became of a promise of ${ref}?`,
      sentences: [
        planNamed(picture.head.plan),
        `It was promised: ${quoted(promise)}, by ${longDate(promise.promised)}.`,
        `It stands as: ${stateWords(promise)}.`,
        `It would stand as: ${stateWords(outcome.commitment)}.`,
        'Its owner is not asked about it on a card any more unless it is late.',
      ],
      groups: [],
    },
    argument,
    button: 'Record it',
    apply: async () => {
      const decider = { by: await byOf(deps.stores, asked.who), byName: asked.who.name };
      const about = { tenant: asked.who.tenant, plan: picture.head.plan.id, promise: promise.id, answer, decider };
      const done = await deps.answerPromise(about, asked.now);
      if (done.kind === 'refused') return { done: false, message: notice(NOTHING, [done.reason], ['/promises']) };
      return {
        done: true,
        message: notice(`Recorded for ${ref}`, [stateWords(done.promise)], ['/promises', '/status']),
      };
    },
  };
}

/** Without an id those are meant that nobody has answered for; to take an answer back, those that have one. */
function openOnes(own: readonly PromiseOfPlan[], answer: CommitmentAnswer): readonly PromiseOfPlan[] {
  const isOpen = ({ promise }: PromiseOfPlan) => promise.state === 'open' || promise.state === 'late';
  const wanted = answer.kind === 'reopened' ? own.filter((each) => !isOpen(each)) : own.filter(isOpen);
  const due = wanted.filter((each) => each.isDue);
  return due.length === 0 ? wanted : due;
}

function noneWords(ref: string, own: readonly PromiseOfPlan[]): string {
  return own.length === 0 ? `No promise of ${ref} is known.` : `No promise of ${ref} waits for that.`;
}

function whichOne({ argument }: Asked, ref: string, meant: readonly PromiseOfPlan[]): Proposal {
  const rest = argument.trim().slice(ref.length).trim();
  const commands = meant.slice(0, 5).map(({ promise }) => ({
    title: shortened(`${longDate(promise.due)}: ${promise.words}`, 40),
    text: `/promise ${ref} ${promise.id} ${rest}`.slice(0, 200),
  }));
  const lines = meant.slice(0, 5).map(({ promise }) => `${longDate(promise.due)}: ${quoted(promise)}`);
  const notice = { heading: `Which promise of ${ref}?`, paragraphs: lines, commands, links: [] };
  return { kind: 'refused', message: { kind: 'notice', notice } };
}
