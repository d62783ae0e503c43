import { z } from 'zod';
import { LONGEST_ARGUMENT } from '../../../chat/commands/changes/change.js';
import { VERBS } from '../../../chat/messages.js';
import type { Click } from '../../../chat/turn.js';
import type { CommitmentInput } from '../../../domain/commitments/commitment-reply.js';
import { whereWrong } from '../identity/activity.js';

export type ParsedClick =
  | ({ readonly kind: 'click' } & Click)
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

/** More rows than this stand on no card of typed words. */
export const MOST_TYPED = 12;
/** More rows than this stand on no card of "No change to several". */
export const MOST_SEVERAL = 60;

const PROMISE_ID = /^[0-9a-f]{16}$/;

const CLICK = z.object({
  v: z.literal(1),
  tenant: z.string().max(64),
  plan: z.string().max(40),
  cycle: z.string().max(64),
  ask: z.string().max(64),
  ref: z.string().max(64),
  basedOn: z.string().max(64),
  argument: z.string().max(LONGEST_ARGUMENT).optional(),
  shownAt: z.number().optional(),
  sig: z.string().max(256),
  verb: z.enum(VERBS),
  input_status: input(40),
  input_text: input(32_000),
  input_evidence: input(2_000),
  input_until: input(40),
  input_person: input(128),
  input_name: input(200),
  input_note: input(2_000),
  input_all: input(40),
  input_till: input(40),
  input_from: input(40),
  input_row: input(128),
  input_rows: input(400),
  input_revision: input(40),
  input_opens: input(40),
  input_due: input(40),
  input_closes: input(40),
  promises: z.record(z.string().regex(PROMISE_ID), z.number().int().min(0)).optional(),
  // not signed: they only say what the sender had in sight, and concern nobody else
  shown: z.string().max(64).optional(),
  row: z.string().max(64).optional(),
  follows: z.string().max(64).optional(),
  which: z.literal(true).optional(),
  typed: z
    .array(z.object({ ref: z.string().max(64), shown: z.string().max(64), seen: z.string().max(64) }))
    .max(MOST_TYPED)
    .optional(),
  several: z
    .array(z.object({ ref: z.string().max(64), seen: z.string().max(64) }))
    .max(MOST_SEVERAL)
    .optional(),
});

/** An id as the domain makes it. More promises than this stand on no card. */
const MOST_PROMISES = 10;
const PROMISE_INPUT = /^input_promise_([0-9a-f]{16})(?:_(until|why))?$/;

const PROMISE_TEXT = input(2_000);

const COMMAND = z.object({ command: z.string().min(1).max(200) });

/** Reads `activity.value`. Never throws; `reason` names the field that was wrong, never its content. */
export function parseClick(value: unknown, activityId: string | null = null): ParsedClick {
  const command = COMMAND.safeParse(value);
  if (command.success) return { kind: 'command', text: command.data.command };
  const parsed = CLICK.safeParse(value);
  if (!parsed.success) return { kind: 'malformed', reason: whereWrong(parsed.error) };
  const {
    verb,
    input_status,
    input_text,
    input_evidence,
    input_until,
    input_person,
    input_name,
    input_note,
    input_all,
    input_till,
    input_from,
    input_row,
    input_rows,
    input_revision,
    input_opens,
    input_due,
    input_closes,
    promises,
    shown,
    row,
    follows,
    which,
    typed,
    several,
    ...context
  } = parsed.data;
  const about = promiseInputs(value, promises ?? {});
  if (about === null) return { kind: 'malformed', reason: 'promises: too many, or not as a card has them' };
  const inputs = {
    status: input_status,
    text: input_text,
    evidence: input_evidence,
    until: input_until,
    person: input_person,
    name: input_name,
    note: input_note,
    all: input_all,
    till: input_till,
    from: input_from,
    row: input_row,
    rows: input_rows,
    revision: input_revision,
    opens: input_opens,
    due: input_due,
    closes: input_closes,
  };
  const asked = about.length === 0 ? {} : { promises: about };
  const seen = given({ shown, row, follows, which, typed, several });
  return { kind: 'click', context, verb, inputs: present(inputs), ...seen, ...asked, activityId };
}

/** Whatever was typed into the inputs of a card, even where nothing else of the press can be read. */
export function typedInto(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, typed]) =>
    WORDS_INPUT.test(name) && typeof typed === 'string' && typed.trim() !== '' ? [typed] : [],
  );
}
const WORDS_INPUT = /^input_(?:text|evidence|note|promise_\w+_(?:until|why))$/;

/** What was entered about promises, by their ids; null where that is nothing that a card of ours could send. */
function promiseInputs(value: unknown, versions: Readonly<Record<string, number>>): readonly CommitmentInput[] | null {
  const found = new Map<string, CommitmentInput>();
  const blank = { became: '', until: '', why: '' };
  for (const [id, version] of Object.entries(versions)) found.set(id, { id, version, ...blank });
  for (const [name, typed] of Object.entries(value as Record<string, unknown>)) {
    if (!name.startsWith('input_promise_')) continue;
    const [, id, part = 'became'] = PROMISE_INPUT.exec(name) ?? [];
    const text = PROMISE_TEXT.safeParse(typed);
    if (id === undefined || !text.success) return null;
    found.set(id, { ...(found.get(id) ?? { id, version: 0, ...blank }), [part]: text.data ?? '' });
  }
  return found.size > MOST_PROMISES ? null : [...found.values()];
}

function present(inputs: Record<string, string | null | undefined>): Click['inputs'] {
  return given(Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, value ?? undefined])));
}

/** What is there, without what is not. */
function given<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}
