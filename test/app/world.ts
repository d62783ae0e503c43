import { bankHolidays } from '../../src/adapters/calendar/bank-holidays.js';
import { workOn } from '../../src/adapters/documents/apart/file-work.js';
import { memoryTable } from '../../src/adapters/tables/engines/memory-table.js';
import { openStores } from '../../src/adapters/tables/stores/service-store.js';
import { makeUndoAnswer } from '../../src/app/answering/undo-answer.js';
import { makeWriteNote } from '../../src/app/answering/write-note.js';
import { makeAssign } from '../../src/app/asking/assign.js';
import { type CloseOutcome, makeCloseCycle } from '../../src/app/asking/close-cycle.js';
import { makeConfirmAnswer } from '../../src/app/asking/confirm-answer.js';
import { makeExtendCycle } from '../../src/app/asking/extend-cycle.js';
import { makeImportReturnSheet } from '../../src/app/asking/import-return-sheet.js';
import { makeKeepWords } from '../../src/app/asking/keep-words.js';
import { makeOpenCycle } from '../../src/app/asking/open-cycle.js';
import { makePutOff } from '../../src/app/asking/put-off.js';
import type { AssignmentLine } from '../../src/app/asking/read-assignment.js';
import { makeRecordUpdate } from '../../src/app/asking/record-update.js';
import { makeAnswerPromise } from '../../src/app/commitments/answer-promise.js';
import { makeGiveWords, makeKeepForContributor } from '../../src/app/contributing/give-words.js';
import { makeBeAway, makeComeBack } from '../../src/app/handing-over/be-away.js';
import { makeHandOver } from '../../src/app/handing-over/hand-over.js';
import { makeTakeBack } from '../../src/app/handing-over/take-back.js';
import { makeImportPlan } from '../../src/app/importing/import-plan.js';
import { type FileReading, makeDropLapsedFiles, makeKeepFile } from '../../src/app/importing/kept-files.js';
import { makePause, makeRecall, makeSkip, makeUnpause } from '../../src/app/leading/change-course.js';
import { makeChangeLead } from '../../src/app/leading/change-lead.js';
import { makeFinishPlan, makeReopenPlan } from '../../src/app/leading/finish-plan.js';
import { makeNoteSheet } from '../../src/app/leading/note-sheet.js';
import { makeNoteSignOfLife } from '../../src/app/people/sign-of-life.js';
import type { Who } from '../../src/app/people/who.js';
import {
  makeCorrectRecommendation,
  makeDischarge,
  makeMoveDeadline,
  makeTransfer,
} from '../../src/app/plan/amend-plan.js';
import { makeChangeSettings } from '../../src/app/plan/change-settings.js';
import { makeCompileRevision } from '../../src/app/publishing/compile-revision.js';
import { type PageName, pageName } from '../../src/app/publishing/draft-links.js';
import { type FinaliseOutcome, makeFinaliseRevision } from '../../src/app/publishing/finalise-revision.js';
import { makeRecordDuty } from '../../src/app/publishing/record-duty.js';
import {
  makeRecordPublication,
  makeRecordSentOn,
  makeSeePublication,
} from '../../src/app/publishing/record-publication.js';
import { makeReissueRevision } from '../../src/app/publishing/reissue-revision.js';
import { makeRedact } from '../../src/app/redacting/redact.js';
import { makeSeeRedaction } from '../../src/app/redacting/see-redaction.js';
import { makeConfirmComplete } from '../../src/app/reviewing/confirm-complete.js';
import { makeCorrectWording } from '../../src/app/reviewing/correct-wording.js';
import { makeAcceptFinding, makeAcceptFindings, makeAskAboutFinding } from '../../src/app/reviewing/decide-finding.js';
import { makeRecordCheck } from '../../src/app/reviewing/record-check.js';
import { makeReviewDraft } from '../../src/app/reviewing/review-draft.js';
import { makeSeeReview } from '../../src/app/reviewing/see-review.js';
import { makeSeeSigning, makeSignRevision } from '../../src/app/reviewing/sign-revision.js';
import type { Leave } from '../../src/app/sending/leave.js';
import { makeNudge, makeSeeNudge } from '../../src/app/sending/nudge.js';
import { makePresentDraft } from '../../src/app/sending/present-draft.js';
import { makeSweep } from '../../src/app/sending/sweep/sweep.js';
import { makeSeeInspection } from '../../src/app/standing/see-inspection.js';
import { makeSeePaper } from '../../src/app/standing/see-paper.js';
import { makeSeePlan } from '../../src/app/standing/see-plan.js';
import { makeSeeStatus } from '../../src/app/standing/see-status.js';
import type { Table } from '../../src/app/store/ports.js';
import type { Deck } from '../../src/app/store/stores.js';
import { makeJustShown } from '../../src/chat/asking/just-shown.js';
import { makeSendCard, makeTurnCard } from '../../src/chat/asking/show-deck.js';
import { makeOnConfirm } from '../../src/chat/commands/on-confirm.js';
import { makeOnContribute } from '../../src/chat/contributing/on-contribute.js';
import { makeOnText } from '../../src/chat/conversation/on-text.js';
import type { Verb } from '../../src/chat/messages.js';
import type { Messenger } from '../../src/chat/messenger.js';
import { makeOnClick } from '../../src/chat/presses/on-click.js';
import { makeCourier } from '../../src/chat/sending/courier.js';
import { type Click, notice } from '../../src/chat/turn.js';
import type { Reply } from '../../src/domain/asking/update.js';
import { civilDate, type Instant } from '../../src/domain/calendar/civil-date.js';
import type { PublishedPlan } from '../../src/domain/plan/plan.js';
import { undecided } from '../../src/domain/reviewing/sign-off.js';
import { aPlan, aReadingOf, aRequirement, at } from '../domain/builders.js';
import { FakeMessenger, LEAVE, silentLog } from './fakes.js';

export const TENANT = '11111111-0000-4000-8000-000000000000';
export const PLAN = 'harbour';
/** Entra ids of the people of a test. */
export const person = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** Named by the setting for administrators, and in no plan. */
export const ADMINISTRATOR = person(90);
export const [LEAD, ADA, BEN, CAT] = [person(1), person(2), person(3), person(4)] as const;
/** Ten past nine on the opening day of the quarter of `builders`. */
export const OPENING = at('2026-11-27T09:10:00Z');
export const REVISION = civilDate('2027-01-06');

let lastId = 0;
const newId = (): string => `id${String(++lastId).padStart(18, '0')}`;

export function who(id: string, name = ''): Who {
  const reference = { serviceUrl: 'https://teams.example', conversationId: `chat-${id}`, tenant: TENANT, person: id };
  return { tenant: TENANT, person: id, name, reference: { ...reference, botId: 'bot', channelId: 'msteams' } };
}

let looks = 0;
const look = () => 2_000 * ++looks;
/** Time in which everybody reads for two seconds before they press. */
const LEISURE = { wallClock: look, steadyMs: look };

/** Every use case upon one table and one messenger. Two worlds upon the same table are two processes. */
export function aWorld(
  table: Table = memoryTable(),
  messenger: Messenger = new FakeMessenger(),
  time: Parameters<typeof makeJustShown>[0] = LEISURE,
  stores = openStores(table),
) {
  const holidays = (region: string) => bankHolidays(region, 2026, 2028);
  let key: Promise<string> | undefined;
  // read once a process, as in the service
  const cardKey = () => {
    key ??= stores.service.cardKey(() => 'a key of the tests');
    return key;
  };
  const courier = makeCourier({ messenger, cardKey });
  const deps = { stores, messenger, courier, newId, bankHolidays: holidays, log: silentLog, cardKey };
  const justShown = makeJustShown(time, cardKey);
  const shown = justShown.watched(messenger);
  const sweep = makeSweep({ ...deps, courier: makeCourier({ messenger: shown, cardKey }) });
  const recordUpdate = makeRecordUpdate(deps);
  const handOver = makeHandOver(deps);
  const putOff = makePutOff(deps);
  const confirmAnswer = makeConfirmAnswer(deps);
  const undoAnswer = makeUndoAnswer({ ...deps, recordUpdate });
  const keepWords = makeKeepWords(deps);
  const giveWords = makeGiveWords(deps);
  const keepForContributor = makeKeepForContributor(deps);
  const signs = makeNoteSignOfLife({ stores, newId, steadyMs: () => 0 });
  const seePlan = makeSeePlan(deps);
  const reviewDraft = makeReviewDraft(deps);
  const seeReview = makeSeeReview(deps);
  const acceptFinding = makeAcceptFinding({ ...deps, seeReview });
  const leave = async () => ({ kind: 'given', leave: LEAVE }) as const;
  const lead = {
    importPlan: makeImportPlan(deps),
    openCycle: makeOpenCycle(deps),
    extendCycle: makeExtendCycle(deps),
    recall: makeRecall(deps),
    skip: makeSkip(deps),
    pause: makePause(deps),
    unpause: makeUnpause(deps),
    finishPlan: makeFinishPlan(deps),
    changeLead: makeChangeLead(deps),
    noteSheet: makeNoteSheet(deps),
    reopenPlan: makeReopenPlan(deps),
    recordUpdate,
    moveDeadline: makeMoveDeadline(deps),
    transfer: makeTransfer(deps),
    discharge: makeDischarge(deps),
    confirmComplete: makeConfirmComplete(deps),
    seeReview,
    acceptFindings: makeAcceptFindings({ ...deps, seeReview }),
    askAboutFinding: makeAskAboutFinding({ ...deps, reviewDraft }),
    correctWording: makeCorrectWording(deps),
    correctRecommendation: makeCorrectRecommendation(deps),
    pageLink: async (_tenant: string, _plan: string, page: PageName) => `https://x.example/${pageName(page)}`,
    answerPromise: makeAnswerPromise(deps),
    assign: makeAssign(deps),
    takeBack: makeTakeBack(deps),
    beAway: makeBeAway(deps),
    comeBack: makeComeBack(deps),
    seeNudge: makeSeeNudge({ leave }),
    nudge: makeNudge({ ...deps, leave }),
    presentDraft: makePresentDraft({ ...deps, leave }),
    recordCheck: makeRecordCheck(deps),
    signRevision: makeSignRevision(deps),
    seeSigning: makeSeeSigning(deps),
    reissueRevision: makeReissueRevision(deps),
    seeInspection: makeSeeInspection(deps),
    seePaper: makeSeePaper({ seeReview }),
    seeRedaction: makeSeeRedaction(deps),
    redact: makeRedact(deps),
    closeCycle: makeCloseCycle(deps),
    seePublication: makeSeePublication(deps),
    recordPublication: makeRecordPublication(deps),
    recordSentOn: makeRecordSentOn(deps),
    recordDuty: makeRecordDuty(deps),
    changeSettings: makeChangeSettings(deps),
    finaliseRevision: makeFinaliseRevision(deps),
    packageLink: async (_tenant: string, _plan: string, compiled: string) => `https://x.example/${compiled}/website`,
    writeNote: makeWriteNote(deps),
    keepFile: makeKeepFile(deps),
    dropLapsedFiles: makeDropLapsedFiles(deps),
    importReturnSheet: makeImportReturnSheet({ ...deps, recordUpdate, giveWords }),
    readFile: async (bytes: Uint8Array) => (await workOn('read', bytes)) as FileReading,
    administrators: [ADMINISTRATOR],
    zone: 'Europe/London',
    fileLinks: async (_tenant: string, _person: string, file: string) => ({
      page: `https://x.example/${file}/page`,
      workbook: `https://x.example/${file}/workbook`,
    }),
    linksTo: async (_tenant: string, _plan: string, compiled: string) => [
      { title: 'Word document', url: `https://x.example/${compiled}` },
    ],
  };
  const plan = stores.plan(TENANT, PLAN);
  const cycleId = async (): Promise<string> => (await plan.head())?.value.cycle?.id ?? '';
  return {
    ...deps,
    table,
    plan,
    cycleId,
    putOff,
    confirmAnswer,
    handOver,
    keepWords,
    ...lead,
    compileRevision: makeCompileRevision(deps),
    seePlan,
    justShown,
    seeStatus: makeSeeStatus(deps),
    sendCard: makeSendCard(deps),
    giveWords,
    keepForContributor,
    onClick: makeOnClick({
      ...deps,
      onContribute: makeOnContribute({
        ...deps,
        giveWords,
        keepForContributor,
        keepWords,
        justShown,
        turnCard: makeTurnCard({ ...deps, messenger: shown }),
        sendCard: makeSendCard({ ...deps, messenger: shown }),
      }),
      confirmAnswer,
      undoAnswer,
      recordUpdate,
      putOff,
      handOver,
      onConfirm: makeOnConfirm({ ...deps, ...lead, seePlan, justShown }),
      keepWords,
      justShown,
      turnCard: makeTurnCard({ ...deps, messenger: shown }),
      sendCard: makeSendCard({ ...deps, messenger: shown }),
    }),
    onText: makeOnText({
      ...deps,
      keepWords,
      keepForContributor,
      sendCard: makeSendCard({ ...deps, messenger: shown }),
      onCommand: async () => ({ replies: [notice('Help', [])] }),
    }),
    signOfLife: (id: string, now: Instant) => signs.note(who(id), now),
    /** A wake-up that sends nothing: what a chat asks for when it has done something. */
    wake: async () => undefined,
    /** The sweep without its watch; without leave it only looks. */
    async sweep(now: Instant, leave: Leave | null = LEAVE) {
      if (messenger instanceof FakeMessenger) messenger.now = now;
      return sweep(now, leave);
    },
    async reply(id: string, ref: string, reply: Reply | string, now: Instant, basedOn = '') {
      const said: Reply =
        typeof reply === 'string' ? { kind: 'text', text: reply, status: null, evidence: null } : reply;
      const about = { tenant: TENANT, plan: PLAN, cycle: await cycleId(), person: id, ref };
      return recordUpdate({ ...about, reply: said, basedOn, door: 'card' }, now);
    },
    /** The lead looks at what closing the quarter does, and confirms it. */
    async closed(now: Instant): Promise<CloseOutcome> {
      const input = { tenant: TENANT, plan: PLAN, by: 'lead' };
      const seen = await lead.closeCycle({ ...input, confirmed: null }, now);
      if (seen.kind !== 'shown') return seen;
      const outcome = await lead.closeCycle({ ...input, confirmed: seen.closing.fingerprint }, now);
      // an answer came in between
      return outcome.kind === 'shown' ? this.closed(now) : outcome;
    },
    /** The lead accepts every finding that must be decided. */
    async accepted(now: Instant): Promise<void> {
      const about = { tenant: TENANT, plan: PLAN, decider: { by: 'lead', byName: 'Lea Dunn' } };
      const outcome = await reviewDraft(TENANT, PLAN);
      if (outcome.kind === 'refused') throw new Error(outcome.reason);
      for (const { finding } of undecided(outcome.states)) {
        mustBe('decided', await acceptFinding({ ...about, finding: finding.id }, 'Read.', now));
      }
    },
    /** The lead closes the quarter if it is open, looks at what making the revision does, and confirms that. */
    async finalised(now: Instant): Promise<FinaliseOutcome> {
      await this.closed(now);
      const input = { tenant: TENANT, plan: PLAN, by: 'lead', byName: 'Lea Dunn' };
      const seen = await lead.finaliseRevision({ ...input, confirmed: null }, now);
      if (seen.kind !== 'shown' || seen.finalising.against.length > 0) return seen;
      const outcome = await lead.finaliseRevision({ ...input, confirmed: seen.finalising.fingerprint }, now);
      // an answer came in between
      return outcome.kind === 'shown' ? this.finalised(now) : outcome;
    },
    async deckOf(id: string): Promise<Deck> {
      const deck = await plan.deck(await cycleId(), id);
      if (deck === null) throw new Error(`${id} was not asked`);
      return deck;
    },
  };
}
export type World = ReturnType<typeof aWorld>;

/** The plan of the tests: as many requirements under recommendation 4 as are wanted. */
export function harbourPlan(count = 3): PublishedPlan {
  return aPlan(Array.from({ length: count }, (_, index) => aRequirement(`4.${index + 1}`)));
}

/** A line of an assignment file. */
export function line(target: string, id: string, role = 'owner', until = ''): AssignmentLine {
  return { line: 2, target, person: id, name: NAMES.get(id) ?? `Person ${id.slice(-3)}`, role, until };
}
const NAMES = new Map([
  [LEAD, 'Lea Dunn'],
  [ADA, 'Ada Moss'],
  [BEN, 'Ben Reed'],
  [CAT, 'Cat Pell'],
]);

/** Ada answers 4.1 and 4.2, Ben 4.3; Lea leads. */
export const USUAL_LINES = [line('4.1', ADA), line('4.2', ADA), line('4.3', BEN), line('plan', LEAD, 'lead')];

/** A quarter opened and everybody reachable; nobody has been asked yet. */
export async function openQuarter(
  world: World,
  { plan = harbourPlan(), lines = USUAL_LINES }: { plan?: PublishedPlan; lines?: readonly AssignmentLine[] } = {},
): Promise<void> {
  const now = at('2026-11-20T10:00:00Z');
  const about = { tenant: TENANT, plan: PLAN, by: 'system' };
  mustBe('imported', await world.importPlan({ ...about, read: aReadingOf(plan), dryRun: false }, now));
  mustBe('assigned', await world.assign({ ...about, lines }, now));
  for (const id of new Set(lines.map((each) => each.person))) await world.signOfLife(id, now);
  mustBe('opened', await world.openCycle({ ...about, revision: REVISION, given: {} }, now));
}

/** Fails the test, with the reason, where a step that only sets the scene is refused. */
export function mustBe<K extends string>(kind: K, outcome: { readonly kind: string }): void {
  if (outcome.kind !== kind) throw new Error(`Expected "${kind}": ${JSON.stringify(outcome)}`);
}

/** A press on a card that was posted, by whoever holds it. */
export function pressed(message: unknown, verb: Verb, inputs: Click['inputs'] = {}): Click {
  const { deck } = message as { deck: { context: Click['context'] } };
  return { context: deck.context, verb, inputs, activityId: 'm1' };
}
