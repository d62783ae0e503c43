import {
  type makeRecordPublication,
  type makeRecordSentOn,
  type makeSeePublication,
  publicationProposed,
  recipientsOf,
  type SeenPublication,
} from '../../../app/publishing/record-publication.js';
import type { Stores } from '../../../app/store/stores.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import { type Publication, sentOnTo } from '../../../domain/publishing/website/publication.js';
import type { ReadyMail } from '../../../domain/publishing/website/sending-on.js';
import { typedDay } from '../../../domain/text/dates/typed-day.js';
import type { Message, StatusButton } from '../../messages.js';
import { notice } from '../../turn.js';
import { doerOf } from '../changes/by-whom.js';
import { type Asked, type Change, cannot, type Proposal } from '../changes/change.js';
import { planNamed } from '../changes/shown-first.js';

/** What recording a publication needs. */
export interface PublicationDeps {
  readonly stores: Stores;
  readonly seePublication: ReturnType<typeof makeSeePublication>;
  readonly recordPublication: ReturnType<typeof makeRecordPublication>;
  readonly recordSentOn: ReturnType<typeof makeRecordSentOn>;
}

const NOTHING = 'Nothing was recorded';
const HOW =
  'Write /published with the address of the page, and the day if it was not today: /published https://www.example.org/plan on 12 January.';

/** `/published ADDRESS [on DAY]`: the newest revision is public there, since that day. */
export function publishedChange(deps: PublicationDeps): Change {
  return { action: 'publish', what: 'record what is published', propose: (asked) => proposePublished(deps, asked) };
}

async function proposePublished(deps: PublicationDeps, asked: Asked): Promise<Proposal> {
  const { who, picture, argument } = asked;
  const { plan } = picture.head;
  const seen = await deps.seePublication({ tenant: who.tenant, plan: plan.id, loaded: picture.plan }, asked.now);
  if (seen.kind === 'refused') return cannot(NOTHING, [seen.reason], ['/status']);
  const [, typed = '', on = ''] = /^(\S*)(?: (?:(?:on|since) )?(.+))?$/i.exec(argument.trim()) ?? [];
  if (typed === '') {
    const message =
      seen.publication === null ? notice(NOTHING, [HOW], ['/status']) : standing(asked, seen, seen.publication);
    return { kind: 'refused', message };
  }
  const day = on === '' ? picture.day : dayBefore(on, asked);
  if (day === null) return cannot(NOTHING, [`"${on}" is no day that I can read.`, HOW]);
  const doer = await doerOf(deps.stores, who);
  const proposed = publicationProposed(
    picture.plan,
    seen.compiled,
    { address: typed, day },
    { ...doer, on: picture.day },
  );
  if (proposed.kind === 'invalid') return cannot(NOTHING, [proposed.problem, HOW], ['/status']);
  const recipients = recipientsOf(picture.head);
  return {
    kind: 'ready',
    shown: {
      title: `Is revision ${seen.compiled.number} public?`,
      sentences: [
        planNamed(plan),
        `Recorded would be: public at ${typed} since ${longDate(day)}.`,
        ...(seen.publication === null
          ? []
          : [`It replaces: ${seen.publication.address} since ${longDate(seen.publication.day)}.`]),
        recipients.length === 0
          ? 'Nobody is set who gets the link.'
          : `An e-mail text is made for each of: ${recipients.map((each) => each.name).join(', ')}. Nothing is sent by itself.`,
      ],
      groups: [],
    },
    argument: `${typed} on ${day}`,
    button: 'Yes, it is published',
    apply: async () => {
      const about = { tenant: who.tenant, plan: plan.id, ...doer };
      const outcome = await deps.recordPublication(about, { address: typed, day }, asked.now);
      return outcome.kind === 'refused'
        ? { done: false, message: notice(NOTHING, [outcome.reason], ['/status']) }
        : { done: true, message: recordedMessage(asked, outcome.publication, outcome.mails) };
    },
  };
}

/** A day that has come: one without a year is the nearest that has passed. */
function dayBefore(typed: string, { picture }: Asked) {
  const day = typedDay(typed, picture.day);
  if (day === null || day <= picture.day || /\d{4}/.test(typed)) return day;
  const year = Number(day.slice(0, 4)) - 1;
  return typedDay(`${typed} ${year}`, picture.day) ?? day;
}

/** `/sent NAME`: the link went to one of those who are to have it. */
export function sentChange(deps: PublicationDeps): Change {
  return { action: 'publish', what: 'record what is sent on', propose: (asked) => proposeSent(deps, asked) };
}

async function proposeSent(deps: PublicationDeps, asked: Asked): Promise<Proposal> {
  const { who, picture, argument } = asked;
  const { plan } = picture.head;
  const seen = await deps.seePublication({ tenant: who.tenant, plan: plan.id, loaded: picture.plan }, asked.now);
  if (seen.kind === 'refused') return cannot(NOTHING, [seen.reason], ['/status']);
  const { publication } = seen;
  if (publication === null) return cannot(NOTHING, ['The revision is not recorded as published yet.', HOW]);
  const name = argument.trim();
  if (name === '') return { kind: 'refused', message: standing(asked, seen, publication) };
  const doer = await doerOf(deps.stores, who);
  const proposed = sentOnTo(publication, recipientsOf(picture.head), name, { ...doer, on: picture.day });
  if (proposed.kind === 'invalid') return cannot(NOTHING, [proposed.problem], ['/sent']);
  const recipient = proposed.publication.sent.at(-1)?.recipient ?? name;
  return {
    kind: 'ready',
    shown: {
      title: `Did ${recipient} get the link?`,
      sentences: [
        planNamed(plan),
        `Recorded would be: ${publication.address} sent on to ${recipient} by ${doer.byName}, today.`,
      ],
      groups: [],
    },
    argument: recipient,
    button: 'Yes, it is sent',
    apply: async () => {
      const about = { tenant: who.tenant, plan: plan.id, ...doer };
      const outcome = await deps.recordSentOn(about, recipient, asked.now);
      return outcome.kind === 'refused'
        ? { done: false, message: notice(NOTHING, [outcome.reason], ['/sent']) }
        : { done: true, message: recordedMessage(asked, outcome.publication, outcome.mails) };
    },
  };
}

function standing(asked: Asked, { mails }: SeenPublication, publication: Publication): Message {
  return recordedMessage(asked, publication, mails);
}

/** Where the revision is public, who has the link, and a text to copy for the first who does not have it. */
function recordedMessage({ picture }: Asked, publication: Publication, mails: readonly ReadyMail[]): Message {
  const { plan } = picture.head;
  const [first] = mails;
  const sent = publication.sent.map(
    ({ recipient, byName, on }) => `${recipient}: sent on by ${byName} on ${longDate(on)}`,
  );
  const buttons: readonly StatusButton[] = mails.slice(0, 4).map(({ recipient }) => ({
    kind: 'command',
    title: `Sent: ${recipient.name}`,
    text: `/sent ${plan.id} ${recipient.name}`,
  }));
  return {
    kind: 'status',
    status: {
      title: `Revision ${publication.revision} is public`,
      summary: [
        planNamed(plan),
        `At ${publication.address} since ${longDate(publication.day)}, recorded by ${publication.recorded.byName}.`,
        ...(mails.length === 0
          ? []
          : [`To be sent on to: ${mails.map(({ recipient }) => recipient.name).join(', ')}.`]),
      ].join('\n'),
      replies: [],
      deadlines: [],
      groups: [
        ...(sent.length === 0
          ? []
          : [{ heading: 'Sent on', lines: sent.map((text) => ({ ref: '', text, detail: '' })) }]),
        ...(first === undefined ? [] : [mailGroup(first)]),
      ],
      dates: [],
      texts:
        first === undefined
          ? []
          : [{ input: 'note', label: `To copy: e-mail to ${first.recipient.name}`, value: first.text }],
      buttons,
      hints: ['/status'],
    },
  };
}

function mailGroup({ recipient, subject }: ReadyMail) {
  const lines = [
    ...(recipient.address === '' ? [] : [{ ref: 'To', text: recipient.address, detail: '' }]),
    { ref: 'Subject', text: subject, detail: '' },
  ];
  return { heading: `An e-mail that is ready: ${recipient.name}`, lines };
}
