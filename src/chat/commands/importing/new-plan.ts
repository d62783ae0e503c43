import type { AssignmentLine } from '../../../app/asking/read-assignment.js';
import type { ImportInput } from '../../../app/importing/import-plan.js';
import { keptFileOf } from '../../../app/importing/kept-files.js';
import type { Who } from '../../../app/people/who.js';
import { type Instant, localTime } from '../../../domain/calendar/civil-date.js';
import { standingWords } from '../../../domain/importing/understood.js';
import { isPlanId, proposedPlanId } from '../../../domain/plan/plan.js';
import { counted } from '../../../domain/text/counted.js';
import { fingerprintOf, shownAsText } from '../../../domain/text/fingerprint.js';
import { signCard } from '../../deck/card-signature.js';
import type { Message } from '../../messages.js';
import { type Click, notice } from '../../turn.js';
import { byOf } from '../changes/by-whom.js';
import { type Answered, shownMessage } from '../changes/change.js';
import type { ShownFirst } from '../changes/shown-first.js';
import { type PlacesDeps, placesOf } from './file-places.js';
import { assigned, type ImportDeps } from './import-change.js';
import { staffingOf } from './shown-staffing.js';
import { questionGroups } from './understood-message.js';

/** What a button that makes a new plan names in the place of a command. */
export const NEW_PLAN = 'newPlan';

export interface NewPlanDeps extends ImportDeps, PlacesDeps {
  /** The zone of a plan for which nobody set another. */
  readonly zone: string;
}

const NOTHING = 'Nothing was imported';
const nothing = (...paragraphs: readonly string[]): Answered => ({
  done: false,
  message: notice(NOTHING, paragraphs, ['/import']),
});

/**
 * A plan that is not there yet: shown, and made when exactly that is confirmed. Whoever brings it leads it, until they
 * name somebody else, since nobody else could do anything with it.
 */
export async function newPlanSaid(
  deps: NewPlanDeps,
  who: Who,
  { file: id, inputs }: { readonly file: string; readonly inputs: Click['inputs'] },
  now: Instant,
  confirmed: string | null,
): Promise<Answered> {
  const places = await placesOf(deps, who, now);
  if (!places.mayBringNew) return nothing('Only somebody who leads a plan, or an administrator, can bring a new one.');
  const file = await keptFileOf(deps.stores, who.tenant, who.person, now);
  if (file === null || file.id !== id)
    return nothing('That file is kept no longer, or you have sent another since. Send the file again that you mean.');
  const reading = await deps.readFile(file.bytes);
  if (reading.kind !== 'plan')
    return nothing(reading.kind === 'sheet' ? 'This is a return sheet, not a plan.' : reading.reason);
  const { read } = reading;
  const taken = new Set(await deps.stores.directory.plans(who.tenant));
  const plan = (inputs.name ?? proposedPlanId(read.title, taken)).trim();
  const input: ImportInput = {
    tenant: who.tenant,
    plan,
    read,
    by: await byOf(deps.stores, who),
    dryRun: true,
    seen: null,
  };
  const standing = isPlanId(plan) ? await standingOf(deps, input) : 'unfit';
  const begun = standing === 'begun';
  const problem =
    standing === 'unfit'
      ? 'Please use 1 to 40 small letters, digits and hyphens for the short name, such as harbour-safety.'
      : standing === 'taken'
        ? `There is a plan "${plan}" already. Please give another short name.`
        : undefined;
  // tried under a name that is free, so that whatever else is wrong is seen at once
  const outcome = begun ? null : await deps.importPlan({ ...input, plan: problem === undefined ? plan : UNTAKEN }, now);
  if (outcome?.kind === 'refused') return nothing(outcome.reason);
  const published = outcome?.published ?? (await publishedOf(deps, input));
  if (published === null) return nothing('The plan cannot be read at the moment. Please try again in a minute.');
  const day = localTime(now, deps.zone).date;
  const about = { stores: deps.stores, tenant: who.tenant, published, day, before: [] };
  const staffing = await staffingOf(about, outcome?.answering ?? []);
  const shown: ShownFirst = {
    title: `Make a new plan of ${file.name}?`,
    sentences: [
      `Its title: ${read.title || 'none was found'}. Its body: ${read.organisation || 'none was found'}.`,
      standingWords(read),
      `${counted(read.requirements.length, 'row')} under ${counted(read.recommendations.length, 'recommendation')}.`,
      'You lead it until you name somebody else with /lead. Nobody is asked anything before you open a quarter.',
    ],
    groups: [...staffing.groups, ...questionGroups(read.questions)],
  };
  const fingerprint = fingerprintOf([NEW_PLAN, id, shown]);
  if (confirmed === fingerprint && problem === undefined) {
    const staffed = { ...staffing, lines: [...leading(who), ...staffing.lines] };
    if (!begun) {
      const made = await deps.importPlan({ ...input, dryRun: false }, now);
      if (made.kind === 'refused') return nothing(made.reason);
    }
    const told = await assigned(deps, input, staffed, now);
    await deps.stores.person(who.tenant, who.person).dropFile();
    return {
      done: true,
      message: notice(`The plan "${plan}" is made`, [`${read.title}`, ...told], ['/status', '/people', '/open']),
    };
  }
  const context = signCard(await deps.cardKey(), who.person, {
    tenant: who.tenant,
    plan: 'new',
    cycle: '',
    ask: NEW_PLAN,
    ref: '',
    basedOn: shownAsText({ fingerprint, at: now }),
    argument: id,
  });
  const news = confirmed === null || problem === undefined ? [] : [problem];
  const message: Message = shownMessage(
    { ...shown, sentences: [...news, ...shown.sentences] },
    {
      changed: confirmed !== null && confirmed !== fingerprint,
      texts: [{ input: 'name', label: 'Its short name, used in commands', value: plan }],
      buttons: [{ kind: 'confirm', title: 'Make the plan', verb: 'confirm', context }],
      hints: [],
    },
  );
  return { done: false, message };
}

/** No plan can be called so. */
const UNTAKEN = 'not-made-yet-00000000000000000000000000';

function leading({ person, name }: Who): readonly AssignmentLine[] {
  // an administrator of it as well: that is who names another lead
  return (['lead', 'admin'] as const).map((role) => ({
    line: 0,
    where: 'You',
    target: 'plan',
    person,
    name,
    role,
    until: '',
  }));
}

/** `begun`: this person made it and was cut short before anybody was assigned. */
async function standingOf(
  { stores }: NewPlanDeps,
  { tenant, plan, by }: Pick<ImportInput, 'tenant' | 'plan' | 'by'>,
): Promise<'free' | 'begun' | 'taken'> {
  const store = stores.plan(tenant, plan);
  const head = (await store.head())?.value;
  if (head === undefined) return 'free';
  if (head.assignments !== null) return 'taken';
  const [first] = await store.history('plan');
  return first?.payload?.who === by ? 'begun' : 'taken';
}

async function publishedOf({ stores }: NewPlanDeps, { tenant, plan }: Pick<ImportInput, 'tenant' | 'plan'>) {
  const store = stores.plan(tenant, plan);
  const head = (await store.head())?.value;
  return head === undefined ? null : store.published(head.generation);
}
