import { layoutWriters, writers } from '../../../src/adapters/documents/own/write/formats.js';
import { makeLoadCompiled } from '../../../src/app/publishing/draft-links.js';
import type { Table, TableWrite } from '../../../src/app/store/ports.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { at } from '../../domain/builders.js';
import {
  ADA,
  BEN,
  harbourPlan,
  LEAD,
  line,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  person,
  TENANT,
  type World,
} from '../world.js';

/** A name that nobody of the tests has, in the forms in which people wrote it. */
export const NAME = 'Zyta Kowalska';
export const WRITTEN = [
  'Zyta Kowalska',
  'ZYTA KOWALSKA',
  'Zytá Kowálska',
  'Zyta\nKowalska',
  'Zyta **Kowal**ska',
] as const;
export const NOW = at('2027-01-12T10:00:00Z');
export const EXECUTIVE = person(15);
export const ADDS = person(12);

/** A plan whose columns, answers, drafts, revision and history name somebody who must not be named. */
export async function spoiled(world: World): Promise<void> {
  const clean = harbourPlan();
  const [first] = clean.updates;
  const plan = {
    ...clean,
    introduction: [{ kind: 'paragraph' as const, text: `Written with ${NAME}.` }],
    recommendations: clean.recommendations.map((each) => ({ ...each, text: `${each.text} ${NAME} asked for it.` })),
    updates: clean.updates.map((each) => (each === first ? { ...each, text: `Begun by ${WRITTEN[1]}.` } : each)),
  };
  const lines = [
    ...[line('4.1', ADA), line('4.2', ADA), line('4.3', BEN), line('plan', LEAD, 'lead')],
    ...[line('plan', EXECUTIVE, 'executive'), line('4.3', ADDS, 'contributor')],
  ];
  await openQuarter(world, { plan, lines });
  await world.sweep(OPENING);
  const cycle = await world.cycleId();
  const about = { tenant: TENANT, plan: PLAN, cycle };
  const given = await world.giveWords(
    { ...about, person: ADDS, ref: '4.3', text: `${NAME} has seen it.`, basedOn: '', shown: '' },
    OPENING,
  );
  mustBe('given', given);
  await world.reply(ADA, '4.1', `${WRITTEN[2]} will open the quay by 30 June 2027.`, OPENING);
  const said = {
    text: `Told by ${WRITTEN[3]}.`,
    status: 'onTrack',
    evidence: 'https://x.example/zyta-kowalska',
  } as const;
  await world.reply(ADA, '4.2', { kind: 'text', ...said }, OPENING);
  await world.reply(BEN, '4.3', `${WRITTEN[4]} signs the log.`, OPENING);
  mustBe(
    'compiled',
    await world.compileRevision({ tenant: TENANT, plan: PLAN, by: 'lead' }, at('2026-12-14T10:00:00Z')),
  );
  await world.closed(at('2027-01-05T10:00:00Z'));
  const corrected = {
    tenant: TENANT,
    plan: PLAN,
    ref: '4.2',
    text: `Told by ${NAME}, again.`,
    why: `${NAME} is right.`,
    decider: { by: 'lead', byName: 'Lea Dunn' },
  };
  mustBe('corrected', await world.correctWording(corrected, at('2027-01-05T11:00:00Z')));
  await world.accepted(at('2027-01-06T09:00:00Z'));
  mustBe('made', await world.finalised(at('2027-01-06T10:00:00Z')));
  const next = { tenant: TENANT, plan: PLAN, by: 'lead', revision: civilDate('2027-03-31'), given: {} };
  mustBe('opened', await world.openCycle(next, at('2027-01-11T10:00:00Z')));
}

/** What the name may look like anywhere: letters alone, as bytes say it. */
export const SPOILS = /zyt[aá]\W|kow[aá]lska|kowal\W+ska/iu;

/** A table that remembers which partitions were written, so that every row of it can be read. */
export function remembering(table: Table): { readonly table: Table; rows(): Promise<readonly string[]> } {
  const partitions = new Set<string>();
  const batch = (partition: string, writes: readonly TableWrite[]) => {
    partitions.add(partition);
    return table.batch(partition, writes);
  };
  const rows = async () => {
    const all: string[] = [];
    for (const partition of partitions) {
      const page = await table.range({ partition });
      if (page.continuation !== undefined) throw new Error('More than a page');
      all.push(...page.rows.map((row) => JSON.stringify(row)));
    }
    return all;
  };
  const { get, range, proveWritable, close } = table;
  return { table: { get, range, proveWritable, close, batch }, rows };
}

/** Every file that can be made of the plan, as text: what is packed is unpacked by whoever reads it. */
export async function filesOf(world: World): Promise<ReadonlyMap<string, Uint8Array>> {
  const head = (await world.plan.head())?.value;
  const files = new Map<string, Uint8Array>();
  const load = makeLoadCompiled(world);
  for (const id of [...(head?.drafts ?? []), ...(head?.revisions ?? [])]) {
    const document = await load(TENANT, PLAN, id);
    if (document === null) throw new Error(`${id} is not there`);
    for (const [format, write] of Object.entries(writers)) files.set(`${id}.${format}`, await write(document));
    for (const { ending, write } of Object.values(layoutWriters)) files.set(`${id}.${ending}`, await write(document));
  }
  return files;
}
