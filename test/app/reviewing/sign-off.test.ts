import { beforeEach, describe, expect, it } from 'vitest';
import { makeChangeSettings } from '../../../src/app/plan/change-settings.js';
import { makeSeeChanges } from '../../../src/app/publishing/see-changes.js';
import { makeVerifyDocument } from '../../../src/app/publishing/verify-document.js';
import { makeConfirmComplete } from '../../../src/app/reviewing/confirm-complete.js';
import { makeCorrectWording } from '../../../src/app/reviewing/correct-wording.js';
import { makeAcceptFinding, makeAskAboutFinding } from '../../../src/app/reviewing/decide-finding.js';
import { makeRecordCheck } from '../../../src/app/reviewing/record-check.js';
import { makeReviewDraft, makeReviewPublished } from '../../../src/app/reviewing/review-draft.js';
import { makeSeeReview } from '../../../src/app/reviewing/see-review.js';
import { makeSignRevision } from '../../../src/app/reviewing/sign-revision.js';
import { makeTellNews } from '../../../src/app/sending/sweep/tell-news.js';
import { makeResume } from '../../../src/app/sending/sweep/watch.js';
import { makeOnCommand } from '../../../src/chat/commands/on-command.js';
import { instantOf, millisecondsOf } from '../../../src/domain/calendar/civil-date.js';
import { checkChain } from '../../../src/domain/plan/history.js';
import type { PublishedPlan } from '../../../src/domain/plan/plan.js';
import { SIGN_OFF_CHECKS } from '../../../src/domain/reviewing/decision.js';
import { aReadingOf, at } from '../../domain/builders.js';
import { FakeMessenger, LEAVE } from '../fakes.js';
import {
  ADA,
  aWorld,
  BEN,
  harbourPlan,
  LEAD,
  line,
  mustBe,
  OPENING,
  openQuarter,
  PLAN,
  person,
  TENANT,
  USUAL_LINES,
  type World,
  who,
} from '../world.js';

const EVE = person(9);
const about = { tenant: TENANT, plan: PLAN };
const decider = { by: 'lead', byName: 'Lea Dunn' };
const NOW = at('2026-12-02T10:00:00Z');
const NAMED = 'Mr Albert Stone keeps the log of the quay.';

function publishing(world: World) {
  const reviewDraft = makeReviewDraft(world);
  const seeReview = makeSeeReview(world);
  const deps = { ...world, reviewDraft, seeReview };
  return {
    reviewDraft,
    accept: makeAcceptFinding(deps),
    ask: makeAskAboutFinding(deps),
    correct: makeCorrectWording(world),
    check: makeRecordCheck(world),
    sign: makeSignRevision(world),
    changes: makeSeeChanges(world),
    verify: makeVerifyDocument({ ...world, standsForNothing: () => false }),
    complete: makeConfirmComplete(world),
    settings: makeChangeSettings(world),
    tell: async (now: typeof NOW) => {
      const seen = await world.seePlan(TENANT, PLAN, now);
      return makeTellNews(world)(seen.kind === 'picture' ? seen.picture : null, now, LEAVE);
    },
  };
}

let messenger: FakeMessenger;
let world: World;
let use: ReturnType<typeof publishing>;

beforeEach(async () => {
  messenger = new FakeMessenger();
  world = aWorld(undefined, messenger);
  use = publishing(world);
  await openQuarter(world, { lines: [...USUAL_LINES, line('plan', EVE, 'executive')] });
});

const openFindings = async () => {
  const outcome = await use.reviewDraft(TENANT, PLAN);
  if (outcome.kind === 'refused') throw new Error(outcome.reason);
  return outcome.states.filter((each) => each.finding.severity === 'mustDecide');
};
const personalName = async () => {
  const state = (await openFindings()).find((each) => each.finding.rule === 'personal-name');
  if (state === undefined) throw new Error('No personal name was found');
  return state;
};
const compile = () => world.compileRevision({ ...about, by: 'lead' }, NOW);
/** What Ada was told about the wording of her answers, beside the cards that ask. */
const newsTo = (id: string) => messenger.to(id).filter((post) => post.message.kind === 'notice');
const sign = (draft: number, accept: readonly string[] = ['4.1', '4.2', '4.3'], now = NOW) =>
  use.sign({ ...about, draft, person: EVE, accept, comment: null }, now);
const settle = async (draft: number) => {
  for (const { finding } of await openFindings())
    await use.accept({ ...about, finding: finding.id, decider }, 'Read.', NOW);
  for (const check of SIGN_OFF_CHECKS)
    await use.check({ ...about, draft, check, checkedBy: 'N. Orr', note: '', decider }, NOW);
};
const printed = async (ref: string): Promise<string | undefined> => {
  const outcome = await compile();
  if (outcome.kind === 'refused') throw new Error(outcome.reason);
  return outcome.document.sections
    .flatMap((section) => section.lines)
    .find((each) => each.ref === ref)
    ?.cells.at(-1)?.text;
};

describe('a finding', () => {
  beforeEach(async () => {
    await world.reply(ADA, '4.1', NAMED, OPENING);
  });

  it('stays accepted however often the plan is compiled, while its words last', async () => {
    const { finding } = await personalName();
    expect(await use.accept({ ...about, finding: finding.id.slice(0, 8), decider }, 'He agreed.', NOW)).toMatchObject({
      kind: 'decided',
    });
    await compile();
    await world.reply(BEN, '4.3', 'The crane was tested by its maker.', OPENING);
    await compile();
    expect(await personalName()).toMatchObject({ state: 'accepted', words: 'He agreed.', byName: 'Lea Dunn' });
  });

  it('is open again when its words change', async () => {
    const { finding } = await personalName();
    await use.accept({ ...about, finding: finding.id, decider }, 'He agreed.', NOW);
    const { item } = await savedReply('4.1', 'Mr Albert Stonehouse keeps the log of the quay.');
    expect(item.answer).not.toBeNull();
    expect((await personalName()).state).toBe('open');
  });

  it('is not accepted without a reason, nor where it is not there', async () => {
    const { finding } = await personalName();
    expect((await use.accept({ ...about, finding: finding.id, decider }, ' ', NOW)).kind).toBe('refused');
    expect((await use.accept({ ...about, finding: 'ffffffff', decider }, 'Why not', NOW)).kind).toBe('refused');
  });

  it('goes back to its owner as a question, which opens the item and keeps the answer until there is another', async () => {
    const { finding } = await personalName();
    await use.ask({ ...about, finding: finding.id, decider }, 'May we name him?', NOW);
    expect(await printed('4.1')).toBe(NAMED);
    await world.sweep(NOW);
    const card = messenger.to(ADA).at(-1)?.message;
    expect(card).toMatchObject({
      kind: 'deck',
      deck: { item: { ref: '4.1', problem: expect.stringContaining('May we name him?'), values: { text: NAMED } } },
    });
    expect((await personalName()).state).toBe('asked');
    const { item } = await savedReply('4.1', 'The berthing officer keeps the log of the quay.');
    expect(item.question).toBeUndefined();
    expect((await openFindings()).filter((each) => each.finding.rule === 'personal-name')).toEqual([]);
  });

  it('can still be answered by its owner after the close, until the revision is made', async () => {
    const { finding } = await personalName();
    await world.closed(NOW);
    await use.ask({ ...about, finding: finding.id, decider }, 'May we name him?', NOW);
    await savedReply('4.1', 'The berthing officer keeps the log.');
    expect(await printed('4.1')).toBe('The berthing officer keeps the log.');
    await savedReply('4.1', 'And again, too late.');
    expect(await printed('4.1')).toBe('The berthing officer keeps the log.');
  });
});

describe('the review of what is published already', () => {
  it('needs no cycle, and reads every column in document order', async () => {
    const fresh = aWorld();
    const plan = harbourPlan();
    const updates = plan.updates.map((each) =>
      each.requirement === plan.requirements[1]?.id ? { ...each, text: NAMED } : each,
    );
    const read = aReadingOf({ ...plan, updates });
    mustBe('imported', await fresh.importPlan({ ...about, by: 'system', read, dryRun: false }, OPENING));
    expect((await makeReviewDraft(fresh)(TENANT, PLAN)).kind).toBe('refused');
    const outcome = await makeReviewPublished(fresh)(TENANT, PLAN);
    if (outcome.kind === 'refused') throw new Error(outcome.reason);
    expect(outcome.states.map(({ finding }) => `${finding.ref} ${finding.rule}`)).toEqual(['4.2 personal-name']);
  });

  it('is refused for a plan that there is not', async () => {
    expect((await makeReviewPublished(world)(TENANT, 'pier')).kind).toBe('refused');
  });
});

describe('the lead’s wording', () => {
  const input = {
    ...about,
    ref: '4.1',
    text: 'The berthing officer keeps the log.\r\n',
    why: 'A post, not a name.',
    decider,
  };
  beforeEach(async () => {
    await world.reply(ADA, '4.1', NAMED, OPENING);
  });

  it('is printed, and the answer is kept as it was given', async () => {
    await use.correct(input, NOW);
    expect(await printed('4.1')).toBe('The berthing officer keeps the log.');
    const item = (await world.deckOf(ADA)).items.find((each) => each.value.ref === '4.1')?.value;
    expect(item?.answer?.reply).toMatchObject({ text: NAMED });
    const changes = await use.changes(TENANT, PLAN, { kind: 'next' }, NOW);
    expect(changes).toMatchObject({
      changes: { notes: { wordings: [{ ref: '4.1', wording: { answered: NAMED, why: 'A post, not a name.' } }] } },
    });
  });

  it('falls when the owner answers again', async () => {
    await use.correct(input, NOW);
    await savedReply('4.1', 'The log is kept by the officer on duty.');
    expect(await printed('4.1')).toBe('The log is kept by the officer on duty.');
  });

  it('is not put in place of silence, and needs a reason and words', async () => {
    expect((await use.correct({ ...input, ref: '4.3' }, NOW)).kind).toBe('refused');
    expect((await use.correct({ ...input, why: '' }, NOW)).kind).toBe('refused');
    expect((await use.correct({ ...input, text: ' \n' }, NOW)).kind).toBe('refused');
    expect((await use.correct({ ...input, text: NAMED }, NOW)).kind).toBe('refused');
  });

  it('is told to the owner at once in working hours, and once', async () => {
    await use.correct(input, NOW);
    expect(await use.tell(NOW)).toMatchObject({
      told: [{ person: ADA, ref: '4.1', outcome: 'sent' }],
    });
    expect(await use.tell(NOW)).toEqual({ told: [], again: null });
    await world.sweep(NOW);
    expect(newsTo(ADA)).toHaveLength(1);
  });

  it.each([
    ['at night', '2026-12-02T22:00:00Z', '2026-12-03T09:00:00Z'],
    ['before work', '2026-12-03T06:00:00Z', '2026-12-03T09:00:00Z'],
    ['at a weekend', '2026-12-05T11:00:00Z', '2026-12-07T09:00:00Z'],
    ['on a bank holiday', '2026-12-25T11:00:00Z', '2026-12-29T09:00:00Z'],
  ])('made %s, is told when work begins: once, after a restart too', async (_, made, begins) => {
    await use.correct(input, at(made));
    await world.sweep(at(made));
    expect(newsTo(ADA)).toHaveLength(0);
    const restarted = aWorld(world.table, messenger);
    await restarted.sweep(at(begins));
    expect(newsTo(ADA)).toHaveLength(1);
    await restarted.sweep(at(begins));
    await aWorld(world.table, messenger).sweep(instantOf(millisecondsOf(at(begins)) + 26 * 3_600_000));
    expect(newsTo(ADA)).toHaveLength(1);
  });

  it('made after the close is told all the same, and while the revision is being made', async () => {
    mustBe('closed', await world.closed(at('2027-01-04T17:10:00Z')));
    await use.correct(input, at('2027-01-04T18:00:00Z'));
    await world.accepted(at('2027-01-04T18:30:00Z'));
    mustBe('made', await world.finalised(at('2027-01-04T18:30:00Z')));
    await world.sweep(at('2027-01-05T09:00:00Z'));
    expect(newsTo(ADA)).toHaveLength(1);
  });

  it('is told again when it is changed again, and not when the answer that it stood for was replaced', async () => {
    await use.correct(input, NOW);
    await world.sweep(NOW);
    await use.correct({ ...input, text: 'The officer keeps the log.' }, at('2026-12-02T22:00:00Z'));
    await world.sweep(at('2026-12-03T09:00:00Z'));
    expect(newsTo(ADA)).toHaveLength(2);
    await use.correct({ ...input, text: 'An officer keeps the log.' }, at('2026-12-03T22:00:00Z'));
    await savedReply('4.1', 'The log is kept by the officer on duty.');
    await world.sweep(at('2026-12-04T09:00:00Z'));
    expect(newsTo(ADA)).toHaveLength(2);
  });

  it('is tried again after a time in which nothing could be sent', async () => {
    messenger.script.set(ADA, [{ kind: 'notNow', why: 'busy', reason: 'too many messages' }]);
    await use.correct(input, NOW);
    await world.sweep(NOW);
    expect(newsTo(ADA)).toHaveLength(0);
    await world.sweep(at('2026-12-02T10:10:00Z'));
    expect(newsTo(ADA)).toHaveLength(1);
  });

  it('is tried again the next working day where Teams refused it, and not before', async () => {
    messenger.script.set(ADA, [{ kind: 'refused', reason: '400' }]);
    await use.correct(input, NOW);
    for (const time of ['02T10:00', '02T10:10', '02T16:00', '03T09:00', '03T09:10', '04T10:00']) {
      await world.sweep(at(`2026-12-${time}:00Z`));
    }
    expect(newsTo(ADA).map((post) => post.at)).toEqual([at('2026-12-03T09:00:00Z')]);
  });
});

describe('a question about an answer, after the close and at night', () => {
  it('is brought to its owner when work begins, once', async () => {
    await world.reply(ADA, '4.1', NAMED, OPENING);
    mustBe('closed', await world.closed(at('2027-01-04T17:10:00Z')));
    const { finding } = await personalName();
    await use.ask({ ...about, finding: finding.id, decider }, 'Who keeps it?', at('2027-01-04T20:00:00Z'));
    await world.sweep(at('2027-01-04T20:00:00Z'));
    expect(messenger.to(ADA)).toHaveLength(0);
    await world.sweep(at('2027-01-05T09:00:00Z'));
    await world.sweep(at('2027-01-05T09:30:00Z'));
    expect(messenger.to(ADA).map((post) => post.message.kind)).toEqual(['deck']);
  });
});

describe('a plan that its executive lead signs', () => {
  beforeEach(async () => {
    await use.settings({ ...about, by: 'lead' }, { signOff: 'executive', protectiveMarking: 'OFFICIAL' }, NOW);
    const printed = { statuses: true };
    const shown = await use.settings({ ...about, by: 'lead' }, { printed }, NOW);
    if (shown.kind !== 'shown') throw new Error('What would be printed was not shown first');
    await use.settings({ ...about, by: 'lead' }, { printed }, NOW, shown.changes.fingerprint);
    await world.reply(
      ADA,
      '4.1',
      { kind: 'text', text: 'The log is kept each day.', status: 'onTrack', evidence: null },
      OPENING,
    );
    await compile();
  });

  it('has no revision without a signature', async () => {
    await world.accepted(NOW);
    expect(await world.finalised(NOW)).toMatchObject({
      kind: 'shown',
      finalising: { against: [{ kind: 'unsigned' }] },
    });
    expect((await world.plan.head())?.value.cycle?.state).toBe('closed');
  });

  it('is not told to make the revision before it is signed, and is then', async () => {
    const say = makeOnCommand({
      ...world,
      linksTo: async () => [],
      sheetLinksTo: async () => [],
      moveClock: null,
      resume: makeResume(world),
    });
    const said = async (name: 'compile' | 'help', argument = '') =>
      JSON.stringify((await say(who(LEAD), { name, argument }, NOW)).replies);
    expect(await said('help')).toContain('Once its executive lead has signed it, /compile final');
    expect(await said('compile', 'now')).toContain('/compile final to make the revision once its executive lead');
    const unsigned = await said('compile');
    expect(unsigned).toContain('its executive lead signs it');
    expect(unsigned).not.toContain('/compile final');
    await settle(2);
    expect((await sign(2)).kind).toBe('signed');
    expect(await said('compile')).toContain('To make the revision, write /compile final.');
  });

  it('is not signed over a name that nothing in the plan has', async () => {
    await settle(1);
    const outcome = await sign(1, ['4.1', '4.2', '4.3', '4.33']);
    expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining('"4.33"') });
  });

  it('is signed when everything is decided, checked and accepted by name', async () => {
    await use.settings({ ...about, by: 'lead' }, { signOffChecks: SIGN_OFF_CHECKS }, NOW);
    expect(await sign(1, [])).toMatchObject({
      kind: 'notReady',
      obstacles: { checks: SIGN_OFF_CHECKS },
      toAccept: [
        { ref: '4.1', what: 'firstStatus' },
        { ref: '4.2', what: 'silence' },
        { ref: '4.3', what: 'silence' },
      ],
    });
    await settle(1);
    expect(await sign(1, ['4.1', '4.2'])).toMatchObject({ kind: 'notReady', toAccept: [{ ref: '4.3' }] });
    expect(await sign(1)).toMatchObject({
      kind: 'signed',
      signature: { accepted: ['4.1', '4.2', '4.3'], byName: 'Person 009' },
    });
    expect(await world.finalised(NOW)).toMatchObject({
      kind: 'made',
      document: { seal: { kind: 'revision', number: 1, signedBy: 'Person 009' } },
    });
  });

  it('is signed by nobody else', async () => {
    await settle(1);
    const outcome = await use.sign(
      { ...about, draft: 1, person: LEAD, accept: ['4.1', '4.2', '4.3'], comment: null },
      NOW,
    );
    expect(outcome.kind).toBe('refused');
  });

  it.each<[string, () => Promise<unknown>]>([
    ['another answer', () => world.reply(BEN, '4.3', 'The crane was tested.', NOW)],
    ['a correction of an answer', () => savedReply('4.1', 'The log is kept every day.')],
    [
      'the lead’s wording',
      () => use.correct({ ...about, ref: '4.1', text: 'The log is kept daily.', why: 'Shorter.', decider }, NOW),
    ],
    [
      'a return',
      () => use.sign({ ...about, draft: 1, person: EVE, accept: [], comment: 'Not yet.' }, at('2026-12-02T11:00:00Z')),
    ],
  ])('loses its signature by %s', async (_, edit) => {
    await settle(1);
    expect((await sign(1)).kind).toBe('signed');
    await edit();
    await world.accepted(NOW);
    expect(await world.finalised(NOW)).toMatchObject({
      kind: 'shown',
      finalising: { against: [{ kind: 'unsigned' }] },
    });
  });

  it('keeps its signature when something changes that is not printed', async () => {
    await settle(1);
    await sign(1);
    await use.settings({ ...about, by: 'lead' }, { approvedSpellings: ['Harbour Watch'] }, NOW);
    expect((await world.finalised(NOW)).kind).toBe('made');
  });

  it('is not signed over a draft that is out of date', async () => {
    await settle(1);
    await world.reply(BEN, '4.3', 'The crane was tested.', NOW);
    expect(await sign(1)).toMatchObject({ kind: 'refused', reason: expect.stringContaining('out of date') });
  });

  it('is not signed while a completion is not agreed', async () => {
    await world.reply(
      BEN,
      '4.3',
      { kind: 'text', text: 'The crane is replaced.', status: 'complete', evidence: null },
      OPENING,
    );
    await compile();
    await settle(2);
    expect(await sign(2)).toMatchObject({ kind: 'notReady', obstacles: { completions: ['4.3'] } });
    expect((await use.complete({ ...about, ref: '4.1', agreedBy: 'Lea Dunn', decider }, NOW)).kind).toBe('refused');
    await use.complete({ ...about, ref: '4.3', agreedBy: 'Lea Dunn', decider }, NOW);
    expect((await sign(2)).kind).toBe('signed');
  });

  it('carries its protective marking on drafts and on no revision', async () => {
    await settle(1);
    await sign(1);
    expect(await compile()).toMatchObject({ document: { seal: { kind: 'draft', marking: 'OFFICIAL' } } });
    const final = await world.finalised(NOW);
    expect(final).toMatchObject({ kind: 'made', document: { seal: { kind: 'revision' } } });
    expect(JSON.stringify(final.kind === 'made' ? final.document.seal : null)).not.toContain('OFFICIAL');
  });

  it('has every step in a history that is whole', async () => {
    await settle(1);
    await sign(1);
    const entries = await world.plan.history('plan');
    expect(checkChain(entries).kind).toBe('whole');
    expect(entries.map((entry) => entry.payload?.what)).toEqual(
      expect.arrayContaining(['recorded the legal check of', 'signed']),
    );
  });
});

describe('a plan that its lead makes final', () => {
  it('needs no signature', async () => {
    expect(await world.finalised(NOW)).toMatchObject({
      kind: 'made',
      document: { seal: { signedBy: 'Lea Dunn', number: 1 } },
    });
  });

  it('is compared with the revision before, word for word', async () => {
    expect((await use.verify(TENANT, PLAN, aReadingOf(await published()), null)).kind).toBe('refused');
    await world.reply(ADA, '4.1', 'The log is kept each day.', OPENING);
    mustBe('made', await world.finalised(NOW));
    const read = aReadingOf(await published());
    expect(await use.verify(TENANT, PLAN, read, null)).toMatchObject({ kind: 'verified', deviations: [] });
    const updates = read.updates.map((each) => ({ ...each, text: each.text.replace('each day', 'each week') }));
    const changed = await use.verify(TENANT, PLAN, { ...read, updates }, 1);
    expect(changed).toMatchObject({ deviations: [{ ref: '4.1', field: 'Update', column: '2027-01-06' }] });
    const changes = await use.changes(TENANT, PLAN, { kind: 'revision', number: 1 }, NOW);
    expect(changes).toMatchObject({
      changes: { published: { name: 'Revision 1', log: { from: '2026-06-19', to: '2027-01-06' } } },
    });
  });
});

async function published(): Promise<PublishedPlan> {
  return world.plan.published((await world.plan.head())?.value.generation ?? '');
}

/** A reply over whatever counts now, as from a card that shows it. */
async function savedReply(ref: string, text: string) {
  const current = (await world.deckOf(ADA)).items.find((each) => each.value.ref === ref)?.value.current ?? '';
  const outcome = await world.reply(ADA, ref, text, NOW, current);
  if (outcome.kind !== 'saved') throw new Error(JSON.stringify(outcome));
  return outcome;
}
