import type { makeWriteNote } from '../../../app/answering/write-note.js';
import { noteProblem } from '../../../domain/sending/note-to-lead.js';
import { listed } from '../../asking/deck-messages.js';
import { notice } from '../../turn.js';
import { type Asked, type Change, cannot, type Proposal } from '../changes/change.js';
import { planNamed } from '../changes/shown-first.js';

/** What writing a note needs. */
export interface NoteDeps {
  readonly writeNote: ReturnType<typeof makeWriteNote>;
}

const NOTHING = 'Nothing was noted';

/** `/note 4.1 words`: words about a row of one's own for the lead, which are never published. */
export function noteChange(deps: NoteDeps): Change {
  return { action: 'writeNote', what: 'write a note', propose: async (asked) => propose(deps, asked) };
}

function propose(deps: NoteDeps, asked: Asked): Proposal {
  const { who, picture, argument, inputs } = asked;
  const { plan, cycle } = picture.head;
  const deck = picture.decks.find(({ head }) => head.value.person === who.person);
  const refs = deck?.items.map(({ value }) => value.ref) ?? [];
  const [, named = '', typed = ''] = /^(\S*)(?:\s+([\s\S]*))?$/.exec(argument.trim()) ?? [];
  const isNamed = (ref: string) => ref.toLowerCase() === named.replace(/[:,.]$/, '').toLowerCase();
  const called = refs.find(isNamed);
  const isOfOthers = picture.decks.some(({ items }) => items.some(({ value }) => isNamed(value.ref)));
  const ref = called ?? (refs.length === 1 && !isOfOthers ? refs[0] : undefined);
  const item = deck?.items.find(({ value }) => value.ref === ref)?.value;
  if (item === undefined || cycle === null) {
    const yours = `Please name the row first: ${listed(refs.slice(0, 8))}. Such as: /note ${refs[0]} and your words.`;
    const why = [
      ...(called === undefined && isOfOthers ? [`${named} is not with you.`] : []),
      refs.length === 0 ? 'Nothing in this plan is with you in this quarter.' : yours,
    ];
    const words = (inputs.note ?? argument).trim();
    return cannot(NOTHING, [...why, ...(words === '' ? [] : ['Your words were:', words])]);
  }
  const text = (inputs.note ?? (called === undefined ? argument : typed)).trim();
  const problem = noteProblem(text, item.notes ?? []);
  return {
    kind: 'ready',
    shown: {
      title: `A note about ${item.ref} to the portfolio lead?`,
      sentences: [
        planNamed(plan),
        'It is not for publication, and no answer. It is kept with the row, is shown to an inspection, and may have to be disclosed if somebody asks by law. Please name no victim in it.',
      ],
      groups: [],
    },
    texts: [{ input: 'note', label: 'Your note, not for publication', value: text }],
    ...(problem === null || text === '' ? {} : { aside: [problem] }),
    missing: problem ?? undefined,
    argument: `${item.ref} ${text}`,
    button: 'Send the note',
    apply: async () => {
      const about = { tenant: who.tenant, plan: plan.id, cycle: cycle.id, person: who.person, ref: item.ref };
      const outcome = await deps.writeNote({ ...about, text }, asked.now);
      return outcome.kind === 'noted'
        ? {
            done: true,
            message: notice(`Your note about ${item.ref} is kept`, [
              'The portfolio lead reads it with the news of the day. Your answer stays as it is.',
            ]),
          }
        : { done: false, message: notice(NOTHING, [outcome.reason, 'Your words were:', text]) };
    },
  };
}
