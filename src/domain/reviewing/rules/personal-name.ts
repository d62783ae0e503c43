import { inStretches } from '../../text/stretches.js';
import { misspellingsIn } from '../matching/approved-spelling.js';
import { cellsNow, type Raised, type Review, raise, type TitleBlock } from '../matching/finding.js';
import { overlaps, type Span } from '../matching/pattern-rule.js';
import { DOUBTFUL_FIRST_NAMES, FIRST_NAMES } from '../names/first-names.js';
import { CAPITALS, isBodyWord, mayBeName, NAME, NAMED_AFTER, NAMES, withoutTail } from '../names/name-words.js';
import { namesInContext } from '../names/names-in-context.js';
import { otherSpellings } from '../names/other-spellings.js';
import { isSurname } from '../names/surnames.js';
import { isInTitleBlock } from '../names/title-names.js';

const GRADE = '(?:(?:Temporary|Acting|Deputy|Assistant|Detective|Chief|District|Special|Det|Ch)\\.? ?|[TAD]/)*';
const RANK =
  `(?:${GRADE}(?:Constable|Sergeant|Inspector|Superintendent|Commissioner|Commander|Insp|Sgt|Supt|Judge)|(?:Assistant |Deputy )?Chief (?:Fire |Probation |Executive )?Officer|(?:Station|Watch|Group|Area|Crew) Manager|` +
  '(?:Deputy |Lord )?Mayor|M(?:r|rs|s) Justice|Sister|Father|Imam|Rabbi|Canon|Archdeacon|Alderman|Nurse(?: Consultant| Practitioner)?|Matron|Midwife|HMI|(?:[TAD]/)?(?:PC|DC|TDC|DS|DI|DCI|DSU|DSupt|DCS)|PS|CI|PCSO|SC|ACC|DCC|CC|ACO|HHJ|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Rev|Reverend|Cllr|Councillor|Captain|Major)';
const WITH_RANK = new RegExp(
  `(?<![\\p{L}\\p{N}/&-])${RANK}\\.? (?:\\([^)]{1,20}\\) )?(?:\\d{2,5} )?(?:\\p{Lu}\\.? ?){0,2}(?<name>${NAMES}(?: ${CAPITALS})?|${CAPITALS})(?![\\p{L}\\p{N}])`,
  'gu',
);
const WITH_FIRST_NAME = new RegExp(
  `(?<![\\p{L}\\p{N}-]|\\bSt\\.? )(?<first>\\p{Lu}\\p{Ll}+)(?= (?<name>${NAMES}|${CAPITALS})(?![\\p{L}\\p{N}]))`,
  'gu',
);

/** "J. Bellweather", "T.K. Halloran": initials with stops, wherever a word may begin. */
const WITH_INITIAL = new RegExp(`(?<![\\p{L}\\p{N}.])(?:\\p{Lu}\\. ?){1,3}(?<name>${NAME})(?![\\p{L}\\p{N}])`, 'gu');
/** "raised by R Bellweather": an initial without a stop needs a word before it that a person follows. */
const WITH_BARE_INITIAL = new RegExp(
  `(?<=\\b(?:by|from|with|contact|ask|told|to) )(?:[B-HJ-Z] ){1,2}(?<name>${NAME})(?![\\p{L}\\p{N}])`,
  'gu',
);
/** "Option A. Champions met", "Tier B. Cases": the letter numbers something and ends a sentence. */
const LABELLED =
  /(?:\b(?!(?:Contact|Ask|Asked|Told|To|By|From|With|Per|Copy|And)\b)\p{Lu}[\p{L}’']*|\d|\b(?:vitamin|hepatitis|plan|category|grade|class|type|appendix|annex|group|phase|level|schedule|section|point|item|option|unit|block|tier|part|band)) $/u;
/** "A. Files are checked": a list that counts in letters, and something many, not somebody. */
const LISTED = /^[A-H]\. ?\p{L}+s$/u;
/** "PC 4432": the number that an officer wears names one person. */
const NUMBERED =
  /(?<![\p{L}\p{N}/&-])(?:[TAD]\/)?(?:PC|DC|TDC|PS|DS|SC|PCSO|Sgt|Constable|Sergeant)\.? \d{3,5}(?![\p{L}\p{N}/%]|[.,]\d)/gu;
/** "Jade told the panel": a first name alone, doubtful or not, with what only a person does. */
const FIRST_NAME_SPEAKS =
  /(?<![\p{L}\p{N}&-]|\p{Lu}\p{Ll}+ )(?<first>\p{Lu}\p{Ll}+)(?= (?:told|felt|feels|explained|described|thanked) )/gu;
/** "NB Claire", "Ring Sam", "Sam from analytics will": a first name alone among colleagues. */
const FIRST_NAME_ADDRESSED =
  /(?<![\p{L}\p{N}&-])(?:(?<=\b(?:NB|Call|Ring|Text|Thanks|cc) )(?<called>\p{Lu}\p{Ll}+)(?![\p{L}’'-]| \p{Lu})|(?<from>\p{Lu}\p{Ll}+)(?= from \p{Ll}+ (?:will|has|is|can)\b))/gu;

/** Names of people: after a rank or title, known from settings, or with a common first name. Approved names of bodies are none. */
export function personalName(review: Review): Raised[] {
  return cellsNow(review).flatMap((cell) =>
    inStretches(cell.text, (stretch) => namesIn(stretch, review)).map((span) =>
      raise(cell, {
        ...span,
        rule: 'personal-name',
        what: `“${cell.text.slice(span.start, span.start + span.length)}” looks like the name of a person.`,
        suggestion: 'Write the post or role instead, or accept it if the person agreed to be named.',
        severity: 'mustDecide',
      }),
    ),
  );
}

function namesIn(text: string, { knownPeople, approvedSpellings, titleBlock }: Review): Span[] {
  const bodies = [
    ...approvedIn(text, approvedSpellings),
    ...misspellingsIn(text, [...approvedSpellings, ...namesOfTitle(titleBlock)]),
  ];
  const found = [
    ...ranked(text),
    ...known(text, knownPeople),
    ...withInitials(text),
    ...likely(text),
    ...numbered(text),
    ...firstNamesAlone(text),
    ...namesInContext(text).filter((span) => !approvedSpellings.some((name) => holds(name, wordsOf(text, span)))),
  ];
  const kept: Span[] = [];
  const all = [...found, ...otherSpellings(text, found)];
  const open = [...bodies, ...all.filter((span) => isInTitleBlock(wordsOf(text, span), titleBlock))];
  for (const span of all) {
    if (![...open, ...kept].some((each) => overlaps(each, span))) kept.push(span);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** People after whom something in the plan's own title is called: spelt a little otherwise they are a misspelling, no new name. */
function namesOfTitle({ title }: TitleBlock): string[] {
  return [...title.matchAll(WITH_FIRST_NAME)].flatMap((match) => {
    const first = match.groups?.first ?? '';
    const [surname = ''] = (match.groups?.name ?? '').split(' ');
    return FIRST_NAMES.has(first) && mayBeName(surname) ? [`${first} ${surname}`] : [];
  });
}

const wordsOf = (text: string, { start, length }: Span) => text.slice(start, start + length);
/** "Hollis's story" beside the approved Hollis Trust: who is approved in full may be named in part. */
const holds = (name: string, part: string) => name.split(/[\s-]+/).includes(part.replaceAll('’', "'"));

function ranked(text: string): Span[] {
  return [...text.matchAll(WITH_RANK)].flatMap((match) => {
    const name = match.groups?.name ?? '';
    const surname = withoutTail(name);
    const dropped = name.length - surname.length;
    const length = match[0].length - dropped;
    if (surname === '' || (dropped > 0 && !name.slice(surname.length).startsWith(' '))) return [];
    // "Chief Constable Delivery Board", "Dr Foster Unit": the rest of the capitals name a body.
    if (dropped > 0 && BODY_TAIL.test(name.slice(surname.length))) return [];
    return NAMED_AFTER.test(text.slice(match.index + length)) ? [] : [{ start: match.index, length }];
  });
}

const BODY_TAIL = /\b(?:Board|Team|Unit|Group|Course|Programme|Project|Panel|Trust|Foundation)\b/;

function numbered(text: string): Span[] {
  return [...text.matchAll(NUMBERED)].map((match) => ({ start: match.index, length: match[0].length }));
}

function firstNamesAlone(text: string): Span[] {
  const speaks = [...text.matchAll(FIRST_NAME_SPEAKS)].filter(({ groups }) => {
    const first = groups?.first ?? '';
    return FIRST_NAMES.has(first) || DOUBTFUL_FIRST_NAMES.has(first);
  });
  const addressed = [...text.matchAll(FIRST_NAME_ADDRESSED)].filter(({ groups }) =>
    FIRST_NAMES.has(groups?.called ?? groups?.from ?? ''),
  );
  return [...speaks, ...addressed].map((match) => ({ start: match.index, length: match[0].length }));
}

function known(text: string, people: readonly string[]): Span[] {
  return people.flatMap((person) => {
    const pattern = person
      .trim()
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replace(/\s+/g, '\\s+');
    if (pattern === '') return [];
    const found = text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'giu'));
    return [...found].map((match) => ({ start: match.index, length: match[0].length }));
  });
}

function likely(text: string): Span[] {
  return [...text.matchAll(WITH_FIRST_NAME)].flatMap((match) => {
    const first = match.groups?.first ?? '';
    if (!FIRST_NAMES.has(first) && !(DOUBTFUL_FIRST_NAMES.has(first) && amongPeople(text, match))) return [];
    const name = match.groups?.name ?? '';
    const surname = ownSurname(withoutTail(name));
    const length = match[0].length + 1 + surname.length;
    const words = surname.split(' ');
    if (surname === '' || words.some((word) => isBodyWord(word) && !amongPeople(text, match))) return [];
    return NAMED_AFTER.test(text.slice(match.index + length)) ? [] : [{ start: match.index, length }];
  });
}

/**
 * A third word with a capital is often the start of what comes next ("Tom Fenn Key points of the day"), unless it is known as
 * a surname or follows a second first name.
 */
function ownSurname(name: string): string {
  const words = name.split(' ');
  const [second = '', third] = words;
  if (third === undefined || !/^\p{Lu}/u.test(second) || !/^\p{Lu}/u.test(third)) return name;
  return FIRST_NAMES.has(second) || isSurname(third) ? name : second;
}

function withInitials(text: string): Span[] {
  return [...text.matchAll(WITH_INITIAL), ...text.matchAll(WITH_BARE_INITIAL)].flatMap((match) => {
    const before = text.slice(0, match.index);
    if (!mayBeName(match.groups?.name ?? '') || LABELLED.test(before)) return [];
    if (LISTED.test(match[0]) && /(?:^|[\n;.] ?)$/.test(before)) return [];
    return [{ start: match.index, length: match[0].length }];
  });
}

const BEFORE_A_PERSON =
  /\b(?:by|contact|ask|asked|told|emailed|thanks to|spoke to|speak to|owner:|lead:|lead is|led by|SPOC:?)\s+$/i;
const DOES_WHAT_PEOPLE_DO =
  /^\s(?:said|says|told|leads|led|chairs|chaired|attends|attended|presented|wrote|drafted|joined|reported|represents|manages|owns|oversees)\b/;

/** "Chaired by Grace Okafor", "Mark Dunmore leads": words that a season or a place does not keep company with. */
function amongPeople(text: string, match: RegExpExecArray): boolean {
  const end = match.index + match[0].length + 1 + (match.groups?.name ?? '').length;
  return BEFORE_A_PERSON.test(text.slice(0, match.index)) || DOES_WHAT_PEOPLE_DO.test(text.slice(end));
}

/** Where approved names stand, in full or without their last word ("the Hollis Trust", "Hollis"). */
function approvedIn(text: string, approved: readonly string[]): Span[] {
  const forms = approved.flatMap((name) => [
    name,
    ...(name.split(' ').length > 2 ? [name.split(' ').slice(0, -1).join(' ')] : []),
  ]);
  return forms.flatMap((form) => {
    const spans: Span[] = [];
    for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1))
      spans.push({ start: at, length: form.length });
    return spans;
  });
}
