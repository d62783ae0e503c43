import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Said } from '../../../../src/chat/turn.js';
import { startConnectorStandIn } from '../../../../src/local/stand-ins/connector-stand-in.js';
import { aContext } from '../builders.js';
import { ASHA, type DoorOptions, openDoor, TENANT } from '../door.js';

const open: Awaited<ReturnType<typeof openDoor>>[] = [];
const closing: (() => Promise<void>)[] = [];

async function door(options: DoorOptions = {}) {
  const one = await openDoor(options);
  open.push(one);
  return one;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
  await Promise.all(closing.splice(0).map((close) => close()));
});

const saying = (text: string): Said => ({ replies: [{ kind: 'text', text }] });

describe('what people do', () => {
  it('reaches the handler that it is for, with the verified sender and their own chat', async () => {
    const { channel, heard, connector } = await door();
    await channel.type({ ...ASHA, id: ASHA.id.toUpperCase() }, '/Status  late');
    await channel.type(ASHA, 'We finished the slipway.');
    await channel.press(ASHA, { ...aContext(), verb: 'submit' }, { input_text: ' Done. ', input_status: '' }, 'm1');
    await channel.press(ASHA, { command: '/help' });
    await channel.install(ASHA);
    await channel.uninstall(ASHA);
    expect(heard.map(({ what, content }) => [what, content])).toEqual([
      ['command', { name: 'status', argument: 'late' }],
      ['text', 'We finished the slipway.'],
      [
        'click',
        { kind: 'click', context: aContext(), verb: 'submit', inputs: { text: 'Done.', status: '' }, activityId: 'm1' },
      ],
      ['command', { name: 'help', argument: '' }],
      ['signOfLife', { kind: 'installed' }],
      ['signOfLife', { kind: 'uninstalled' }],
    ]);
    expect(heard[1]?.who).toEqual({
      tenant: TENANT,
      person: ASHA.id,
      name: 'Asha Verma',
      reference: {
        serviceUrl: connector.url,
        conversationId: `a:${ASHA.id}`,
        tenant: TENANT,
        person: ASHA.id,
        botId: '28:quarterdeck',
        channelId: 'msteams',
      },
    });
  });

  it('reaches the handler of files as a file with its address, and the words beside it as words', async () => {
    const { channel, heard } = await door();
    const download = (content: object | null) => ({
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      contentUrl: 'https://northmoor-my.sharepoint.com/plan.docx',
      name: 'plan.docx',
      content,
    });
    const html = { contentType: 'text/html', content: '<p>4.1 is done</p>' };
    const downloadUrl = 'https://northmoor-my.sharepoint.com/download';
    const said = (text: string, ...attachments: readonly object[]) =>
      channel.post(ASHA, { type: 'message', text, attachments });
    await said('4.1 is done', html);
    await said('', download({ downloadUrl, uniqueId: 'u', fileType: 'docx' }));
    await said('4.1 is done', html, download({ downloadUrl }), { contentType: 'image/png', name: 'quay.png' });
    await said('', download(null));
    expect(heard.map(({ what, content }) => [what, content])).toEqual([
      ['text', '4.1 is done'],
      ['file', [{ name: 'plan.docx', url: downloadUrl }]],
      [
        'file',
        [
          { name: 'plan.docx', url: downloadUrl },
          { name: 'quay.png', url: null },
        ],
      ],
      ['text', '4.1 is done'],
      ['file', [{ name: 'plan.docx', url: '' }]],
    ]);
  });

  it('as an install is a sign of life whichever way the channel tells it', async () => {
    const { channel, heard } = await door();
    await channel.post(ASHA, { type: 'conversationUpdate', membersAdded: [{ id: '28:quarterdeck' }] });
    await channel.post(ASHA, { type: 'conversationUpdate', membersAdded: [{ id: '29:somebody' }] });
    await channel.install(ASHA);
    expect(heard.map(({ content }) => content)).toEqual([{ kind: 'installed' }, { kind: 'installed' }]);
  });

  it('is answered 200 and ignored where the bot has no use for it', async () => {
    const { channel, heard, connector } = await door();
    for (const type of ['typing', 'invoke', 'event', 'messageReaction', 'endOfConversation', 'nonsense'])
      expect(await channel.post(ASHA, { type })).toEqual({ status: 200, text: '' });
    expect(heard).toEqual([]);
    expect(connector.ledger).toEqual([]);
  });

  it('from somebody without an identity is refused politely, and not handled', async () => {
    const { channel, heard, connector } = await door();
    const guest = { id: '29:guest', name: 'A guest' };
    expect(await channel.post(ASHA, { type: 'message', text: 'hello', from: guest })).toMatchObject({ status: 200 });
    await channel.post(ASHA, { type: 'installationUpdate', action: 'add', from: guest });
    const [refusal] = await connector.seen(1);
    expect(refusal?.activity.summary).toBe('I cannot take an answer from this account');
    expect(heard).toEqual([]);
  });

  it('in a group chat is neither handled nor kept as their own chat', async () => {
    const { channel, heard, connector } = await door();
    const conversation = { id: '19:group', tenantId: TENANT, conversationType: 'groupChat', isGroup: true };
    await channel.post(ASHA, { type: 'message', text: '<at>Quarterdeck</at> /status', conversation });
    await channel.post(ASHA, { type: 'installationUpdate', action: 'add', conversation });
    const [reply] = await connector.seen(1);
    expect(reply).toMatchObject({
      conversation: '19:group',
      activity: { summary: 'Please write to me in our own chat' },
    });
    expect(heard).toEqual([]);
  });

  it('in a team is an event of the team, and nobody’s own chat', async () => {
    const { channel, heard, connector } = await door();
    await channel.addToTeam(ASHA, '19:team');
    await channel.changeTeam(ASHA, '19:team', 'membersAdded');
    await channel.changeTeam(ASHA, '19:team', 'membersRemoved');
    await channel.removeFromTeam(ASHA, '19:team');
    const conversation = { id: '19:team', tenantId: TENANT, conversationType: 'channel', isGroup: true };
    await channel.post(ASHA, { type: 'conversationUpdate', membersAdded: [{ id: '28:quarterdeck' }], conversation });
    await channel.post(ASHA, { type: 'conversationUpdate', membersRemoved: [{ id: '28:quarterdeck' }], conversation });
    await channel.post(ASHA, { type: 'conversationUpdate', topicName: 'Slipway', conversation });
    await channel.post(ASHA, { type: 'installationUpdate', action: 'remove-upgrade', conversation });
    const kinds = ['added', 'membersChanged', 'membersChanged', 'removed', 'added', 'removed'];
    expect(heard.map(({ what, content }) => [what, content])).toEqual(kinds.map((kind) => ['team', { kind }]));
    for (const { who } of heard)
      expect(who).toEqual({
        serviceUrl: connector.url,
        conversationId: '19:team',
        tenant: TENANT,
        botId: '28:quarterdeck',
        channelId: 'msteams',
      });
    expect(connector.ledger).toEqual([]);
  });

  it('with a button that cannot be read is told so', async () => {
    const { channel, heard, connector } = await door();
    await channel.press(ASHA, { verb: 'submit', plan: 7 });
    const [reply] = await connector.seen(1);
    expect(reply?.activity.summary).toBe('I could not read that button');
    expect(heard).toEqual([]);
  });

  it('has what was typed given back where it cannot be taken', async () => {
    const { channel, heard, connector } = await door();
    const press = { ...aContext(), verb: 'submit', input_text: 'Word. '.repeat(6_000), input_note: 'A reason' };
    await channel.press(ASHA, press);
    const guest = { type: 'message', value: press, from: { id: '29:guest', name: 'A guest' } };
    await channel.post(ASHA, guest);
    const said = (await connector.seen(8)).map(({ activity }) => JSON.stringify(activity));
    expect(said.filter((words) => words.includes('A reason'))).toHaveLength(2);
    expect(said.join('').match(/Word\. /g)?.length).toBeGreaterThan(11_900);
    expect(heard).toEqual([]);
  });
});

describe('the answer', () => {
  it('is given after the commit and before anything is said', async () => {
    const order: string[] = [];
    const answer = async (): Promise<Said> => {
      await new Promise((done) => setTimeout(done, 50));
      order.push('committed');
      return { ...saying('Saved.'), after: async () => void order.push('after') };
    };
    const { channel, connector, server } = await door({ answer });
    connector.always({ kind: 'hang', delivered: true });
    const { status } = await channel.type(ASHA, 'hello');
    order.push(`answered ${status}, ${connector.ledger.length} said`);
    await connector.seen(1);
    connector.always(null);
    await connector.close();
    await server.close();
    expect(order).toEqual(['committed', 'answered 200, 0 said', 'after']);
  });

  it('is followed by the replies in their order', async () => {
    const replies = ['one', 'two', 'three'].map((text) => ({ kind: 'text', text }) as const);
    const { channel, connector } = await door({ answer: async () => ({ replies }) });
    await channel.type(ASHA, 'hello');
    const said = await connector.seen(3);
    expect(said.map(({ activity }) => activity.text)).toEqual(['one', 'two', 'three']);
    expect(said[0]?.activity).toMatchObject({ type: 'message', textFormat: 'plain' });
  });

  it('whose request found nobody is said again when somebody listens', async () => {
    const { url, close } = await startConnectorStandIn();
    await close();
    const { channel, log } = await door({ serviceUrl: url, answer: async () => saying('Saved.') });
    await channel.type(ASHA, 'hello');
    await vi.waitFor(() => expect(log.lines.map(({ facts }) => facts?.reason)).toContain('ECONNREFUSED'));
    const back = await startConnectorStandIn({ port: Number(new URL(url).port) });
    closing.push(back.close);
    const said = await back.seen(1, 10_000);
    expect(said.map(({ activity, delivered }) => [activity.text, delivered])).toEqual([['Saved.', true]]);
  });

  it('that may have arrived is not said again', async () => {
    const { channel, connector, server } = await door({ answer: async () => saying('Saved.') });
    connector.always({ kind: 'drop', delivered: false });
    await channel.type(ASHA, 'hello');
    await server.close();
    expect(connector.ledger).toHaveLength(1);
  });

  it('to a turn that failed is a 500 at once, and what it has to say is said all the same', async () => {
    const failure = new Error('the store is out of reach');
    const { channel, connector, log } = await door({ answer: async () => ({ ...saying('Your words: …'), failure }) });
    connector.always({ kind: 'hang', delivered: true });
    expect(await channel.type(ASHA, 'hello')).toMatchObject({ status: 500 });
    expect(log.lines).toMatchObject([
      { event: 'turn failed', facts: { error: expect.stringContaining('out of reach') } },
    ]);
    const said = await connector.seen(1);
    expect(said.map(({ activity }) => activity.text)).toEqual(['Your words: …']);
  });

  it('to a defect is a generic 500, and the service lives', async () => {
    const fail = async (): Promise<Said> => {
      throw new Error('secret of the store');
    };
    const { channel, log } = await door({ answer: fail });
    const answer = await channel.type(ASHA, 'hello');
    expect(answer).toEqual({ status: 500, text: 'Something went wrong here. Nothing was saved.' });
    expect(log.lines.map(({ event }) => event)).toEqual(['turn failed']);
    expect((await channel.install(ASHA)).status).toBe(500);
  });

  it('stays given when what comes after it fails', async () => {
    const after = async () => {
      throw new Error('later');
    };
    const { channel, log, server } = await door({ answer: async () => ({ replies: [], after }) });
    expect((await channel.type(ASHA, 'hello')).status).toBe(200);
    await server.close();
    expect(log.lines.map(({ level, event }) => [level, event])).toEqual([['error', 'work after the answer failed']]);
  });

  it('leaves no work behind when the service closes', async () => {
    let finished = false;
    const after = async () => {
      await new Promise((done) => setTimeout(done, 200));
      finished = true;
    };
    const { channel, server } = await door({ answer: async () => ({ replies: [], after }) });
    await channel.type(ASHA, 'hello');
    expect(finished).toBe(false);
    await server.close();
    expect(finished).toBe(true);
  });
});
