import {
  CHOOSE_STATUS,
  type ReturnSheet,
  SHEET_LABELS,
  SHEET_STATUSES,
  type SheetItem,
} from '../../../../domain/asking/return-sheet.js';
import { type CivilDate, longDate, longDay } from '../../../../domain/calendar/civil-date.js';
import { STATUS_WORDS } from '../../../../domain/plan/plan.js';
import { deadlineWords, NOTHING_WORDS } from '../write/words.js';

/** A return sheet's reference as it is printed. */
export const REFERENCE = /QDS1\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+/;

const TITLE = 'Return sheet: ';
const REFERENCE_LABEL = 'Reference of this sheet. Please leave it as it is: ';
const HEADING = 'Requirement ';
const LAST_STATUS = 'Last time: ';
const HOW =
  'Please write in the shaded places only. For each requirement choose a status and write what has happened since last time: a sentence or two is enough. If nothing has changed, tick "No change" and leave the other places empty.';
const HOW_FIRST =
  'Please write in the shaded places only. For each requirement choose a status and write where it stands: a sentence or two is enough.';
const PUBLIC =
  'Your answers are for publication: please name no person who must not be named, and keep out what must not be public.';

/** "Return sheet: Safe quays plan". */
export function sheetTitle(sheet: ReturnSheet): string {
  return `${TITLE}${sheet.planTitle}`;
}

/** What stands above the requirements: label and value. */
export function sheetFacts(sheet: ReturnSheet): readonly { readonly label: string; readonly value: string }[] {
  const count = sheet.items.length;
  return [
    { label: 'For', value: sheet.forWhom },
    { label: 'From', value: sheet.organisation },
    { label: 'Please send back by', value: longDay(sheet.due) },
    {
      label: 'In this sheet',
      value: `${count} ${count === 1 ? 'requirement' : 'requirements'}, for the revision of ${longDate(sheet.revision)}`,
    },
  ];
}

/** How to fill it in, a paragraph each. Where nothing was published about any requirement, none can be unchanged. */
export function sheetHow({ items }: ReturnSheet): readonly string[] {
  return [items.some(({ previousText }) => previousText !== null) ? HOW : HOW_FIRST, PUBLIC];
}

/** The recommendation that an item is under; of the introduction what it is, and how it is changed. */
export function recommendationOf({ recommendation, recommendationText }: SheetItem): string {
  if (recommendation === '') return INTRODUCES;
  return `${recommendation}. ${recommendationText ?? NOTHING_WORDS.recommendation}`;
}

export function itemHeading(item: Pick<SheetItem, 'ref'>): string {
  return `${HEADING}${item.ref}`;
}

/** "Published last time (19 June 2026)": the label, with the date where there is one. */
export function previousLabel(column: CivilDate | null): string {
  return column === null ? SHEET_LABELS.previous : `${SHEET_LABELS.previous} (${longDate(column)})`;
}

/** What was published last, or that nothing was. */
export function previousWords(item: SheetItem): string {
  return item.previousText?.text ?? 'Nothing has been published yet.';
}

/** "Last time: On track", or nothing where none was stated. */
export function statusBefore(item: SheetItem): readonly string[] {
  return item.status === 'notStated' ? [] : [`${LAST_STATUS}${STATUS_WORDS[item.status]}`];
}

export function sheetDeadline(item: SheetItem): string {
  return item.deadline === null ? 'None is stated' : deadlineWords(item.deadline);
}

/** What stands small below each label. */
export const HINTS = {
  status: `One of: ${SHEET_STATUSES.join(', ')}`,
  update: 'What has happened since, in words that can be published',
  evidence: 'A link or words, a line each, kept for inspection. A line that begins with Public: is printed',
  noChange: 'Tick, or write X, if nothing has changed since then',
} as const;

/** Hints that sheets of earlier versions carry: a sheet is sent back months after it is made. A hint that changes goes here. */
const EARLIER_HINTS: readonly string[] = ['A web address, if there is one'];

/** The small print by which the sheet is known again. */
export function referenceWords(sheet: ReturnSheet): string {
  return `${REFERENCE_LABEL}${sheet.reference}`;
}

const INTRODUCES =
  'The introduction of the plan: is it still true? To change it, write the whole of it as it is to be published.';

const LABELS: readonly string[] = Object.values(SHEET_LABELS);
const OWN: readonly string[] = [
  INTRODUCES,
  CHOOSE_STATUS,
  HOW,
  HOW_FIRST,
  PUBLIC,
  ...LABELS,
  ...Object.values(HINTS),
  ...EARLIER_HINTS,
];
const FACTS = /^(?:For|From|Please send back by|In this sheet)(?::|$)/;

/** Whether a text that stands in no place for answers is the sheet's own. */
export function isSheetText(text: string): boolean {
  const line = text.trim();
  if (OWN.includes(line) || REFERENCE.test(line.replace(/\s+/g, ''))) return true;
  return (
    line.startsWith(TITLE) ||
    Object.values(STATUS_WORDS).some((status) => line === `${LAST_STATUS}${status}`) ||
    line.startsWith(REFERENCE_LABEL.trim()) ||
    FACTS.test(line) ||
    /^Requirement \S{1,40}$/.test(line)
  );
}

/** Whether a text at the foot of a page ends as ours do, in "Page 2 of 3"; some programs leave the numbers out. */
export function isPageFooter(text: string): boolean {
  return /\sPage\s*\d*\s*of\s*\d*$/.test(text.trimEnd());
}
