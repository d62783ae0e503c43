import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What a return sheet says about itself, so that it is matched when it comes back. */
export interface SheetReference {
  readonly tenant: string;
  readonly plan: string;
  readonly cycle: string;
  /** The nonce of the ask that it belongs to. */
  readonly ask: string;
  /** Entra object id, or `NOBODY` for a post without a person. */
  readonly person: string;
  /** Each requirement with the update that counted when the sheet was made (or empty); of a contributor, their own words. */
  readonly items: readonly SheetRow[];
}

interface SheetRow {
  readonly ref: string;
  readonly basedOn: string;
  /** The person adds to this row, and somebody else answers it. */
  readonly adds?: true;
}

const MARK = 'QDS1';

const said = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.array(z.union([z.tuple([z.string(), z.string()]), z.tuple([z.string(), z.string(), z.literal('adds')])])),
]);

/** The reference as printed: mark, content and signature, joined by full stops; ASCII without white space. */
export function signReference(key: string, reference: SheetReference): string {
  const { tenant, plan, cycle, ask, person, items } = reference;
  const content = JSON.stringify([
    tenant,
    plan,
    cycle,
    ask,
    person,
    items.map(({ ref, basedOn, adds }) => [ref, basedOn, ...(adds === true ? ['adds'] : [])]),
  ]);
  const body = Buffer.from(content).toString('base64url');
  return `${MARK}.${body}.${signatureOf(key, body)}`;
}

/** Reads a reference made by `signReference` with this key; null when it was not, or was changed. */
export function readReference(key: string, printed: string): SheetReference | null {
  const [mark, body = '', signature = '', more] = printed.split('.');
  if (mark !== MARK || more !== undefined) return null;
  const wanted = Buffer.from(signatureOf(key, body));
  const given = Buffer.from(signature);
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return null;
  const [tenant, plan, cycle, ask, person, items] = said.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  return {
    tenant,
    plan,
    cycle,
    ask,
    person,
    items: items.map(([ref, basedOn, adds]) => ({ ref, basedOn, ...(adds === undefined ? {} : { adds: true }) })),
  };
}

function signatureOf(key: string, body: string): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(['return sheet', body]))
    .digest('base64url');
}
