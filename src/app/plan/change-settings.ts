import type { Instant } from '../../domain/calendar/civil-date.js';
import type { Printed } from '../../domain/plan/plan.js';
import { type PrintChanges, printChanges } from '../../domain/publishing/print-change.js';
import { dutiesSet } from '../../domain/publishing/website/duty.js';
import { withoutWordsIn } from '../../domain/redacting/without-words-in.js';
import type { Rung } from '../../domain/sending/ladder.js';
import { ladderWords } from '../../domain/sending/typed-ladder.js';
import { loadPlan } from '../store/load-plan.js';
import { type Refused, refused } from '../store/outcome.js';
import type { NewId } from '../store/ports.js';
import { retryOnConflict, sayBusy } from '../store/retry-on-conflict.js';
import { soughtIn } from '../store/sought-in.js';
import type { Holidays, PlanSettings, Stores } from '../store/stores.js';

/** The settings that a body decides on: how a revision is made public, and when people work; an absent one stays as it is. */
export type SettingsGiven = Partial<
  Pick<
    PlanSettings,
    | 'approvedSpellings'
    | 'protectiveMarking'
    | 'signOff'
    | 'signOffChecks'
    | 'recipients'
    | 'contact'
    | 'duties'
    | 'zone'
    | 'workingHours'
    | 'ladder'
  >
> & {
  /** What is absent of it stays as it is. */
  readonly holidays?: Partial<Holidays>;
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
    given: SettingsGiven,
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
      if (withoutWordsIn(given, await soughtIn(store)) !== given) {
        return refused(
          'Words that were removed from this plan for good stand in it. Leave them out, and set it again.',
        );
      }
      const { printed, holidays: days, duties, ...plain } = given;
      const simple = duties === undefined ? plain : { ...plain, duties: dutiesSet(head.settings.duties ?? [], duties) };
      const others = days === undefined ? simple : { ...simple, holidays: holidaysAfter(head.settings, days) };
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
      // before the change, so that a crash in between leaves one look too many
      if (duties !== undefined) await deps.stores.directory.addDue({ tenant: about.tenant, plan: about.plan, at: now });
      const written = await store.writeHead({ ...head, settings }, etag, [history], operation);
      return written === 'done' ? { kind: 'set', settings } : 'conflict';
    });
  };
}

function holidaysAfter({ holidays }: PlanSettings, given: Partial<Holidays>): Holidays {
  const { region, extra, removed } = { region: null, extra: [], removed: [], ...holidays, ...given };
  return { region, extra: [...new Set(extra)].sort(), removed: [...new Set(removed)].sort() };
}

function wordsOf(value: PlanSettings[keyof PlanSettings] | boolean): string {
  if (value === undefined) return 'not set';
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if ('start' in value) return `${value.start} to ${value.end}`;
  if ('extra' in value) return holidayWords(value);
  if (!Array.isArray(value)) return JSON.stringify(value);
  const each = value as readonly (string | object)[];
  if (each.some((one) => typeof one === 'object' && 'tellLead' in one)) return ladderWords(each as readonly Rung[]);
  return each.map((one) => (typeof one === 'string' ? one : Object.values(one).join(' '))).join(', ') || 'none';
}

/** Which days are off, in a few words. */
export function holidayWords({ region, extra, removed }: Holidays): string {
  const parts = [region ?? 'as before', ...extra.map((day) => `and ${day}`), ...removed.map((day) => `not ${day}`)];
  return parts.join(', ');
}
