import { type AmendDeps, completeChange, deadlineChange, dischargeChange } from './amend-changes.js';
import { type AnswerDeps, answerChange } from './answer-change.js';
import { type AssignDeps, assignChange } from './assign-change.js';
import type { Change } from './change.js';
import { type ExtendDeps, extendChange } from './extend-change.js';
import { type NudgeDeps, nudgeChange } from './nudge-change.js';
import { type OpenDeps, openChange } from './open-change.js';
import { type PromiseDeps, promiseChange } from './promise-change.js';

/** What all changes need. */
export type ChangeDeps = OpenDeps &
  ExtendDeps &
  AmendDeps &
  PromiseDeps &
  AnswerDeps &
  NudgeDeps &
  AssignDeps & { readonly cardKey: () => Promise<string> };

const CHANGES = {
  open: openChange,
  extend: extendChange,
  answer: answerChange,
  deadline: deadlineChange,
  discharge: dischargeChange,
  complete: completeChange,
  promise: promiseChange,
  nudge: nudgeChange,
  assign: assignChange,
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
