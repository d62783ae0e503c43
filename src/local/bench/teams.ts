import { z } from 'zod';
import { fixed, printTable, ratio, thousands } from './printing/table.js';
import type { Bench } from './process.js';

/** Microsoft's Company Communicator needs so many operations of its store for a message (counted in its source). */
const COMMUNICATORS_OPERATIONS = 11;
/** Teams: 50 requests a second for an app in a tenant. */
const PERMITTED_A_SECOND = 50;

/** How many people, replies and messages are measured. */
export interface TeamsSizes {
  readonly people: number;
  readonly replies: { readonly people: number; readonly each: number };
  readonly sends: number;
  readonly paced: number;
}

const ratesSchema = z.object({ acknowledged: z.number(), said: z.number() });
const seenSchema = z.object({ accepted: z.number(), refused: z.number(), first: z.number(), last: z.number() });

/** Measures answers: transactions of the store, and replies a second against botbuilder alone. */
export async function replies(bench: Bench, { people, replies: size }: TeamsSizes): Promise<void> {
  const found = z.object({ first: z.number(), later: z.number() });
  const { first, later } = found.parse(await bench.measure({ cell: 'transactions', people }));
  const rate = async (server: 'quarterdeck' | 'bareWithReply' | 'bareSilent') =>
    ratesSchema.parse(await bench.measure({ cell: 'replyLoad', server, ...size }));
  const bare = await rate('bareWithReply');
  const silent = await rate('bareSilent');
  const ours = await rate('quarterdeck');
  printTable(
    'Replies',
    ['', 'ours', 'floor', 'ratio', 'aim', 'the floor'],
    [
      ['transactions a reply', fixed(later), '2', ratio(later, 2), '1.0', 'one read, one batch'],
      ['transactions of a first reply', fixed(first), '2', ratio(first, 2), '', 'the sender is noted as well'],
      rateRow('replies/s acknowledged', ours.acknowledged, bare.acknowledged, 'bare botbuilder, one line in return'),
      rateRow('replies/s, card turned', ours.said, bare.said, 'the same, until its line has arrived'),
      rateRow('replies/s acknowledged', ours.acknowledged, silent.acknowledged, 'bare botbuilder that says nothing'),
    ],
  );
}

/** Measures sends: messages a second against the SDK and a bare POST, and how well Teams' limits are used. */
export async function sends(bench: Bench, sizes: TeamsSizes): Promise<void> {
  const { raw, sdk, door, sweep } = await freeSends(bench, sizes);
  const seen = await pacedSends(bench, sizes);
  const permitted = PERMITTED_A_SECOND * ((seen.last - seen.first) / 1_000 + 1);
  const refused = (100 * seen.refused) / (seen.accepted + seen.refused);
  printTable(
    'Sends',
    ['', 'ours', 'floor', 'ratio', 'aim', 'the floor'],
    [
      rateRow('sends/s through our door', door, sdk, "the SDK's client without its retries"),
      rateRow('sends/s through our door', door, raw, 'a POST over kept connections'),
      rateRow('sends/s of a sweep', sweep.perSecond, sdk, "the SDK's client; the sweep keeps intents"),
      [
        'accepted of permitted',
        thousands(seen.accepted),
        thousands(permitted),
        ratio(seen.accepted, permitted),
        '≥ 0.95',
        'a Connector with Teams’ limits',
      ],
      ['answered 429', `${fixed(refused)} %`, '', '', '≤ 0.1 %', 'the same'],
      [
        'store operations a message',
        fixed(sweep.perMessage),
        String(COMMUNICATORS_OPERATIONS),
        ratio(sweep.perMessage, COMMUNICATORS_OPERATIONS),
        '≤ 0.35',
        'Company Communicator',
      ],
    ],
  );
}

async function freeSends(bench: Bench, { sends: count, people }: TeamsSizes) {
  const connector = await bench.server({ cell: 'connector', enforceLimits: false });
  const serviceUrl = z.string().parse(connector.said);
  const rate = async (sender: 'door' | 'sdk' | 'raw') =>
    z.number().parse(await bench.measure({ cell: 'sends', sender, serviceUrl, count }));
  try {
    const [raw, sdk, door] = [await rate('raw'), await rate('sdk'), await rate('door')];
    const sweepSchema = z.object({ perSecond: z.number(), perMessage: z.number() });
    const sweep = sweepSchema.parse(await bench.measure({ cell: 'sweep', serviceUrl, people: people * 3 }));
    return { raw, sdk, door, sweep };
  } finally {
    await connector.stop();
  }
}

async function pacedSends(bench: Bench, { paced }: TeamsSizes) {
  const strict = await bench.server({ cell: 'connector', enforceLimits: true });
  try {
    await bench.measure({ cell: 'paced', serviceUrl: z.string().parse(strict.said), count: paced });
    return seenSchema.parse(await strict.ask());
  } finally {
    await strict.stop();
  }
}

function rateRow(what: string, ours: number, floor: number, words: string): string[] {
  return [what, thousands(ours), thousands(floor), ratio(ours, floor), '', words];
}
