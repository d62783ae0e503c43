import { longDate } from '../../../../domain/calendar/civil-date.js';
import type { Deadline } from '../../../../domain/plan/plan.js';
import { printedIntroduction } from '../../../../domain/plan/printed.js';
import type { RevisionDocument, RevisionLine } from '../../../../domain/publishing/revision.js';
import { type Markup, markup } from '../../formats/html/markup.js';
import { addressesIn } from '../../formats/text/addresses.js';
import { laidInLine, laidOut } from '../../formats/text/list-items.js';
import { runsRightToLeft } from '../../formats/text/printable.js';
import {
  countsWords,
  deadlineWords,
  dischargeWords,
  factsOf,
  hiddenRows,
  moveWords,
  NO_STATUS,
  NOTHING_WORDS,
  noUpdateWords,
  ownReferencesWords,
  recommendationHeading,
  shortened,
  showsStatuses,
  signatureWords,
  standingWords,
  statusWords,
} from './words.js';

/** A draft says so before anything else; nothing for a revision. */
export function draftMark(document: RevisionDocument): readonly Markup[] {
  if (document.seal.kind === 'revision') return [];
  return [markup`<p class="plan-draft"><strong>${standingWords(document)}</strong></p>\n`];
}

/** Organisation, leads, date, counts. */
export function planFacts(document: RevisionDocument): Markup {
  const facts = factsOf(document).map(({ label, value }) => markup`<dt>${label}</dt><dd>${value}</dd>\n`);
  const own = ownReferencesWords(document);
  const note = own === null ? [] : [markup`<p class="plan-note">${own}</p>\n`];
  return markup`<dl class="plan-facts">\n${facts}</dl>\n<p>${countsWords(document)}</p>\n${note}`;
}

/** What presents the plan, in its own words: headings below the title's, paragraphs, lists. */
export function introduction(document: RevisionDocument): readonly Markup[] {
  const parts = printedIntroduction(document.introduction);
  if (parts.length === 0) return [];
  const printed = parts.map((part, index) => {
    if (part.kind === 'paragraph') return markup`${paragraphs(part.text, '')}`;
    if (part.kind === 'heading') return headingAt(part.level + 1, part.text);
    const opens = parts[index - 1]?.kind === 'item' ? markup`` : markup`<ul>\n`;
    const closes = parts[index + 1]?.kind === 'item' ? markup`` : markup`</ul>\n`;
    return markup`${opens}<li>${part.text}</li>\n${closes}`;
  });
  return [markup`<section class="plan-introduction" aria-label="Introduction">\n${printed}</section>\n`];
}

function headingAt(level: number, text: string): Markup {
  if (level === 2) return markup`<h2>${text}</h2>\n`;
  return level === 3 ? markup`<h3>${text}</h3>\n` : markup`<h4>${text}</h4>\n`;
}

/** Links to the recommendations, with the beginning of each. */
export function jumpLinks(document: RevisionDocument): Markup {
  const links = document.sections.map((section, index) => {
    const text = shortened(laidInLine(section.text, NOTHING_WORDS.recommendation), 90);
    // a paragraph: where a website has no style for lists, its margins keep the links 24 pixels apart (WCAG 2.2, 2.5.8)
    return markup`<li><p><a href="#${anchorOf(index)}">${recommendationHeading(section)}: ${text}</a></p></li>\n`;
  });
  return markup`<ul class="plan-links">\n${links}</ul>\n`;
}

/** A section a recommendation: heading, text, deadline, and its requirements. */
export function recommendations(document: RevisionDocument): readonly Markup[] {
  return document.sections.map(
    (section, index) => markup`<section aria-labelledby="${anchorOf(index)}">
<h2 id="${anchorOf(index)}">${recommendationHeading(section)}</h2>
${paragraphs(section.text, NOTHING_WORDS.recommendation)}${deadlinePart(section.deadline)}${section.lines.map((line) => requirement(document, line))}</section>
`,
  );
}

/** What a revision says of itself at the end: number, date, signature, hash; a draft repeats its mark. */
export function sealPart(document: RevisionDocument): Markup {
  const lines = [standingWords(document), ...signatureWords(document)].map((line) => markup`<p>${line}</p>\n`);
  return markup`${lines}`;
}

/** Of a draft: the rows that are not for publication, behind everything that is. */
export function hiddenPart(document: RevisionDocument): readonly Markup[] {
  const hidden = hiddenRows(document);
  if (hidden === null) return [];
  const rows = hidden.rows.map(({ heading, facts }) => {
    const said = facts.map(({ label, value }) => markup`<dt>${label}</dt><dd>${paragraphs(value, '')}</dd>\n`);
    return markup`<h3>${heading}</h3>\n<dl>\n${said}</dl>\n`;
  });
  return [
    markup`<aside aria-labelledby="plan-hidden">
<h2 id="plan-hidden">${hidden.heading}</h2>
<p class="plan-draft"><strong>${hidden.note}</strong></p>
${rows}</aside>
`,
  ];
}

function requirement(document: RevisionDocument, line: RevisionLine): Markup {
  return markup`<h3>Requirement ${line.ref}</h3>
${paragraphs(line.text, NOTHING_WORDS.requirement)}<ul class="plan-line">
<li><b>Owner:</b> ${line.owner.trim() === '' ? NOTHING_WORDS.owner : line.owner}</li>
${deadlineItem(line.deadline)}${statusItem(document, line)}</ul>
${updates(line)}`;
}

/** Nothing where the plan prints no statuses and the row is not discharged. */
function statusItem(document: RevisionDocument, line: RevisionLine): Markup {
  const said = statusWords(line) ?? (showsStatuses(document) ? NO_STATUS : null);
  const discharge = dischargeWords(line);
  if (said === null && discharge === null) return markup``;
  const status = said === null ? [] : [markup`<span class="plan-status plan-${line.status}">${said}</span>`];
  const discharged = discharge === null ? [] : [markup`${said === null ? '' : ' '}<span>${discharge}</span>`];
  return markup`<li><b>Status:</b> ${status}${discharged}</li>\n`;
}

/** Newest first: who comes back each quarter looks for what is new. */
function updates(line: RevisionLine): Markup {
  const rows = [...line.cells].reverse().map(
    (
      cell,
    ) => markup`<tr><th scope="row">${longDate(cell.column)}</th><td>${paragraphs(cell.text, noUpdateWords(line, cell))}</td></tr>
`,
  );
  if (rows.length === 0) return markup``;
  return markup`<table>
<caption>Updates to ${line.ref}, newest first</caption>
<thead><tr><th scope="col">Published</th><th scope="col">Update</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
`;
}

function deadlinePart(deadline: Deadline | null): Markup {
  if (deadline === null) return markup``;
  return markup`<p><b>Deadline:</b> ${deadlineWords(deadline)}</p>\n${moves(deadline)}`;
}

function deadlineItem(deadline: Deadline | null): Markup {
  if (deadline === null) return markup``;
  return markup`<li><b>Deadline:</b> ${deadlineWords(deadline)}${moves(deadline)}</li>\n`;
}

function moves(deadline: Deadline): Markup {
  const items = moveWords(deadline).map((move) => markup`<li>${move}</li>\n`);
  return items.length === 0 ? markup`` : markup`<ul class="plan-moves">\n${items}</ul>\n`;
}

function paragraphs(text: string | null, nothing: string): readonly Markup[] {
  const parts = laidOut(text, nothing);
  return parts.map(({ text: words, isItem }, at) => {
    const direction = runsRightToLeft(words) ? markup` dir="rtl"` : markup``;
    if (!isItem) return markup`<p${direction}>${linked(words)}</p>\n`;
    const opens = parts[at - 1]?.isItem ? markup`` : markup`<ul>\n`;
    const closes = parts[at + 1]?.isItem ? markup`` : markup`</ul>\n`;
    return markup`${opens}<li${direction}>${linked(words)}</li>\n${closes}`;
  });
}

/** The same words, with each address of a page as a link to it: evidence can be opened from where it is named. */
function linked(text: string): readonly Markup[] {
  return addressesIn(text).map(({ text: piece, isAddress }) =>
    isAddress ? markup`<a href="${piece}">${piece}</a>` : markup`${piece}`,
  );
}

/** By place and not by number: a number is the source's text and may hold anything. */
function anchorOf(section: number): string {
  return `plan-recommendation-${section + 1}`;
}
