import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CardContext } from '../messages.js';

/** What a card's buttons say before they are signed. */
export type UnsignedContext = Omit<CardContext, 'sig' | 'v'>;

/** Signs what a card carries for one person: another person's click, or another ref, does not fit. */
export function signCard(key: string, person: string, context: UnsignedContext): CardContext {
  return { v: 1, ...context, sig: signatureOf(key, person, context) };
}

/** Whether this context was signed for this person. Takes the same time whatever is wrong. */
export function isSignedFor(key: string, person: string, context: CardContext): boolean {
  const wanted = Buffer.from(signatureOf(key, person, context));
  const given = Buffer.from(context.sig);
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

function signatureOf(key: string, person: string, context: UnsignedContext): string {
  const { tenant, plan, cycle, ask, ref, basedOn, argument } = context;
  const typed = argument === undefined ? [] : [argument];
  const said = JSON.stringify(['v1', tenant, plan, cycle, ask, ref, basedOn, person, ...typed]);
  return createHmac('sha256', key).update(said).digest('base64url');
}
