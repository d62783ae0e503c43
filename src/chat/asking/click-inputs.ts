import type { AskedItem } from '../../domain/asking/ask.js';
import type { Reply } from '../../domain/asking/update.js';
import { STATUSES, type Status } from '../../domain/plan/plan.js';
import type { ClickSaid } from '../turn.js';
import type { Retry } from './deck-messages.js';

/** The reply that a press of Submit or "No change" amounts to, before it is judged. */
export function replyOf(click: ClickSaid): Reply {
  if (click.verb === 'noChange') return { kind: 'noChange' };
  const { text, evidence } = click.inputs;
  return { kind: 'text', text: text ?? '', status: statusOf(click.inputs.status), evidence: evidence ?? null };
}

function statusOf(text: string | undefined): Status | null {
  return STATUSES.find((status) => status === text) ?? null;
}

/** What stood in the inputs when the button was pressed; a card without inputs shows what it had. */
export function typed(click: ClickSaid, item: AskedItem): Pick<Retry, 'values' | 'promises'> {
  const { status, text, evidence } = click.inputs;
  const values = {
    status: statusOf(status) ?? (item.status === 'notStated' ? ('' as const) : item.status),
    text: text ?? '',
    evidence: evidence ?? '',
  };
  return { values, promises: click.promises ?? [] };
}
