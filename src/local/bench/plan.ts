import type { ConversationReference } from '../../app/store/ports.js';
import { readGivenPlan } from '../../cli/commands/import.js';
import { type CivilDate, civilDate, type Instant, instantAt, timeOfDay } from '../../domain/calendar/civil-date.js';
import type { UseCases } from '../../host/wiring.js';

/** A plan made up for measuring: recommendations with one requirement each, the same number for every person. */
export interface Crowd {
  readonly tenant: string;
  readonly plan: string;
  readonly people: number;
  /** Requirements for each person; one unless given. */
  readonly each?: number;
  /** The Connector of everybody's chat. */
  readonly serviceUrl: string;
}

export const CROWD_REVISION: CivilDate = civilDate('2027-01-11');

/** The Entra id of the person with that number, from 0. */
export function crowdPerson(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** The chat of that person, as `makeChannelStandIn` names it. */
export function crowdReference(crowd: Crowd, number: number): ConversationReference {
  const person = crowdPerson(number);
  const conversationId = `a:${person}`;
  const { tenant, serviceUrl } = crowd;
  return { serviceUrl, conversationId, tenant, person, botId: '28:quarterdeck', channelId: 'msteams' };
}

/**
 * Imports such a plan, assigns its people, notes their chats and opens a cycle. Gives the moment at which the asks are
 * due: 09:30 on the day on which the cycle opens.
 */
export async function gatherCrowd(useCases: UseCases, crowd: Crowd, now: Instant): Promise<Instant> {
  const { tenant, plan } = crowd;
  const read = await readGivenPlan(new TextEncoder().encode(planText(crowd.people * (crowd.each ?? 1))));
  const imported = await useCases.importPlan({ tenant, plan, read, by: 'system', dryRun: false }, now);
  if (imported.kind === 'refused') throw new Error(imported.reason);
  const { each = 1 } = crowd;
  const lines = Array.from({ length: crowd.people * each }, (_, index) => ({
    line: index + 2,
    target: String(index + 1),
    person: crowdPerson(Math.floor(index / each)),
    name: `Person ${Math.floor(index / each) + 1}`,
    role: 'owner',
    until: '',
  }));
  const assigned = await useCases.assign({ tenant, plan, lines, by: 'system' }, now);
  if (assigned.kind === 'refused') throw new Error(`${assigned.reason} ${assigned.problems.join(' ')}`);
  for (const number of numbers(crowd)) {
    const store = useCases.stores.person(tenant, crowdPerson(number));
    const held = await store.record();
    if (held === null) throw new Error('Somebody who was assigned has no record.');
    const record = { ...held.value, reference: crowdReference(crowd, number), lastSeen: now };
    await store.writeRecord(record, held.etag, `seen-${number}`);
  }
  const opened = await useCases.openCycle({ tenant, plan, revision: CROWD_REVISION, given: {}, by: 'system' }, now);
  if (opened.kind === 'refused') throw new Error(opened.reason);
  return instantAt(opened.cycle.opens, timeOfDay('09:30'), 'Europe/London');
}

function numbers(crowd: Crowd): readonly number[] {
  return Array.from({ length: crowd.people }, (_, number) => number);
}

function planText(requirements: number): string {
  const rows = Array.from({ length: requirements }, (_, index) => {
    const number = String(index + 1);
    const recommendation = `By 30 June 2027, put right whatever was found wrong at berth ${number}.`;
    const evidence = `A note of what was mended at berth ${number}, and by whom.`;
    return [number, recommendation, evidence, `Keeper of berth ${number}`, 'The first survey is done.', ''].join('\t');
  });
  const heading = [
    'Rec. No.',
    'Recommendation',
    'Evidence required',
    'Owner',
    'Published update: January 30th 2026',
    'Status',
  ];
  return ['Berths plan', '', 'Organisation: Northmoor Harbour Authority', '', heading.join('\t'), ...rows, ''].join(
    '\n',
  );
}
