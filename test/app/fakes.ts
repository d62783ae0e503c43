import type { Leave } from '../../src/app/sending/leave.js';
import type {
  BatchOutcome,
  ConversationReference,
  Log,
  SendOutcome,
  Table,
  UpdateOutcome,
} from '../../src/app/store/ports.js';
import type { Stores } from '../../src/app/store/stores.js';
import type { Message } from '../../src/chat/messages.js';
import type { Messenger } from '../../src/chat/messenger.js';
import type { Instant } from '../../src/domain/calendar/civil-date.js';

/** One message as the stand-in for Teams has it in its ledger. */
export interface Posted {
  readonly person: string;
  readonly message: Message;
  readonly activityId: string;
  readonly at: Instant | null;
  readonly outcome: SendOutcome['kind'];
}

/** Takes messages like Teams, answers as it is told, and keeps a ledger of everything that was posted. */
export class FakeMessenger implements Messenger {
  readonly posts: Posted[] = [];
  readonly updates: { readonly person: string; readonly activityId: string; readonly message: Message }[] = [];
  /** What to answer to the next posts of a person; "sent" when nothing is said. */
  readonly script = new Map<string, SendOutcome[]>();
  /** What an update answers to. */
  updateOutcome: UpdateOutcome['kind'] = 'sent';
  now: Instant | null = null;

  async open(to: { readonly tenant: string; readonly person: string }) {
    const { tenant, person } = to;
    const reference: ConversationReference = {
      serviceUrl: 'https://teams.example',
      conversationId: `chat-${person}`,
      tenant,
      person,
      botId: 'bot',
      channelId: 'msteams',
    };
    return { kind: 'opened' as const, reference };
  }

  async send(to: ConversationReference, message: Message): Promise<SendOutcome> {
    const activityId = `m${this.posts.length + 1}`;
    const outcome = this.script.get(to.person)?.shift() ?? { kind: 'sent', activityId };
    this.posts.push({ person: to.person, message, activityId, at: this.now, outcome: outcome.kind });
    return outcome;
  }

  async update(to: ConversationReference, activityId: string, message: Message): Promise<UpdateOutcome> {
    this.updates.push({ person: to.person, activityId, message });
    if (this.updateOutcome === 'sent') return { kind: 'sent', activityId };
    return this.updateOutcome === 'gone' ? { kind: 'gone' } : { kind: 'uncertain', reason: 'a time-out' };
  }

  /** What may have reached a person. */
  to(person: string): readonly Posted[] {
    return this.posts.filter((post) => post.person === person && ['sent', 'uncertain'].includes(post.outcome));
  }
}

/** What only the watch may give in the service itself. */
export const LEAVE = {} as Leave;

export const silentLog: Log = { info() {}, warn() {}, error() {} };

/** A table that does something before each of its calls. */
export function before(table: Table, act: (call: 'get' | 'range' | 'batch') => unknown): Table {
  return {
    async get(partition, key) {
      await act('get');
      return table.get(partition, key);
    },
    async range(query) {
      await act('range');
      return table.range(query);
    },
    async batch(partition, writes) {
      await act('batch');
      return table.batch(partition, writes);
    },
    proveWritable: () => table.proveWritable(),
    close: () => table.close(),
  };
}

/** A table that counts its calls: a page of a range is one. */
export function countedTable(table: Table): Table & { readonly calls: string[] } {
  const calls: string[] = [];
  return { calls, ...before(table, (call) => calls.push(call)) };
}

/** Stores that count what is asked of any plan, by name. */
export function countedStores(stores: Stores): { readonly stores: Stores; readonly counts: Map<string, number> } {
  const counts = new Map<string, number>();
  const counted = <T extends object>(store: T): T =>
    new Proxy(store, {
      get(target, name, receiver) {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]): unknown => {
          counts.set(String(name), (counts.get(String(name)) ?? 0) + 1);
          return Reflect.apply(value, target, given);
        };
      },
    });
  return { stores: { ...stores, plan: (tenant, plan) => counted(stores.plan(tenant, plan)) }, counts };
}

/**
 * A table whose answers to batches are lost after the commit: the client sends the batch once more and hands on what is
 * said to that, as Azure's own client does.
 */
export function forgetfulTable(table: Table, isLost: (batch: number) => boolean): Table {
  let batches = 0;
  return {
    get: (partition, key) => table.get(partition, key),
    range: (query) => table.range(query),
    async batch(partition, writes): Promise<BatchOutcome> {
      const first = await table.batch(partition, writes);
      return first.kind === 'done' && isLost(batches++) ? table.batch(partition, writes) : first;
    },
    proveWritable: () => table.proveWritable(),
    close: () => table.close(),
  };
}

/** The process died here. */
export class Died extends Error {}

/** Cuts the power before or after the n-th call to a table or to Teams; from then on nothing works. */
export class Power {
  private moments = 0;
  private readonly diesAt: number;

  constructor(diesAt: number) {
    this.diesAt = diesAt;
  }

  /** Whether it died. */
  get isGone(): boolean {
    return this.moments >= this.diesAt;
  }

  private pass(): void {
    this.moments += 1;
    if (this.isGone) throw new Died();
  }

  private async around<T>(call: () => Promise<T>): Promise<T> {
    this.pass();
    const result = await call();
    this.pass();
    return result;
  }

  table(table: Table): Table {
    return {
      get: (partition, key) => this.around(() => table.get(partition, key)),
      range: (query) => this.around(() => table.range(query)),
      batch: (partition, writes) => this.around(() => table.batch(partition, writes)),
      proveWritable: () => table.proveWritable(),
      close: () => table.close(),
    };
  }

  messenger(messenger: FakeMessenger): Messenger {
    const powered = {
      open: (to: { readonly tenant: string; readonly person: string }) => this.around(() => messenger.open(to)),
      send: (to: ConversationReference, message: Message) => this.around(() => messenger.send(to, message)),
      update: (to: ConversationReference, activityId: string, message: Message) =>
        this.around(() => messenger.update(to, activityId, message)),
    };
    return powered;
  }
}

/** Lets several processes go on one call at a time, in an order that `pick` chooses (a number from 0 up to but not 1). */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private readonly pick: () => number;

  constructor(pick: () => number) {
    this.pick = pick;
  }

  /** Resolves when it is the caller's turn. */
  turn(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
    });
  }

  /** Gives turns until all is done. */
  async until<T>(all: Promise<T>): Promise<T> {
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    all.then(end, end);
    while (!isOver) {
      await new Promise(setImmediate);
      this.waiting.splice(Math.floor(this.pick() * this.waiting.length), 1)[0]?.();
    }
    return all;
  }
}
