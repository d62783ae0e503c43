import { proposedRevision } from '../../domain/asking/opening.js';
import { type CivilDate, type Instant, localTime, longDate } from '../../domain/calendar/civil-date.js';
import { type Calendar, today } from '../../domain/calendar/working-time.js';
import {
  type Doer,
  type Publication,
  type Publishing,
  publicationOf,
  type Recipient,
  sentOnTo,
  unsent,
} from '../../domain/publishing/website/publication.js';
import { type AboutPlan, type ReadyMail, readyMail } from '../../domain/publishing/website/sending-on.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import { type LoadedPlan, loaderOf, loadPlan, type PlanNamed } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { Compiled, PlanHead, Stores } from '../store/stores.js';

interface Deps {
  readonly stores: Stores;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
}

/** Which plan, and who says so, by their key and as people read their name. */
export interface PublishingAbout {
  readonly tenant: string;
  readonly plan: string;
  readonly by: string;
  readonly byName: string;
}

export type PublicationOutcome =
  | {
      readonly kind: 'recorded';
      readonly publication: Publication;
      /** One for each recipient who does not have the link yet. */
      readonly mails: readonly ReadyMail[];
    }
  | Refused;

/** The newest revision and what is recorded of its publication. */
export interface SeenPublication {
  readonly kind: 'seen';
  readonly compiled: Compiled;
  readonly publication: Publication | null;
  readonly mails: readonly ReadyMail[];
}

/** Looks where the newest revision stands between being made and being sent on. Nothing is written. */
export function makeSeePublication(deps: Pick<Deps, 'stores' | 'bankHolidays'>) {
  return async (named: PlanNamed, now: Instant): Promise<SeenPublication | Refused> => {
    const loaded = await loaderOf(deps.stores, named)();
    if (loaded.kind === 'refused') return loaded;
    const compiled = await newestRevision(loaded);
    if (compiled === null) return refused('No revision of this plan has been made yet, so there is none to publish.');
    const publication = publicationIn(loaded.head);
    return { kind: 'seen', compiled, publication, mails: mailsFor(deps, loaded.head, compiled, publication, now) };
  };
}

/** What would be recorded, without recording it. */
export function publicationProposed(
  { head }: LoadedPlan,
  compiled: Compiled,
  given: { readonly address: string; readonly day: CivilDate },
  doer: Doer,
): Publishing {
  const { zone } = head.settings;
  const made = localTime(compiled.at, zone).date;
  return publicationOf(
    { revision: head.revisions.length, made, today: doer.on, before: publicationIn(head) },
    given,
    doer,
  );
}

/** Records that the newest revision is public: where, and since when. Signed is not public yet. */
export function makeRecordPublication(deps: Deps) {
  return (about: PublishingAbout, given: { readonly address: string; readonly day: CivilDate }, now: Instant) =>
    recorded(deps, about, now, 'published the revision', (loaded, compiled, doer) =>
      publicationProposed(loaded, compiled, given, doer),
    );
}

/** Records that the link was sent on to one of the recipients of the settings. */
export function makeRecordSentOn(deps: Deps) {
  return (about: PublishingAbout, recipient: string, now: Instant) =>
    recorded(deps, about, now, 'sent the link on', ({ head }, _compiled, doer) => {
      const publication = publicationIn(head);
      return publication === null
        ? { kind: 'invalid', problem: 'The revision is not recorded as published yet, so there is no link to send on.' }
        : sentOnTo(publication, recipientsOf(head), recipient, doer);
    });
}

async function recorded(
  deps: Deps,
  about: PublishingAbout,
  now: Instant,
  what: string,
  decide: (loaded: LoadedPlan, compiled: Compiled, doer: Doer) => Publishing,
): Promise<PublicationOutcome> {
  const { tenant, plan, by, byName } = about;
  const operation = deps.newId();
  return retryOnConflict(sayBusy, async () => {
    const loaded = await loadPlan(deps.stores, tenant, plan);
    if (loaded.kind === 'refused') return loaded;
    const { store, head, etag } = loaded;
    const compiled = await newestRevision(loaded);
    if (compiled === null) return refused('No revision of this plan has been made yet, so there is none to publish.');
    const doer = { by, byName, on: localTime(now, head.settings.zone).date };
    const publishing = decide(loaded, compiled, doer);
    if (publishing.kind === 'invalid') return refused(publishing.problem);
    const { publication } = publishing;
    const others = (head.publications ?? []).filter(({ revision }) => revision !== publication.revision);
    const next: PlanHead = { ...head, publications: [...others, publication] };
    const old = publicationIn(head);
    const said = { old: old === null ? null : wordsOf(old), new: wordsOf(publication) };
    const history = { who: by, at: now, what, about: `revision ${publication.revision}`, ...said };
    if ((await store.writeHead(next, etag, [history], operation)) === 'conflict') return 'conflict';
    return { kind: 'recorded', publication, mails: mailsFor(deps, next, compiled, publication, now) };
  });
}

/** What is recorded of the newest revision; null while it is not public. */
export function publicationIn({ publications = [], revisions }: PlanHead): Publication | null {
  return publications.find(({ revision }) => revision === revisions.length) ?? null;
}

export function recipientsOf({ settings: { recipients = [] } }: PlanHead): readonly Recipient[] {
  return recipients;
}

async function newestRevision({ store, head }: LoadedPlan): Promise<Compiled | null> {
  const id = head.revisions.at(-1);
  return id === undefined ? null : store.compiled(id);
}

function mailsFor(
  deps: Pick<Deps, 'bankHolidays'>,
  head: PlanHead,
  { published }: Compiled,
  publication: Publication | null,
  now: Instant,
): readonly ReadyMail[] {
  const revision = published.columns.at(-1);
  if (publication === null || revision === undefined) return [];
  const calendar = calendarOf(head.settings, deps.bankHolidays);
  const plan: AboutPlan = {
    title: published.plan.title,
    organisation: published.plan.organisation,
    contact: head.settings.contact ?? null,
    revision,
    next: nextRevisionWords(head, revision, today(now, calendar), calendar),
  };
  return unsent(publication, recipientsOf(head)).map((recipient) => readyMail(plan, publication, recipient));
}

/** The day of the open quarter's revision; between quarters the month of the one that would be proposed on `day`. */
export function nextRevisionWords(
  { cycle }: Pick<PlanHead, 'cycle'>,
  revision: CivilDate,
  day: CivilDate,
  calendar: Calendar,
): string {
  if (cycle !== null && cycle.state !== 'revised') return `is due on ${longDate(cycle.revision)}`;
  return `is expected in ${longDate(proposedRevision(revision, day, calendar)).replace(/^\d+ /, '')}`;
}

function wordsOf({ address, day, sent }: Publication): string {
  const on = sent.map(({ recipient }) => recipient).join(', ');
  return `${address} since ${day}${on === '' ? '' : `, sent on to ${on}`}`;
}
