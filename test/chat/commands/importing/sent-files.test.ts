import { beforeEach, describe, expect, it } from 'vitest';
import { writeReturnSheetDocx } from '../../../../src/adapters/documents/own/return-sheet/write-docx.js';
import { writeReviewWorkbook } from '../../../../src/adapters/documents/own/workbook/write-workbook.js';
import { memoryTable } from '../../../../src/adapters/tables/engines/memory-table.js';
import { makeReturnSheet } from '../../../../src/app/asking/make-return-sheet.js';
import type { FetchFile } from '../../../../src/app/importing/kept-files.js';
import { makeOnFile } from '../../../../src/chat/commands/importing/on-file.js';
import type { Message } from '../../../../src/chat/messages.js';
import { instantOf, millisecondsOf } from '../../../../src/domain/calendar/civil-date.js';
import type { ReadPlan } from '../../../../src/domain/importing/account/reading.js';
import type { PublishedPlan } from '../../../../src/domain/plan/plan.js';
import { filledDocx } from '../../../adapters/documents/own/sheets.js';
import { FakeMessenger } from '../../../app/fakes.js';
import {
  ADA,
  ADMINISTRATOR,
  aWorld,
  BEN,
  LEAD,
  line,
  OPENING,
  openQuarter,
  PLAN,
  person,
  TENANT,
  USUAL_LINES,
  type World,
  who,
} from '../../../app/world.js';
import { aPlan, aReadingOf, aRequirement, at } from '../../../domain/builders.js';
import { aLeadChat, confirmIn, noticeIn, shownIn } from '../changes/lead-chat.js';

const NOW = at('2026-12-02T10:00:00Z');
const HOLDERS = {
  owner: BEN,
  lead: LEAD,
  deputy: person(14),
  contributor: person(12),
  delegate: person(13),
  executive: person(15),
  admin: person(16),
  administrator: ADMINISTRATOR,
  stranger: person(17),
} as const;
type Holder = keyof typeof HOLDERS;
const SECOND_LEAD = person(18);

const rows = (...refs: readonly string[]) => aPlan(refs.map((ref) => aRequirement(ref)));
const workbookOf = (plan: PublishedPlan, change: (read: ReadPlan) => ReadPlan = (read) => read) =>
  writeReviewWorkbook(change(aReadingOf(plan)));
/** The same, with who answers a row. */
const staffed = (plan: PublishedPlan, answers: Readonly<Record<string, string>>) =>
  workbookOf(plan, (read) => ({
    ...read,
    requirements: read.requirements.map((each) => ({ ...each, answers: answers[each.ref] ?? '' })),
  }));
const text = (words: string) => new TextEncoder().encode(words);

let world: World;
let messenger: FakeMessenger;
let chat: ReturnType<typeof aLeadChat>;
let fetched: string[];
let files: Map<string, Uint8Array>;
let onFile: ReturnType<typeof makeOnFile>;
const table = () => world.table;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(memoryTable(), messenger);
  chat = aLeadChat(world, messenger);
  fetched = [];
  files = new Map();
  const fetchFile: FetchFile = async (url) => {
    fetched.push(url);
    const bytes = files.get(url);
    return bytes === undefined ? { kind: 'refused', reason: 'It could not be fetched.' } : { kind: 'file', bytes };
  };
  onFile = makeOnFile({ ...world, fetchFile });
  const lines = [
    ...USUAL_LINES,
    line('4.1', HOLDERS.contributor, 'contributor'),
    line('4.1', HOLDERS.delegate, 'delegate', '2026-12-30'),
    line('plan', HOLDERS.deputy, 'deputy'),
    line('plan', HOLDERS.executive, 'executive'),
    line('plan', HOLDERS.admin, 'admin'),
    line('plan', SECOND_LEAD, 'lead'),
  ];
  await openQuarter(world, { lines });
  await world.signOfLife(ADMINISTRATOR, NOW);
  await world.sweep(OPENING);
});

/** Sends a file; gives what is said to it in the end. */
async function sent(bytes: Uint8Array, by: string = LEAD, now = NOW, name = 'plan.xlsx'): Promise<Message | undefined> {
  const url = `https://northmoor-my.sharepoint.com/${files.size}`;
  files.set(url, bytes);
  const said = await onFile(who(by), [{ name, url }], now);
  const before = messenger.posts.length;
  await said.after?.();
  return messenger.posts.slice(before).at(-1)?.message ?? said.replies.at(-1);
}

/** The words behind the button with this title. */
function commandIn(message: Message | undefined, title: RegExp): string {
  const found = shownIn(message).buttons?.find((each) => each.kind === 'command' && title.test(each.title));
  if (found?.kind !== 'command') throw new Error(`No such button: ${JSON.stringify(message)}`);
  return found.text;
}

/** Presses a button that stands for a typed command. */
const follow = (message: Message | undefined, title: RegExp, by: string = LEAD, now = NOW) =>
  chat.typed('import', commandIn(message, title).replace('/import ', ''), now, by);

const head = async () => (await world.plan.head())?.value;
const refs = async () => {
  const { generation = '' } = (await head()) ?? {};
  return (await world.plan.published(generation)).requirements.filter((each) => !each.withdrawn).map(({ ref }) => ref);
};
const imports = async () =>
  (await world.plan.history('plan')).filter(({ payload }) => payload?.what === 'imported over').length;
const later = (ms: number) => instantOf(millisecondsOf(NOW) + ms);

describe('a plan that is sent to the bot', () => {
  it('is shown as understood, then what it changes, and imported once that is confirmed', async () => {
    const understood = await sent(await workbookOf(rows('4.1', '4.2', '4.4')));
    expect(shownIn(understood).summary).toContain('How sure: ');
    expect(shownIn(understood).summary).toContain('Nothing is imported yet.');
    expect(shownIn(understood).buttons?.some(({ kind }) => kind === 'confirm')).toBe(false);
    const card = await follow(understood, /^See what it changes/);
    expect(shownIn(card).groups.map(({ heading }) => heading)).toEqual(
      expect.arrayContaining(['Withdrawn (1)', 'Added (1)']),
    );
    expect(await refs()).toEqual(['4.1', '4.2', '4.3']);
    const { card: done } = await chat.press(confirmIn(card), NOW);
    expect(noticeIn(done)).toContain('The file is imported');
    expect(await refs()).toEqual(['4.1', '4.2', '4.4']);
    expect(await world.stores.person(TENANT, LEAD).keptFile()).toBeNull();
  });

  it('only adds its rows where that is chosen', async () => {
    const card = await follow(await sent(await workbookOf(rows('4.1', '4.4'))), /^See what/);
    const more = await follow(card, /^Only add/);
    expect(shownIn(more).summary).toContain('Nothing is withdrawn or changed.');
    await chat.press(confirmIn(more), NOW);
    expect(await refs()).toEqual(['4.1', '4.2', '4.3', '4.4']);
  });

  it.each([
    ['deputy', 'Only the portfolio lead can import a plan'],
    ['owner', 'I cannot take files from you'],
    ['contributor', 'I cannot take files from you'],
    ['delegate', 'I cannot take files from you'],
    ['executive', 'I cannot take files from you'],
    ['stranger', 'I cannot take files from you'],
  ] satisfies readonly (readonly [Holder, string])[])('of the %s is not imported', async (holder, words) => {
    const by = HOLDERS[holder];
    const message = await sent(await workbookOf(rows('4.1')), by);
    const refusal = message?.kind === 'notice' ? message : await chat.typed('import', PLAN, NOW, by);
    expect(noticeIn(refusal)).toContain(words);
    if (holder !== 'deputy') expect(fetched).toEqual([]);
    expect(await refs()).toEqual(['4.1', '4.2', '4.3']);
  });

  it.each(['lead', 'admin'] as const)('of the %s may be imported', async (holder) => {
    const by = HOLDERS[holder];
    const card = await follow(await sent(await workbookOf(rows('4.1', '4.4')), by), /^See what/, by);
    await chat.press(confirmIn(card), NOW, { by });
    expect(await refs()).toEqual(['4.1', '4.4']);
  });

  it('is imported once, however often it is pressed', async () => {
    const card = confirmIn(await follow(await sent(await workbookOf(rows('4.1', '4.4'))), /^See what/));
    await Promise.all([chat.press(card, NOW), chat.press(card, NOW)]);
    await chat.press(card, NOW);
    expect(await imports()).toBe(1);
  });

  it('is not imported by a card of which another file was sent since', async () => {
    const card = confirmIn(await follow(await sent(await workbookOf(rows('4.1'))), /^See what/));
    await sent(await workbookOf(rows('4.2')), LEAD, NOW, 'other.xlsx');
    const { said } = await chat.press(card, NOW);
    expect(noticeIn(said.replies[0])).toContain('You have sent another file since: other.xlsx.');
    expect(await refs()).toEqual(['4.1', '4.2', '4.3']);
  });

  it('is shown again where somebody else imported in between', async () => {
    const mine = confirmIn(await follow(await sent(await workbookOf(rows('4.1', '4.4'))), /^See what/));
    const theirs = await follow(
      await sent(await workbookOf(rows('4.1', '4.5')), SECOND_LEAD),
      /^See what/,
      SECOND_LEAD,
    );
    await chat.press(confirmIn(theirs), NOW, { by: SECOND_LEAD });
    const { said } = await chat.press(mine, NOW);
    expect(shownIn(said.replies[0]).summary).toContain('The plan was changed since you were shown this');
    expect(await refs()).toEqual(['4.1', '4.5']);
    await chat.press(confirmIn(said.replies[0]), later(10_000));
    expect(await refs()).toEqual(['4.1', '4.4']);
  });

  it('is imported by one of two leads who press at once, and shown again to the other', async () => {
    const mine = confirmIn(await follow(await sent(await workbookOf(rows('4.1', '4.4'))), /^See what/));
    const theirs = confirmIn(
      await follow(await sent(await workbookOf(rows('4.1', '4.5')), SECOND_LEAD), /^See what/, SECOND_LEAD),
    );
    await Promise.all([chat.press(mine, NOW), chat.press(theirs, NOW, { by: SECOND_LEAD })]);
    expect(await imports()).toBe(1);
  });

  it('is kept for a day', async () => {
    const card = confirmIn(await follow(await sent(await workbookOf(rows('4.1'))), /^See what/));
    const dayLater = later(25 * 60 * 60_000);
    const { said } = await chat.press(card, dayLater);
    expect(noticeIn(said.replies[0])).toContain('kept no longer');
    expect(await world.dropLapsedFiles(NOW)).toBe(0);
    expect(await world.dropLapsedFiles(dayLater)).toBe(1);
    const left = await table().range({ partition: `${TENANT}~person~${LEAD}`, prefix: 'file' });
    expect(left.rows).toEqual([]);
  });

  it('that is not understood cannot be imported, by no button and no words', async () => {
    const message = await sent(text('Dear all,\nsee you on Friday.\n'), LEAD, NOW, 'letter.txt');
    expect(noticeIn(message)).toContain('letter.txt is not understood');
    expect(message?.kind === 'notice' && message.notice.commands).toEqual([]);
    expect(noticeIn(await chat.typed('import', PLAN, NOW))).toContain('Nothing was imported');
    expect(noticeIn(await chat.typed('import', 'new', NOW))).toContain('Nothing was imported');
  });

  it('corrects published words only with a reason, which is kept', async () => {
    const column = at('2026-06-19T00:00:00Z').slice(0, 10) as PublishedPlan['columns'][number];
    const base = rows('4.1', '4.2', '4.3');
    const [first] = base.requirements;
    const withUpdate = (words: string): PublishedPlan => ({
      ...base,
      columns: [column],
      updates: [{ requirement: first?.id ?? '', column, kind: 'text', text: words }],
    });
    await chat.press(
      confirmIn(await follow(await sent(await workbookOf(withUpdate('The log is kept.'))), /^See what/)),
      NOW,
    );
    const card = await follow(await sent(await workbookOf(withUpdate('The log was kept.'))), /^See what/);
    expect(shownIn(card).texts?.map(({ label }) => label)).toEqual(['Why published words are corrected']);
    const before = (await head())?.generation;
    const { said } = await chat.press(confirmIn(card), NOW);
    expect(shownIn(said.replies[0]).summary).toContain('please write why published words are corrected');
    expect((await head())?.generation).toBe(before);
    await chat.press(confirmIn(said.replies[0]), later(10_000), { inputs: { note: 'It was a slip.' } });
    const published = await world.plan.published((await head())?.generation ?? '');
    expect([...new Set(published.corrections.map(({ reason }) => reason))]).toEqual(['It was a slip.']);
  });
});

describe('the staffing columns of a workbook that is sent', () => {
  it('are shown row by row and assigned in the same press', async () => {
    const card = await follow(
      await sent(await staffed(rows('4.1', '4.2', '4.3', '4.4'), { '4.3': ADA, '4.4': BEN })),
      /^See what/,
    );
    const group = shownIn(card).groups.find(({ heading }) => heading === 'Who would answer');
    expect(group?.lines.map(({ ref }) => ref)).toEqual(['4.3', '4.4']);
    const { card: done } = await chat.press(confirmIn(card), NOW);
    expect(noticeIn(done)).toContain('Every row has somebody who answers.');
    expect((await world.deckOf(ADA)).items.map(({ value }) => value.ref)).toContain('4.3');
  });

  it('alone assign without importing anything anew', async () => {
    const card = await follow(await sent(await staffed(rows('4.1', '4.2', '4.3'), { '4.3': ADA })), /^See what/);
    const before = (await head())?.generation;
    await chat.press(confirmIn(card), NOW);
    expect((await head())?.generation).toBe(before);
    expect((await world.deckOf(ADA)).items.map(({ value }) => value.ref)).toContain('4.3');
  });

  it('say what cannot be used, and nobody is assigned then', async () => {
    const card = await follow(
      await sent(await staffed(rows('4.1', '4.2', '4.3', '4.4'), { '4.3': ADA, '4.4': 'nobody@northmoor.example' })),
      /^See what/,
    );
    expect(JSON.stringify(shownIn(card).groups)).toContain('nobody with the address nobody@northmoor.example is known');
    await chat.press(confirmIn(card), NOW);
    expect(await refs()).toContain('4.4');
    expect((await world.deckOf(BEN)).items.map(({ value }) => value.ref)).toContain('4.3');
  });
});

describe('a plan that is not there yet', () => {
  const NEW = () => workbookOf({ ...rows('1', '2'), plan: { ...rows('1').plan, title: 'Safe Lights Plan' } });
  const lights = () => world.stores.plan(TENANT, 'safe-lights-plan');

  it.each(['administrator', 'lead', 'admin'] as const)('is made by the %s, who leads it then', async (holder) => {
    const by = HOLDERS[holder];
    const card = await follow(await sent(await NEW(), by), /as a new plan/, by);
    expect(shownIn(card).texts).toEqual([
      { input: 'name', label: 'Its short name, used in commands', value: 'safe-lights-plan' },
    ]);
    expect(await lights().head()).toBeNull();
    const { card: done } = await chat.press(confirmIn(card), NOW, { by, inputs: { name: 'safe-lights-plan' } });
    expect(noticeIn(done)).toContain('The plan "safe-lights-plan" is made');
    const assignments = await lights().assignments((await lights().head())?.value.assignments ?? null);
    expect(assignments.map((each) => [each.person, each.role])).toEqual([
      [by, 'lead'],
      [by, 'admin'],
    ]);
  });

  it('is not made by a deputy', async () => {
    const message = await sent(await NEW(), HOLDERS.deputy);
    expect(shownIn(message).buttons?.filter(({ kind }) => kind === 'command')).toEqual([]);
    const file = (await world.stores.person(TENANT, HOLDERS.deputy).keptFile())?.id;
    expect(noticeIn(await chat.typed('import', `new ${file}`, NOW, HOLDERS.deputy))).toContain(
      'Only somebody who leads',
    );
  });

  it('takes another short name, and none that is taken or unfit', async () => {
    const card = confirmIn(await follow(await sent(await NEW()), /as a new plan/));
    const taken = await chat.press(card, NOW, { inputs: { name: PLAN } });
    expect(shownIn(taken.said.replies[0]).summary).toContain('There is a plan "harbour" already');
    const unfit = await chat.press(confirmIn(taken.said.replies[0]), later(10_000), { inputs: { name: 'Our Lights' } });
    expect(shownIn(unfit.said.replies[0]).summary).toContain('small letters');
    await chat.press(confirmIn(unfit.said.replies[0]), later(20_000), { inputs: { name: 'lights' } });
    expect(await world.stores.plan(TENANT, 'lights').head()).not.toBeNull();
  });

  it('is led by whoever began it, though the process died before they were named', async () => {
    const card = confirmIn(await follow(await sent(await NEW()), /as a new plan/));
    const assign = world.assign;
    const dying = makeDying();
    await expect(dying.press(card)).rejects.toThrow('killed');
    expect((await lights().head())?.value.assignments).toBeNull();
    const again = await follow(await chat.typed('import', '', NOW), /as a new plan/);
    const { card: done } = await chat.press(confirmIn(again), NOW, { inputs: { name: 'safe-lights-plan' } });
    expect(noticeIn(done)).toContain('is made');
    expect((await lights().head())?.value.assignments).not.toBeNull();
    expect(assign).toBe(world.assign);
  });

  /** A process that is killed between the import and the assignment. */
  function makeDying() {
    const dying = aWorld(table(), messenger);
    const killed = { ...dying, assign: () => Promise.reject(new Error('killed')) };
    return {
      press: async (button: ReturnType<typeof confirmIn>) => {
        const { newPlanSaid } = await import('../../../../src/chat/commands/importing/new-plan.js');
        const about = { file: button.context.argument ?? '', inputs: { name: 'safe-lights-plan' } };
        const [fingerprint = ''] = button.context.basedOn.split('@');
        return newPlanSaid(killed, who(LEAD), about, NOW, fingerprint);
      },
    };
  }
});

describe('a return sheet that is sent', () => {
  const sheet = async () => {
    const made = await makeReturnSheet(world)(TENANT, PLAN, { kind: 'person', person: ADA }, NOW);
    if (made.kind === 'refused') throw new Error(made.reason);
    return filledDocx(await writeReturnSheetDocx(made.sheet), [{ status: 'On track', update: 'The log is kept.' }]);
  };

  it.each(['lead', 'deputy', 'admin'] as const)('by the %s is shown word by word, then saved', async (holder) => {
    const by = HOLDERS[holder];
    const card = await sent(await sheet(), by, NOW, 'ada.docx');
    expect(shownIn(card).title).toBe('Save the answers of ada.docx?');
    expect(shownIn(card).groups[0]?.lines[0]).toMatchObject({ ref: '4.2', text: 'The log is kept.' });
    const { card: done } = await chat.press(confirmIn(card), NOW, { by });
    expect(noticeIn(done)).toContain('1 answer of Ada Moss is saved');
    const item = (await world.deckOf(ADA)).items.find(({ value }) => value.ref === '4.2');
    expect(item?.value.answer?.reply).toMatchObject({ text: 'The log is kept.' });
  });

  it.each(['owner', 'contributor', 'delegate', 'executive', 'stranger'] as const)(
    'by the %s is not read',
    async (holder) => {
      expect(noticeIn(await sent(await sheet(), HOLDERS[holder]))).toContain('I cannot take files from you');
      expect(fetched).toEqual([]);
    },
  );

  it('of a plan that somebody else leads is not saved', async () => {
    expect(noticeIn(await sent(await sheet(), ADMINISTRATOR))).toContain('belongs to no plan of yours');
  });
});

describe('a file that cannot be taken', () => {
  it('as it cannot be fetched is told with the reason', async () => {
    const said = await onFile(who(LEAD), [{ name: 'plan.docx', url: 'https://elsewhere.example/x' }], NOW);
    await said.after?.();
    expect(noticeIn(messenger.posts.at(-1)?.message)).toContain('It could not be fetched.');
  });

  it('as it is a picture, or one of several, is not fetched', async () => {
    const picture = await onFile(who(LEAD), [{ name: 'quay.png', url: null }], NOW);
    expect(noticeIn(picture.replies[0])).toContain('quay.png is a picture');
    const two = [1, 2].map((n) => ({ name: `${n}.docx`, url: `https://northmoor.sharepoint.com/${n}` }));
    expect(noticeIn((await onFile(who(LEAD), two, NOW)).replies[0])).toContain('One file at a time');
    expect(fetched).toEqual([]);
  });

  it('as something breaks is told, and the defect is not hidden', async () => {
    const broken = makeOnFile({ ...world, fetchFile: async () => Promise.reject(new Error('broken')) });
    const said = await broken(who(LEAD), [{ name: 'plan.docx', url: 'https://northmoor.sharepoint.com/1' }], NOW);
    await expect(said.after?.()).rejects.toThrow('broken');
    expect(noticeIn(messenger.posts.at(-1)?.message)).toContain('Please send it again');
  });
});
