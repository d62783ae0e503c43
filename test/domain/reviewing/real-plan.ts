import { existsSync, readFileSync } from 'node:fs';
import { readSourceDocument } from '../../../src/adapters/documents/formats/source-document.js';
import { readPlan } from '../../../src/domain/importing/read-plan.js';
import type { PublishedPlan } from '../../../src/domain/plan/plan.js';

/** Where a real plan lies beside the project, if it does. Its sentences are never committed. */
const REAL_PLAN = new URL('../../../../shared/plan/force-action-plan.txt', import.meta.url);

export const realPlanIsThere = existsSync(REAL_PLAN);

/** The real plan as our own importer reads it. Throws when it cannot. */
export function realPlan(): PublishedPlan {
  const source = readSourceDocument(new Uint8Array(readFileSync(REAL_PLAN)));
  if (source.kind !== 'document') throw new Error('The real plan is no document that we can read.');
  const reading = readPlan(source.document);
  if (reading.kind !== 'plan') throw new Error(reading.problem.reason);
  const { plan } = reading;
  return {
    plan: {
      id: 'real',
      title: plan.title,
      organisation: plan.organisation,
      executiveLead: plan.executiveLead,
      operationalLead: plan.operationalLead,
    },
    columns: plan.columns,
    recommendations: plan.recommendations,
    requirements: plan.requirements.map(({ key, ref, refFrom, recommendation, text, owner, deadline }) => ({
      id: key,
      ref,
      refFrom,
      recommendation,
      text,
      owner,
      deadline,
      withdrawn: false,
    })),
    updates: plan.updates,
    statuses: Object.fromEntries(plan.requirements.map((each) => [each.key, each.status])),
    discharges: {},
    corrections: [],
  };
}
