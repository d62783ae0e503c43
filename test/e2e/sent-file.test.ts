import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personNamed, readCast } from '../../src/local/cast/people.js';
import { SAMPLE_PLAN } from '../../src/local/cast/seed-sample.js';
import { makeChannelStandIn } from '../../src/local/stand-ins/channel-stand-in.js';
import { look } from './looks.js';
import { addressesBehind, openBrowser, openPlayground, type PlaygroundPage } from './playground-page.js';
import { NO_BROWSER, type RunningQuarterdeck, startQuarterdeck } from './running-quarterdeck.js';

const PLAN = [
  'Safe Lights Plan',
  '',
  'Rec. no.\tRecommendation\tEvidence requirement\tOwner\t4 May 2026\tStatus',
  '91\tMend the lamps.\tA lamp that burns\tHarbour Master\tThe lamps are ordered.\tOn track',
  '92\tCount the buoys.\tA list of buoys\tHarbour Master\tThey were counted.\tSimmering',
].join('\n');

/**
 * A file cannot be attached in the Playground, so it comes as the activity that Teams sends, from a stand-in for the
 * place where it lies; all that follows is seen, and pressed, in the client.
 */
describe.skipIf(NO_BROWSER !== '')(`A file that is sent to the bot${NO_BROWSER}`, { timeout: 240_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'quarterdeck-file-'));
  const cast = readCast();
  let running: RunningQuarterdeck;
  let browser: Browser;
  let lead: PlaygroundPage;
  let place: Server;

  beforeAll(async () => {
    place = createServer((_request, response) => response.end(PLAN));
    await new Promise<void>((done) => place.listen(0, '127.0.0.1', done));
    running = await startQuarterdeck(data);
    browser = await openBrowser();
    lead = await openPlayground(browser, running.leadUrl);
    await lead.messageSaying('Quarterdeck');
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await running?.end();
    place.close();
    rmSync(data, { recursive: true });
  });

  async function send(key: string, name: string, downloadUrl: string): Promise<void> {
    const person = personNamed(cast, key);
    const channel = makeChannelStandIn({
      botUrl: `${running.url}/api/messages`,
      serviceUrl: `${running.leadUrl}/_connector`,
      tenant: cast.tenant,
      botId: cast.bot.id,
    });
    const contentType = 'application/vnd.microsoft.teams.file.download.info';
    await channel.post(person, {
      type: 'message',
      text: '',
      conversation: { id: 'a:personal-lead', tenantId: cast.tenant, conversationType: 'personal' },
      attachments: [{ contentType, name, content: { downloadUrl, uniqueId: 'u1', fileType: 'txt' } }],
    });
  }
  const here = () => `http://127.0.0.1:${(place.address() as AddressInfo).port}/lights.txt`;

  it('is shown as understood, with the file beside its understanding and the workbook behind links', async () => {
    await send('lead', 'lights.txt', here());
    const card = await lead.cardSaying('lights.txt: Safe Lights Plan');
    const text = await card.text();
    expect(text).toContain('How sure: please check 2 places.');
    expect(text).toContain('2 rows under 2 recommendations');
    expect(text).toContain('Simmering');
    await look(lead, 'file-understood');
    const [page, workbook] = await addressesBehind(lead, card, [
      'File and understanding side by side',
      'Workbook with what is in doubt',
    ]);
    expect(await (await fetch(page ?? '')).text()).toContain('The lamps are ordered.');
    expect((await fetch(workbook ?? '')).status).toBe(200);
  });

  it('is shown as what it would add to a plan', async () => {
    await lead.say(`/import ${SAMPLE_PLAN} more`);
    const card = await lead.cardSaying('Import lights.txt?');
    expect(await card.text()).toMatch(/New columns\s+4 May 2026/);
    expect(await card.text()).toContain('Its rows are added to the plan. Nothing is withdrawn or changed.');
    expect(await card.buttons()).toContain('Import');
    await look(lead, 'file-difference');
  });

  it('becomes a new plan once that is confirmed', async () => {
    await lead.say('/import new');
    const card = await lead.cardSaying('Make a new plan of lights.txt?');
    await look(lead, 'file-new-plan');
    await lead.read();
    await card.press('Make the plan');
    const made = await lead.cardSaying('The plan "safe-lights-plan" is made');
    expect(await made.text()).toContain('Nobody answers 91, 92 yet.');
    await look(lead, 'file-imported');
  });

  it('is refused kindly from whoever leads nothing, and from where no files of ours lie', async () => {
    await send('lead', 'forged.docx', 'https://elsewhere.example/forged.docx');
    await lead.cardSaying('I could not get forged.docx');
    await send('harbour-master', 'photo.docx', here());
    const refused = await lead.cardSaying('I cannot take files from you');
    expect(await refused.text()).toContain('evidence is a link');
    await look(lead, 'file-refused');
  });
});
