import type { TypedWords } from '../../domain/asking/kept-words.js';
import type { Typing } from '../../domain/asking/typed-words.js';
import type { Reply } from '../../domain/asking/update.js';
import { STATUSES, type Status } from '../../domain/plan/plan.js';
import type { DeckItem } from '../messages.js';
import type { Click } from '../turn.js';

/** The reply that a press of Submit, "This is finished" or "No change" amounts to, before it is judged. */
export function replyOf(click: Click): Reply {
  const { text, evidence } = click.inputs;
  if (click.verb === 'finished') {
    return { kind: 'text', text: text || FINISHED, status: 'complete', evidence: evidence ?? null };
  }
  if (click.verb !== 'submit') return { kind: 'noChange' };
  return { kind: 'text', text: text ?? '', status: statusOf(click.inputs.status), evidence: evidence ?? null };
}

/** What is published where nothing else was written with "This is finished". */
const FINISHED = 'This is finished.';

/** What stood in the inputs when a button was pressed. An input that the client left out was not emptied. */
export function typingOf(click: Click): Typing {
  const { status, text, evidence, note } = click.inputs;
  const words: TypedWords = {
    status: statusOf(status) ?? '',
    text: text ?? '',
    evidence: evidence ?? '',
    note: note ?? '',
    promises: click.promises ?? [],
  };
  return { words, shown: text === undefined ? '' : (click.shown ?? '') };
}

/** Whether everything in the inputs is just as the card brought it. */
export function isUntouched({ values, commitments }: DeckItem, { words }: Typing): boolean {
  const isSame = (entered: string, brought: string) =>
    entered.replace(/\s+/g, ' ').trim() === brought.replace(/\s+/g, ' ').trim();
  const promises = words.promises.every((entered) => {
    const { became, until, why } = commitments.find(({ id }) => id === entered.id)?.values ?? NO_PROMISE;
    return entered.became === became && entered.until === until && isSame(entered.why, why);
  });
  return (
    promises &&
    words.status === values.status &&
    isSame(words.text, values.text) &&
    isSame(words.evidence, values.evidence)
  );
}
const NO_PROMISE = { became: '', until: '', why: '' } as const;

/** Everything that was typed with a press, a text each; empty where nothing was. */
export function textsOf({ words }: Typing): readonly string[] {
  const promises = words.promises.flatMap(({ until, why }) => [until, why]);
  return [words.text, words.evidence, words.note, ...promises].filter((text) => text.trim() !== '');
}

function statusOf(text: string | undefined): Status | null {
  return STATUSES.find((status) => status === text) ?? null;
}
