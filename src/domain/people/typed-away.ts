import type { CivilDate } from '../calendar/civil-date.js';
import { datesIn } from '../text/dates/dates-in-text.js';

/** What was typed about being away; null stands for what was not said, or not in a way that can be read. */
export interface TypedAway {
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
  /** Who stands in, as called there; empty where nobody was named. */
  readonly name: string;
}

const SENTENCE =
  /^(?:hi|hello|dear \w+)?[,.!]?\s*(?:i am|i['’]?m|i will be|i['’]?ll be|i shall be)\s+(?:going to be\s+)?(?:away|on (?:\w+ )?leave|on holiday|out of (?:the )?office|off(?: work)?)\b/i;
const WEEKDAY = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+/gi;
const UNTIL = /\b(?:until|till|to|through|back on)\s*$/i;
const BEFORE_NAME = /^(?:and|with|stand-in:?|cover(?:ed|ing)?(?: by)?:?)\s+/i;
const AFTER_NAME =
  /\s+(?:stands?|is standing|will stand|covers?|is covering|will cover|answers?|will answer)(?:\s+in)?(?:\s+for me)?$/i;
const LONGEST_NAME = 60;

/** Whether somebody writes that they are away, and nothing that could be an update. */
export function saysAway(text: string): boolean {
  return SENTENCE.test(text.trim());
}

/** Reads "7 to 18 December", "from 7 December until 5 January, Ben Okoro", "until Friday 18 December: Ben covers". */
export function readTypedAway(typed: string, today: CivilDate): TypedAway {
  const text = typed.trim().replace(SENTENCE, '').replace(WEEKDAY, '').replace(/\s+/g, ' ');
  const dates = datesIn(text, today).flatMap((each) => (each.kind === 'date' ? [each] : []));
  const [first, second] = dates;
  const last = second ?? first;
  if (first === undefined || last === undefined || dates.length > 2) return { from: null, until: null, name: '' };
  const name = nameIn(text.slice(last.start + last.length));
  if (second !== undefined) return { from: first.earliest, until: second.last, name };
  if (first.earliest !== first.last) return { from: first.earliest, until: first.last, name };
  const isEnd = UNTIL.test(text.slice(0, first.start));
  return { from: isEnd ? today : first.earliest, until: isEnd ? first.last : null, name };
}

function nameIn(words: string): string {
  const name = words
    .replace(/^[\s,.;:–-]+|[\s.!]+$/g, '')
    .replace(BEFORE_NAME, '')
    .replace(AFTER_NAME, '')
    .trim();
  return name.length > LONGEST_NAME || /\d/.test(name) ? '' : name;
}
