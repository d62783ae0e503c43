import { rowsCalled } from '../../domain/plan/rows-called.js';
import { type InspectedRow, inspectedRow } from '../../domain/standing/inspection.js';
import { WROTE_A_NOTE } from '../answering/write-note.js';
import { publishedBefore } from '../store/candidate.js';
import { type Refused, refused } from '../store/outcome.js';
import type { Stores } from '../store/stores.js';
import { namesByKey } from './names-by-key.js';
import type { PlanPicture } from './see-plan.js';

/** Rows with everything that is kept of them, for an inspection. */
export interface Inspection {
  readonly kind: 'inspection';
  readonly picture: PlanPicture;
  readonly rows: readonly InspectedRow[];
}

/** Gathers what is kept of every row of a plan, or of those called by `ref`. Nothing is written. */
export function makeSeeInspection(deps: { readonly stores: Stores }) {
  return async (picture: PlanPicture, ref: string): Promise<Inspection | Refused> => {
    const { plan, calendar } = picture;
    const published = await plan.published();
    const present = published.requirements.filter(({ withdrawn }) => !withdrawn);
    const wanted = ref === '' ? present : rowsCalled(present, ref);
    if (wanted.length === 0) return refused(`Nothing in this plan is called "${ref}".`);
    const names = await namesByKey(deps.stores, picture);
    const before = await publishedBefore(plan);
    const commitments = (await plan.store.commitments()).map(({ value }) => value);
    const rows: InspectedRow[] = [];
    for (const requirement of wanted) {
      const updates = await plan.store.updates(requirement.id);
      const contributions = await plan.store.contributions(requirement.id);
      const history = await plan.store.history(requirement.id);
      const notes = history.flatMap(({ payload }) =>
        payload?.what === WROTE_A_NOTE ? [{ who: payload.who, at: payload.at, text: payload.new ?? '' }] : [],
      );
      const nameOf = (key: string) => names.get(key) ?? 'Somebody who is no longer known';
      const of = { published, public: before, updates, contributions, notes, commitments, nameOf, zone: calendar.zone };
      rows.push(inspectedRow(requirement, of));
    }
    return { kind: 'inspection', picture, rows };
  };
}
