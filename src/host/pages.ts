import { executiveReport } from '../adapters/documents/reports/executive-report.js';
import { handoverReport } from '../adapters/documents/reports/handover-report.js';
import { inspectionReport } from '../adapters/documents/reports/inspection-report.js';
import { writeInspectionXlsx } from '../adapters/documents/reports/inspection-xlsx.js';
import { leadChangeLogReport } from '../adapters/documents/reports/lead-change-log-report.js';
import { paperReport, yearReport } from '../adapters/documents/reports/paper-report.js';
import type { Report } from '../adapters/documents/reports/report.js';
import { writeReportDocx } from '../adapters/documents/reports/report-docx.js';
import { writeReportHtml } from '../adapters/documents/reports/report-html.js';
import { reviewReport } from '../adapters/documents/reports/review-report.js';
import { promisesOfPlan } from '../app/commitments/see-promises.js';
import { outOfReach } from '../app/people/reach.js';
import type { DraftLink, PageName } from '../app/publishing/draft-links.js';
import { seeYear } from '../app/standing/see-paper.js';
import { type Instant, parseCivilDate } from '../domain/calendar/civil-date.js';
import { holds } from '../domain/people/assignment.js';
import type { UseCases } from './wiring.js';

const TYPES = {
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The page that a signed link names, as it stands now; null where there is nothing to show. */
export async function pageAt(useCases: UseCases, { tenant, plan, format }: DraftLink, page: PageName, now: Instant) {
  const name = `${plan}-${page.kind}`;
  if (format === 'xlsx' && page.kind === 'inspection') {
    const seen = await inspectionOf(useCases, { tenant, plan }, page.ref, now);
    return seen === null
      ? null
      : { bytes: await writeInspectionXlsx(seen, now), name: `${name}.xlsx`, type: TYPES.xlsx };
  }
  const report = await reportOf(useCases, { tenant, plan }, page, now);
  if (report === null) return null;
  if (format === 'docx') return { bytes: await writeReportDocx(report, now), name: `${name}.docx`, type: TYPES.docx };
  return { bytes: writeReportHtml(report), name: `${name}.html`, type: TYPES.html };
}

type About = Pick<DraftLink, 'tenant' | 'plan'>;

async function reportOf(
  useCases: UseCases,
  { tenant, plan }: About,
  page: PageName,
  now: Instant,
): Promise<Report | null> {
  switch (page.kind) {
    case 'review': {
      const seen = await useCases.seeReview({ tenant, plan });
      const head = (await useCases.stores.plan(tenant, plan).head())?.value;
      return seen.kind === 'refused' || head === undefined ? null : reviewReport(seen, head, now);
    }
    case 'handover':
      return handoverOf(useCases, { tenant, plan }, now);
    case 'paper': {
      const seen = await useCases.seePlan(tenant, plan, now);
      if (seen.kind === 'refused') return null;
      const wanted = { since: parseCivilDate(page.since) ?? null, until: parseCivilDate(page.until) ?? null };
      const paper = await useCases.seePaper(seen.picture, wanted);
      return paper.kind === 'refused' ? null : paperReport(paper);
    }
    case 'year': {
      const seen = await useCases.seePlan(tenant, plan, now);
      const year = seen.kind === 'refused' ? seen : await seeYear(seen.picture);
      return year.kind === 'refused' ? null : yearReport(year);
    }
    case 'inspection': {
      const seen = await inspectionOf(useCases, { tenant, plan }, page.ref, now);
      return seen === null ? null : inspectionReport(seen);
    }
    case 'onePage':
    case 'differences': {
      const outcome = await useCases.seeChanges(tenant, plan, { kind: 'draft', number: page.draft }, now);
      if (outcome.kind === 'refused') return null;
      return page.kind === 'onePage' ? executiveReport(outcome.changes) : leadChangeLogReport(outcome.changes);
    }
  }
}

async function inspectionOf(useCases: UseCases, { tenant, plan }: About, ref: string, now: Instant) {
  const seen = await useCases.seePlan(tenant, plan, now);
  if (seen.kind === 'refused') return null;
  const inspection = await useCases.seeInspection(seen.picture, ref);
  return inspection.kind === 'refused' ? null : inspection;
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
