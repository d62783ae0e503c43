/** What a sentence says of a team, a unit or the like. */
export interface GroupClaim {
  /** Its name in small letters without what goes before any team: "fraud team", "pip 2 triage team". */
  readonly group: string;
  readonly said:
    | 'there'
    /** There is none and, as far as the words tell, there was none. */
    | 'neverThere'
    /** It will be gone from a day that the sentence names. */
    | 'endsThen';
}

const KIND = 'team|unit|desk|hub|panel|board|clinic|squad|cell|network|taskforce|task force|forum';
const GROUP = new RegExp(
  `(?<name>(?:[\\p{L}\\p{N}][\\p{L}\\p{N}'’&/-]{0,40} ){1,4})(?<kind>${KIND})(?!\\p{L}| (?:manager|leader|member|meeting|budget|work))`,
  'giu',
);
/** What stands before any team, and words that belong to the sentence and not to the name. */
const NOT_NAME = new Set(
  (
    'a an the our its their this that these those any no one each every new dedicated specialist separate small central special bespoke own existing local ' +
    'is are was were be been being has have had do does did not never will shall would can could may might must should there by in on at of for to from with within into and or but as when where which who we they it also now still yet again currently already since until through via under'
  ).split(' '),
);

const NEVER_THERE =
  /\b(?:there (?:is|are|has been|have been|was) (?:currently |still |at present )?(?:no|not (?:a|an|any))\b|(?:do|does|did) not (?:currently |yet )?have\b|(?:has|have) (?:no|never had)\b|there (?:has|have) never been (?:a|an|any)\b|never (?:been )?(?:had|set up|established|created|formed|existed|opened))/i;
const NOT_YET = /\b(?:yet|will|to be|planned|due)\b/i;
/** Changes since: what was there has gone, and the words say so. */
const WENT =
  /\b(?:no longer|disband\w*|stood down|closed|merged|moved|replaced|absorbed|dissolved|ended|wound up|ceased|lost|any ?more)\b/i;
const ENDS =
  /\b(?:no longer (?:be )?(?:in place|there|in post|available|operating|running|exist\w*)|(?:will|to|is due to|are due to) (?:be (?:disbanded|stood down|closed|dissolved)|end|cease|close))\b/i;
const THERE =
  /^ (?:also |now |then |already )?(?:(?:has|have|had) (?:now |already )?(?:been )?(?:set up|established|created|formed|opened|launched|commenced|taken|reviewed|completed|dealt|handled|received|met|begun|started)|(?:was|were) (?:set up|established|created|formed|opened|launched)|(?:is|are) (?:now |already |fully )?(?:in place|established|embedded|running|operational|live|using|completing|reviewing)|opened|(?!(?:need|request|requir|propos|plann|suggest|expect|want|would)ed)\p{Ll}{3,}ed\b|reviews?|completed|completes|meets?|met|handles?|takes|took|supports?|supported|dealt|deals|works?|worked|covers?)\b/iu;
const MADE = /\b(?:set up|established|created|formed|introduced|launched|opened|implemented) (?:a|an|the|our|its) $/i;

/** Everything that a sentence says about teams being there or not. */
export function groupClaimsIn(sentence: string): GroupClaim[] {
  const groups = [...sentence.matchAll(GROUP)].flatMap((match) => {
    const group = nameOf(match.groups?.name ?? '', match.groups?.kind ?? '');
    return group === null ? [] : [{ group, start: match.index, end: match.index + match[0].length }];
  });
  if (ENDS.test(sentence)) return groups.map(({ group }) => ({ group, said: 'endsThen' }));
  return groups.flatMap(({ group, start, end }): GroupClaim[] => {
    // the denial must be of the team itself: "there is no budget for the team" denies none
    const around = sentence.slice(Math.max(0, start - 60), end);
    const own = sentence.slice(start, end);
    const after = sentence.slice(end);
    if (deniesIt(around, own, after))
      return NOT_YET.test(around) || WENT.test(sentence) ? [] : [{ group, said: 'neverThere' }];
    if (NOT_YET.test(around) || WENT.test(sentence) || NEVER_THERE.test(sentence)) return [];
    const made = MADE.test(sentence.slice(0, start + (/^(?:a|an|the|our|its) /i.exec(own)?.[0].length ?? 0)));
    return THERE.test(after) || made ? [{ group, said: 'there' }] : [];
  });
}

function deniesIt(around: string, own: string, after: string): boolean {
  const last = [...around.matchAll(new RegExp(NEVER_THERE.source, 'gi'))].at(-1);
  if (last !== undefined) {
    const between = around.slice(last.index + last[0].length, around.length);
    const words = between.trim().split(/\s+/);
    if (words.length <= 6 && !/\b(?:for|of|from|in|on|to|that|with|by|about|evidence|budget)\b/i.test(between))
      return true;
  }
  return (
    own !== '' &&
    /^ (?:has|have|was|were) never (?:been )?(?:set up|established|created|formed|opened|existed|had)/i.test(after)
  );
}

function nameOf(name: string, kind: string): string | null {
  const words = name.trim().toLowerCase().split(/\s+/);
  const from = words.findLastIndex((word) => NOT_NAME.has(word)) + 1;
  const own = words.slice(from);
  return own.length === 0 ? null : `${own.join(' ')} ${kind.toLowerCase()}`;
}

/** The same kind of team, and one name holds the other: "fraud team" and "housing fraud team". */
export function sameGroup(a: string, b: string): boolean {
  const [left, right] = [a.split(' '), b.split(' ')];
  if (left.at(-1) !== right.at(-1)) return false;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  return short.every((word) => long.includes(word));
}
