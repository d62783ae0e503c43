import { type AmendDeps, completeChange, deadlineChange, dischargeChange } from './changes/amend-changes.js';
import { type AnswerDeps, answerChange } from './changes/answer-change.js';
import { type AssignDeps, assignChange } from './changes/assign-change.js';
import type { Change } from './changes/change.js';
import { type ExtendDeps, extendChange } from './changes/extend-change.js';
import { type NudgeDeps, nudgeChange } from './changes/nudge-change.js';
import { type OpenDeps, openChange } from './changes/open-change.js';
import { overPlans, type PlansDeps } from './changes/over-plans.js';
import { type PromiseDeps, promiseChange } from './changes/promise-change.js';
import { type TransferDeps, transferChange } from './changes/transfer-change.js';
import { type RedactDeps, redactChange } from './correcting/redact-change.js';
import { type ReissueDeps, reissueChange } from './correcting/reissue-change.js';
import { type ImportDeps, importChange } from './importing/import-change.js';
import { type CourseDeps, pauseChange, recallChange, resumeChange, skipChange } from './leading/course-changes.js';
import { type FinishDeps, finishChange, reopenChange } from './leading/finish-changes.js';
import { deputyChange, type LeadDeps, leadChange } from './leading/lead-changes.js';
import { type AwayDeps, awayChange } from './own/away-change.js';
import { type BackDeps, backChange } from './own/back-change.js';
import { type NoteDeps, noteChange } from './own/note-change.js';
import { type DutyDeps, dutyChange } from './publishing/duty-change.js';
import { type PublicationDeps, publishedChange, sentChange } from './publishing/published-change.js';
import { acceptChange } from './reviewing/accept-change.js';
import { type AskDeps, askChange } from './reviewing/ask-change.js';
import { type CorrectDeps, correctChange } from './reviewing/correct-change.js';

import { type CheckDeps, checkChange } from './signing/check-change.js';
import { type PresentDeps, presentChange } from './signing/present-change.js';
import { returnChange } from './signing/return-change.js';
import { signChange } from './signing/sign-change.js';

/** What all changes need. */
export interface ChangeDeps
  extends OpenDeps,
    PlansDeps,
    ExtendDeps,
    CourseDeps,
    FinishDeps,
    LeadDeps,
    AmendDeps,
    TransferDeps,
    PromiseDeps,
    AnswerDeps,
    NudgeDeps,
    AssignDeps,
    AwayDeps,
    BackDeps,
    NoteDeps,
    AskDeps,
    CorrectDeps,
    CheckDeps,
    PublicationDeps,
    DutyDeps,
    PresentDeps,
    RedactDeps,
    ReissueDeps,
    ImportDeps {}

const CHANGES = {
  open: (deps) => overPlans(openChange(deps), deps, 'Open the next quarter'),
  extend: extendChange,
  recall: recallChange,
  skip: skipChange,
  pause: pauseChange,
  resume: resumeChange,
  finish: finishChange,
  reopen: reopenChange,
  lead: leadChange,
  deputy: deputyChange,
  answer: answerChange,
  deadline: deadlineChange,
  discharge: dischargeChange,
  complete: completeChange,
  transfer: transferChange,
  promise: promiseChange,
  published: publishedChange,
  sent: sentChange,
  duty: dutyChange,
  nudge: (deps) => overPlans(nudgeChange(deps), deps, 'Remind people'),
  assign: assignChange,
  accept: acceptChange,
  correct: correctChange,
  ask: askChange,
  away: (deps) => overPlans(awayChange(deps), deps, 'You are away'),
  back: backChange,
  note: noteChange,
  check: checkChange,
  present: presentChange,
  sign: signChange,
  return: returnChange,
  redact: redactChange,
  reissue: reissueChange,
  import: importChange,
} satisfies Record<string, (deps: ChangeDeps) => Change>;

/** The commands that show first what they would change. */
export type ChangeName = keyof typeof CHANGES;

export function isChange(name: string): name is ChangeName {
  return Object.hasOwn(CHANGES, name);
}

/** The change that a command makes. */
export function changeCalled(name: ChangeName, deps: ChangeDeps): Change {
  return CHANGES[name](deps);
}
