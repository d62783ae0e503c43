import { DefaultAzureCredential, ManagedIdentityCredential } from '@azure/identity';
import { bankHolidays } from '../adapters/calendar/bank-holidays.js';
import { type LocalClock, openLocalClock, systemClock } from '../adapters/clock.js';
import { makeConnections } from '../adapters/connections.js';
import { newId, newSecret } from '../adapters/ids.js';
import { azureTable } from '../adapters/tables/engines/azure-table.js';
import { embeddedTable } from '../adapters/tables/engines/embedded-table.js';
import { openStores } from '../adapters/tables/stores/service-store.js';
import { type Meter, NO_METER } from '../adapters/telemetry/meter.js';
import { makeUndoAnswer } from '../app/answering/undo-answer.js';
import { makeWriteNote } from '../app/answering/write-note.js';
import { makeAssign } from '../app/asking/assign.js';
import { makeCloseCycle } from '../app/asking/close-cycle.js';
import { makeConfirmAnswer } from '../app/asking/confirm-answer.js';
import { makeExtendCycle } from '../app/asking/extend-cycle.js';
import { makeImportReturnSheet } from '../app/asking/import-return-sheet.js';
import { makeKeepWords } from '../app/asking/keep-words.js';
import { makeReturnSheet } from '../app/asking/make-return-sheet.js';
import { makeOpenCycle } from '../app/asking/open-cycle.js';
import { makePutOff } from '../app/asking/put-off.js';
import { makeRecordUpdate } from '../app/asking/record-update.js';
import { makeGiveWords, makeKeepForContributor } from '../app/contributing/give-words.js';
import { makeForgetAgain, makeForgetPerson } from '../app/forgetting/forget-person.js';
import { makeKnownOf } from '../app/forgetting/known-of.js';
import { makeLetGo } from '../app/forgetting/let-go.js';
import { makeBeAway, makeComeBack } from '../app/handing-over/be-away.js';
import { makeHandOver } from '../app/handing-over/hand-over.js';
import { makeTakeBack } from '../app/handing-over/take-back.js';
import { DEFAULT_SETTINGS, makeImportPlan } from '../app/importing/import-plan.js';
import { type FetchFile, makeDropLapsedFiles, makeKeepFile } from '../app/importing/kept-files.js';
import { makePause, makeRecall, makeSkip, makeUnpause } from '../app/leading/change-course.js';
import { makeChangeLead } from '../app/leading/change-lead.js';
import { makeFinishPlan, makeReopenPlan } from '../app/leading/finish-plan.js';
import { makeNoteSheet } from '../app/leading/note-sheet.js';
import { makeNoteRoster } from '../app/people/note-roster.js';
import { makeNoteSignOfLife } from '../app/people/sign-of-life.js';
import { makeCompileRevision } from '../app/publishing/compile-revision.js';
import {
  type DraftLink,
  draftPath,
  PACKAGE,
  pageName,
  sentFileName,
  sheetName,
} from '../app/publishing/draft-links.js';
import { makeFinaliseRevision } from '../app/publishing/finalise-revision.js';
import { makeApplyAllRemovals } from '../app/redacting/apply-removals.js';
import { makeRedact } from '../app/redacting/redact.js';
import { makeSeeRedaction } from '../app/redacting/see-redaction.js';
import { makeNudge, makeSeeNudge } from '../app/sending/nudge.js';
import { makePresentDraft } from '../app/sending/present-draft.js';
import { makeSweep } from '../app/sending/sweep/sweep.js';
import { makeResume, makeWatch, type Watch } from '../app/sending/sweep/watch.js';
import { makeCheckDirectory } from '../app/standing/check-directory.js';
import { makeSeeInspection } from '../app/standing/see-inspection.js';
import { makeSeePlan } from '../app/standing/see-plan.js';
import { makeSeeStatus } from '../app/standing/see-status.js';
import type { BankHolidays } from '../app/store/calendars.js';
import type { Clock, Log, Rosters, Table, WholeTable } from '../app/store/ports.js';
import type { Stores } from '../app/store/stores.js';
import { makeJustShown } from '../chat/asking/just-shown.js';
import { makeSendCard, makeTurnCard } from '../chat/asking/show-deck.js';
import type { ChangeDeps } from '../chat/commands/all-changes.js';
import type { FinaliseDeps } from '../chat/commands/finalise-message.js';
import type { NewPlanDeps } from '../chat/commands/importing/new-plan.js';
import { makeOnFile } from '../chat/commands/importing/on-file.js';
import { makeOnCommand } from '../chat/commands/on-command.js';
import { makeOnConfirm } from '../chat/commands/on-confirm.js';
import type { PaperDeps } from '../chat/commands/paper-message.js';
import type { ReviewDeps } from '../chat/commands/reviewing/review-message.js';
import { makeOnContribute } from '../chat/contributing/on-contribute.js';
import { makeConversation } from '../chat/conversation/conversation.js';
import { makeOnText } from '../chat/conversation/on-text.js';
import { keepingWhatWasTyped, sayingSorry } from '../chat/conversation/unsaved.js';
import type { Messenger } from '../chat/messenger.js';
import { makeOnClick } from '../chat/presses/on-click.js';
import { makeCourier } from '../chat/sending/courier.js';
import type { Instant } from '../domain/calendar/civil-date.js';
import type { StoreChoice } from './config.js';
import { tellingOfMessages, tellingOfReplies } from './telemetry.js';
import { makePublicationUseCases } from './wiring-publication.js';

/** Bank holidays are looked up for the years that a plan's cycles can touch. */
const FIRST_YEAR = 2020;
const LAST_YEAR = 2045;

const holidays: BankHolidays = (region) => bankHolidays(region, FIRST_YEAR, LAST_YEAR);

/** All that this process sends goes out over these. */
export const connections = makeConnections();

/** Opens the engine that the configuration names. */
export async function openTable(choice: StoreChoice): Promise<WholeTable> {
  const { agentFor } = connections;
  switch (choice.kind) {
    case 'embedded':
      return embeddedTable(choice.folder);
    case 'azureConnection': {
      const { connectionString, table } = choice;
      return azureTable({ access: { kind: 'connectionString', connectionString }, tableName: table, agentFor });
    }
    case 'azureIdentity': {
      const { endpoint, table, clientId } = choice;
      const credential = clientId === null ? new DefaultAzureCredential() : new ManagedIdentityCredential({ clientId });
      return azureTable({ access: { kind: 'identity', endpoint, credential }, tableName: table, agentFor });
    }
  }
}

/** The use cases that need a store and nothing else: what the command line runs. */
export function makeUseCases(table: Table) {
  const stores = openStores(table);
  const cardKey = rememberedCardKey(stores);
  const deps = { stores, newId, bankHolidays: holidays, cardKey };
  return {
    stores,
    cardKey,
    makeReturnSheet: makeReturnSheet(deps),
    importReturnSheet: makeImportReturnSheet({
      ...deps,
      recordUpdate: makeRecordUpdate(deps),
      giveWords: makeGiveWords(deps),
    }),
    importPlan: makeImportPlan(deps),
    writeNote: makeWriteNote(deps),
    keepFile: makeKeepFile(deps),
    dropLapsedFiles: makeDropLapsedFiles(deps),
    assign: makeAssign(deps),
    takeBack: makeTakeBack(deps),
    beAway: makeBeAway(deps),
    comeBack: makeComeBack(deps),
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
    closeCycle: makeCloseCycle(deps),
    seePlan: makeSeePlan(deps),
    seeStatus: makeSeeStatus(deps),
    compileRevision: makeCompileRevision(deps),
    finaliseRevision: makeFinaliseRevision(deps),
    ...makePublicationUseCases(stores, holidays, cardKey),
    knownOf: makeKnownOf(stores),
    forgetPerson: makeForgetPerson(deps),
    letGo: makeLetGo(deps),
    seeInspection: makeSeeInspection(deps),
    seeRedaction: makeSeeRedaction(deps),
    redact: makeRedact(deps),
    checkDirectory: makeCheckDirectory(deps),
    resume: makeResume(deps),
    applyAllRemovals: makeApplyAllRemovals(deps),
    forgetAgain: makeForgetAgain(deps),
  };
}
export type UseCases = ReturnType<typeof makeUseCases>;

/** The watch, with a messenger to send through. `local`: the clock is moved on purpose. `steadyMs`: see `makeWatch`. */
export function makeWatchWith(
  useCases: UseCases,
  parts: {
    readonly messenger: Messenger;
    readonly log: Log;
    readonly clock: Clock;
    readonly local: boolean;
    readonly steadyMs: (() => number) | null;
    /** Whether the service is stopping; absent for what runs to its end. */
    readonly stopping?: () => boolean;
  },
): Watch {
  const { stores, cardKey } = useCases;
  const courier = makeCourier({ messenger: parts.messenger, cardKey });
  const deps = { stores, newId, bankHolidays: holidays, courier, ...parts, movedOnPurpose: parts.local };
  return makeWatch({ ...deps, sweep: makeSweep(deps) });
}

const NO_FILES = {
  fetchFile: async () => ({ kind: 'refused', reason: 'No files are taken here.' }) as const,
  readFile: async () => ({ kind: 'notUnderstood', reason: 'No files are read here.', hasWorkbook: false }) as const,
  administrators: [],
};

/** Everything that a person can do in their chat, and the sweep. */
export function makeBotParts(
  useCases: UseCases,
  parts: {
    readonly messenger: Messenger;
    /** For answers to what a person has just done. */
    readonly replies: Messenger;
    readonly rosters: Rosters;
    readonly log: Log;
    /** Absent: nothing is measured. */
    readonly meter?: Meter;
    readonly clock: Clock;
    /** Milliseconds by a clock that nobody sets. */
    readonly steadyMs: () => number;
    /** Whether the service is stopping; absent: it never is. */
    readonly stopping?: () => boolean;
    /** Where links in messages lead, without a slash at the end. */
    readonly publicUrl: () => string;
    readonly formats: readonly { readonly format: string; readonly title: string }[];
    readonly sheetFormats: readonly { readonly format: string; readonly title: string }[];
    readonly moveClock: ((to: Instant) => Promise<void>) | null;
    /** After so many months what is no record of a plan goes by itself; absent or null: it stays. */
    readonly retentionMonths: number | null;
    /** How files that people send are fetched and read, and who may bring new plans (Entra ids). Absent: no file is taken. */
    readonly sentFiles?: Pick<NewPlanDeps, 'readFile' | 'administrators'> & { readonly fetchFile: FetchFile };
  },
) {
  const { stores, cardKey, seePlan, compileRevision } = useCases;
  const { clock, steadyMs, stopping = () => false, sentFiles = NO_FILES } = parts;
  const justShown = makeJustShown({ wallClock: Date.now, steadyMs }, cardKey);
  const telling = { log: parts.log, meter: parts.meter ?? NO_METER };
  const messenger = justShown.watched(tellingOfMessages(telling, parts.messenger));
  const replies = justShown.watched(tellingOfMessages(telling, parts.replies));
  const deps = { stores, messenger: replies, newId, cardKey };
  const watch = makeWatchWith(useCases, {
    messenger,
    log: parts.log,
    clock,
    local: parts.moveClock !== null,
    steadyMs,
    stopping,
  });
  const recordUpdate = tellingOfReplies(telling, makeRecordUpdate({ stores, newId }));
  const fileLink = async (about: Omit<DraftLink, 'until'>) =>
    `${parts.publicUrl()}${draftPath(await cardKey(), about, Date.now())}`;
  const lead: FinaliseDeps & ChangeDeps & ReviewDeps & PaperDeps & NewPlanDeps = {
    ...useCases,
    readFile: sentFiles.readFile,
    administrators: sentFiles.administrators,
    zone: DEFAULT_SETTINGS.zone,
    fileLinks: async (tenant, person, file) => {
      const about = { tenant, plan: 'sent', compiled: sentFileName(person, file) };
      return {
        page: await fileLink({ ...about, format: 'html' }),
        workbook: await fileLink({ ...about, format: 'xlsx' }),
      };
    },
    recordUpdate,
    seeNudge: makeSeeNudge(watch),
    nudge: makeNudge({ ...deps, courier: makeCourier({ messenger, cardKey }), leave: watch.leave }),
    presentDraft: makePresentDraft({ ...deps, courier: makeCourier({ messenger, cardKey }), leave: watch.leave }),
    linksTo: async (tenant, plan, compiled) => {
      const key = await cardKey();
      return parts.formats.map(({ format, title }) => ({
        title,
        url: `${parts.publicUrl()}${draftPath(key, { tenant, plan, compiled, format }, Date.now())}`,
      }));
    },
    pageLink: async (tenant, plan, page, format) => {
      const about = { tenant, plan, compiled: pageName(page), format: format ?? 'html' };
      return `${parts.publicUrl()}${draftPath(await cardKey(), about, Date.now())}`;
    },
  };
  const turnCard = makeTurnCard(deps);
  const sendCard = makeSendCard(deps);
  const roster = makeNoteRoster({ stores, rosters: parts.rosters, log: parts.log });
  const onCommand = makeOnCommand({
    ...lead,
    stores,
    seePlan,
    compileRevision,
    wake: watch.wake,
    moveClock: parts.moveClock,
    retentionMonths: parts.retentionMonths,
    resume: useCases.resume,
    packageLink: async (tenant, plan, compiled) => {
      const about = { tenant, plan, compiled, format: PACKAGE };
      return `${parts.publicUrl()}${draftPath(await cardKey(), about, Date.now())}`;
    },
    noteSheet: useCases.noteSheet,
    sheetLinksTo: async (tenant, plan, wanted) => {
      const key = await cardKey();
      return parts.sheetFormats.map(({ format, title }) => ({
        title,
        url: `${parts.publicUrl()}${draftPath(key, { tenant, plan, compiled: sheetName(wanted), format }, Date.now())}`,
      }));
    },
  });
  const keepWords = makeKeepWords(deps);
  const keepForContributor = makeKeepForContributor(deps);
  const giveWords = tellingOfReplies(telling, makeGiveWords(deps));
  const onContribute = makeOnContribute({
    ...{ stores, cardKey, turnCard, sendCard, keepWords, justShown },
    giveWords,
    keepForContributor,
  });
  const onClick = makeOnClick({
    onContribute,
    stores,
    newId,
    cardKey,
    turnCard,
    sendCard,
    recordUpdate,
    putOff: makePutOff({ ...deps, bankHolidays: holidays }),
    confirmAnswer: makeConfirmAnswer(deps),
    undoAnswer: makeUndoAnswer({ ...deps, recordUpdate }),
    handOver: makeHandOver(deps),
    onConfirm: makeOnConfirm({ ...deps, ...lead, seePlan, justShown }),
    keepWords,
    justShown,
  });
  const { log } = parts;
  const conversation = makeConversation({
    roster,
    stores,
    clock,
    cardKey,
    sendCard,
    wake: watch.wake,
    signs: makeNoteSignOfLife({ stores, newId, steadyMs }),
    onClick: keepingWhatWasTyped({ stores, cardKey, turnCard, log }, onClick),
    onText: makeOnText({ stores, cardKey, sendCard, keepWords, keepForContributor, onCommand }),
    onCommand,
    onFile: makeOnFile({
      ...lead,
      seePlan,
      fetchFile: sentFiles.fetchFile,
      keepFile: useCases.keepFile,
      messenger: replies,
    }),
  });
  const kindly: typeof conversation = {
    ...conversation,
    onCommand: sayingSorry(log, (who, command) => conversation.onCommand(who, command)),
    onText: sayingSorry(log, (who, text) => conversation.onText(who, text)),
    onFile: sayingSorry(log, (who, files) => conversation.onFile(who, files)),
  };
  return {
    conversation: kindly,
    roster,
    watch,
    watched: (shown: Messenger) => justShown.watched(tellingOfMessages(telling, shown)),
  };
}

/** The clock for a mode: in local mode one that lives in the store. */
export async function openClock(useCases: UseCases, local: boolean): Promise<Clock | LocalClock> {
  return local ? openLocalClock(useCases.stores.service, Date.now) : systemClock;
}

/** The key that signs cards and links: read once a process. */
function rememberedCardKey(stores: Stores): () => Promise<string> {
  let key: Promise<string> | null = null;
  return () => {
    key ??= stores.service.cardKey(newSecret).catch((error: unknown) => {
      key = null;
      throw error;
    });
    return key;
  };
}
