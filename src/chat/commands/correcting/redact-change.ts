import type { makeRedact } from '../../../app/redacting/redact.js';
import type { makeSeeRedaction, RedactionSeen } from '../../../app/redacting/see-redaction.js';
import type { PlanPicture } from '../../../app/standing/see-plan.js';
import type { Stores } from '../../../app/store/stores.js';
import { holdersOf } from '../../../domain/people/assignment.js';
import { rowsCalled } from '../../../domain/plan/rows-called.js';
import type { Excerpt } from '../../../domain/redacting/places.js';
import { removedMark } from '../../../domain/redacting/without-words.js';
import { counted } from '../../../domain/text/counted.js';
import { listed } from '../../asking/deck-messages.js';
import type { StatusGroup } from '../../messages.js';
import { notice } from '../../turn.js';
import { byOf } from '../changes/by-whom.js';
import { type Answered, type Asked, type Change, cannot, type Proposal } from '../changes/change.js';
import { exampleRow } from '../changes/example-row.js';
import { planNamed, type ShownFirst } from '../changes/shown-first.js';

/** What removing words needs. */
export interface RedactDeps {
  readonly stores: Stores;
  readonly seeRedaction: ReturnType<typeof makeSeeRedaction>;
  readonly redact: ReturnType<typeof makeRedact>;
}

const NOTHING = 'Nothing was removed';

/** `/redact 7.1 the words`, or the words in the card's box: taken out of everything, for good. */
export function redactChange(deps: RedactDeps): Change {
  return { action: 'redact', what: 'remove words from the plan', propose: (asked) => propose(deps, asked) };
}

async function propose(deps: RedactDeps, asked: Asked): Promise<Proposal> {
  const { who, picture, argument, inputs, now } = asked;
  const { requirements } = await picture.plan.published();
  const [, ref = '', typed = ''] = /^(\S*) ?(.*)$/s.exec(argument.trim()) ?? [];
  if (rowsCalled(requirements, ref).length === 0) {
    const why = ref === '' ? 'Please say in which row the words stand.' : `Nothing in this plan is called "${ref}".`;
    return cannot(NOTHING, [
      why,
      `Such as: /redact ${exampleRow(requirements)} and the words, which are removed everywhere.`,
    ]);
  }
  const words = (inputs.note ?? typed).trim();
  const box = { input: 'note', label: 'The words to be removed, such as a name', value: words } as const;
  if (words === '') return asking(picture, ref, box);
  const seen = await deps.seeRedaction(picture, { ref, words, person: who.person });
  if (seen.kind === 'refused') return cannot(NOTHING, [seen.reason]);
  if (seen.excerpts.length === 0) return notThere(seen, { ref, words });
  return {
    kind: 'ready',
    shown: redactionShown(seen, picture),
    texts: [box],
    argument: `${ref} ${words}`,
    button: 'Remove these words for good',
    hints: [],
    apply: async () => {
      const by = await byOf(deps.stores, who);
      const outcome = await deps.redact({ tenant: who.tenant, plan: picture.head.plan.id, ref, words, by }, now);
      if (outcome.kind === 'refused') return { done: false, message: notice(NOTHING, [outcome.reason], ['/status']) };
      return done(seen, picture);
    },
  };
}

/** The card before any words were named. */
function asking(
  picture: PlanPicture,
  ref: string,
  box: { readonly input: 'note'; readonly label: string; readonly value: string },
): Proposal {
  return {
    kind: 'ready',
    shown: {
      title: `Remove words seen in ${ref}?`,
      sentences: [
        planNamed(picture.head.plan),
        'Write the words as they stand there. You see every place in which they stand before anything is done.',
      ],
      groups: [],
    },
    texts: [box],
    missing: 'Nothing was removed yet: please write the words.',
    argument: ref,
    button: 'Show where they stand',
    hints: [],
    apply: async () => ({ done: false, message: notice(NOTHING, ['Please write the words.']) }),
  };
}

function notThere(
  { longer }: RedactionSeen,
  { ref, words }: { readonly ref: string; readonly words: string },
): Proposal {
  return cannot(NOTHING, [
    `“${words}” stands nowhere in this plan as whole words, whatever case or accents.`,
    ...(longer.length === 0
      ? []
      : [`It stands inside longer words: ${listed(longer.slice(0, MOST_LONGER))}. Name one of these to remove it.`]),
    `Write /redact ${ref} and the words as they stand there.`,
  ]);
}

/** More than these stand in the list of the command line. */
const MOST_EXCERPTS = 12;
const MOST_LONGER = 8;

/** What removing them would do. The chat and the command line show the same. */
export function redactionShown(seen: RedactionSeen, picture: PlanPicture, most = MOST_EXCERPTS): ShownFirst {
  const { on, excerpts, revisions, drafts, longer, people, elsewhere } = seen;
  const count = excerpts.reduce((sum, { places }) => sum + [...places.values()].reduce((a, b) => a + b, 0), 0);
  const forms = [...new Set(excerpts.map(({ words }) => words))];
  const executives = holdersOf('executive', picture.assignments, picture.day).map(({ name }) => name);
  return {
    title: 'Remove these words for good?',
    sentences: [
      planNamed(picture.head.plan),
      `${forms.map((form) => `“${form}”`).join(', ')}: ${counted(count, 'place')}, all listed below${excerpts.length > most ? ' as far as there is room' : ''}. It cannot be undone.`,
      `“${removedMark(on)}” is printed in their place, in every file that is made from now on. The history keeps who did what and when, without the words.`,
      ...(revisions.length === 0
        ? []
        : [
            `${named('Revision', revisions)} ${revisions.length === 1 ? 'is' : 'are'} changed, and the seal says so. Publish ${revisions.length === 1 ? 'it' : 'them'} again, and replace copies that were passed on: what lies outside cannot be reached from here.`,
          ]),
      ...(drafts.length === 0
        ? []
        : [
            `${named('Draft', drafts)} ${drafts.length === 1 ? 'is' : 'are'} changed: a signature over ${drafts.length === 1 ? 'it' : 'one of them'} is void.`,
          ]),
      ...(longer.length === 0 ? [] : [`Longer words stay as they are: ${listed(longer.slice(0, MOST_LONGER))}.`]),
      ...(people.length === 0
        ? []
        : [
            `${listed(people)} ${people.length === 1 ? 'has' : 'have'} a part in this plan: the name stays in the list of who is asked and on their own return sheet, and is published nowhere.`,
          ]),
      ...(elsewhere.length === 0
        ? []
        : [`They also stand in ${listed(elsewhere)}, where nothing is removed. Do the same there.`]),
      `${executives.length === 0 ? 'There is no executive lead to be told.' : `${listed(executives)} ${executives.length === 1 ? 'is' : 'are'} told that words were removed, not which.`} Your own message with the words stays in this chat until you delete it.`,
    ],
    groups: groupsOf(seen, most),
  };
}

function groupsOf({ excerpts, requirements }: RedactionSeen, most: number): readonly StatusGroup[] {
  const refs = new Map(requirements.map(({ id, ref }) => [id, ref]));
  const lines = excerpts.slice(0, most).map((each) => ({
    ref: each.about === null ? 'The plan' : (refs.get(each.about) ?? 'Another row'),
    text: inItsText(each),
    detail: [...each.places].map(([place, times]) => (times === 1 ? place : `${place} (${times} times)`)).join(', '),
  }));
  const more = excerpts.length - lines.length;
  const last = more <= 0 ? [] : [{ ref: '', text: `and ${counted(more, 'more place')} of the same kind`, detail: '' }];
  return [{ heading: 'Where they stand', lines: [...lines, ...last] }];
}

function inItsText({ before, words, after }: Excerpt): string {
  return `… ${before}»${words}«${after} …`.replace(/\s+/g, ' ');
}

function named(what: string, numbers: readonly number[]): string {
  return `${what}${numbers.length === 1 ? '' : 's'} ${listed(numbers.map(String))}`;
}

function done({ on, revisions }: RedactionSeen, { head }: PlanPicture): Answered {
  const again =
    revisions.length === 0
      ? []
      : [`Publish ${named('revision', revisions)} again, and replace copies that were passed on.`];
  return {
    done: true,
    message: notice(
      'The words are removed',
      [
        planNamed(head.plan),
        `“${removedMark(on)}” stands in their place everywhere. Open cards are drawn anew within a few minutes, and everything is looked through once more.`,
        ...again,
        'Delete your own message with the words from this chat, if you wrote them there.',
      ],
      ['/status'],
    ),
  };
}
