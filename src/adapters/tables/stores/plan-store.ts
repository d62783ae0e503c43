import type { Table, TableWrite } from '../../../app/store/ports.js';
import type { PlanStore } from '../../../app/store/stores.js';
import type { Commitment } from '../../../domain/commitments/commitment.js';
import type { PublishedPlan, PublishedUpdate, Requirement, Status } from '../../../domain/plan/plan.js';
import {
  readContributions,
  readCycle,
  readDeck,
  readUpdates,
  writeAskChanges,
  writeCommitments,
  writeContribution,
  writeReply,
} from '../rows/ask-rows.js';
import { keyOfCommitment, readCommitments, removeCommitments } from '../rows/commitment-rows.js';
import { readDecisions, writeDecision } from '../rows/decision-rows.js';
import { appendEntry, chainOf, chainsOf, historyWrites, recordOf, tipOf } from '../rows/history-rows.js';
import { below, keyOf, ordinal, planPartition } from '../rows/keys.js';
import { readRecords } from '../rows/record-rows.js';
import { readEverything, readRemovals, removeThing, replaceThing, writeRemoval } from '../rows/removal-rows.js';
import {
  assignmentSchema,
  assignmentStored,
  compiledSchema,
  planHeadSchema,
  publishedLineSchema,
  publishedMetaSchema,
} from '../rows/row-schemas.js';
import { readOne, readRange, writeMany, writeOnce, writesOf } from '../rows/rows.js';

const HEAD = 'head';

/** The store of one plan, upon any engine of the Table port. */
export function planStore(table: Table, tenant: string, plan: string): PlanStore {
  const partition = planPartition(tenant, plan);
  return {
    head: () => readOne(table, partition, HEAD, planHeadSchema),

    async writeHead(head, etag, history, operation) {
      const tip = await tipOf(table, partition, 'plan');
      const condition = etag === null ? ({ kind: 'insert' } as const) : ({ kind: 'replace', etag } as const);
      const entries = historyWrites(tip, 'plan', history, operation);
      const writes: TableWrite[] = [
        ...writesOf(HEAD, { ...head, historyTip: entries.tip }, operation, condition),
        ...entries.writes,
      ];
      return writeOnce(table, partition, writes, operation);
    },

    async writePublished(generation, published) {
      const { plan: about, introduction, notes, columns, recommendations, corrections, issues } = published;
      const said = { plan: about, introduction, notes, columns, recommendations, corrections, issues };
      const meta = writesOf(keyOf('gen', generation, 'meta'), said, generation, { kind: 'put' });
      const lines = linesOf(published);
      const rows = lines.flatMap((line, order) =>
        writesOf(keyOf('gen', generation, 'req', ordinal(order)), line, generation, { kind: 'put' }),
      );
      await writeMany(table, partition, [...meta, ...rows]);
      return recordOf(keyOf('gen', generation), [said, ...lines]);
    },

    async published(generation) {
      const meta = await readOne(table, partition, keyOf('gen', generation, 'meta'), publishedMetaSchema);
      if (meta === null) throw new Error(`The generation ${generation} of plan ${plan} is not in the store`);
      const query = { partition, prefix: below('gen', generation, 'req') };
      const lines = (await readRange(table, query, publishedLineSchema)).map((row) => row.value);
      return {
        ...meta.value,
        requirements: lines.map((line) => line.requirement),
        updates: lines.flatMap((line) => line.updates),
        statuses: Object.fromEntries(
          lines.flatMap((line): [string, Status][] =>
            line.status === null ? [] : [[line.requirement.id, line.status]],
          ),
        ),
        discharges: Object.fromEntries(
          lines.flatMap((line) => (line.discharge === null ? [] : [[line.requirement.id, line.discharge]])),
        ),
        ...someOf('statusWords', lines, (line) => line.statusWords),
        ...someOf('statusDates', lines, (line) => line.statusDate),
      };
    },

    async writeAssignments(generation, assignments) {
      const writes = assignments.flatMap((assignment, order) =>
        writesOf(keyOf('asg', generation, ordinal(order)), assignmentStored(assignment), generation, { kind: 'put' }),
      );
      await writeMany(table, partition, writes);
    },

    async assignments(generation) {
      if (generation === null) return [];
      const rows = await readRange(table, { partition, prefix: below('asg', generation) }, assignmentSchema);
      return rows.map((row) => row.value);
    },

    deck: (cycle, person) => readDeck(table, partition, cycle, person),
    decks: (cycle) => readCycle(table, partition, cycle),
    changeAsks: (cycle, changes, operation) => writeAskChanges(table, partition, cycle, changes, operation),
    recordReply: (cycle, person, item, update, commitments, history, operation) =>
      writeReply(table, partition, cycle, person, item, update, commitments, history, operation),
    recordContribution: (holder, contribution, history, operation) =>
      writeContribution(table, partition, holder, contribution, history, operation),
    contributions: (requirement) => readContributions(table, partition, requirement),
    commitments: (requirement) => readCommitments(table, partition, requirement),
    changeCommitments: (requirement, changes, holder, history, operation) =>
      writeCommitments(table, partition, requirement, changes, holder, history, operation),
    removeCommitments: (stray) => removeCommitments(table, partition, stray),
    updates: (requirement) => readUpdates(table, partition, requirement),
    appendHistory: (chain, payload, operation) => appendEntry(table, partition, chain, payload, operation),
    history: (chain) => chainOf(table, partition, chain),
    chains: () => chainsOf(table, partition),

    addDecision: (scope, decision, chain, history, operation) =>
      writeDecision(table, partition, scope, decision, chain, history, operation),
    decisions: (scope) => readDecisions(table, partition, scope),

    async writeCompiled(compiled) {
      const key = keyOf('compiled', compiled.id);
      await writeMany(table, partition, writesOf(key, compiled, compiled.id, { kind: 'put' }));
      return recordOf(key, compiled);
    },
    async compiled(id) {
      return (await readOne(table, partition, keyOf('compiled', id), compiledSchema))?.value ?? null;
    },
    records: (generations) => readRecords(table, partition, generations),

    everything: () => readEverything(table, partition),
    replaceThing: (thing, value, operation, key = thing.key) => {
      // a promise is kept under its id, which is made of its words
      const at = thing.area === 'com' ? keyOfCommitment(value as Commitment) : key;
      return replaceThing(table, partition, thing, { key: at, value }, operation);
    },
    removeThing: (thing) => removeThing(table, partition, thing),
    removals: () => readRemovals(table, tenant, plan),
    writeRemoval: (removal) => writeRemoval(table, tenant, removal),
  };
}

/** What some of the lines have, by requirement id; nothing where none has it. */
function someOf<N extends string, L extends { readonly requirement: Requirement }, T>(
  name: N,
  lines: readonly L[],
  of: (line: L) => T | undefined,
): { readonly [K in N]?: Readonly<Record<string, T>> } {
  const found = lines.flatMap((line): [string, T][] => {
    const value = of(line);
    return value === undefined ? [] : [[line.requirement.id, value]];
  });
  return found.length === 0 ? {} : ({ [name]: Object.fromEntries(found) } as { readonly [K in N]: Record<string, T> });
}

/** A line of the plan with all that was published about it: one row each. */
function linesOf(published: PublishedPlan): readonly unknown[] {
  const updates = new Map<string, PublishedUpdate[]>();
  for (const update of published.updates) {
    const own = updates.get(update.requirement);
    if (own === undefined) updates.set(update.requirement, [update]);
    else own.push(update);
  }
  return published.requirements.map((requirement) => ({
    requirement,
    updates: updates.get(requirement.id) ?? [],
    status: published.statuses[requirement.id] ?? null,
    discharge: published.discharges[requirement.id] ?? null,
    statusWords: published.statusWords?.[requirement.id],
    statusDate: published.statusDates?.[requirement.id],
  }));
}
