import type { SeenReview } from '../../../app/reviewing/see-review.js';
import type { PlanHead } from '../../../app/store/stores.js';
import { type Instant, localTime, longDate } from '../../../domain/calendar/civil-date.js';
import { type FindingState, undecided } from '../../../domain/reviewing/sign-off.js';
import { groupsToDecide } from '../../../domain/reviewing/to-decide.js';
import { counted } from '../../../domain/text/counted.js';
import type { Report, ReportBlock } from './report.js';

/** Everything that the review has found, worst first, with what was decided: the list behind the cards. */
export function reviewReport({ next, earlier }: SeenReview, { plan, settings }: PlanHead, now: Instant): Report {
  const { date, time } = localTime(now, settings.zone);
  const states = next?.states ?? [];
  const left = undecided(states).length;
  return {
    kind: 'What the review has found',
    title: plan.title,
    organisation: plan.organisation,
    standing: [
      next === null
        ? 'No revision is being prepared.'
        : `The revision of ${longDate(next.candidate.cycle.revision)}, as it stood on ${longDate(date)} at ${time}: ${counted(left, 'finding')} must be decided before it can be published.`,
      'Each is decided in the chat: write /review. A finding is a hint, and no judgement.',
    ],
    audience: { kind: 'inside', marking: settings.protectiveMarking },
    onePage: false,
    blocks: [
      ...part('Must be decided', toDecide(states, 'mustDecide')),
      ...part('Worth a look', toDecide(states, 'look')),
      ...part(
        'Accepted as they stand',
        states.filter(({ state }) => state === 'accepted'),
      ),
      ...part('In what is public already: it holds nothing up', [
        ...toDecide(earlier.states, 'mustDecide'),
        ...toDecide(earlier.states, 'look'),
      ]),
    ],
  };
}

function toDecide(states: readonly FindingState[], wanted: 'mustDecide' | 'look'): readonly FindingState[] {
  return groupsToDecide(states)
    .filter(({ severity }) => severity === wanted)
    .flatMap((group) => group.states);
}

function part(heading: string, states: readonly FindingState[]): readonly ReportBlock[] {
  if (states.length === 0) return [];
  return [{ kind: 'heading', level: 2, text: `${heading} (${states.length})` }, ...states.flatMap(blocksOf)];
}

function blocksOf({ finding, state, words, byName }: FindingState): readonly ReportBlock[] {
  const { rule, ref, requirement, column, what, suggestion } = finding;
  const place = requirement === null ? `Recommendation ${ref}` : ref;
  const on = column === null ? '' : `, ${longDate(column)}`;
  const name = rule
    .replaceAll('-', ' ')
    .replace(/^e mail/, 'e-mail')
    .replace(/^commitment/, 'promise');
  const decided = state === 'accepted' ? 'Accepted' : 'Asked of the owner';
  return [
    { kind: 'heading', level: 3, text: `${place}${on}: ${name}` },
    ...(finding.words.trim() === '' ? [] : [{ kind: 'text', label: 'Words', text: finding.words } as const]),
    { kind: 'note', text: `${what} ${suggestion}`.trim() },
    ...(state === 'open'
      ? []
      : [{ kind: 'text', label: `${decided} by ${byName ?? 'somebody'}`, text: words ?? '' } as const]),
  ];
}
