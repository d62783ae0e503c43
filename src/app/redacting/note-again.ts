import type { HistoryNote } from '../../domain/plan/history.js';
import { recordFaults } from '../../domain/plan/history-records.js';
import type { NewId } from '../store/ports.js';
import type { PlanStore } from '../store/stores.js';

/**
 * Notes in the history what stands there now of things that were rewritten for a reason (`isRewritten` tells by their
 * content), each in the chain that noted it before: so the history fits what is left. Safe to repeat.
 */
export async function noteAgain(
  store: PlanStore,
  newId: NewId,
  note: HistoryNote,
  isRewritten: (json: string) => boolean,
): Promise<void> {
  const head = (await store.head())?.value;
  if (head === undefined) return;
  const found = await store.records([head.generation]);
  const names = await store.chains();
  const chains = await Promise.all(names.map(async (chain) => ({ chain, entries: await store.history(chain) })));
  const faults = recordFaults(
    chains.flatMap(({ entries }) => entries),
    found,
  ).filter(({ why }) => why === 'changed');
  if (faults.length === 0) return;
  const things = (await store.everything()).map(({ key, value }) => ({ key, json: JSON.stringify(value) }));
  const rewritten = (record: string) =>
    things.some(({ key, json }) => (key === record || key.startsWith(`${record}~`)) && isRewritten(json));
  const hashes = new Map(found.map(({ record, hash }) => [record, hash]));
  for (const { chain, entries } of chains) {
    const own = new Set(entries.flatMap(({ records = [] }) => records.map(({ record }) => record)));
    const records = faults
      .filter(({ record }) => own.has(record) && rewritten(record))
      .map(({ record }) => ({ record, hash: hashes.get(record) as string }));
    if (records.length > 0) await store.appendHistory(chain, { ...note, records }, newId());
  }
}
