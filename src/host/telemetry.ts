import type { ServiceLog } from '../adapters/log.js';
import { currentId } from '../adapters/telemetry/correlation.js';
import type { Meter } from '../adapters/telemetry/meter.js';
import type { Log, Table } from '../app/store/ports.js';
import { TableUnavailableError } from '../app/store/table-unavailable.js';
import type { Messenger } from '../chat/messenger.js';

/** Whom and what a reply is about. */
interface About {
  readonly tenant: string;
  readonly plan: string;
  readonly cycle: string;
  readonly person: string;
  readonly ref: string;
  readonly door?: string;
}

/** What stands in the log of an outcome: its kind, and the id of the row that was written, where one was. */
interface Outcome {
  readonly kind: string;
  readonly item?: {
    readonly answer: { readonly update: string } | null;
    readonly afterClose: { readonly update: string } | null;
  };
}

/** A use case that takes a reply, with one line in the log for each: what became of it, and in which row. Never what was said. */
export function tellingOfReplies<Given extends About, Now, Result extends Outcome>(
  { log, meter }: { readonly log: Log; readonly meter: Meter },
  take: (given: Given, now: Now) => Promise<Result>,
): (given: Given, now: Now) => Promise<Result> {
  return async (given, now) => {
    const outcome = await take(given, now);
    const { tenant, plan, cycle, person, ref, door = 'contribution' } = given;
    const { kind, item } = outcome;
    const row = kind === 'saved' ? (item?.afterClose ?? item?.answer)?.update : undefined;
    meter.count('answers', { outcome: kind, door });
    log.info('answer', {
      outcome: kind,
      door,
      tenant,
      plan,
      cycle,
      person,
      ref: ref.slice(0, 40),
      ...(row && { row }),
    });
    return outcome;
  };
}

/** A messenger with one line in the log for each message: to whom, of which kind, and what became of it. */
export function tellingOfMessages(
  { log, meter }: { readonly log: Log; readonly meter: Meter },
  inner: Messenger,
): Messenger {
  const tell = (
    action: string,
    to: { tenant: string; person: string },
    outcome: { kind: string },
    facts: object = {},
  ) => {
    meter.count('messages', { action, outcome: outcome.kind });
    log.info('message', { action, outcome: outcome.kind, tenant: to.tenant, person: to.person, ...facts });
  };
  const idOf = (outcome: object) => ('activityId' in outcome ? { message: outcome.activityId } : {});
  return {
    async open(to, via) {
      const outcome = await inner.open(to, via);
      tell('open', to, outcome);
      return outcome;
    },
    async send(to, message) {
      const outcome = await inner.send(to, message);
      tell('send', to, outcome, { what: message.kind, ...idOf(outcome) });
      return outcome;
    },
    async update(to, activityId, message) {
      const outcome = await inner.update(to, activityId, message);
      tell('change', to, outcome, { what: message.kind, message: activityId });
      return outcome;
    },
  };
}

/** A log whose lines are counted, and that says to which press, message or sweep each belongs. */
export function countingLog(inner: ServiceLog, meter: Meter): ServiceLog {
  const say =
    (level: 'info' | 'warn' | 'error'): Log['info'] =>
    (event, facts = {}) => {
      meter.count('lines', { level });
      if (event === 'connector retry') meter.count('retries', { reason: String(facts['reason']) });
      const turn = currentId();
      inner[level](event, turn === undefined ? facts : { ...facts, turn });
    };
  return { info: say('info'), warn: say('warn'), error: say('error'), trouble: () => inner.trouble() };
}

/** A table whose operations are timed. */
export function timedTable(inner: Table, meter: Meter, steadyMs: () => number): Table {
  const timed = async <Result>(
    operation: string,
    work: () => Promise<Result>,
    outcomeOf: (result: Result) => string = () => 'done',
  ) => {
    const begun = steadyMs();
    let outcome = 'failed';
    try {
      const result = await work();
      outcome = outcomeOf(result);
      return result;
    } catch (error) {
      if (error instanceof TableUnavailableError) outcome = 'unavailable';
      throw error;
    } finally {
      meter.observe('store', (steadyMs() - begun) / 1_000, { operation, outcome });
    }
  };
  return {
    get: (partition, key) => timed('get', () => inner.get(partition, key)),
    range: (query) => timed('range', () => inner.range(query)),
    batch: (partition, writes) =>
      timed(
        'batch',
        () => inner.batch(partition, writes),
        ({ kind }) => kind,
      ),
    proveWritable: () => timed('prove', () => inner.proveWritable()),
    close: () => inner.close(),
  };
}
