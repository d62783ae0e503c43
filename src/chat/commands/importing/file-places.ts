import type { FileReading } from '../../../app/importing/kept-files.js';
import type { Who } from '../../../app/people/who.js';
import type { makeSeePlan, PlanPicture } from '../../../app/standing/see-plan.js';
import type { KeptFile } from '../../../app/store/person-store.js';
import type { Stores } from '../../../app/store/stores.js';
import type { Instant } from '../../../domain/calendar/civil-date.js';
import { normalised } from '../../../domain/importing/import-match.js';
import { type Action, mayDo, rolesOf } from '../../../domain/people/authority.js';
import { nameOfPlan } from '../../../domain/plan/plan.js';
import { shortened } from '../../../domain/text/shortened.js';
import type { Message } from '../../messages.js';
import { type FileLinks, notUnderstoodMessage, understoodMessage } from './understood-message.js';

export interface PlacesDeps {
  readonly stores: Stores;
  readonly seePlan: ReturnType<typeof makeSeePlan>;
  /** Entra ids of those who may bring the first plan of a tenant, and any other new one. */
  readonly administrators: readonly string[];
  readonly fileLinks: (tenant: string, person: string, file: string) => Promise<FileLinks>;
}

/** What somebody may do with files. */
export interface Places {
  /** The plans into which they may send one, of whatever kind. */
  readonly plans: readonly PlanPicture[];
  readonly mayBringNew: boolean;
}

/** Where somebody may bring a file: by the table of authority, and by the setting for administrators where there is no plan yet. */
export async function placesOf(deps: PlacesDeps, { tenant, person }: Who, now: Instant): Promise<Places> {
  const ids = await deps.stores.person(tenant, person).memberships();
  const seen = await Promise.all(ids.map((id) => deps.seePlan(tenant, id, now)));
  const pictures = seen.flatMap((each) => (each.kind === 'picture' ? [each.picture] : []));
  const where = (action: Action) =>
    pictures.filter(({ assignments, day }) => mayDo(action, rolesOf(person, assignments, day)));
  return {
    plans: where('sendFile'),
    mayBringNew: deps.administrators.includes(person) || where('importPlan').length > 0,
  };
}

/** So many plans have a button each. */
const MOST_DOORS = 5;

/** The card that a file comes to: what was understood, and where it can go from here. */
export async function fileMessage(
  deps: PlacesDeps,
  who: Who,
  { file, reading, places }: { readonly file: KeptFile; readonly reading: FileReading; readonly places: Places },
): Promise<Message> {
  const links = await deps.fileLinks(who.tenant, who.person, file.id);
  if (reading.kind === 'notUnderstood') return notUnderstoodMessage(reading, file, links);
  if (reading.kind === 'sheet') return SHEET_WITHOUT_PLAN;
  const same = (picture: PlanPicture) => normalised(picture.head.plan.title) === normalised(reading.read.title);
  // the plan of that title first: it is most likely meant
  const plans = [...places.plans].sort((a, b) => Number(same(b)) - Number(same(a)));
  const own = plans.filter(({ assignments, day }) => mayDo('importPlan', rolesOf(who.person, assignments, day)));
  const doors = own.slice(0, MOST_DOORS).map(({ head: { plan } }) => ({
    // as wide as a phone
    title: own.length === 1 ? 'See what it changes' : `See changes: ${shortened(nameOfPlan(plan), 20)}`,
    text: `/import ${plan.id} ${file.id}`,
  }));
  const asNew = places.mayBringNew ? [{ title: 'See it as a new plan', text: `/import new ${file.id}` }] : [];
  return understoodMessage(reading.read, file, links, [...doors, ...asNew]);
}

const SHEET_WITHOUT_PLAN: Message = {
  kind: 'notice',
  notice: {
    heading: 'This return sheet belongs to no plan of yours',
    paragraphs: [
      'It was made for a plan that you do not lead, or by another installation. Nothing was saved. Please send it on to whoever leads that plan.',
    ],
    commands: [],
    links: [],
  },
};
