import type { TypedRow, TypedView, Verb, WhichRowView } from '../../../chat/messages.js';
import { LONGEST_TYPED } from '../../../domain/asking/typed-words.js';
import { longDate } from '../../../domain/calendar/civil-date.js';
import { STATUS_WORDS } from '../../../domain/plan/plan.js';
import { oneLine, type Paragraph, paragraphsOf, type Room, typedWords } from './words.js';

/** How much of each text a card of typed words shows. */
interface TypedRoom {
  readonly text: Room;
  readonly title: number;
  readonly replaces: number;
  readonly choices: number;
}

const room = (characters: number, paragraphs: number): Room => ({ characters, paragraphs });

/** From all of it down to what always fits: one row's text is whole, twelve at their limit are shortened. */
export const TYPED_ROOMS: readonly TypedRoom[] = [
  { text: room(20_000, 200), title: 300, replaces: 2_000, choices: 60 },
  { text: room(8_000, 100), title: 200, replaces: 400, choices: 60 },
  { text: room(8_000, 40), title: 120, replaces: 200, choices: 40 },
  { text: room(2_000, 20), title: 80, replaces: 120, choices: 30 },
  { text: room(300, 4), title: 60, replaces: 60, choices: 20 },
];

const SHORTENED = '… (shortened here; all of it is saved)';

/** What `cards/typed.json` is bound to. */
export function typedData(typed: TypedView, fits: TypedRoom): object {
  const refs = typed.rows.map(({ ref }) => oneLine(ref, 20));
  const [first] = typed.rows;
  const rows = typed.rows.map(({ ref, shown, seen }) => ({ ref, shown, seen }));
  const action = (verb: Verb) => ({ ...typed.context, verb, typed: rows });
  const change = first === undefined ? action('open') : { ...first.context, verb: 'correct' satisfies Verb };
  return {
    heading: refs.length === 1 ? `Save this for ${refs.join('')}?` : `Save these ${refs.length} answers?`,
    problem:
      typed.problem === null ? [] : paragraphsOf(typed.problem, { characters: 1_500, paragraphs: 16 }).paragraphs,
    planTitle: oneLine(typed.planTitle, 200),
    rows: typed.rows.map((row) => rowData(row, fits)),
    save: action('saveTyped'),
    change,
  };
}

function rowData(row: TypedRow, fits: TypedRoom): object {
  const { reply, replaces, question } = row;
  const text =
    reply.kind === 'text' ? whole(reply.text, fits.text) : [{ text: `No change since ${longDate(reply.since)}.` }];
  const status =
    reply.kind === 'text' && reply.status !== null ? [{ text: `Status: ${STATUS_WORDS[reply.status]}` }] : [];
  return {
    ref: oneLine(row.ref, 20),
    title: oneLine(row.title, fits.title),
    text,
    status,
    question:
      question === null ? [] : [{ text: `Asked before this is published: ${oneLine(question, fits.replaces)}` }],
    replaces: replaces === null ? [] : [{ text: `This replaces your answer: ${oneLine(replaces, fits.replaces)}` }],
  };
}

/** What `cards/which-row.json` is bound to. */
export function whichRowData(which: WhichRowView, fits: TypedRoom): object {
  const rows = which.rows.slice(0, fits.choices);
  const left = which.rows.length - rows.length;
  return {
    words: typedWords(which.words).slice(0, LONGEST_TYPED.text),
    choices: rows.map(({ plan, ref, title }) => ({
      title: oneLine(`${ref} ${title}`, fits.title),
      value: `${plan} ${ref}`,
    })),
    more: left > 0 ? [{ text: `and ${left} more: write the number before your words` }] : [],
    show: { ...which.context, verb: 'forRow' satisfies Verb },
    leave: { ...which.context, verb: 'leaveWords' satisfies Verb },
  };
}

function whole(text: string, fits: Room): Paragraph[] {
  const { paragraphs, shortened } = paragraphsOf(text, fits);
  return shortened ? [...paragraphs, { text: SHORTENED }] : paragraphs;
}
