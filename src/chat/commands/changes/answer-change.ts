import type { makeRecordUpdate } from '../../../app/asking/record-update.js';
import { NOBODY, type Stores } from '../../../app/store/stores.js';
import { authorWords } from '../../../domain/asking/anothers-answer.js';
import { type AskedItem, newestAnswer } from '../../../domain/asking/ask.js';
import { spokenStatus } from '../../../domain/asking/typed-answer.js';
import { writesNoChange } from '../../../domain/asking/typed-words.js';
import { lengthProblem, type Reply } from '../../../domain/asking/update.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import { isUnderWay } from '../../../domain/plan/cycle.js';
import { STATUS_WORDS } from '../../../domain/plan/plan.js';
import { notice } from '../../turn.js';
import { byOf } from './by-whom.js';
import { type Asked, type Change, cannot, type Proposal } from './change.js';
import { exampleRow } from './example-row.js';
import { rowCalled } from './row-called.js';
import { planNamed } from './shown-first.js';

/** What answering for somebody needs. */
export interface AnswerDeps {
  readonly stores: Stores;
  readonly recordUpdate: ReturnType<typeof makeRecordUpdate>;
}

const NOTHING = 'Nothing was saved';

function how(row: string): string {
  return `Such as: /answer ${row} on track, the second relay was fitted. Or: /answer ${row} no change.`;
}

/** `/answer 10.2 …`: the lead enters somebody's update for them, marked so in the history. */
export function answerChange(deps: AnswerDeps): Change {
  return { action: 'answerFor', what: 'enter an update for somebody', propose: (asked) => propose(deps, asked) };
}

async function propose(deps: AnswerDeps, asked: Asked): Promise<Proposal> {
  const { picture, argument } = asked;
  const { cycle, plan } = picture.head;
  const [, ref = '', words = ''] = /^(\S+?)[:,]?\s+([\s\S]+)$/.exec(argument.trim()) ?? [];
  if (!isUnderWay(cycle)) return cannot(NOTHING, ['No quarter is open.'], ['/open']);
  if (words.trim() === '') {
    const named = rowCalled(picture.decks, argument.trim())?.item.value.ref;
    if (named !== undefined) return cannot(NOTHING, [`Please say what the update for ${named} is.`, how(named)]);
    const example = how(exampleRow((await picture.plan.published()).requirements));
    return cannot(NOTHING, ['Please say for which row, and what the update is.', example]);
  }
  const row = rowCalled(picture.decks, ref);
  if (row === null) return cannot(NOTHING, [`${ref} is not asked about in this quarter.`, words], ['/status']);
  const { deck, item } = row;
  const reply = replyIn(words);
  const problem = problemOf(item.value, reply);
  if (problem !== null) return cannot(NOTHING, [problem, words]);
  const { person, name, whoKey } = deck.head.value;
  const holder = person === NOBODY ? `the post ${item.value.owner}` : name;
  return {
    kind: 'ready',
    shown: {
      title: `Save this update for ${ref}?`,
      sentences: [
        planNamed(plan),
        wordsOf(item.value, reply),
        `It is the update of ${holder}, entered by you. The history says so.`,
        ...(cycle.state === 'open' ? [] : ['The quarter is closed: it is kept for the next revision.']),
        // last: it may be long, and is cut first
        ...replacedWords(item.value, holder, asked.who.person),
      ],
      groups: [],
    },
    argument,
    button: 'Save the update',
    apply: async () => {
      const { who } = asked;
      const onBehalfOf = person === NOBODY ? holder : whoKey;
      const entered = { by: await byOf(deps.stores, who), person: who.person, name: who.name, onBehalfOf };
      const about = { tenant: who.tenant, plan: plan.id, cycle: cycle.id, person, ref: item.value.ref };
      const basedOn = item.value.current;
      const outcome = await deps.recordUpdate({ ...about, reply, basedOn, door: 'lead', entered }, asked.now);
      if (outcome.kind === 'saved' || outcome.kind === 'already') {
        return { done: true, message: notice(`Saved for ${ref}`, [wordsOf(item.value, reply)], ['/status']) };
      }
      const why = outcome.kind === 'invalid' ? outcome.problem : outcome.reason;
      return { done: false, message: notice(NOTHING, [why, words], ['/status']) };
    },
  };
}

function replyIn(words: string): Reply {
  if (writesNoChange(words)) return { kind: 'noChange' };
  return { kind: 'text', ...spokenStatus(words), evidence: null };
}

function problemOf(item: AskedItem, reply: Reply): string | null {
  if (reply.kind === 'text')
    return reply.text.trim() === '' ? 'Please say in a sentence what was done.' : lengthProblem(reply.text);
  return item.previousText === null
    ? `Nothing was published about ${item.ref} yet, so "no change" says nothing.`
    : null;
}

/** The update as it would be printed. */
function wordsOf({ previousText }: AskedItem, reply: Reply): string {
  if (reply.kind === 'noChange')
    return previousText === null ? 'No change.' : `No change since ${longDate(previousText.column)}.`;
  return reply.status === null ? reply.text : `${STATUS_WORDS[reply.status]}. ${reply.text}`;
}

function replacedWords(item: AskedItem, holder: string, lead: string): readonly string[] {
  const before = newestAnswer(item);
  if (before === null) return [];
  const { from } = before;
  if (from?.person === lead) return [`It replaces what you entered: ${wordsOf(item, before.reply)}`];
  const whose = from === undefined ? holder : authorWords(from);
  return [`It replaces the answer of ${whose}, who is told: ${wordsOf(item, before.reply)}`];
}
