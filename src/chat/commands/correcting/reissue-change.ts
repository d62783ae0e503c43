import { type makeReissueRevision, seeReissue } from '../../../app/publishing/reissue-revision.js';
import type { Stores } from '../../../app/store/stores.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import { holdersOf } from '../../../domain/people/assignment.js';
import { listed } from '../../asking/deck-messages.js';
import type { LinksTo } from '../../links-to.js';
import { notice } from '../../turn.js';
import { byOf } from '../changes/by-whom.js';
import { type Asked, type Change, cannot, type Proposal } from '../changes/change.js';
import { exampleRow } from '../changes/example-row.js';
import { planNamed } from '../changes/shown-first.js';

/** What the correction of a revision needs. */
export interface ReissueDeps {
  readonly linksTo: LinksTo;
  readonly stores: Stores;
  readonly reissueRevision: ReturnType<typeof makeReissueRevision>;
}

const NOTHING = 'Nothing was reissued';

/** `/reissue 7.1`: one update of the newest revision in other words, as its next issue; the difference is shown first. */
export function reissueChange(deps: ReissueDeps): Change {
  return { action: 'reissue', what: 'correct a revision that is made', propose: (asked) => propose(deps, asked) };
}

async function propose(deps: ReissueDeps, asked: Asked): Promise<Proposal> {
  const { picture, argument, inputs, who, now } = asked;
  const { head, plan, day, assignments } = picture;
  const [ref = ''] = argument.trim().split(' ');
  if (ref === '') {
    const { requirements } = await plan.published();
    return cannot(NOTHING, [`Please say which row. Such as: /reissue ${exampleRow(requirements)}.`]);
  }
  const executives = holdersOf('executive', assignments, day);
  const mustSign = head.settings.signOff === 'executive';
  if (mustSign && !executives.some(({ person }) => person === who.person)) {
    const names = listed(executives.map(({ name }) => name));
    return cannot(NOTHING, [
      `This plan is signed by its executive lead, and so is each of its issues. ${names === '' ? 'It has none yet.' : `Ask ${names} to write /reissue ${ref}, with the words and the reason.`}`,
    ]);
  }
  const input = { ref, text: inputs.text ?? '', reason: inputs.note ?? '' };
  const seen = await seeReissue(plan, input, day);
  if (seen.kind === 'refused') return cannot(NOTHING, [seen.reason], ['/status']);
  const { number, column, old, reissue, requirement } = seen;
  const isReady = reissue.kind === 'reissue';
  const changed = isReady
    ? reissue.difference
        .map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[−${text}−]` : `[+${text}+]`))
        .join('')
    : '';
  return {
    kind: 'ready',
    shown: {
      title: isReady
        ? `Make issue ${reissue.issue} of revision ${number}?`
        : `Correct ${requirement.ref} in revision ${number}?`,
      sentences: [
        planNamed(head.plan),
        `${requirement.ref}, as published on ${longDate(column)}: ${old}`,
        ...(isReady
          ? [
              `The change: ${changed}`,
              `The reason, which is printed: ${input.reason.trim()}`,
              'The issue before stays in the history and is recognised when somebody brings it back. The next revision prints this column once, as corrected, and says so. Publish this issue in its place.',
              ...(mustSign ? ['By pressing you sign exactly these words.'] : []),
            ]
          : ['Write the words as they are to be published, and why. You see the difference before anything is done.']),
      ],
      groups: [],
    },
    texts: [
      { input: 'text', label: 'The update as it is to be published', value: inputs.text ?? old },
      { input: 'note', label: 'The reason, printed with the issue', value: inputs.note ?? '' },
    ],
    missing: isReady ? undefined : `Nothing was reissued yet: ${reissue.problem}`,
    argument: isReady ? `${ref} as shown` : ref,
    button: isReady
      ? mustSign
        ? `Sign issue ${reissue.issue}`
        : `Make issue ${reissue.issue}`
      : 'Show the difference',
    hints: [],
    apply: async () => {
      const decided = { by: await byOf(deps.stores, who), byName: who.name };
      const about = { tenant: who.tenant, plan: head.plan.id };
      const outcome = await deps.reissueRevision(about, input, decided, now);
      if (outcome.kind === 'refused') return { done: false, message: notice(NOTHING, [outcome.reason], ['/status']) };
      return {
        done: true,
        message: {
          kind: 'notice',
          notice: {
            heading: `Issue ${outcome.issue} of revision ${number} is made`,
            paragraphs: [
              planNamed(head.plan),
              'Publish it in the place of the issue before, and replace copies that were passed on. The links below work for 30 minutes.',
            ],
            commands: [{ title: 'Show status', text: '/status' }],
            links: await deps.linksTo(who.tenant, head.plan.id, outcome.compiled.id),
          },
        },
      };
    },
  };
}
