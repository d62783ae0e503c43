import { standsForNothing } from './adapters/documents/write/words.js';
import { newId } from './adapters/ids.js';
import { makeDischarge, makeMoveDeadline } from './app/amend-plan.js';
import { makeAnswerPromise } from './app/answer-promise.js';
import type { BankHolidays } from './app/calendars.js';
import { makeChangeSettings } from './app/change-settings.js';
import { makeConfirmComplete } from './app/confirm-complete.js';
import { makeCorrectWording } from './app/correct-wording.js';
import { makeAcceptFinding, makeAskAboutFinding } from './app/decide-finding.js';
import type { Messenger } from './app/ports.js';
import { makeRecordCheck } from './app/record-check.js';
import { makeReviewDraft, makeReviewPublished } from './app/review-draft.js';
import { makeSeeChanges } from './app/see-changes.js';
import { makeSeePromises } from './app/see-promises.js';
import { makeSignRevision } from './app/sign-revision.js';
import type { Stores } from './app/stores.js';
import { makeTellOwners } from './app/tell-owner.js';
import { makeVerifyDocument } from './app/verify-document.js';

/** The part of `wiring.ts` that stands between an answer and the public: review, sign-off, closures, comparison. */
export function makePublicationUseCases(stores: Stores, bankHolidays: BankHolidays, cardKey: () => Promise<string>) {
  const deps = { stores, newId, bankHolidays };
  const reviewDraft = makeReviewDraft(deps);
  return {
    reviewDraft,
    reviewPublished: makeReviewPublished(deps),
    acceptFinding: makeAcceptFinding({ ...deps, reviewDraft }),
    askAboutFinding: makeAskAboutFinding({ ...deps, reviewDraft }),
    correctWording: makeCorrectWording(deps),
    recordCheck: makeRecordCheck(deps),
    signRevision: makeSignRevision(deps),
    seeChanges: makeSeeChanges(deps),
    seePromises: makeSeePromises(deps),
    answerPromise: makeAnswerPromise(deps),
    verifyDocument: makeVerifyDocument({ stores, standsForNothing }),
    discharge: makeDischarge(deps),
    moveDeadline: makeMoveDeadline(deps),
    confirmComplete: makeConfirmComplete(deps),
    changeSettings: makeChangeSettings(deps),
    /** Tells owners what became of their answers, with a messenger to send through. */
    tellOwnersThrough: (messenger: Messenger) => makeTellOwners({ ...deps, messenger, cardKey }),
  };
}
