import type { Instant } from '../../domain/calendar/civil-date.js';
import { loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { PlanSettings, Stores } from '../store/stores.js';

/** The settings that decide how a revision is made public; an absent one stays as it is. */
export type PublishingSettings = Partial<Pick<PlanSettings, 'approvedSpellings' | 'protectiveMarking' | 'signOff'>>;

export type SettingsOutcome = { readonly kind: 'set'; readonly settings: PlanSettings } | Refused;

const LONGEST_MARKING = 80;

/** Sets what is given, with a line in the plan's history. Asked for nothing, it shows what is set. */
export function makeChangeSettings(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (
    about: { readonly tenant: string; readonly plan: string; readonly by: string },
    given: PublishingSettings,
    now: Instant,
  ): Promise<SettingsOutcome> => {
    const marking = given.protectiveMarking ?? null;
    if (marking !== null && (marking.length > LONGEST_MARKING || /[\r\n]/.test(marking))) {
      return refused(`A protective marking is one line of at most ${LONGEST_MARKING} characters.`);
    }
    const operation = deps.newId();
    return retryOnConflict(sayBusy, async () => {
      const loaded = await loadPlan(deps.stores, about.tenant, about.plan);
      if (loaded.kind === 'refused') return loaded;
      const { store, head, etag } = loaded;
      const settings: PlanSettings = { ...head.settings, ...given };
      if (Object.keys(given).length === 0) return { kind: 'set', settings };
      const before = head.settings;
      const old: PublishingSettings = Object.fromEntries(
        Object.keys(given).map((name) => [name, before[name as keyof PublishingSettings]]),
      );
      const history = {
        who: about.by,
        at: now,
        what: 'changed the settings',
        about: Object.keys(given).join(', '),
        old: settingWords(old),
        new: settingWords(given),
      };
      const written = await store.writeHead({ ...head, settings }, etag, [history], operation);
      return written === 'done' ? { kind: 'set', settings } : 'conflict';
    });
  };
}

function settingWords(settings: PublishingSettings): string {
  return Object.values(settings)
    .map((value: readonly string[] | string | null) =>
      typeof value === 'object' ? (value?.join(', ') ?? 'none') : value,
    )
    .join('; ');
}
