import { standsForNothing } from '../adapters/documents/own/write/words.js';
import { newId } from '../adapters/ids.js';
import { makeAnswerPromise } from '../app/commitments/answer-promise.js';
import { makeSeePromises } from '../app/commitments/see-promises.js';
import {
  makeAnswerFinished,
  makeCorrectRecommendation,
  makeDischarge,
  makeMarkPublication,
  makeMoveDeadline,
  makeTransfer,
} from '../app/plan/amend-plan.js';
import { makeChangeSettings } from '../app/plan/change-settings.js';
import { makeRecordDuty } from '../app/publishing/record-duty.js';
import { makeRecordPublication, makeRecordSentOn, makeSeePublication } from '../app/publishing/record-publication.js';
import { makeReissueRevision } from '../app/publishing/reissue-revision.js';
import { makeSeeChanges } from '../app/publishing/see-changes.js';
import { makeSeePackage } from '../app/publishing/see-package.js';
import { makeVerifyDocument } from '../app/publishing/verify-document.js';
import { makeConfirmComplete } from '../app/reviewing/confirm-complete.js';
import { makeCorrectWording } from '../app/reviewing/correct-wording.js';
import { makeAcceptFinding, makeAcceptFindings, makeAskAboutFinding } from '../app/reviewing/decide-finding.js';
import { makeRecordCheck } from '../app/reviewing/record-check.js';
import { makeReviewDraft, makeReviewPublished } from '../app/reviewing/review-draft.js';
import { makeSeeReview } from '../app/reviewing/see-review.js';
import { makeSeeSigning, makeSignRevision } from '../app/reviewing/sign-revision.js';
import { makeTellNews } from '../app/sending/sweep/tell-news.js';
import { makeSeePaper } from '../app/standing/see-paper.js';
import type { BankHolidays } from '../app/store/calendars.js';
import type { Stores } from '../app/store/stores.js';
import type { Messenger } from '../chat/messenger.js';
import { makeCourier } from '../chat/sending/courier.js';

/** The part of `wiring.ts` that stands between an answer and the public: review, sign-off, closures, comparison. */
export function makePublicationUseCases(stores: Stores, bankHolidays: BankHolidays, cardKey: () => Promise<string>) {
  const deps = { stores, newId, bankHolidays };
  const reviewDraft = makeReviewDraft(deps);
  const seeReview = makeSeeReview(deps);
  return {
    reviewDraft,
    reviewPublished: makeReviewPublished(deps),
    seeReview,
    reissueRevision: makeReissueRevision(deps),
    seePaper: makeSeePaper({ seeReview }),
    acceptFinding: makeAcceptFinding({ ...deps, seeReview }),
    acceptFindings: makeAcceptFindings({ ...deps, seeReview }),
    askAboutFinding: makeAskAboutFinding({ ...deps, reviewDraft }),
    correctWording: makeCorrectWording(deps),
    recordCheck: makeRecordCheck(deps),
    signRevision: makeSignRevision(deps),
    seeSigning: makeSeeSigning(deps),
    seeChanges: makeSeeChanges(deps),
    seePackage: makeSeePackage({ ...deps, seeChanges: makeSeeChanges(deps) }),
    seePublication: makeSeePublication(deps),
    recordPublication: makeRecordPublication(deps),
    recordSentOn: makeRecordSentOn(deps),
    recordDuty: makeRecordDuty(deps),
    seePromises: makeSeePromises(deps),
    answerPromise: makeAnswerPromise(deps),
    verifyDocument: makeVerifyDocument({ stores, standsForNothing }),
    discharge: makeDischarge(deps),
    moveDeadline: makeMoveDeadline(deps),
    transfer: makeTransfer(deps),
    answerFinished: makeAnswerFinished(deps),
    markPublication: makeMarkPublication(deps),
    correctRecommendation: makeCorrectRecommendation(deps),
    confirmComplete: makeConfirmComplete(deps),
    changeSettings: makeChangeSettings(deps),
    /** Tells owners what became of their answers, with a messenger to send through. */
    tellNewsThrough: (messenger: Messenger) => makeTellNews({ ...deps, courier: makeCourier({ messenger, cardKey }) }),
  };
}
