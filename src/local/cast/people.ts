import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { LOCAL_TENANT } from '../../host/config.js';

const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'must be a GUID in lower case');

const personSchema = z.strictObject({
  /** Short and stable: names the person on the command line and in file names. */
  key: z.string().regex(/^[a-z-]{1,20}$/),
  /** The Entra object id. */
  id: guid,
  name: z.string().min(1),
  givenName: z.string().min(1),
  surname: z.string().min(1),
  /** At a domain that RFC 2606 reserves for documentation, so that no letter can ever arrive. */
  userPrincipalName: z.string().regex(/^[a-z.]+@[a-z.]+\.example$/),
  /** The post as the sample plan prints it. */
  post: z.string().min(1),
  role: z.enum(['lead', 'executive', 'owner', 'visitor']),
});

const castSchema = z.strictObject({
  organisation: z.string().min(1),
  bot: z.strictObject({ id: z.string().startsWith('28:'), name: z.string().min(1) }),
  people: z
    .array(personSchema)
    .length(5)
    .refine((people) => new Set(people.map((person) => person.id)).size === 5, 'two people share an id'),
  /** Somebody with no part in the plan. The Playground wants five users besides the one who looks on. */
  visitor: personSchema,
});

/** One invented person. */
export type Person = z.infer<typeof personSchema>;

/** Everybody in local mode: five people with a part in the sample plan, one visitor, and the bot. */
export type Cast = z.infer<typeof castSchema> & { readonly tenant: string };

/**
 * Reads the invented people that local mode, the demo and the tests share (`src/local/cast/people.json`).
 * The path is the same seen from `src/local` and from `dist/local`.
 * @throws when the file is missing or does not have that shape: a defect of the installation.
 */
export function readCast(): Cast {
  const file = new URL('../../../src/local/cast/people.json', import.meta.url);
  return { ...castSchema.parse(JSON.parse(readFileSync(file, 'utf8'))), tenant: LOCAL_TENANT };
}

/**
 * Finds one of the five people by their short name ("lead", "harbour-master").
 * @throws when nobody has that key: the caller named somebody who does not exist.
 */
export function personNamed(cast: Cast, key: string): Person {
  const person = cast.people.find((candidate) => candidate.key === key);
  if (person === undefined) {
    throw new Error(`Nobody is called "${key}"; there are ${cast.people.map((each) => each.key).join(', ')}.`);
  }
  return person;
}
