import { z } from 'zod';
import type { ReceivedActivity } from '../stand-ins/connector-stand-in.js';

/** The parts of an Adaptive Card that a reader of it needs; everything else is left alone. */
interface CardPart {
  readonly type?: string | undefined;
  readonly id?: string | undefined;
  readonly text?: string | undefined;
  readonly title?: string | undefined;
  readonly value?: string | undefined;
  readonly url?: string | undefined;
  readonly data?: Readonly<Record<string, unknown>> | undefined;
  readonly inlines?: readonly CardPart[] | undefined;
  readonly facts?: readonly CardPart[] | undefined;
  readonly items?: readonly CardPart[] | undefined;
  readonly columns?: readonly CardPart[] | undefined;
  readonly body?: readonly CardPart[] | undefined;
  readonly actions?: readonly CardPart[] | undefined;
  readonly card?: CardPart | undefined;
}

const parts = z.lazy(() => z.array(part)).optional();
const part: z.ZodType<CardPart> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    id: z.string().optional(),
    text: z.string().optional(),
    title: z.string().optional(),
    value: z.string().optional().catch(undefined),
    url: z.string().optional(),
    data: z.record(z.string(), z.unknown()).optional(),
    inlines: parts,
    facts: parts,
    items: parts,
    columns: parts,
    body: parts,
    actions: parts,
    card: part.optional(),
  }),
);

/** A button as a client would press it: its data, and what stands in the inputs that go with it. */
export interface CardButton {
  readonly title: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, string>>;
}

/** A message as a person reads it. */
export interface ReadMessage {
  /** From top to bottom; columns of a row side by side, with a space between. */
  readonly lines: readonly string[];
  readonly buttons: readonly CardButton[];
  readonly links: readonly { readonly title: string; readonly url: string }[];
}

/** Reads a message as it arrived: its text, or its card. Throws when a card has not the shape of one. */
export function readMessage(activity: ReceivedActivity): ReadMessage {
  const content = activity.attachments?.[0]?.content;
  if (content === undefined) return { lines: [activity.text ?? ''], buttons: [], links: [] };
  const card = part.parse(content);
  return { lines: linesOf(card), buttons: buttonsOf(card, {}), links: linksOf(card) };
}

/** Whether the message asks for an update: it has a "Submit" that carries a ref. */
export function asksForUpdate(activity: ReceivedActivity): boolean {
  return readMessage(activity).buttons.some((button) => button.data['verb'] === 'submit');
}

function childrenOf(element: CardPart): readonly CardPart[] {
  return [...(element.body ?? []), ...(element.items ?? []), ...(element.columns ?? [])];
}

function linesOf(element: CardPart): readonly string[] {
  if (element.inlines !== undefined) return [element.inlines.map((run) => run.text ?? '').join('')];
  if (element.facts !== undefined) return element.facts.map((fact) => `${fact.title ?? ''} ${fact.value ?? ''}`);
  if (element.columns !== undefined) return [element.columns.flatMap(linesOf).join(' ')];
  if (element.text !== undefined) return [element.text];
  return childrenOf(element).flatMap(linesOf);
}

/** Buttons anywhere in the card. A card that a button unfolds sends its own inputs and those around it. */
function buttonsOf(element: CardPart, around: Readonly<Record<string, string>>): readonly CardButton[] {
  const inputs = element.body === undefined ? around : { ...around, ...inputsOf(element) };
  const own = (element.actions ?? []).flatMap((action): readonly CardButton[] => {
    if (action.card !== undefined) return buttonsOf(action.card, inputs);
    return action.data === undefined ? [] : [{ title: action.title ?? '', data: action.data, inputs }];
  });
  return [...own, ...childrenOf(element).flatMap((child) => buttonsOf(child, inputs))];
}

function inputsOf(element: CardPart): Readonly<Record<string, string>> {
  return Object.fromEntries(inputEntries(element));
}

function inputEntries({ type, id, value, ...element }: CardPart): readonly (readonly [string, string])[] {
  const own = type?.startsWith('Input.') && id !== undefined ? [[id, value ?? ''] as const] : [];
  return [...own, ...childrenOf(element).flatMap(inputEntries)];
}

function linksOf(element: CardPart): ReadMessage['links'] {
  const own = (element.actions ?? []).flatMap((action) =>
    action.url === undefined ? [] : [{ title: action.title ?? '', url: action.url }],
  );
  return [...own, ...childrenOf(element).flatMap(linksOf)];
}
