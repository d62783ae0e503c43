import { createHash } from 'node:crypto';
import { Markup, markup } from '../formats/html/markup.js';
import { paragraphsOf } from '../formats/text/printable.js';
import { markOf, type Report, type ReportBlock, type Rich } from './report.js';
import { ONE_PAGE_STYLE, REPORT_STYLE } from './report-style.js';

/**
 * A report as one self-contained page (UTF-8, en-GB): no script, no request to anybody, printable. What is not public is
 * marked first and last and asks not to be indexed.
 */
export function writeReportHtml(report: Report): Uint8Array {
  const style = report.onePage ? REPORT_STYLE + ONE_PAGE_STYLE : REPORT_STYLE;
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  const mark = markOf(report);
  const marking = mark === null ? [] : [markup`<p class="marking">${mark}</p>\n`];
  const robots = mark === null ? [] : [markup`<meta name="robots" content="noindex">\n`];
  const page = markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
${robots}<title>${report.kind}: ${report.title} – ${report.organisation}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header>
${marking}<p class="kind">${report.kind}</p>
<h1>${report.title}</h1>
<p class="organisation">${report.organisation}</p>
${report.standing.map((line) => markup`<p class="note">${line}</p>\n`)}</header>
<main>
${report.blocks.map(block)}</main>
${marking.map((each) => markup`<footer>${each}</footer>\n`)}</body>
</html>
`;
  return new TextEncoder().encode(page.text);
}

function block(each: ReportBlock): Markup {
  switch (each.kind) {
    case 'heading':
      return each.level === 2 ? markup`<h2>${each.text}</h2>\n` : markup`<h3>${each.text}</h3>\n`;
    case 'note':
      return markup`<p class="note">${each.text}</p>\n`;
    case 'text':
      return text(each.text, each.label);
    case 'lines':
      return markup`<ul class="lines">
${each.lines.map(({ about, text: said }) => markup`<li><b>${about}</b> <span>${said}</span></li>\n`)}</ul>
`;
    case 'table':
      return markup`<table>
<caption>${each.caption}</caption>
<thead><tr>${each.titles.map((title) => markup`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>
${each.rows.map((row) => tableRow(row))}</tbody>
</table>
`;
  }
}

function tableRow([first = '', ...rest]: readonly string[]): Markup {
  return markup`<tr><th scope="row">${first}</th>${rest.map((cell) => markup`<td>${cellLines(cell)}</td>`)}</tr>\n`;
}

/** The lines of a cell, apart by breaks. */
function cellLines(cell: string): readonly Markup[] {
  return paragraphsOf(cell).map((line, index) => (index === 0 ? markup`${line}` : markup`<br>${line}`));
}

function text(rich: Rich, label: string | undefined): Markup {
  const labelled = label === undefined ? [] : [markup`<b>${label}:</b> `];
  if (typeof rich === 'string') {
    const [first = '', ...rest] = paragraphsOf(rich);
    return markup`<p>${labelled}${first}</p>\n${rest.map((paragraph) => markup`<p>${paragraph}</p>\n`)}`;
  }
  const parts = rich.map(({ kind, text: words }) =>
    kind === 'gone' ? markup`<del>${words}</del>` : kind === 'new' ? markup`<ins>${words}</ins>` : markup`${words}`,
  );
  return markup`<p class="difference">${labelled}${parts}</p>\n`;
}
