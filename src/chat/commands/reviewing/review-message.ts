import type { PageName } from '../../../app/publishing/draft-links.js';
import { findingCalled } from '../../../app/reviewing/decide-finding.js';
import { allFindings, type SeenReview } from '../../../app/reviewing/see-review.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import { type FindingGroup, groupsToDecide } from '../../../domain/reviewing/to-decide.js';
import { counted } from '../../../domain/text/counted.js';
import type { Message, StatusButton, StatusGroup } from '../../messages.js';
import { notice } from '../../turn.js';
import { type Asked, changeSaid } from '../changes/change.js';
import { planNamed, ruleWords } from '../changes/shown-first.js';
import { type AcceptDeps, acceptChange, reviewedIn } from './accept-change.js';
import { leftWords } from './finding-words.js';

/** What `/review` needs. */
export interface ReviewDeps extends AcceptDeps {
  /** The address of a page about the plan, for a while; in another format where one is named. */
  readonly pageLink: (tenant: string, plan: string, page: PageName, format?: 'docx' | 'xlsx') => Promise<string>;
}

/** `/review`: what is left before publishing, worst first; `/review 10.2` and `/review personal-name` open the first of those. */
export async function reviewMessage(deps: ReviewDeps, asked: Omit<Asked, 'inputs'>): Promise<Message> {
  const { argument } = asked;
  const seen = await deps.seeReview(reviewedIn(asked));
  if (seen.kind === 'refused') return notice('Nothing to review', [seen.reason], ['/status']);
  const wanted = argument.trim().toLowerCase();
  if (wanted === '') return overview(deps, asked, seen);
  const open = allFindings(seen).filter(({ state }) => state !== 'accepted');
  const first = open.find(({ finding }) => finding.ref.toLowerCase() === wanted || finding.rule === wanted);
  const called = findingCalled(open, wanted);
  const id = first?.finding.id ?? (called.kind === 'found' ? called.state.finding.id : null);
  if (wanted !== 'published' && id === null) {
    const why = `The review has found nothing in "${argument.trim()}" that is still to be decided.`;
    return notice('Nothing to decide there', [why], ['/review', '/status']);
  }
  const about = { ...asked, argument: id ?? 'published', inputs: {} };
  return (await changeSaid(deps, 'accept', acceptChange(deps), about, null)).message;
}

async function overview(
  deps: ReviewDeps,
  { who, picture }: Omit<Asked, 'inputs'>,
  { next, earlier }: SeenReview,
): Promise<Message> {
  const { plan } = picture.head;
  const groups = groupsToDecide(next?.states ?? []);
  const must = groups.filter(({ severity }) => severity === 'mustDecide');
  const look = groups.filter(({ severity }) => severity === 'look');
  const before = groupsToDecide(earlier.states);
  const first = groups[0]?.states[0]?.finding;
  const command = (title: string, text: string): StatusButton => ({ kind: 'command', title, text });
  const list = await deps.pageLink(who.tenant, plan.id, { kind: 'review' });
  return {
    kind: 'status',
    status: {
      title:
        next === null
          ? 'The review of what is public'
          : `The review of the revision of ${longDate(next.candidate.cycle.revision)}`,
      summary: [
        planNamed(plan),
        next === null
          ? 'No revision is being prepared. When a quarter is open, what it would publish is reviewed here.'
          : leftWords(next.states),
        ...(must.length === 0 ? [] : ['Accept each with a reason, correct its words, or ask its owner.']),
      ].join('\n'),
      replies: [],
      deadlines: [],
      groups: [
        ...groupOf('Must be decided, worst first', must),
        ...groupOf('Worth a look, and in nobody’s way', look),
        ...completionsOf(next),
        ...groupOf('In what is public already: it holds nothing up', before),
      ],
      buttons: [
        ...(first === undefined ? [] : [command('Begin with the first', `/accept ${plan.id} ${first.id}`)]),
        ...must.slice(1, 3).map(({ rule }) => command(ruleWords(rule), `/review ${plan.id} ${rule}`)),
        { kind: 'link', title: 'The full list', url: list },
        ...(before.length === 0 ? [] : [command('What is public already', `/accept ${plan.id} published`)]),
        ...(next === null ? [] : [command('Compile a draft', `/compile ${plan.id}`)]),
      ],
      hints: ['/status'],
    },
  };
}

function groupOf(heading: string, groups: readonly FindingGroup[]): readonly StatusGroup[] {
  if (groups.length === 0) return [];
  const lines = groups.map(({ rule, states }) => {
    const refs = [...new Set(states.map(({ finding }) => finding.ref))];
    const asked = states.filter(({ state }) => state === 'asked').length;
    return {
      ref: ruleWords(rule),
      text: `${counted(states.length, 'finding')}: ${refs.join(', ')}`,
      detail: asked === 0 ? '' : `${asked} asked of the owner`,
    };
  });
  return [{ heading, lines }];
}

/** Rows newly called complete, which the lead agrees to before anybody signs. */
function completionsOf(next: SeenReview['next']): readonly StatusGroup[] {
  const refs = next?.obstacles.completions ?? [];
  if (refs.length === 0) return [];
  const text = `write /complete, the row and who agrees: /complete ${refs[0] ?? ''} agreed by …`;
  return [{ heading: 'Called complete, and not agreed yet', lines: [{ ref: refs.join(', '), text, detail: '' }] }];
}
