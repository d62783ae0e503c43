import type { CivilDate } from '../../calendar/civil-date.js';
import { datesIn, type PossibleDate } from '../../text/dates/dates-in-text.js';
import { type Sentence, sentencesOf } from '../../text/sentences.js';
import type { Cell } from './finding.js';
import { type NamedThing, thingsIn } from './named-things.js';

/** What one sentence says of a named piece of work. */
export interface Claim {
  readonly cell: Cell;
  readonly sentence: Sentence;
  readonly thing: string;
  readonly said:
    | { readonly kind: 'inPlace' | 'notInPlace'; readonly what: Existence; readonly whom: string | null }
    /** It began, or begins, on a day or in a period. */
    | {
        readonly kind: 'dated';
        readonly what: Happening;
        readonly when: PossibleDate;
        readonly ahead: boolean;
        readonly where: string | null;
      }
    /** It has begun, on no stated day. */
    | { readonly kind: 'begun'; readonly where: string | null }
    /** There are so many of it. */
    | { readonly kind: 'number'; readonly value: number };
}

/** `there`: it exists and is used. `funded`: there is money for it, which says nothing about its being there. */
type Existence = 'there' | 'funded';
type Happening = 'begun' | 'published' | 'completed';

const MADE = 'introduced|published|launched|rolled out|completed|implemented|adopted|delivered|installed|set up';
const BEGUN = 'started|commenced|begun|met|gone live|opened';
const IN_PLACE = new RegExp(
  `^(?:(?:is|are) (?:now |already )?(?:live|in place|in use|complete|completed|available|published|running|operational)|went live|(?:has|have) (?:now |already )?(?:been (?:${MADE}|${BEGUN})|launched|${BEGUN})|(?:was|were) (?:${MADE}))\\b`,
);
const NOT_IN_PLACE = new RegExp(
  `^(?:(?:is|are|remains?) (?:still |currently )?(?:in (?:draft|development)|being (?:developed|drafted|designed|written|built))|(?:is|are) (?:not|not yet|not currently) (?:live|in place|in use|complete|available|published|running|operational)|(?:has|have|was|were|had) (?:not|never)(?: yet| currently)?(?: been)? (?:${MADE}|${BEGUN})|(?:has|have|is|are) yet to (?:be )?(?:\\w+)|(?:is|are) to be (?:introduced|launched|published))\\b`,
);
const FUNDED = /^(?:has|have|was|were) (?:now )?(?:been )?funded\b/;
const NOT_FUNDED = /^(?:has|have|was|were|is|are) not (?:yet )?(?:been )?funded\b/;

const DATED: readonly (readonly [RegExp, Happening, boolean])[] = [
  [
    /^(?:was|were|has been|have been) (?:launched|started|opened|introduced) (?:on|in) $|^(?:went live|started|commenced|began|opened|launched) (?:on|in) $/,
    'begun',
    false,
  ],
  [
    /^(?:(?:will|is to|are to|is due to) (?:commence|start|begin|launch|open|go live|be launched|be introduced)|(?:commence|start|begin|launch|open|goe)s|goes live|commence|start|begin) (?:on|in|from) (?:the )?$/,
    'begun',
    true,
  ],
  [/^(?:was|were|has been|have been) published (?:on|in) $/, 'published', false],
  [/^(?:was|were|has been|have been) completed (?:on|in) $/, 'completed', false],
];
const HAS_BEGUN =
  /^(?:has|have) (?:now |already )?(?:been launched|started|commenced|begun|gone live|opened|launched)\b/;

/** Before a name these make it somebody else's work: "training on the form", "the second phase of the scheme". */
const OF_SOMETHING_ELSE =
  /\b(?:of|on|in|into|about|for|with|within|to|by|from|through|under|around|regarding) (?:the |a |an |our )?$/i;
const ITS_MAKING =
  /\b(?:work|development|design|roll-?out|launch|introduction|implementation) (?:on|of) (?:the |a |an |our )?$/i;
const USES = /\b(?:uses?|using|used) (?:the |a |an |our )?$/i;
const NOT_USED = /\b(?:not|never|no longer|nobody|will|to|could|should|may|can)\b/i;
const COUNTED =
  /\b(?:there (?:are|were)|(?:ha(?:s|ve|d)|network of|total of|pool of|bought|purchased|funded|funding for|licen[cs]es for|comprises|consists of))(?: now| currently)? (?<value>\d[\d,]*)(?: [a-z]+)? $/i;
const PARTIAL = /^(?:In|At|For|By|Of|Within) |\b(?:further|another|additional|extra|more|of whom|of which|part of)\b/i;
const PLACE = /\b(?:in|at|across) (?<place>[A-Z][a-z]+)\b/g;
const MONTHS =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter|Q\d)$/;

/** Everything that a cell says about named pieces of work. */
export function claimsIn(cell: Cell, column: CivilDate): Claim[] {
  return sentencesOf(cell.text).flatMap((sentence) =>
    thingsIn(sentence.text).flatMap((thing) =>
      saidOf(thing, sentence.text, column).map((said) => ({ cell, sentence, thing: thing.key, said })),
    ),
  );
}

function saidOf(thing: NamedThing, sentence: string, column: CivilDate): Claim['said'][] {
  const before = sentence.slice(0, thing.start);
  const after = sentence.slice(thing.end);
  const counted = COUNTED.exec(before)?.groups?.value;
  if (counted !== undefined)
    return PARTIAL.test(sentence.slice(0, thing.end))
      ? []
      : [{ kind: 'number', value: Number(counted.replaceAll(',', '')) }];
  const relative = /^,? (?:which|that) /.exec(after)?.[0];
  const subject = relative !== undefined || !OF_SOMETHING_ELSE.test(before) || ITS_MAKING.test(before);
  if (USES.test(before) && !NOT_USED.test(before)) return [{ kind: 'inPlace', what: 'there', whom: null }];
  if (!subject) return [];
  return predicate(after.slice(relative?.length ?? 1).replace(/^(?:also|still|then|now) /, ''), column);
}

function predicate(text: string, column: CivilDate): Claim['said'][] {
  const said: Claim['said'][] = [];
  const whom = whomOf(text);
  if (NOT_FUNDED.test(text)) said.push({ kind: 'notInPlace', what: 'funded', whom });
  else if (FUNDED.test(text)) said.push({ kind: 'inPlace', what: 'funded', whom });
  else if (NOT_IN_PLACE.test(text)) said.push({ kind: 'notInPlace', what: 'there', whom });
  else if (IN_PLACE.test(text)) said.push({ kind: 'inPlace', what: 'there', whom });
  const where = placeOf(text);
  const [when] = datesIn(text, column).flatMap((each) => (each.kind === 'date' ? [each] : []));
  const dated = when === undefined ? undefined : DATED.find(([pattern]) => pattern.test(text.slice(0, when.start)));
  if (when !== undefined && dated !== undefined)
    said.push({ kind: 'dated', what: dated[1], when, ahead: dated[2], where });
  else if (HAS_BEGUN.test(text)) said.push({ kind: 'begun', where });
  return said;
}

/** Whom it reached: what was done for some is not denied by what is undone for others. */
function whomOf(text: string): string | null {
  return /\b(?:to|for|at|among) (?!be\b)(.{3,30})/.exec(text.slice(0, 80))?.[1] ?? null;
}

function placeOf(text: string): string | null {
  return (
    [...text.matchAll(PLACE)].map((match) => match.groups?.place ?? '').find((place) => !MONTHS.test(place)) ?? null
  );
}
