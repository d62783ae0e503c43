import type { Span } from '../matching/pattern-rule.js';
import { DOUBTFUL_FIRST_NAMES, FIRST_NAMES } from './first-names.js';
import { isBodyWord, mayBeName, mayBeNameAlone, NAME, NAMED_AFTER, NAMES, withoutTail } from './name-words.js';
import { SURNAME_END, SURNAMES } from './surnames.js';

/** What somebody is called for their work, in small letters or at the start of a line. */
const POST =
  '(?:[Ll]ead|[Oo]wner|[Cc]ontact|SPOC|SRO|[Aa]nalyst|[Oo]fficer|[Mm]anager|[Aa]uthor|[Cc]hair|[Dd]eputy|[Ss]ponsor|[Aa]dvis[eo]r|[Cc]ase ?worker|[Cc]olleague|[Ss]olicitor|[Dd]irector|[Ss]ecretary|[Cc]o-?ordinator|[Cc]hampion|[Tt]rainer|[Hh]ead ?teacher|[Ss]upervisor|[Cc]onsultant|[Rr]esearcher|[Cc]hief executive|[Ll]awyer|[Aa]dvocate|[Aa]ssistant|[Rr]eviewer|[Ii]nvestigator|[Ee]valuator|[Pp]roject lead|[Mm]entor|[Tt]utor|[Cc]oroner)';
const KIN =
  '(?:mother|father|mum|dad|sister|brother|daughter|son|husband|wife|widow|widower|ex-partner|aunt|uncle|niece|nephew|cousin|grandmother|grandfather|grandson|granddaughter)';

const before = (cue: string, name: string) => new RegExp(`${cue}(?<name>${name})(?![\\p{L}\\p{N}])`, 'gu');

/** Nobody but a person stands here, so even a name that no list holds is one. */
const SURE_ALONE = [
  before(`\\b(?:[Mm]y|[Oo]ur) colleague `, NAME),
  before(`\\b${KIN} of (?:the late )?`, NAMES),
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?<name>${NAMES})(?=['’]s ${KIN}\\b(?! (?:company|companies|force|unit|site|service|school|hospital)))`,
    'gu',
  ),
  before(
    `\\b(?:victim|survivor|complainant|witness|suspect|offender|perpetrator|${KIN})(?:, | called | named )`,
    NAMES,
  ),
];
/** Two words with capitals here are a person, whatever they are: "Analyst: Tobias Ekwueme". */
const SURE_IN_FULL = [
  before(`\\b${POST}(?:: | is |, | \\(| - | )`, NAMES),
  before(`\\b(?:[Mm]urder|[Kk]illing|[Hh]omicide|[Dd]eath|[Ss]tabbing) of (?:the late )?`, NAMES),
  before(`\\b(?:[Ff]amily|[Pp]arents|[Cc]hildren|[Ff]riends|[Rr]elatives) of (?:the late )?`, NAMES),
  before(`\\b(?:named|known) as `, NAMES),
];
/** A body may stand here too, so a first name or a surname must be known. */
const AFTER_A_CUE = before(
  `\\b(?:${POST}(?::| is|,| \\()?|[Cc]ontact|[Aa]sk|[Aa]sked|[Tt]old|[Tt]ell|[Ee]-?mail(?:ed)?|[Pp]honed|[Rr]ang|[Cc]alled|[Mm]et|[Ss]ee|[Tt]hanked|[Tt]hanks to|[Ss]p(?:eak|oke|oken) (?:to|with)|[Ww]aiting (?:for|on)|[Aa]waiting|[Cc]hase|[Cc]hased|[Cc]op(?:y|ied) to|[Cc]c|[Hh]and(?:ed)? (?:over )?(?:to|from)|[Uu]pdate from|[Pp]er|[Vv]ia|[Bb]y|[Ff]rom|[Tt]o|[Ww]ith|[Bb]etween) `,
  NAMES,
);
const PERSONAL_VERB =
  '(?:said|says|told|asked|wrote|writes|drafted|chairs|chaired|leads|led|manages|managed|attends|attended|presented|translated|joined|reported|reports|represents|owns|oversees|emailed|confirmed|circulated|agreed|explained|spoke|retired|collects|collated|runs|ran|sits|took|takes|gave|gives|signed|updated|covers|works|worked|delivered|raised|supports|supported|starts|started|left|has|is|was|will|to)';
const BEFORE_A_VERB = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<name>${NAMES})(?= (?:also |now |then |since |again )?${PERSONAL_VERB}\\b)`,
  'gu',
);
/** Of a body one would not say so: "Kent said" may be the council, "McGarrigle chairs" is somebody. */
const PAIR = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<name>${NAME}) (?:and|or|&) (?<other>${NAME})(?! ?\\p{Lu})(?![\\p{L}\\p{N}])`,
  'gu',
);
const BESIDE_A_ROLE = new RegExp(`(?<![\\p{L}\\p{N}])(?<name>${NAME})(?= \\(\\p{L}| \\/ |['’]s \\p{Ll})`, 'gu');

/** A capital before the name makes it the end of something longer; so do a code name, a saint, and "for" in "Ask for Angela". */
const PART_OF_MORE = /(?:\b[\p{Lu}][\p{L}'’-]*\.? |\b(?:the|an?|for|project|operation|op|exercise|called) |[-/&+] ?)$/u;
/** A sentence begins here, or a list: the capital before it says nothing. */
const AFTER_A_CUE_WORD = /(?:^|[.!?:;\n] )(?!St )\p{Lu}\p{Ll}+ (?:(?:to|for|with|from|over|is) ){0,2}$/u;

/** Names that the words around them give away. Offsets are UTF-16 units of the text. */
export function namesInContext(text: string): Span[] {
  return [
    ...SURE_ALONE.flatMap((pattern) => spans(text, pattern, (words) => words.every(mayBeNameAlone))),
    ...SURE_IN_FULL.flatMap((pattern) => spans(text, pattern, (words) => words.length > 1 && words.every(mayBeName))),
    ...spans(text, AFTER_A_CUE, ([first = '', ...more]) =>
      more.length === 0 ? isKnown(first) : unmistakable([first, ...more]),
    ),
    ...spans(text, BEFORE_A_VERB, (words, at) => {
      const [first = '', ...more] = words;
      if (partOfMore(text, at)) return false;
      return more.length === 0 ? isKnown(first) || GAELIC.test(first) : unmistakable(words);
    }),
    ...spans(text, BESIDE_A_ROLE, ([first = ''], at) => FIRST_NAMES.has(first) && !partOfMore(text, at)),
    ...pairs(text),
  ];
}

/** Characters before a name in which what it belongs to is looked for. */
const JUST_BEFORE = 80;

function partOfMore(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - JUST_BEFORE), at);
  return PART_OF_MORE.test(before) && !AFTER_A_CUE_WORD.test(before);
}

const isFirst = (word: string) => FIRST_NAMES.has(word) || DOUBTFUL_FIRST_NAMES.has(word);
const GAELIC = /^(?:O['’]|Mc|Mac(?=\p{Lu}))/u;
const isKnown = (word: string) => FIRST_NAMES.has(word) || SURNAMES.has(word) || SURNAME_END.test(word);

/** Several words of which one can only be a person's: a known first name, "McAllister", "Rhydderch-Powell". */
function unmistakable(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  return (
    words.every(mayBeName) &&
    (FIRST_NAMES.has(words[0] ?? '') ||
      GAELIC.test(last) ||
      SURNAME_END.test(last) ||
      (words.length === 2 && /\p{Ll}-\p{Lu}/u.test(last) && isPerhapsFirst(words[0] ?? '')))
  );
}

const isPerhapsFirst = (word: string) => DOUBTFUL_FIRST_NAMES.has(word) || mayBeNameAlone(word);

function spans(text: string, pattern: RegExp, accept: (words: readonly string[], at: number) => boolean): Span[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const name = match.groups?.name ?? '';
    const start = match.index + match[0].indexOf(name);
    const words = name.split(' ').filter((word) => /^\p{Lu}/u.test(word));
    if (withoutTail(name) !== name || words.slice(1).some(isBodyWord)) return [];
    if (!accept(words, start) || NAMED_AFTER.test(text.slice(start + name.length))) return [];
    return [{ start, length: name.length }];
  });
}

/** "Zofia and Mbali": two first names side by side, of which one at least is no ordinary word. */
function pairs(text: string): Span[] {
  return [...text.matchAll(PAIR)].flatMap((match) => {
    const { name = '', other = '' } = match.groups ?? {};
    if (![name, other].every(isFirst) || ![name, other].some((each) => FIRST_NAMES.has(each))) return [];
    if (partOfMore(text, match.index)) return [];
    if (NAMED_AFTER.test(text.slice(match.index + match[0].length))) return [];
    return [
      { start: match.index, length: name.length },
      { start: match.index + match[0].length - other.length, length: other.length },
    ];
  });
}
