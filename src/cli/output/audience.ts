import type { SettingsGiven } from '../../app/plan/change-settings.js';
import type { PlanSettings } from '../../app/store/stores.js';
import { parseCivilDate } from '../../domain/calendar/civil-date.js';
import { type Duty, openDuties } from '../../domain/publishing/website/duty.js';
import type { Recipient } from '../../domain/publishing/website/publication.js';
import { WrongUsage } from './command.js';

/** Options of the settings that say who is told of a revision, whom readers ask, and what is to be done by a day. */
interface AudienceOptions {
  readonly recipients?: string;
  readonly contact?: string;
  readonly duties?: string;
}

/** The settings that are given; an empty option sets nobody, or nothing. */
export function audienceOf({ recipients, contact, duties }: AudienceOptions): SettingsGiven {
  return {
    ...(recipients === undefined ? {} : { recipients: partsOf(recipients).map(recipientOf) }),
    ...(contact === undefined ? {} : { contact: contact.replace(/\s+/g, ' ').trim() }),
    ...(duties === undefined ? {} : { duties: partsOf(duties).map(dutyOf) }),
  };
}

/** What is set, a line each. */
export function audienceLines({ recipients = [], contact = '', duties = [] }: PlanSettings): readonly string[] {
  const named = recipients.map(({ name, address }) => (address === '' ? name : `${name} <${address}>`));
  return [
    `Get the link to each revision: ${named.join('; ') || 'nobody'}.`,
    `Contact on the page: ${contact || 'none'}.`,
    `To be done by a day: ${
      openDuties(duties)
        .map(({ what, by }) => `${by} ${what}`)
        .join('; ') || 'nothing'
    }.`,
  ];
}

function partsOf(text: string): readonly string[] {
  const parts = text.split(/[;\r\n]/).map((part) => part.replace(/\s+/g, ' ').trim());
  return [...new Set(parts.filter((part) => part !== ''))];
}

/** "National body <plans@example.org>", or a name alone. */
function recipientOf(text: string): Recipient {
  const [, name = '', address = ''] = /^([^<>]*[^<> ]) ?(?:<([^<>\s]+)>)?$/.exec(text) ?? [];
  if (name === '') throw new WrongUsage(`--recipients takes "Name <address>; Name". You gave "${text}".`);
  return { name, address };
}

/** "2027-03-01 Six-month update". */
function dutyOf(text: string): Duty {
  const [, day = '', what = ''] = /^(\S+) (.+)$/.exec(text) ?? [];
  const by = parseCivilDate(day);
  if (by === undefined) {
    throw new WrongUsage(
      `--duties takes "2027-03-01 Six-month update; …": a day, then what is to be done. You gave "${text}".`,
    );
  }
  return { what, by };
}
