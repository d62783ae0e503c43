import { type CivilDate, longDate } from '../../calendar/civil-date.js';

/** Somebody who did something about a publication, as people read their name. */
export interface Doer {
  /** Key of the person, or "system". */
  readonly by: string;
  readonly byName: string;
  readonly on: CivilDate;
}

/** That the link was sent on to one of those who are to have it. */
export interface SentOn extends Doer {
  readonly recipient: string;
}

/** Where and since when a revision is public. Signed is not public yet: somebody says when it is. */
export interface Publication {
  /** Number of the revision. */
  readonly revision: number;
  readonly address: string;
  /** The day on which it went public. */
  readonly day: CivilDate;
  /** Who recorded it, and when. */
  readonly recorded: Doer;
  /** Oldest first, each recipient once. */
  readonly sent: readonly SentOn[];
}

/** Who is to have the link to each revision: the national body, the commissioner, a working group. */
export interface Recipient {
  readonly name: string;
  /** Where to send it, as the lead wrote it; empty: the lead knows. */
  readonly address: string;
}

/** What is known of the revision that goes public. */
export interface ToPublish {
  /** Number of the newest revision; 0 before the first. */
  readonly revision: number;
  /** The day on which it was made. */
  readonly made: CivilDate;
  readonly today: CivilDate;
  /** What was recorded of it before, or null. */
  readonly before: Publication | null;
}

export type Publishing =
  | { readonly kind: 'publication'; readonly publication: Publication }
  | { readonly kind: 'invalid'; readonly problem: string };

/** Longest address that is kept. */
const LONGEST_ADDRESS = 1_000;

/** The revision as public at an address since a day; once recorded it can be corrected, and keeps to whom it was sent on. */
export function publicationOf(
  { revision, made, today, before }: ToPublish,
  { address, day }: { readonly address: string; readonly day: CivilDate },
  recorded: Doer,
): Publishing {
  if (revision === 0) return invalid('No revision of this plan has been made yet, so there is none to publish.');
  if (!isPublicAddress(address)) {
    return invalid(`"${address}" is not the address of a page. Give it whole, such as https://www.example.org/plan`);
  }
  if (day > today) return invalid(`${longDate(day)} has not come yet. Record it once the page is public.`);
  if (day < made) return invalid(`The revision was made on ${longDate(made)}, so it cannot be public before that day.`);
  if (before?.address === address && before.day === day) {
    return invalid(`It is recorded so already: public at ${address} since ${longDate(day)}.`);
  }
  return { kind: 'publication', publication: { revision, address, day, recorded, sent: before?.sent ?? [] } };
}

const PUBLIC_ADDRESS = /^https?:\/\/[^\s/?#@.]+(?:\.[^\s/?#@.]+)+(?:[/?#]\S*)?$/i;

/** A page that anybody can open: no file, no address without a host, no password in it. */
export function isPublicAddress(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && PUBLIC_ADDRESS.test(text) && URL.canParse(text);
}

/** The publication with one more recipient who has the link. */
export function sentOnTo(
  publication: Publication,
  recipients: readonly Recipient[],
  name: string,
  doer: Doer,
): Publishing {
  const known = recipients.find((each) => same(each.name, name));
  if (known === undefined) {
    const names = recipients.map((each) => each.name);
    return invalid(
      names.length === 0
        ? 'Nobody is set who gets the link. Name them first: quarterdeck settings --recipients'
        : `"${name}" is none of those who get the link: ${names.join(', ')}.`,
    );
  }
  const sent = publication.sent.find(({ recipient }) => recipient === known.name);
  if (sent !== undefined) {
    return invalid(`${known.name} has it already: sent on by ${sent.byName} on ${longDate(sent.on)}.`);
  }
  const next = [...publication.sent, { ...doer, recipient: known.name }];
  return { kind: 'publication', publication: { ...publication, sent: next } };
}

/** Those who do not have the link yet. */
export function unsent({ sent }: Publication, recipients: readonly Recipient[]): readonly Recipient[] {
  return recipients.filter(({ name }) => sent.every(({ recipient }) => recipient !== name));
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function invalid(problem: string): Publishing {
  return { kind: 'invalid', problem };
}
