import { createHash } from 'node:crypto';
import { longDate, parseCivilDate } from '../../../domain/calendar/civil-date.js';
import { cellsOf } from '../../../domain/importing/account/ledger.js';
import type { PlanReading, SourcePlace } from '../../../domain/importing/account/reading.js';
import {
  doubtfulPaths,
  type SaidAt,
  STANDING_WORDS,
  type Understood,
  understoodOf,
} from '../../../domain/importing/understood.js';
import { STATUS_WORDS, type Status } from '../../../domain/plan/plan.js';
import { Markup, markup } from '../formats/html/markup.js';
import { paragraphsOf } from '../formats/text/printable.js';
import { REPORT_STYLE } from '../reports/report-style.js';

/** A value as understood: what it is, what it says, and its path in `Understood`. */
interface Value {
  readonly path: string;
  readonly label: string;
  readonly text: string;
  readonly at: readonly SaidAt[];
}

const STYLE = `${REPORT_STYLE}
body { max-width: 90rem; }
td { width: 46%; white-space: pre-line; }
td.where { width: 8%; color: #4a5560; font-size: .85em; }
td p { margin: 0 0 .25rem; }
.check { background: #ffe08a; padding: 0 .2rem; }
.aside { color: #4a5560; }
@media (max-width: 40em) {
  thead { display: none; }
  table, caption, tbody, tr, td, td.where { display: block; width: auto; }
  td { border: 0; padding: .1rem 0; }
  tr { padding: .5rem 0; border-bottom: .06rem solid #8a96a3; }
}
`;

/**
 * A document and what was understood of it side by side, as one self-contained page (UTF-8, en-GB): each paragraph or
 * cell with the values that it says, or that it was left out; doubtful places are marked by colour and sign.
 */
export function writeUnderstandingPage(reading: PlanReading): Uint8Array {
  const understood = understoodOf(reading);
  const doubtful =
    reading.kind === 'plan' ? numbered(doubtfulPaths(reading.plan), understood) : new Map<string, string>();
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  const title = understood.plan?.title ?? 'A document that was not understood';
  const page = markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>As understood: ${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header>
<p class="kind">As understood</p>
<h1>${title}</h1>
<p class="organisation">${understood.plan?.organisation ?? ''}</p>
<p class="note">How sure: ${STANDING_WORDS[understood.standing]}. ${understood.requirements.length} requirements under ${understood.recommendations.length} recommendations, ${understood.updates.length} updates, ${understood.leftOut.length} texts left out.</p>
</header>
<main>
${questions(understood)}<table>
<caption>Each text of the document, and what was understood of it. ⚠ marks what to look at, with the number of its question.</caption>
<thead><tr><th scope="col">Where</th><th scope="col">In the document</th><th scope="col">As understood</th></tr></thead>
<tbody>
${rows(reading, understood, doubtful)}</tbody>
</table>
</main>
</body>
</html>
`;
  return new TextEncoder().encode(page.text);
}

/** What a mark says beside a value: "question 3". */
type Marks = ReadonlyMap<string, string>;

/** The questions about each value by their numbers in the list. */
function numbered(doubtful: ReturnType<typeof doubtfulPaths>, { questions: asked }: Understood): Marks {
  return new Map(
    [...doubtful].map(([path, about]) => {
      const numbers = [...about].map((question) => asked.indexOf(question) + 1).sort((a, b) => a - b);
      return [path, `question ${numbers.join(', ')}`];
    }),
  );
}

function questions({ questions: asked }: Understood): readonly Markup[] {
  if (asked.length === 0) return [];
  const items = asked.map(
    ({ line, where, ref, also = [], what }, at) =>
      markup`<li><b>${at + 1}. ${where ?? `line ${line}`}${ref === null ? '' : `: ${[ref, ...also].join(', ')}`}</b> <span>${what}</span></li>\n`,
  );
  return [markup`<h2>Please look at</h2>\n<ul class="lines">\n${items}</ul>\n`];
}

function rows(reading: PlanReading, understood: Understood, doubtful: Marks): readonly Markup[] {
  const said = new Map<string, ((cell: string) => Markup)[]>();
  const tell = (place: SourcePlace, what: (cell: string) => Markup) => {
    const own = said.get(keyOf(place)) ?? [];
    said.set(keyOf(place), own);
    own.push(what);
  };
  const values = valuesOf(understood);
  for (const each of values) for (const at of each.at) tell(at, (cell) => valueLine(each, cell, doubtful));
  const waiting = waitingAt(reading);
  const placed = new Set(values.flatMap(({ at }) => at.map((each) => `${keyOf(each)} ${each.words}`)));
  for (const { text, at } of understood.leftOut) {
    const update = waiting.get(`${keyOf(at)} ${text}`);
    if (update !== undefined) tell(at, (cell) => valueLine(update, cell, doubtful));
    else if (!placed.has(`${keyOf(at)} ${text}`))
      tell(at, (cell) => markup`<p class="aside">Left out${cell === text ? '' : `: ${text}`}</p>`);
  }
  const cells = reading.source === undefined ? [] : cellsOf(reading.source).filter(({ text }) => text !== '');
  const nowhere = values.filter(({ path, at }) => at.length === 0 && doubtful.has(path));
  return [
    ...cells.map(({ place, text, spanned }) => {
      const other = spanned === true ? 'The same cell as above' : 'A label or a heading';
      const told = said.get(keyOf(place))?.map((show) => show(text)) ?? [markup`<p class="aside">${other}</p>`];
      const own = told.filter((one, at) => told.findIndex((each) => each.text === one.text) === at);
      return markup`<tr><td class="where">${whereOf(place)}</td><td>${lines(text)}</td><td>${own}</td></tr>\n`;
    }),
    ...nowhere.map(
      (each) => markup`<tr><td class="where"></td><td></td><td>${valueLine(each, '', doubtful)}</td></tr>\n`,
    ),
  ];
}

/** A value in words of its own, where the cell says more than it, or something else. */
function valueLine({ path, label, text }: Value, cell: string, doubtful: Marks): Markup {
  const shown = cell === text || text === '' ? markup`<b>${label}</b>` : markup`<b>${label}</b>: ${lines(text)}`;
  const mark = doubtful.get(path);
  return mark === undefined
    ? markup`<p>${shown}</p>`
    : markup`<p><span class="check">⚠ ${shown}</span> <span class="aside">(${mark})</span></p>`;
}

/** The updates that wait for the date of their heading, by place and words. */
function waitingAt(reading: PlanReading): ReadonlyMap<string, Value> {
  const plan = reading.kind === 'plan' ? reading.plan : null;
  const refs = new Map(plan?.requirements.map(({ key, ref }) => [key, ref]));
  const found = (plan?.undated ?? []).flatMap(({ heading, texts }, index) =>
    texts.flatMap(({ requirement, parts, ...whole }) => {
      const label = `Update of ${refs.get(requirement) ?? ''}, left out until "${heading}" has a date`;
      return (parts ?? [whole]).map(({ place, text }): [string, Value] => [
        `${keyOf(place)} ${text}`,
        { path: `undated.${index}`, label, text, at: [] },
      ]);
    }),
  );
  return new Map(found);
}

function valuesOf({ plan, columns, recommendations, requirements, updates }: Understood): readonly Value[] {
  const front = (['title', 'organisation', 'executiveLead', 'operationalLead'] as const).map(
    (field): Value => ({
      path: `plan.${field}`,
      label: FRONT[field],
      text: plan?.[field] ?? '',
      at: plan?.at[field] ?? [],
    }),
  );
  return [
    ...front,
    { path: 'plan.introduction', label: 'Introduction', text: '', at: plan?.at.introduction ?? [] },
    ...columns.map((column, index) => ({
      path: `columns.${index}`,
      label: 'Updates published on',
      text: dayOf(column),
      at: plan?.at.columns[index] ?? [],
    })),
    ...recommendations.flatMap(({ key, group, number, text, deadline, at }, index): Value[] => [
      {
        path: `recommendations.${index}.number`,
        label: 'Number of a recommendation',
        text: number ?? key,
        at: at.number,
      },
      { path: `recommendations.${index}.group`, label: 'Theme', text: group ?? '', at: at.group },
      { path: `recommendations.${index}.text`, label: `Text of recommendation ${key}`, text: text ?? '', at: at.text },
      {
        path: `recommendations.${index}.deadline`,
        label: `Deadline of recommendation ${key}`,
        text: dayOf(deadline),
        at: at.deadline,
      },
    ]),
    ...requirements.flatMap(({ ref, text, owner, deadline, status, statusWords, at }, index): Value[] => [
      { path: `requirements.${index}.ref`, label: 'Number of a row', text: ref, at: at.ref },
      { path: `requirements.${index}.text`, label: `What ${ref} asks for`, text: text ?? '', at: at.text },
      { path: `requirements.${index}.owner`, label: `Owner of ${ref}`, text: owner ?? '', at: at.owner },
      { path: `requirements.${index}.deadline`, label: `Deadline of ${ref}`, text: dayOf(deadline), at: at.deadline },
      {
        path: `requirements.${index}.status`,
        label: `Status of ${ref}`,
        text: statusOf(status, statusWords),
        at: at.status,
      },
    ]),
    ...updates.map(({ ref, column, text, at }, index) => ({
      path: `updates.${index}`,
      label: `Update of ${ref}, ${dayOf(column)}`,
      text,
      at: at.text,
    })),
  ];
}

/** Words that are none of our statuses are kept; no word of ours stands for them. */
function statusOf(status: Status, words: string | null): string {
  return status === 'notStated' && words !== null ? 'kept as printed, not yet one of ours' : STATUS_WORDS[status];
}

function dayOf(date: string | null): string {
  const day = date === null ? undefined : parseCivilDate(date);
  return day === undefined ? '' : longDate(day);
}

const FRONT = {
  title: 'Title',
  organisation: 'Organisation',
  executiveLead: 'Executive lead',
  operationalLead: 'Operational lead',
} as const;

function lines(text: string): readonly Markup[] {
  return paragraphsOf(text).map((line, index) => (index === 0 ? markup`${line}` : markup`<br>${line}`));
}

function whereOf({ line, column, where }: SourcePlace): string {
  return where ?? `line ${line}${column === undefined ? '' : `, column ${column}`}`;
}

function keyOf({ line, column }: SourcePlace): string {
  return `${line}:${column ?? ''}`;
}
