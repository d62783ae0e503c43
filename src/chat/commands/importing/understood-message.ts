import type { FileReading } from '../../../app/importing/kept-files.js';
import type { KeptFile } from '../../../app/store/person-store.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import type { Question, ReadPlan } from '../../../domain/importing/account/reading.js';
import { standingWords } from '../../../domain/importing/understood.js';
import { counted } from '../../../domain/text/counted.js';
import { shortened } from '../../../domain/text/shortened.js';
import { listed } from '../../asking/deck-messages.js';
import type { Message, StatusButton, StatusGroup } from '../../messages.js';
import { notice } from '../../turn.js';

/** Where a file can go. */
export interface Door {
  readonly title: string;
  /** The command behind the button. */
  readonly text: string;
}

/** Links to what was made of a file: what it says beside what was understood, and the workbook. */
export interface FileLinks {
  readonly page: string;
  readonly workbook: string;
}

/** So many kinds of questions, and so many places of one kind, stand on a card. */
const MOST_QUESTIONS = 10;
const MOST_PLACES = 8;

/** What was understood of a file that may become a plan. Nothing is imported by this card: it leads to the one that shows what would change. */
export function understoodMessage(read: ReadPlan, file: KeptFile, links: FileLinks, doors: readonly Door[]): Message {
  const { columns, questions, leftOut, lostCharacters, undated = [] } = read;
  const staffed = read.requirements.filter(({ answers = '' }) => answers.trim() !== '').length;
  const added = read.requirements.filter(({ contributes = '' }) => contributes.trim() !== '').length;
  const summary = [
    standingWords(read),
    `${counted(read.requirements.length, 'row')} under ${counted(read.recommendations.length, 'recommendation')}; ${counted(read.updates.length, 'update')}${columns.length === 0 ? '' : ` of ${listed(columns.map(longDate))}`}.`,
    ...(undated.length === 0 ? [] : ['Updates without a date wait for it: give it in the workbook.']),
    ...(staffed + added === 0
      ? []
      : [`"Who answers" is filled for ${counted(staffed, 'row')}, "Who contributes" for ${counted(added, 'row')}.`]),
    leftOut.length === 0
      ? 'Every word of the file found its place.'
      : `${counted(leftOut.length, 'text')} of the file ${leftOut.length === 1 ? 'has' : 'have'} no place in a plan${lostCharacters === 0 ? '' : ', and some of that is asked about'}. The page shows ${leftOut.length === 1 ? 'it' : 'them'}.`,
    'Nothing is imported yet. Look at the page first; to correct something, change the workbook and send it here.',
  ];
  return {
    kind: 'status',
    status: {
      title: `${shortened(file.name, 60)}: ${shortened(read.title || 'a plan without a title', 100)}`,
      summary: summary.join('\n'),
      replies: [],
      deadlines: [],
      groups: questionGroups(questions),
      buttons: [...linkButtons(links), ...doors.map((door): StatusButton => ({ kind: 'command', ...door }))],
      hints: [],
    },
  };
}

/** A file that can be read and gives no plan: why, and the way through. There is no way to import it. */
export function notUnderstoodMessage(
  { reason, hasWorkbook }: Extract<FileReading, { kind: 'notUnderstood' }>,
  { name }: KeptFile,
  links: FileLinks,
): Message {
  const heading = `${shortened(name, 60)} is not understood`;
  const way =
    'Everything that the file says stands in the workbook. Put it in its place there, and send the workbook here.';
  const paragraphs = [reason, 'Nothing was imported.', ...(hasWorkbook ? [way] : [])];
  const titled = linkButtons(links).flatMap((each) =>
    each.kind === 'link' ? [{ title: each.title, url: each.url }] : [],
  );
  return { kind: 'notice', notice: { heading, paragraphs, commands: [], links: hasWorkbook ? titled : [] } };
}

function linkButtons({ page, workbook }: FileLinks): readonly StatusButton[] {
  return [
    { kind: 'link', title: 'File and understanding side by side', url: page },
    { kind: 'link', title: 'Workbook with what is in doubt', url: workbook },
  ];
}

/** The same question about several places stands once. */
export function questionGroups(questions: readonly Question[]): readonly StatusGroup[] {
  if (questions.length === 0) return [];
  const places = new Map<string, string[]>();
  for (const { what, where, line, ref } of questions) {
    const place = ref ?? where ?? `line ${line}`;
    places.set(what, [...(places.get(what) ?? []), place]);
  }
  const lines = [...places].slice(0, MOST_QUESTIONS).map(([what, at]) => ({
    ref: `${at.slice(0, MOST_PLACES).join(', ')}${at.length > MOST_PLACES ? ` and ${at.length - MOST_PLACES} more` : ''}`,
    text: shortened(what, 300),
    detail: '',
  }));
  const more = places.size - lines.length;
  const rest = more > 0 ? [{ ref: 'More', text: `${counted(more, 'other question')}: see the page.`, detail: '' }] : [];
  return [{ heading: `Please look at (${questions.length})`, lines: [...lines, ...rest] }];
}

/** How a file comes in, for whoever may send one. */
export const HOW_TO_SEND: Message = notice('Send me a file', [
  'Attach the plan here with the paper clip: a Word document, an Excel workbook, a web page, CSV or text. You see what I understood before anything is imported.',
  'A return sheet that came back is taken the same way.',
]);
