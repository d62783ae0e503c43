import { type CivilDate, civilDate } from '../../calendar/civil-date.js';
import type { SourceCell } from '../account/reading.js';
import { datedLine } from '../words/dated-line.js';
import { plainDate } from '../words/deadline-words.js';
import { dayIn, type Heading, headingOf } from '../words/headings.js';
import { ownLetters } from '../words/own-letters.js';
import { looksLikeStatus } from '../words/status-words.js';

/** What a paragraph begins. `label` is the part that only names it, `rest` what follows in the same paragraph. */
export type OutlineLine =
  | { readonly kind: 'recommendation'; readonly number: string | null; readonly label: string; readonly rest: string }
  | { readonly kind: 'requirement'; readonly number: string; readonly label: string; readonly rest: string }
  | { readonly kind: 'evidence'; readonly label: string; readonly rest: string }
  | { readonly kind: 'update'; readonly column: CivilDate; readonly label: string; readonly rest: string }
  | { readonly kind: 'owner' | 'status' | 'deadline'; readonly label: string; readonly rest: string }
  /** Only says that an answer follows: "Update". */
  | { readonly kind: 'label'; readonly label: string; readonly rest: '' }
  | { readonly kind: 'text'; readonly label: ''; readonly rest: string };

/** Four figures alone may be a year. */
const FIGURES = '(?:\\d{1,3}(?!\\d)|(?!(?:19|20)\\d\\d(?!\\d))\\d{4})';
const NUMBER = '[A-Z]{0,3}\\d{1,4}(?:\\.\\d{1,3})*(?:[a-z]|\\([a-z]\\))?';
const AFTER = '(?:\\s*[:.)–—-]+\\s*|\\s+|\\s*$)';
/** A bare letter is a number only where nothing but its own end follows: "Recommendation A: …", not "Recommendation A leaflet". */
const LETTER = '[A-Z](?=\\s*(?:[:.)–—-]|$))';
const RECOMMENDATION = new RegExp(
  `^(?:recommendation|rec)\\b\\.?\\s*(?:no\\.?|number)?\\s*(${NUMBER}|${LETTER})${AFTER}`,
  'i',
);
const REQUIREMENT = new RegExp(
  `^(?:(?:evidence\\s+)?requirement|sub-?recommendation|action|req)\\b\\.?\\s*(?:no\\.?|number)?\\s*(${NUMBER})${AFTER}`,
  'i',
);
const EVIDENCE = /^evidence(?:\s+requirements?|\s+required)?\b(?:[^:\n]{0,80}:\s*|\s*$)/i;
const NUMBERED_EVIDENCE = new RegExp(`^(${NUMBER}|[A-Z](?:\\.\\d{1,3})*)\\s*[:.)–—-]*\\s*(?=evidence\\s+require)`, 'i');
const SUBNUMBERED = new RegExp(
  `^([A-Z]{0,3}\\d{1,4}(?:\\.\\d{1,3})+|[A-Z](?:\\.\\d{1,3})+|\\d{1,4}(?:[a-z]|\\([a-z]\\)))${AFTER}(?=\\D|$)`,
);
const NUMBERED_HEADING = new RegExp(`^(?=[A-Z]|${FIGURES})(${NUMBER})${AFTER}`);
const BY_DATE =
  /^(?:by|before|no later than|within)\s+(?:the\s+)?(?:end of\s+)?(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d)/i;
/** "due 31 May 2032", and nothing else. */
const DUE = /^due (?:by )?(?=\d)/i;
const ANY_DAY = civilDate('2025-01-01');
const LABELLED = /^([^:\n]{3,40}):\s*(?=\S)/;

/** Tells what a paragraph of a plan without a table begins. */
export function outlineLine({ text, level }: SourceCell): OutlineLine {
  const of = <T extends OutlineLine['kind']>(kind: T, label: string) => ({
    kind,
    label,
    rest: text.slice(label.length),
  });
  // Most paragraphs begin nothing: what does has a figure, a colon or a letter for a number, or is a label alone.
  if (!/[\d:]|^(?:rec|[A-Z]\b)/i.test(text) && text.trim().split(/\s+/, 5).length > 4)
    return { kind: 'text', label: '', rest: text };
  const recommendation = RECOMMENDATION.exec(text);
  if (recommendation !== null) return { ...of('recommendation', recommendation[0]), number: recommendation[1] ?? '' };
  for (const pattern of [REQUIREMENT, NUMBERED_EVIDENCE, SUBNUMBERED]) {
    const found = pattern.exec(text);
    if (found === null || (pattern === SUBNUMBERED && isDay(found[1] ?? '', text))) continue;
    const evidence = EVIDENCE.exec(text.slice(found[0].length))?.[0] ?? '';
    return { ...of('requirement', found[0] + evidence), number: found[1] ?? '' };
  }
  const labelled = LABELLED.exec(text);
  const role = labelled === null ? null : headingOf(labelled[1] ?? '');
  if (labelled !== null && role !== null && role.share >= 0.5) {
    const kind = role.role;
    const value = text.slice(labelled[0].length);
    // whom a recommendation went to may have an owner besides
    if (kind === 'owner' && value.length <= 120 && !/^body$/i.test(labelled[1] ?? '')) return of('owner', labelled[0]);
    if (kind === 'status' && (looksLikeStatus(value) || isShort(value))) return of('status', labelled[0]);
    if (kind === 'deadline' && value.length <= 60) return of('deadline', labelled[0]);
  }
  const due = DUE.exec(text)?.[0];
  if (due !== undefined && plainDate(text.slice(due.length), ANY_DAY) !== null) return of('deadline', due);
  if (BY_DATE.test(text)) return { ...of('recommendation', ''), number: null };
  const dated = datedLine(text, true);
  if (dated !== null) return { ...of('update', dated.label), column: dated.column };
  const heading = headingOf(text);
  if (isBareLabel(heading, text)) {
    return heading.role === 'update' ? { kind: 'label', label: text, rest: '' } : of(heading.role, text);
  }
  const names = heading?.role === 'update' && heading.share >= 0.5 && ownLetters(text) === text && !/[.!?]$/.test(text);
  if (names && dayIn(heading) !== null) {
    return { ...of('update', text), column: dayIn(heading) as CivilDate };
  }
  if (level !== undefined && level >= 1) {
    const numbered = NUMBERED_HEADING.exec(text);
    if (numbered !== null) return { ...of('recommendation', numbered[0]), number: numbered[1] ?? '' };
  }
  const evidence = EVIDENCE.exec(text);
  if (evidence !== null) return of('evidence', evidence[0]);
  return { kind: 'text', label: '', rest: text };
}

/** "28.6.31: …" begins with a day, though it might be a number of three levels. */
function isDay(number: string, text: string): boolean {
  return headingOf(text)?.role === 'update' || (SHORT_DAY.test(number) && datedLine(text, true) !== null);
}

/** With a year of these times. */
const SHORT_DAY = /^\d{1,2}\.\d{1,2}\.[2-4]\d$/;

/** Words for a status are few, and no sentence. */
function isShort(value: string): boolean {
  return value.length <= 40 && !/[.!?]$/.test(value) && value.split(/\s+/).length <= 4;
}

/** "Owner" in a paragraph of its own: the next one says who. */
function isBareLabel(
  heading: Heading | null,
  text: string,
): heading is Heading & { readonly role: 'owner' | 'status' | 'deadline' | 'update' } {
  if (heading === null || heading.share < 1 || /\d/.test(text) || text.split(/\s+/).length > 5) return false;
  return ['owner', 'status', 'deadline', 'update'].includes(heading.role);
}
