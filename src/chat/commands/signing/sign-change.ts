import type { PageName } from '../../../app/publishing/draft-links.js';
import type { makeSeeSigning, makeSignRevision, SeenSigning } from '../../../app/reviewing/sign-revision.js';
import { leadNames } from '../../../app/standing/see-plan.js';
import type { Stores } from '../../../app/store/stores.js';
import { localTime, longDate } from '../../../domain/calendar/civil-date.js';
import { STATUS_WORDS } from '../../../domain/plan/plan.js';
import type { SignOffObstacles, ToAccept } from '../../../domain/reviewing/sign-off.js';
import { counted } from '../../../domain/text/counted.js';
import { listed } from '../../asking/deck-messages.js';
import type { Message, StatusButton, StatusGroup } from '../../messages.js';
import { notice } from '../../turn.js';
import { type Answered, type Asked, type Change, cannot, type Proposal } from '../changes/change.js';
import { planNamed } from '../changes/shown-first.js';

/** What looking at a draft and signing it needs. */
export interface SignDeps {
  readonly stores: Stores;
  readonly seeSigning: ReturnType<typeof makeSeeSigning>;
  readonly signRevision: ReturnType<typeof makeSignRevision>;
  /** The address of a page about the plan, for a while. */
  readonly pageLink: (tenant: string, plan: string, page: PageName, format?: 'docx' | 'xlsx') => Promise<string>;
}

const NOTHING = 'Nothing was signed';

/** `/sign [draft]`: what the executive lead would sign, with all that the signature accepts by name. */
export function signChange(deps: SignDeps): Change {
  return { action: 'sign', what: 'sign the revision', propose: (asked) => propose(deps, asked) };
}

/** The draft that is named, or the newest; with the reason where there is nothing to sign. */
export async function draftToSign(
  deps: Pick<SignDeps, 'seeSigning'>,
  { who, picture }: Asked,
  named: string,
): Promise<SeenSigning | { readonly kind: 'none'; readonly lines: readonly string[] }> {
  const { head } = picture;
  const [, number] = /^(?:draft )?(\d{1,6})$/i.exec(named.trim()) ?? [];
  if (named.trim() !== '' && number === undefined) {
    return { kind: 'none', lines: [`"${named.trim()}" is no number of a draft.`] };
  }
  if (number === undefined && head.drafts.length === 0) {
    return { kind: 'none', lines: ['No draft has been compiled yet.', `${leadOf(picture)} compiles one.`] };
  }
  const about = { tenant: who.tenant, plan: head.plan.id, loaded: picture.plan };
  const seen = await deps.seeSigning(about, number === undefined ? null : Number(number));
  return seen.kind === 'refused' ? { kind: 'none', lines: [seen.reason] } : seen;
}

async function propose(deps: SignDeps, asked: Asked): Promise<Proposal> {
  const { who, picture } = asked;
  const { plan, settings } = picture.head;
  if (settings.signOff !== 'executive') {
    return cannot(NOTHING, ['This plan needs no signature: its portfolio lead makes the revision.'], ['/status']);
  }
  const seen = await draftToSign(deps, asked, asked.argument);
  if (seen.kind === 'none') return cannot(NOTHING, seen.lines, ['/status']);
  const { draft, signature } = seen;
  if (signature !== null) {
    const on = longDate(localTime(signature.at, settings.zone).date);
    return cannot('It is signed', [`${signature.byName} signed exactly these words on ${on}.`], ['/status']);
  }
  const ways = await waysOn(deps, asked, draft);
  const against = againstLines(seen, leadOf(picture));
  if (against.length > 0) return { kind: 'refused', message: notYet(seen, planNamed(plan), against, ways) };
  const revision = longDate(seen.candidate.cycle.revision);
  return {
    kind: 'ready',
    shown: {
      title: `Sign draft ${draft} of the revision of ${revision}?`,
      sentences: [
        planNamed(plan),
        ...contentWords(seen),
        ...returnedWords(seen),
        'Your signature is over exactly these words, and accepts by name what is listed here. Any later change of the words voids it.',
      ],
      groups: namedGroups(seen),
    },
    argument: String(draft),
    button: `Sign draft ${draft}`,
    others: ways,
    hints: [],
    apply: () => sign(deps, asked, seen, who.person),
  };
}

async function sign(deps: SignDeps, asked: Asked, seen: SeenSigning, person: string): Promise<Answered> {
  const { plan } = asked.picture.head;
  const accept = seen.named.map(({ ref }) => ref);
  const input = { tenant: asked.who.tenant, plan: plan.id, draft: seen.draft, person, accept, comment: null };
  const outcome = await deps.signRevision(input, asked.now);
  if (outcome.kind === 'signed') {
    const told = `${leadOf(asked.picture)} is told, and can make the revision now.`;
    return { done: true, message: notice(`Draft ${seen.draft} is signed`, [planNamed(plan), told], ['/status']) };
  }
  const why =
    outcome.kind === 'refused' ? outcome.reason : 'Something changed at the same moment. Please look at it again.';
  return { done: false, message: notice(NOTHING, [why], ['/sign']) };
}

async function waysOn(deps: SignDeps, { who, picture }: Asked, draft: number): Promise<readonly StatusButton[]> {
  const { id } = picture.head.plan;
  const page = (kind: 'onePage' | 'differences') => deps.pageLink(who.tenant, id, { kind, draft });
  return [
    { kind: 'link', title: 'The one page', url: await page('onePage') },
    { kind: 'link', title: 'Word by word', url: await page('differences') },
    { kind: 'command', title: 'Return with a comment', text: `/return ${id} ${draft}` },
  ];
}

function notYet(
  { draft }: SeenSigning,
  named: string,
  against: readonly string[],
  buttons: readonly StatusButton[],
): Message {
  const title = `Draft ${draft} cannot be signed yet`;
  const summary = [named, ...against].join('\n');
  return {
    kind: 'status',
    status: { title, summary, replies: [], deadlines: [], groups: [], buttons, hints: ['/status'] },
  };
}

function againstLines({ isStale, obstacles, draft }: SeenSigning, lead: string): readonly string[] {
  if (isStale)
    return [`Draft ${draft} is out of date: something that it prints has changed since. ${lead} compiles a new one.`];
  return obstacleLines(obstacles, lead);
}

/** What must be done before anybody signs, a sentence each. */
export function obstacleLines({ findings, checks, completions }: SignOffObstacles, lead: string): readonly string[] {
  return [
    ...(findings.length === 0
      ? []
      : [
          `${counted(findings.length, 'finding')} of the review must be decided first. ${lead} decides them with /review.`,
        ]),
    ...(checks.length === 0
      ? []
      : [
          `Not recorded for these words: the ${listed(checks)} check${checks.length === 1 ? '' : 's'}. ${lead} records them with /check.`,
        ]),
    ...(completions.length === 0
      ? []
      : [
          `Called complete by their owners, and not agreed yet: ${listed(completions)}. ${lead} agrees with /complete.`,
        ]),
  ];
}

function contentWords({ candidate, named }: SeenSigning): readonly string[] {
  const first = named.filter(({ what }) => what === 'firstStatus').length;
  return [
    `${counted(candidate.takes.length, 'answer')} ${candidate.takes.length === 1 ? 'is' : 'are'} in it.`,
    ...(first === 0 ? [] : [`New in public: a status is printed for the first time for ${counted(first, 'row')}.`]),
  ];
}

function returnedWords({ returned }: SeenSigning): readonly string[] {
  return returned === null ? [] : [`${returned.byName} returned it before: ${returned.comment}`];
}

/** Silent rows by owner, and first statuses row by row: all are accepted together, once they were shown. */
function namedGroups({ named, candidate }: SeenSigning): readonly StatusGroup[] {
  const owners = new Map(candidate.published.requirements.map(({ id, owner }) => [id, owner]));
  const ownerOf = ({ requirement }: ToAccept) => owners.get(requirement) || 'No owner';
  const silent = new Map<string, string[]>();
  for (const each of named.filter(({ what }) => what === 'silence')) {
    silent.set(ownerOf(each), [...(silent.get(ownerOf(each)) ?? []), each.ref]);
  }
  const silentLines = [...silent].map(([ref, refs]) => ({ ref, text: refs.join(', '), detail: '' }));
  const count = [...silent.values()].flat().length;
  const firstLines = named
    .filter(({ what }) => what === 'firstStatus')
    .map((each) => ({ ref: each.ref, text: STATUS_WORDS[each.status], detail: ownerOf(each) }));
  return [
    ...(count === 0
      ? []
      : [{ heading: `"No update received" is printed for ${counted(count, 'row')}`, lines: silentLines }]),
    ...(firstLines.length === 0 ? [] : [{ heading: 'A status is printed for the first time', lines: firstLines }]),
  ];
}

/** The lead's name, to say whom to turn to. */
export function leadOf(picture: Asked['picture']): string {
  const names = leadNames(picture);
  return names.length === 0 ? 'The portfolio lead' : listed(names);
}
