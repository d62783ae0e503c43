import { misspellingsIn } from './approved-spelling.js';
import { type Cell, cellsNow, type Raised, type Review, raise } from './finding.js';
import { DOUBTFUL_FIRST_NAMES, FIRST_NAMES } from './first-names.js';
import { overlaps, type Span } from './pattern-rule.js';

const NAME = "(?:(?:O['’]|D['’]|Mc|Mac|Fitz)?\\p{Lu}\\p{Ll}+(?:[-'’]\\p{Lu}\\p{Ll}+)*)";
/** Some write surnames in capitals: six letters and two vowels tell them from most abbreviations. */
const CAPITALS = '(?=(?:[A-Z]*[AEIOUY]){2})[A-Z]{6,}';
const NAMES = `${NAME}(?: (?:de |van |von |al-|bin )?${NAME}){0,2}`;
const GRADE = '(?:(?:Temporary|Acting|Deputy|Assistant|Detective|Chief|District|Special|Det|Ch)\\.? ?|[TAD]/)*';
const RANK =
  `(?:${GRADE}(?:Constable|Sergeant|Inspector|Superintendent|Commissioner|Commander|Insp|Sgt|Supt|Judge)|(?:Assistant |Deputy )?Chief (?:Fire |Probation |Executive )?Officer|(?:Station|Watch|Group|Area|Crew) Manager|` +
  'HMI|(?:[TAD]/)?(?:PC|DC|TDC|DS|DI|DCI|DSU|DSupt|DCS)|PS|CI|PCSO|SC|ACC|DCC|CC|ACO|HHJ|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Rev|Reverend|Cllr|Councillor|Captain|Major)';
const WITH_RANK = new RegExp(
  `(?<![\\p{L}\\p{N}/&-])${RANK}\\.? (?:\\([^)]{1,20}\\) )?(?:\\d{2,5} )?(?<name>${NAMES}(?: ${CAPITALS})?|${CAPITALS})(?![\\p{L}\\p{N}])`,
  'gu',
);
const WITH_FIRST_NAME = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?<first>\\p{Lu}\\p{Ll}+)(?= (?<name>${NAMES}|${CAPITALS})(?![\\p{L}\\p{N}]))`,
  'gu',
);

/** "J. Bellweather", after a word or mark that lets a name begin: "Option A. Champions met" is none. */
const WITH_INITIAL = new RegExp(
  `(?<=^|[(,;:/] ?|\\b(?:from|by|to|and|with|for|of) )(?:\\p{Lu}\\. ?){1,2}(?<name>${NAME})(?![\\p{L}\\p{N}])`,
  'gu',
);
/** A first name alone says enough beside such a word. */
const OF_A_CASE =
  /\b(?:victim|survivor|complainant|witness|suspect|offender|perpetrator|daughter|son|mother|father|sister|brother)(?:, | called | named )(?<name>\p{Lu}\p{Ll}+)(?=[\s,.;])/gu;

/** Words with a capital that follow a rank in the name of a body, a course or a post, not of a person. */
const NOT_A_SURNAME = new Set(
  (
    'Police Constabulary Force Crime Justice Delivery Board Team Unit Group Course Courses Training Cpd Command Office Officer Officers Department Directorate Lead Portfolio Pathway Working Panel Programme Project Operations Legal Local Response Review Reviews ' +
    'January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday ' +
    'The This That These Those And For With All Each Both Who Will Has Have Is Are Was Were In On At By From To As If When Where Stalking Domestic Abuse Investigation Investigations Vulnerability Custody Intelligence Public Protection Community Safety Neighbourhood Detective Chief Deputy Assistant Constable Sergeant Inspector Superintendent'
  ).split(' '),
);
/** What turns a person's name into that of a body, a place, a law or a project. */
const NAMED_AFTER =
  /^['’]?s?\s+(?:Trust|Foundation|Centre|Center|Hospital|Hospice|House|School|College|Academy|University|Charity|Association|Society|Institute|Fund|Project|Programme|Award|Law|Act|Clause|Review|Inquiry|Report|Road|Street|Lane|Avenue|Square|Park|Hill|Court|Way|Close|Place|Gardens|Terrace|Mere|Green|Bridge|Station|Building|Library|Suite|Ltd|Limited|Plc|LLP)\b/i;
const PLACE_WORD =
  /^(?:Trust|Foundation|Centre|Hospital|Hospice|House|School|College|Academy|University|Road|Street|Lane|Avenue|Square|Park|Hill|Court|Way|Close|Place|Gardens|Mere|Green|Bridge|Station|Library|Law|Ltd|Limited|Police|Council|County|City|Town|Valley|Island)$/;

/** Names of people: after a rank or title, known from settings, or with a common first name. Approved names of bodies are none. */
export function personalName(review: Review): Raised[] {
  return cellsNow(review).flatMap((cell) =>
    namesIn(cell, review).map((span) =>
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

function namesIn({ text }: Cell, { knownPeople, approvedSpellings }: Review): Span[] {
  const bodies = [...approvedIn(text, approvedSpellings), ...misspellingsIn(text, approvedSpellings)];
  const found = [...ranked(text), ...known(text, knownPeople), ...likely(text), ...alone(text)];
  const kept: Span[] = [];
  for (const span of found) {
    if (![...bodies, ...kept].some((each) => overlaps(each, span))) kept.push(span);
  }
  return kept.sort((a, b) => a.start - b.start);
}

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

/** The leading words of a name that can belong to a person. */
function withoutTail(name: string): string {
  const words = name.split(' ');
  const end = words.findIndex((word) => NOT_A_SURNAME.has(word));
  return (end === -1 ? words : words.slice(0, end)).join(' ');
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
    const surname = withoutTail(name);
    const length = match[0].length + 1 + surname.length;
    const words = name.split(' ');
    if (surname === '' || words.some((word) => PLACE_WORD.test(word))) return [];
    return NAMED_AFTER.test(text.slice(match.index + length)) ? [] : [{ start: match.index, length }];
  });
}

function alone(text: string): Span[] {
  return [WITH_INITIAL, OF_A_CASE].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const name = match.groups?.name ?? '';
      if (NOT_A_SURNAME.has(name)) return [];
      const length = pattern === OF_A_CASE ? name.length : match[0].length;
      return [{ start: match.index + match[0].length - length, length }];
    }),
  );
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
