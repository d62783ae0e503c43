import { readReference } from '../../../app/asking/sheet-reference.js';
import { type FetchFile, keptFileOf, type makeKeepFile } from '../../../app/importing/kept-files.js';
import type { Who } from '../../../app/people/who.js';
import type { PlanPicture } from '../../../app/standing/see-plan.js';
import type { KeptFile } from '../../../app/store/person-store.js';
import type { FilledSheet } from '../../../domain/asking/return-sheet.js';
import type { Instant } from '../../../domain/calendar/civil-date.js';
import { shortened } from '../../../domain/text/shortened.js';
import type { Message } from '../../messages.js';
import type { Messenger } from '../../messenger.js';
import { notice, type Said, type SentFile } from '../../turn.js';
import { type Asked, changeSaid } from '../changes/change.js';
import { fileMessage, type Places, placesOf } from './file-places.js';
import { importChange } from './import-change.js';
import { type NewPlanDeps, newPlanSaid } from './new-plan.js';
import { HOW_TO_SEND } from './understood-message.js';

interface Deps extends NewPlanDeps {
  readonly fetchFile: FetchFile;
  readonly keepFile: ReturnType<typeof makeKeepFile>;
  readonly messenger: Messenger;
}

const NOT_FOR_YOU = notice(
  'I cannot take files from you',
  [
    'Nothing was read or kept. Write your answer on your card or here in the chat; evidence is a link, in the box for it on the card.',
    'To send a whole plan or a return sheet, please ask the portfolio lead.',
  ],
  ['/mine', '/help'],
);

/**
 * A file that somebody sent. Who may not send one is told so before anything is fetched. It is fetched, kept and read
 * after the channel has its answer, since that takes longer than the channel waits.
 */
export function makeOnFile(deps: Deps) {
  return async (who: Who, files: readonly SentFile[], now: Instant): Promise<Said> => {
    const places = await placesOf(deps, who, now);
    if (places.plans.length === 0 && !places.mayBringNew) return { replies: [NOT_FOR_YOU] };
    const [file, another] = files;
    if (file === undefined) return { replies: [HOW_TO_SEND] };
    if (another !== undefined) {
      const why = 'You sent several files. Nothing was read: please send one at a time.';
      return { replies: [notice('One file at a time', [why])] };
    }
    const { url } = file;
    const name = shortened(file.name, 60) || 'the file';
    if (url === null) {
      const why =
        'A picture says nothing that I can read. Please send a Word document, an Excel workbook, a web page, CSV or text.';
      return { replies: [notice(`${name} is a picture`, [why])] };
    }
    const after = async () => {
      const message = await taken(deps, who, { name, url, places }, now).catch((error: unknown) => ({ error }));
      const isFailed = 'error' in message;
      await deps.messenger.send(who.reference, isFailed ? failed(name) : message);
      if (isFailed) throw message.error;
    };
    return { replies: [{ kind: 'text', text: `I am reading ${name}. Nothing is imported by that.` }], after };
  };
}

function failed(name: string): Message {
  return notice(`I could not read ${name}`, [
    'Something went wrong on our side. Nothing was imported. Please send it again in a few minutes.',
  ]);
}

async function taken(
  deps: Deps,
  who: Who,
  sent: { readonly name: string; readonly url: string; readonly places: Places },
  now: Instant,
): Promise<Message> {
  const { name, url, places } = sent;
  const fetched = await deps.fetchFile(url);
  if (fetched.kind === 'refused') return notice(`I could not get ${name}`, [fetched.reason, 'Nothing was imported.']);
  const file = await deps.keepFile(who.tenant, who.person, { name, at: now, bytes: fetched.bytes });
  return shownFile(deps, who, { file, places }, now);
}

/** What there is to show of a file that is kept. A return sheet knows its plan, so what it would save is shown at once. */
async function shownFile(
  deps: NewPlanDeps,
  who: Who,
  { file, places }: { readonly file: KeptFile; readonly places: Places },
  now: Instant,
): Promise<Message> {
  const reading = await deps.readFile(file.bytes);
  const picture = reading.kind === 'sheet' ? await planOfSheet(deps, reading.sheet, places) : undefined;
  if (picture !== undefined) return proposed(deps, { who, picture, argument: file.id, inputs: {}, now });
  return fileMessage(deps, who, { file, reading, places });
}

async function planOfSheet(
  { cardKey }: NewPlanDeps,
  sheet: FilledSheet,
  { plans }: Places,
): Promise<PlanPicture | undefined> {
  const reference = readReference(await cardKey(), sheet.reference ?? '');
  return plans.find(({ tenant, head }) => tenant === reference?.tenant && head.plan.id === reference.plan);
}

async function proposed(deps: NewPlanDeps, asked: Asked): Promise<Message> {
  return (await changeSaid(deps, 'import', importChange(deps), asked, null)).message;
}

/** `/import`: shows the file that was sent last again. With a plan, or "new", and the file: what importing it there would do. */
export async function importSaid(deps: NewPlanDeps, who: Who, argument: string, now: Instant): Promise<Message> {
  const places = await placesOf(deps, who, now);
  if (places.plans.length === 0 && !places.mayBringNew) return NOT_FOR_YOU;
  const [where = '', ...rest] = argument.trim().split(' ');
  const file = await keptFileOf(deps.stores, who.tenant, who.person, now);
  if (file === null) return HOW_TO_SEND;
  if (where === '') return shownFile(deps, who, { file, places }, now);
  if (where.toLowerCase() === 'new') {
    return (await newPlanSaid(deps, who, { file: rest[0] ?? file.id, inputs: {} }, now, null)).message;
  }
  const picture = places.plans.find(({ head }) => head.plan.id === where.toLowerCase());
  if (picture === undefined) {
    return notice('Which plan?', [`You lead no plan called "${shortened(where, 40)}".`], ['/import']);
  }
  const words = rest.join(' ');
  return proposed(deps, {
    who,
    picture,
    argument: /^[0-9a-f]{40}/.test(words) ? words : `${file.id}${words === 'more' ? ' more' : ''}`,
    inputs: {},
    now,
  });
}
