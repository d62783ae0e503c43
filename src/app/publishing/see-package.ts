import { today } from '../../domain/calendar/working-time.js';
import type { PublishedChanges } from '../../domain/publishing/change-log.js';
import type { RevisionDocument } from '../../domain/publishing/revision.js';
import type { PageAbout } from '../../domain/publishing/website/page-about.js';
import { standingsOverTime } from '../../domain/publishing/website/status-over-time.js';
import { type BankHolidays, calendarOf } from '../store/calendars.js';
import { publishedBefore } from '../store/candidate.js';
import { loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { Compiled, Stores } from '../store/stores.js';
import { documentOfCompiled } from './draft-links.js';
import { nextRevisionWords } from './record-publication.js';
import type { Changes, makeSeeChanges } from './see-changes.js';

/** All that goes on a website for one revision, or for a draft to try it with. */
export interface WebsitePackage {
  readonly document: RevisionDocument;
  readonly changes: PublishedChanges;
  /** The protective marking of what is not a revision. */
  readonly marking: Changes['marking'];
  readonly about: PageAbout;
}

export type PackageOutcome = { readonly kind: 'package'; readonly contents: WebsitePackage } | Refused;

/** Loads what goes on the website for a compiled draft or revision, by its id. The same id and the same settings are the same package. */
export function makeSeePackage(deps: {
  readonly stores: Stores;
  readonly bankHolidays: BankHolidays;
  readonly seeChanges: ReturnType<typeof makeSeeChanges>;
}) {
  return async (tenant: string, plan: string, id: string): Promise<PackageOutcome> => {
    const loaded = await loadPlan(deps.stores, tenant, plan);
    if (loaded.kind === 'refused') return loaded;
    const { store, head } = loaded;
    const compiled = await store.compiled(id);
    if (compiled === null) return refused('That draft or revision is not there. Compile again.');
    const at = head.revisions.indexOf(id);
    const of =
      at < 0 ? ({ kind: 'draft', number: compiled.number } as const) : ({ kind: 'revision', number: at + 1 } as const);
    const seen = await deps.seeChanges(tenant, plan, of, compiled.at);
    if (seen.kind === 'refused') return seen;
    const before = (await publishedBefore(loaded)).slice(0, at < 0 ? undefined : at + 1);
    const document = documentOfCompiled(compiled, head);
    const calendar = calendarOf(head.settings, deps.bankHolidays);
    const isNewest = at === head.revisions.length - 1;
    const cycle = isNewest && head.cycle?.id !== compiled.cycle ? head.cycle : null;
    const about: PageAbout = {
      contact: head.settings.contact || null,
      next: nextRevisionWords({ ...head, cycle }, document.date, today(compiled.at, calendar), calendar),
      earlier: await earlierRevisions(loaded, at < 0 ? head.revisions.length : at),
      standings: standingsOverTime([...before, compiled.published]),
    };
    return {
      kind: 'package',
      contents: { document, changes: seen.changes.published, marking: seen.changes.marking, about },
    };
  };
}

async function earlierRevisions(
  { store, head }: Extract<Awaited<ReturnType<typeof loadPlan>>, { kind: 'loaded' }>,
  before: number,
): Promise<PageAbout['earlier']> {
  const found = await Promise.all(head.revisions.slice(0, before).map((id) => store.compiled(id)));
  return found
    .flatMap((each: Compiled | null, at) => {
      const date = each?.published.columns.at(-1);
      const address = (head.publications ?? []).find(({ revision }) => revision === at + 1)?.address ?? null;
      return date === undefined ? [] : [{ number: at + 1, date, address }];
    })
    .toReversed();
}
