import { z } from 'zod';
import type { RosterOutcome, Rosters, TeamReference } from '../../../app/store/ports.js';
import type { TeamMember } from '../../../domain/people/roster.js';
import { whereWrong } from '../identity/activity.js';
import type { ConnectorRequests, Missed } from './requests.js';

const text = z.string().max(500).nullish();

/** A member as the Connector lists one (botframework-schema, TeamsChannelAccount); older answers say `objectId`. */
const MEMBER = z.object({
  id: z.string().min(1).max(300),
  name: text,
  aadObjectId: text,
  objectId: text,
  userPrincipalName: text,
  email: text,
  tenantId: text,
  userRole: text,
});

const PAGE = z.object({ members: z.array(MEMBER), continuationToken: z.string().nullish() });

/** Teams gives at most this many members a page (learn.microsoft.com, "Get Teams specific context"). */
const PAGE_SIZE = 500;
/** A team has at most 25,000 members; a service that pages on and on is not believed. */
const MOST_PAGES = 100;

/** The Rosters port over the Bot Connector. A roster is whole or not there: a missing page would look like leavers. */
export function makeRosters(ask: ConnectorRequests): Rosters {
  return {
    async membersOf(team) {
      const members = new Map<string, TeamMember>();
      let token: string | undefined;
      for (let page = 1; page <= MOST_PAGES; page += 1) {
        const read = await pageOf(ask, team, token);
        if (read.kind !== 'page') return read;
        for (const member of read.members) members.set(member.account, member);
        if (read.next === undefined) return whole([...members.values()]);
        token = read.next;
      }
      return { kind: 'unread', reason: 'the roster does not end' };
    },
  };
}

type Page = { readonly kind: 'page'; readonly members: readonly TeamMember[]; readonly next: string | undefined };

async function pageOf(
  ask: ConnectorRequests,
  team: TeamReference,
  continuationToken: string | undefined,
): Promise<Page | Exclude<RosterOutcome, { kind: 'roster' }>> {
  const { serviceUrl, tenant, conversationId } = team;
  const outcome = await ask({ serviceUrl, tenant, thread: conversationId }, (connector, abortSignal) => {
    // the SDK's type wants a token for the first page too
    const query = { pageSize: PAGE_SIZE, ...(continuationToken !== undefined && { continuationToken }) };
    const options = { ...query, abortSignal } as { pageSize: number; continuationToken: string };
    return connector.conversations.getConversationPagedMembers(conversationId, options);
  });
  if (outcome.kind !== 'answered') return missed(outcome);
  const page = PAGE.safeParse(outcome.body);
  if (!page.success) return { kind: 'unread', reason: whereWrong(page.error) };
  const members = page.data.members.map((member) => memberOf(member, tenant));
  return { kind: 'page', members, next: page.data.continuationToken || undefined };
}

function whole(members: readonly TeamMember[]): RosterOutcome {
  // the bot's own team is never empty: the person who added the app is in it
  return members.length === 0 ? { kind: 'unread', reason: 'the roster is empty' } : { kind: 'roster', members };
}

/** The app is not in that team any more, or the team is not: that is an answer. All else may pass. */
function missed(outcome: Missed): Exclude<RosterOutcome, { kind: 'roster' }> {
  const { kind, reason } = outcome;
  const isGone =
    kind === 'gone' ||
    (kind === 'unreachable' && (outcome.why === 'notInstalled' || outcome.why === 'conversationGone'));
  return { kind: isGone ? 'gone' : 'unread', reason };
}

function memberOf(member: z.infer<typeof MEMBER>, tenant: string): TeamMember {
  const id = z.guid().safeParse(member.aadObjectId || member.objectId);
  const addresses = [member.userPrincipalName, member.email].flatMap((address) =>
    address ? [address.trim().toLowerCase()] : [],
  );
  const isForeign = Boolean(member.tenantId) && member.tenantId?.toLowerCase() !== tenant;
  return {
    person: id.success ? id.data.toLowerCase() : null,
    account: member.id,
    name: member.name ?? '',
    addresses: [...new Set(addresses)],
    guest: !id.success || isForeign || member.userRole?.toLowerCase() === 'guest',
  };
}
