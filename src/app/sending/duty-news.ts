import { holdersOf } from '../../domain/people/assignment.js';
import { openDuties, reminderOf } from '../../domain/publishing/website/duty.js';
import { sha256Of } from '../../domain/text/sha256.js';
import type { PlanPicture } from '../standing/see-plan.js';
import type { OwedNews } from './owed-news.js';

/** Two weeks before a duty's day, and on it, the leads hear of it, until somebody says that it is done. */
export function dutiesToRemind({ head, day, assignments }: PlanPicture): readonly OwedNews[] {
  return openDuties(head.settings.duties ?? []).flatMap((duty): readonly OwedNews[] => {
    const { what, by } = duty;
    const on = reminderOf(duty, day);
    if (on === null) return [];
    const key = sha256Of(JSON.stringify(['duty', what, by, on])).slice(0, 16);
    return holdersOf('lead', assignments, day).map(({ person, name }) => {
      return { ref: '', key, on, person, name, news: { kind: 'duty', what, by } };
    });
  });
}
