import { createInterface } from 'node:readline';
import { z } from 'zod';
import { WRITTEN_FORMATS } from '../../adapters/documents/own/write/formats.js';
import { startConnectorStandIn } from '../stand-ins/connector-stand-in.js';
import { allFormatsCost, documentCost } from './documents.js';
import { loadReplies, serveBare, serveQuarterdeck, transactionsPerReply } from './replies.js';
import { sendPaced, sendsPerSecond, sweepOf } from './sends.js';

/** One measurement (or a server that one needs), run in a process of its own. */
export const cellSchema = z.discriminatedUnion('cell', [
  z.object({ cell: z.literal('transactions'), people: z.number() }),
  z.object({ cell: z.literal('replyServer'), serviceUrl: z.string(), people: z.number(), each: z.number() }),
  z.object({ cell: z.literal('bareServer'), says: z.boolean() }),
  z.object({
    cell: z.literal('replyLoad'),
    server: z.enum(['quarterdeck', 'bareWithReply', 'bareSilent']),
    people: z.number(),
    each: z.number(),
  }),
  z.object({ cell: z.literal('connector'), enforceLimits: z.boolean() }),
  z.object({
    cell: z.literal('sends'),
    sender: z.enum(['door', 'sdk', 'raw']),
    serviceUrl: z.string(),
    count: z.number(),
  }),
  z.object({ cell: z.literal('sweep'), serviceUrl: z.string(), people: z.number() }),
  z.object({ cell: z.literal('paced'), serviceUrl: z.string(), count: z.number() }),
  z.object({
    cell: z.literal('document'),
    task: z.enum(['write', 'writeFloor', 'read', 'readAsForeign', 'readFloor']),
    format: z.enum(WRITTEN_FORMATS),
    requirements: z.number(),
    file: z.string(),
  }),
  z.object({ cell: z.literal('allFormats'), requirements: z.number() }),
]);
export type Cell = z.infer<typeof cellSchema>;

/** How a cell starts another one that serves it; gives the first line that it prints. */
export type StartServer = (cell: Cell) => Promise<{ readonly said: unknown; stop(): Promise<void> }>;

/** Runs a cell and gives what it found. Servers say where they are, and go on until their process is ended. */
export async function runCell(cell: Cell, say: (found: unknown) => void, start: StartServer): Promise<void> {
  switch (cell.cell) {
    case 'transactions':
      return say(await transactionsPerReply(cell.people));
    case 'replyServer':
      return say(await serveQuarterdeck(cell.serviceUrl, cell.people, cell.each));
    case 'bareServer':
      return say(await serveBare(cell.says));
    case 'replyLoad':
      return say(await load(cell, start));
    case 'connector':
      return connector(cell.enforceLimits, say);
    case 'sends':
      return say(await sendsPerSecond(cell.sender, cell.serviceUrl, cell.count));
    case 'sweep':
      return say(await sweepOf(cell.serviceUrl, cell.people));
    case 'paced':
      return say(await sendPaced(cell.serviceUrl, cell.count));
    case 'document':
      return say(await documentCost(cell.task, cell.format, cell.requirements, cell.file));
    case 'allFormats':
      return say(await allFormatsCost(cell.requirements));
  }
}

const servedSchema = z.object({ url: z.string(), clicks: z.array(z.string()) });

/** The clicks are always those of our own service, so that every server gets the same posts. */
async function load({ server, people, each }: Extract<Cell, { cell: 'replyLoad' }>, start: StartServer) {
  const started: { stop(): Promise<void> }[] = [];
  const says = server !== 'bareSilent';
  const found = await loadReplies(async (serviceUrl) => {
    const ours = await start({ cell: 'replyServer', serviceUrl, people, each });
    started.push(ours);
    const served = servedSchema.parse(ours.said);
    if (server === 'quarterdeck') return served;
    await ours.stop();
    const bare = await start({ cell: 'bareServer', says });
    started.push(bare);
    return { url: z.string().parse(bare.said), clicks: served.clicks };
  }, says);
  await Promise.all(started.map((each) => each.stop()));
  return found;
}

/** A Connector; says its address, and for each line on standard input what it has seen so far. */
async function connector(enforceLimits: boolean, say: (found: unknown) => void): Promise<void> {
  const standIn = await startConnectorStandIn({ enforceLimits });
  say(standIn.url);
  for await (const _ of createInterface({ input: process.stdin })) {
    const accepted = standIn.ledger.filter((entry) => entry.delivered).map((entry) => entry.at);
    const refused = standIn.ledger.filter((entry) => entry.status === 429).length;
    say({ accepted: accepted.length, refused, first: accepted[0] ?? 0, last: accepted.at(-1) ?? 0 });
  }
}
