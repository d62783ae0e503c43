import type { makeAssign } from '../../../app/asking/assign.js';
import type { ImportInput, ImportOutcome, makeImportPlan } from '../../../app/importing/import-plan.js';
import { keptFileOf, type ReadFile } from '../../../app/importing/kept-files.js';
import type { ReadPlan } from '../../../domain/importing/account/reading.js';
import { isSame, type PlanDifference } from '../../../domain/importing/plan-difference.js';
import { standingWords } from '../../../domain/importing/understood.js';
import { mayDo, rolesOf } from '../../../domain/people/authority.js';
import { counted } from '../../../domain/text/counted.js';
import { notice } from '../../turn.js';
import { byOf } from '../changes/by-whom.js';
import { type Answered, type Asked, type Change, cannot, type Proposal } from '../changes/change.js';
import { planNamed } from '../changes/shown-first.js';
import { type SheetInDeps, sheetProposal } from './sheet-proposal.js';
import { differenceGroups } from './shown-difference.js';
import { type Staffing, staffingOf } from './shown-staffing.js';
import { questionGroups } from './understood-message.js';

/** What taking in a file needs. */
export interface ImportDeps extends SheetInDeps {
  readonly readFile: ReadFile;
  readonly importPlan: ReturnType<typeof makeImportPlan>;
  readonly assign: ReturnType<typeof makeAssign>;
}

const NOTHING = 'Nothing was imported';

/** `/import plan <file> [more]`: the file that was sent last, over this plan or as more rows of it, or as a sheet that came back. */
export function importChange(deps: ImportDeps): Change {
  return { action: 'sendFile', what: 'import a file', propose: (asked) => propose(deps, asked) };
}

async function propose(deps: ImportDeps, asked: Asked): Promise<Proposal> {
  const { who, picture, now } = asked;
  const [, id = '', more, seen] = /^([0-9a-f]{40})( more)?(?: @(\S+))?$/.exec(asked.argument.trim()) ?? [];
  const file = await keptFileOf(deps.stores, who.tenant, who.person, now);
  if (file === null || (id !== '' && file.id !== id)) {
    const why =
      file === null
        ? 'That file is kept no longer: it was imported, or a day has passed.'
        : `You have sent another file since: ${file.name}.`;
    return cannot(NOTHING, [`${why} Send the file again that you mean.`], ['/import']);
  }
  const reading = await deps.readFile(file.bytes);
  if (reading.kind === 'notUnderstood') return cannot(NOTHING, [reading.reason], ['/import']);
  if (reading.kind === 'sheet') return sheetProposal(deps, asked, file, reading.sheet);
  if (!mayDo('importPlan', rolesOf(who.person, picture.assignments, picture.day))) {
    return cannot('That is for the portfolio lead', ['Only the portfolio lead can import a plan.'], ['/status']);
  }
  const scope = more === undefined ? 'wholePlan' : 'moreRows';
  const proposal = await planProposal(deps, asked, { id: file.id, name: file.name, read: reading.read, scope });
  const since = seen !== undefined && seen !== picture.head.generation;
  return proposal.kind === 'ready' && since
    ? {
        ...proposal,
        aside: ['The plan was changed since you were shown this, so nothing was imported. It stands like this now.'],
      }
    : proposal;
}

interface Source {
  readonly id: string;
  readonly name: string;
  readonly read: ReadPlan;
  readonly scope: 'wholePlan' | 'moreRows';
}

async function planProposal(deps: ImportDeps, asked: Asked, source: Source): Promise<Proposal> {
  const { who, picture, now } = asked;
  const { plan, generation } = picture.head;
  const input = {
    tenant: who.tenant,
    plan: plan.id,
    read: source.read,
    by: await byOf(deps.stores, who),
    scope: source.scope,
    seen: generation,
  };
  const note = (asked.inputs.note ?? '').trim();
  const tried = await withCorrections(deps, input, note, asked);
  if (tried.outcome.kind === 'refused') return refusedProposal(tried.outcome, asked, source);
  const { difference, published, answering, read } = tried.outcome;
  if (difference === null) return cannot(NOTHING, [`There is no plan "${plan.id}" yet.`], ['/import']);
  const may = mayDo('assign', rolesOf(who.person, picture.assignments, picture.day));
  const about = { stores: deps.stores, tenant: who.tenant, published, day: picture.day, before: picture.assignments };
  const staffing = await staffingOf(about, may ? answering : []);
  const same = isSame(difference);
  if (same && !staffing.changes && staffing.groups.length === 0) {
    return cannot(NOTHING, [planNamed(plan), 'The file says what the plan says already.'], ['/status']);
  }
  if (same && staffing.lines.length === 0) {
    return cannot(
      NOTHING,
      staffing.groups.flatMap(({ heading, lines }) => [
        `${heading}:`,
        ...lines.map((each) => `${each.ref}: ${each.text}`),
      ]),
      ['/people'],
    );
  }
  const { corrections } = tried;
  const corrects = corrections.length > 0;
  return {
    kind: 'ready',
    shown: {
      title: same ? `Assign people as ${source.name} says?` : `Import ${source.name}?`,
      sentences: [
        planNamed(plan),
        standingWords(read),
        ...scopeWords(source.scope, difference, same),
        ...(may || answering.length === 0 ? [] : ['Only the portfolio lead says who answers, so nobody is assigned.']),
        ...(corrects
          ? [`${counted(corrections.length, 'published text')} would read otherwise. Your reason is kept with each.`]
          : []),
      ],
      groups: [...differenceGroups(difference), ...staffing.groups, ...questionGroups(read.questions)],
    },
    ...(corrects
      ? { texts: [{ input: 'note', label: 'Why published words are corrected', value: note } as const] }
      : {}),
    missing:
      corrects && note === '' ? 'Nothing was imported yet: please write why published words are corrected.' : undefined,
    others:
      source.scope === 'wholePlan' && difference.withdrawn.length > 0
        ? [{ kind: 'command', title: 'Only add its new rows', text: `/import ${plan.id} ${source.id} more` }]
        : [],
    argument: `${source.id}${source.scope === 'moreRows' ? ' more' : ''} @${generation}`,
    button: same ? 'Assign them' : staffing.lines.length > 0 ? 'Import and assign' : 'Import',
    apply: () => apply(deps, { ...input, dryRun: false, corrections }, { same, staffing, now, asked }),
  };
}

function scopeWords(scope: Source['scope'], { withdrawn }: PlanDifference, same: boolean): readonly string[] {
  if (same) return ['Nothing else differs from the plan.'];
  if (scope === 'moreRows') return ['Its rows are added to the plan. Nothing is withdrawn or changed.'];
  if (withdrawn.length === 0) return ['It takes the place of the plan. Answers of an open quarter stay.'];
  const rows =
    withdrawn.length === 1 ? 'One row that it does not name is' : `${withdrawn.length} rows that it does not name are`;
  return [`It takes the place of the plan. ${rows} withdrawn: kept, and not asked about or printed any more.`];
}

/** As it is, or with every published text that differs as a correction for one reason. */
async function withCorrections(
  deps: ImportDeps,
  input: Omit<ImportInput, 'dryRun'>,
  note: string,
  { now }: Asked,
): Promise<{ readonly outcome: ImportOutcome; readonly corrections: NonNullable<ImportInput['corrections']> }> {
  const outcome = await deps.importPlan({ ...input, dryRun: true }, now);
  const altered = outcome.kind === 'refused' ? (outcome.altered ?? []) : [];
  if (altered.length === 0) return { outcome, corrections: [] };
  const corrections = altered.map(({ ref, column }) => ({ ref, column, reason: note || '-' }));
  const again = await deps.importPlan({ ...input, corrections, dryRun: true }, now);
  return { outcome: again, corrections };
}

function refusedProposal(
  { reason, isPart = false }: Extract<ImportOutcome, { kind: 'refused' }>,
  { picture }: Asked,
  { id }: Source,
): Proposal {
  const text = `/import ${picture.head.plan.id} ${id} more`;
  const commands = isPart ? [{ title: 'Only add its new rows', text }] : [];
  return {
    kind: 'refused',
    message: { kind: 'notice', notice: { heading: NOTHING, paragraphs: [reason], commands, links: [] } },
  };
}

async function apply(
  deps: ImportDeps,
  input: ImportInput,
  {
    same,
    staffing,
    now,
    asked,
  }: { readonly same: boolean; readonly staffing: Staffing; readonly now: Asked['now']; readonly asked: Asked },
): Promise<Answered> {
  const { who, picture } = asked;
  if (!same) {
    const outcome = await deps.importPlan(input, now);
    if (outcome.kind === 'refused') return { done: false, message: notice(NOTHING, [outcome.reason], ['/import']) };
  }
  const staffed = await assigned(deps, input, staffing, now);
  await deps.stores.person(who.tenant, who.person).dropFile();
  const heading = same ? 'They are assigned' : 'The file is imported';
  return {
    done: true,
    message: notice(heading, [planNamed(picture.head.plan), ...staffed], ['/status', '/people']),
  };
}

/** Assigns whom the file names; gives what there is to say of it. */
export async function assigned(
  deps: Pick<ImportDeps, 'assign'>,
  { tenant, plan, by }: Pick<ImportInput, 'tenant' | 'plan' | 'by'>,
  { lines }: Staffing,
  now: Asked['now'],
): Promise<readonly string[]> {
  if (lines.length === 0) return [];
  const outcome = await deps.assign({ tenant, plan, lines, by, adds: true }, now);
  if (outcome.kind === 'refused') {
    return [
      'The plan is imported. Nobody was assigned:',
      ...outcome.problems,
      'Correct the workbook and send it again.',
    ];
  }
  const { uncovered } = outcome;
  return [
    uncovered.length === 0 ? 'Every row has somebody who answers.' : `Nobody answers ${uncovered.join(', ')} yet.`,
  ];
}
