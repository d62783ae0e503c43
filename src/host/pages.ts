import { executiveReport } from '../adapters/documents/reports/executive-report.js';
import { handoverReport } from '../adapters/documents/reports/handover-report.js';
import { leadChangeLogReport } from '../adapters/documents/reports/lead-change-log-report.js';
import type { Report } from '../adapters/documents/reports/report.js';
import { writeReportHtml } from '../adapters/documents/reports/report-html.js';
import { reviewReport } from '../adapters/documents/reports/review-report.js';
import { promisesOfPlan } from '../app/commitments/see-promises.js';
import { outOfReach } from '../app/people/reach.js';
import type { DraftLink, PageName } from '../app/publishing/draft-links.js';
import type { Instant } from '../domain/calendar/civil-date.js';
import { holds } from '../domain/people/assignment.js';
import type { UseCases } from './wiring.js';

/** The page that a signed link names, as it stands now; null where there is nothing to show. */
export async function pageAt(useCases: UseCases, { tenant, plan }: DraftLink, page: PageName, now: Instant) {
  const report = await reportOf(useCases, { tenant, plan }, page, now);
  if (report === null) return null;
  return { bytes: writeReportHtml(report), name: `${plan}-${page.kind}.html`, type: 'text/html; charset=utf-8' };
}

async function reportOf(
  useCases: UseCases,
  { tenant, plan }: Pick<DraftLink, 'tenant' | 'plan'>,
  page: PageName,
  now: Instant,
): Promise<Report | null> {
  if (page.kind === 'handover') return handoverOf(useCases, { tenant, plan }, now);
  if (page.kind === 'review') {
    const seen = await useCases.seeReview({ tenant, plan });
    const head = (await useCases.stores.plan(tenant, plan).head())?.value;
    return seen.kind === 'refused' || head === undefined ? null : reviewReport(seen, head, now);
  }
  const outcome = await useCases.seeChanges(tenant, plan, { kind: 'draft', number: page.draft }, now);
  if (outcome.kind === 'refused') return null;
  return page.kind === 'onePage' ? executiveReport(outcome.changes) : leadChangeLogReport(outcome.changes);
}

async function handoverOf(
  { stores, seeStatus }: UseCases,
  { tenant, plan }: Pick<DraftLink, 'tenant' | 'plan'>,
  now: Instant,
): Promise<Report | null> {
  const seen = await seeStatus(tenant, plan, now);
  if (seen.kind === 'refused') return null;
  const { status } = seen;
  const people = new Map(
    status.assignments.filter((each) => holds(each, status.day)).map((each) => [each.person, each]),
  );
  return handoverReport({
    status,
    published: await status.plan.published(),
    promises: await promisesOfPlan(status.plan, status.day),
    unreachable: await outOfReach(stores, tenant, [...people.values()]),
  });
}
