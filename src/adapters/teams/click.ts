import { z } from 'zod';
import { type CardContext, VERBS, type Verb } from '../../app/messages.js';
import { whereWrong } from './activity.js';

/** What was in the inputs, as typed: all strings, trimmed; an input that the card did not have is absent. */
export interface ClickInputs {
  /** A status of the domain, or whatever the client sent. */
  readonly status?: string;
  readonly text?: string;
  readonly evidence?: string;
  /** Meant to be `YYYY-MM-DD`. */
  readonly until?: string;
  /** Meant to be the id of one of the card's colleagues. */
  readonly person?: string;
  readonly note?: string;
}

/** A button of a card. Everything in it is the client's word until its signature is checked. */
export interface Click {
  readonly kind: 'click';
  readonly context: CardContext;
  readonly verb: Verb;
  readonly inputs: ClickInputs;
  /** The message whose button was pressed, where the client says so. */
  readonly activityId: string | null;
}

export type ParsedClick =
  | Click
  /** A button that stands for typed text. */
  | { readonly kind: 'command'; readonly text: string }
  | { readonly kind: 'malformed'; readonly reason: string };

// Teams sends every input as a string, whatever its kind; an untouched one is missing, empty or null.
const input = (most: number) =>
  z
    .string()
    .max(most)
    .transform((text) => text.trim())
    .nullish();

const CLICK = z.object({
  v: z.literal(1),
  tenant: z.string().max(64),
  plan: z.string().max(40),
  cycle: z.string().max(64),
  ask: z.string().max(64),
  ref: z.string().max(64),
  basedOn: z.string().max(64),
  sig: z.string().max(256),
  verb: z.enum(VERBS),
  input_status: input(40),
  input_text: input(32_000),
  input_evidence: input(2_000),
  input_until: input(40),
  input_person: input(128),
  input_note: input(2_000),
});

const COMMAND = z.object({ command: z.string().min(1).max(200) });

/** Reads `activity.value`. Never throws; `reason` names the field that was wrong, never its content. */
export function parseClick(value: unknown, activityId: string | null = null): ParsedClick {
  const command = COMMAND.safeParse(value);
  if (command.success) return { kind: 'command', text: command.data.command };
  const parsed = CLICK.safeParse(value);
  if (!parsed.success) return { kind: 'malformed', reason: whereWrong(parsed.error) };
  const { verb, input_status, input_text, input_evidence, input_until, input_person, input_note, ...context } =
    parsed.data;
  const inputs = {
    status: input_status,
    text: input_text,
    evidence: input_evidence,
    until: input_until,
    person: input_person,
    note: input_note,
  };
  return { kind: 'click', context, verb, inputs: present(inputs), activityId };
}

function present(inputs: Record<string, string | null | undefined>): ClickInputs {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== null && value !== undefined));
}
