import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLog } from '../../adapters/log.js';
import { makeTeams, type TeamsSettings } from '../../adapters/teams/teams.js';
import { signCard } from '../../chat/deck/card-signature.js';
import type { Instant } from '../../domain/calendar/civil-date.js';
import { connections, makeBotParts, makeUseCases, openTable, type UseCases } from '../../host/wiring.js';
import { type Counts, countingTable } from './counting.js';
import { type Crowd, crowdPerson, gatherCrowd } from './plan.js';

export const BENCH_TENANT = '00000000-0000-4000-8000-00000000beef';

/** Pacing that never holds anything back: what is measured is the work, not the waiting. */
export const NO_PACING: NonNullable<TeamsSettings['limits']> = {
  perTenant: 1_000_000,
  perThread: [{ count: 1_000_000, ms: 1_000 }],
};

/** A whole service without the minute's wake-up: embedded store, real door, a fixed time. */
export interface BenchService {
  readonly useCases: UseCases;
  readonly counts: Counts;
  readonly now: Instant;
  readonly crowd: Crowd;
  sweep(): Promise<number>;
  /** Starts to listen. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

/** Opens a service on a new folder with a crowd in it, to which the asks are due. */
export async function openBenchService(given: Pick<Crowd, 'people' | 'each' | 'serviceUrl'>): Promise<BenchService> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'));
  const { table, counts } = countingTable(await openTable({ kind: 'embedded', folder }));
  const useCases = makeUseCases(table);
  const crowd: Crowd = { tenant: BENCH_TENANT, plan: 'berths', ...given };
  const now = await gatherCrowd(useCases, crowd, '2026-11-30T10:00:00.000Z' as Instant);
  const log = makeLog('error');
  const teams = makeTeams({ identity: { kind: 'none' }, tenants: [BENCH_TENANT], log, connections, limits: NO_PACING });
  const bot = makeBotParts(useCases, {
    messenger: teams.messenger,
    replies: teams.replies,
    rosters: teams.rosters,
    log,
    clock: { now: async () => now },
    steadyMs: () => performance.now(),
    publicUrl: () => 'http://127.0.0.1',
    formats: [],
    sheetFormats: [],
    moveClock: null,
    retentionMonths: null,
  });
  const server = teams.makeServer({ conversation: bot.conversation, ready: async () => ({ kind: 'ready' }) });
  return {
    useCases,
    counts,
    now,
    crowd,
    async sweep() {
      const outcome = await bot.watch.wake();
      return outcome.kind === 'held' ? 0 : outcome.report.lines.filter((line) => line.outcome === 'sent').length;
    },
    listen: async () => (await server.listen(0)).url,
    async close() {
      await server.close();
      await table.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The clicks of everybody for everything that they are asked, as a client would post them: one activity each. */
export async function clicksOf({ useCases, crowd }: BenchService): Promise<readonly object[]> {
  const { tenant, plan, serviceUrl, people } = crowd;
  const store = useCases.stores.plan(tenant, plan);
  const cycle = (await store.head())?.value.cycle?.id ?? '';
  const key = await useCases.cardKey();
  const clicks: object[] = [];
  for (let number = 0; number < people; number += 1) {
    const person = crowdPerson(number);
    const deck = await store.deck(cycle, person);
    for (const { value } of deck?.items ?? []) {
      const said = { tenant, plan, cycle, ask: deck?.head.value.ask ?? '', ref: value.ref, basedOn: '' };
      clicks.push({
        type: 'message',
        id: `${person}-${value.ref}`,
        channelId: 'msteams',
        serviceUrl,
        from: { id: `29:${person}`, name: `Person ${number + 1}`, aadObjectId: person },
        recipient: { id: '28:quarterdeck', name: 'Quarterdeck' },
        conversation: { id: `a:${person}`, tenantId: tenant, conversationType: 'personal' },
        channelData: { tenant: { id: tenant } },
        value: {
          ...signCard(key, person, said),
          verb: 'submit',
          input_text: `All that was found at berth ${value.ref} has been mended, and the survey was repeated in the rain.`,
          input_status: 'onTrack',
        },
      });
    }
  }
  // everybody's first, then everybody's second …: as replies come in
  const each = crowd.each ?? 1;
  return Array.from(
    { length: clicks.length },
    (_, index) => clicks[(index % people) * each + Math.floor(index / people)] ?? {},
  );
}
