import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CardContext } from '../messages.js';

/** What a card's buttons say before they are signed. */
export type UnsignedContext = Omit<CardContext, 'sig' | 'v'>;

/** Signs what a card carries for one person: another person's click, or another ref, does not fit. */
export function signCard(key: string, person: string, context: UnsignedContext): CardContext {
  return { ...context, v: 1, sig: signatureOf(key, person, context) };
}

/**
 * Whether this context was signed for this person. A card from before the time on it was signed too is still theirs: it
 * lapses with its cycle. Takes the same time whatever is wrong.
 */
export function isSignedFor(key: string, person: string, context: CardContext): boolean {
  const untimed = { ...context, shownAt: undefined };
  const given = Buffer.from(context.sig);
  return [context, untimed]
    .map((each) => Buffer.from(signatureOf(key, person, each)))
    .map((wanted) => wanted.length === given.length && timingSafeEqual(wanted, given))
    .includes(true);
}

/** One and the same for all copies of a card, whenever each was shown. */
export function copiesOf(key: string, person: string, context: CardContext): string {
  return signatureOf(key, person, { ...context, shownAt: undefined });
}

/** The same message, each of whose buttons is signed together with when it was shown. */
export function signedAsShown<T>(key: string, person: string, message: T, shownAt: number): T {
  const signed = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(signed);
    if (typeof part !== 'object' || part === null) return part;
    if (isContext(part)) return signCard(key, person, { ...part, shownAt });
    return Object.fromEntries(Object.entries(part).map(([name, each]: [string, unknown]) => [name, signed(each)]));
  };
  return signed(message) as T;
}

function isContext(part: object): part is CardContext {
  return 'sig' in part && 'basedOn' in part;
}

function signatureOf(key: string, person: string, context: UnsignedContext): string {
  const { tenant, plan, cycle, ask, ref, basedOn, argument, shownAt } = context;
  const typed = argument === undefined ? [] : [argument];
  const shown = shownAt === undefined ? [] : [shownAt];
  const said = JSON.stringify(['v1', tenant, plan, cycle, ask, ref, basedOn, person, ...typed, ...shown]);
  return createHmac('sha256', key).update(said).digest('base64url');
}
