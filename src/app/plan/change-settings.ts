import type { Instant } from '../../domain/calendar/civil-date.js';
import type { Printed } from '../../domain/plan/plan.js';
import { type PrintChanges, printChanges } from '../../domain/publishing/print-change.js';
import { loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import type { PlanSettings, Stores } from '../store/stores.js';

/** The settings that decide how a revision is made public; an absent one stays as it is. */
export type PublishingSettings = Partial<
  Pick<
    PlanSettings,
    'approvedSpellings' | 'protectiveMarking' | 'signOff' | 'signOffChecks' | 'recipients' | 'contact' | 'duties'
  >
> & {
  readonly printed?: Partial<Printed>;
};

export type SettingsOutcome =
  | { readonly kind: 'set'; readonly settings: PlanSettings }
  /** What becomes public would change: nothing was done, and it is to be confirmed first. */
  | { readonly kind: 'shown'; readonly changes: PrintChanges }
  | Refused;

const LONGEST_MARKING = 80;

/**
 * Sets what is given, with a line in the plan's history. Asked for nothing, it shows what is set. What would change of
 * what is printed is shown first, and done when its fingerprint is confirmed.
 */
export function makeChangeSettings(deps: { readonly stores: Stores; readonly newId: NewId }) {
  return async (
    about: { readonly tenant: string; readonly plan: string; readonly by: string },
    given: PublishingSettings,
    now: Instant,
    confirmed: string | null = null,
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
      const { printed, ...others } = given;
      const changes = printChanges(await loaded.published(), printed ?? {});
      if (changes.changes.length > 0 && changes.fingerprint !== confirmed) return { kind: 'shown', changes };
      const settings: PlanSettings = {
        ...head.settings,
        ...others,
        ...(printed === undefined ? {} : { printed: changes.printed }),
      };
      if (Object.keys(others).length === 0 && changes.changes.length === 0)
        return { kind: 'set', settings: head.settings };
      const names = Object.keys(others) as (keyof typeof others)[];
      const said = [
        ...names.map((name) => ({ name, old: wordsOf(head.settings[name]), new: wordsOf(settings[name]) })),
        ...changes.changes.map((each) => ({
          name: `printed ${each.name}`,
          old: wordsOf(each.old),
          new: wordsOf(each.new),
        })),
      ];
      const history = {
        who: about.by,
        at: now,
        what: 'changed the settings',
        about: said.map(({ name }) => name).join(', '),
        old: said.map((each) => each.old).join('; '),
        new: said.map((each) => each.new).join('; '),
      };
      const written = await store.writeHead({ ...head, settings }, etag, [history], operation);
      return written === 'done' ? { kind: 'set', settings } : 'conflict';
    });
  };
}

function wordsOf(
  value: readonly string[] | PlanSettings['recipients'] | PlanSettings['duties'] | string | boolean | null,
): string {
  if (value === undefined) return 'not set';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  return (
    (value ?? []).map((each) => (typeof each === 'string' ? each : Object.values(each).join(' '))).join(', ') || 'none'
  );
}
