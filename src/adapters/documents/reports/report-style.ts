/** Colours give 7:1 for text; what went and what came is told by a line through and a line under, colour only repeats it. */
export const REPORT_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { font: 100%/1.5 Arial, "Helvetica Neue", Helvetica, sans-serif; color: #14181c; background: #fff; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 56rem; padding: 1rem 1.25rem 3rem; overflow-wrap: anywhere; }
h1, h2, h3 { color: #12304f; line-height: 1.25; text-wrap: balance; }
h1 { margin: 0 0 .4rem; font-size: clamp(1.4rem, 1rem + 1.6vw, 2rem); }
h2 { margin: 2.2rem 0 .5rem; padding-top: .6rem; border-top: .15rem solid #12304f; font-size: 1.3rem; }
h3 { margin: 1.6rem 0 .3rem; font-size: 1.05rem; }
p { margin: 0 0 .6rem; }
.kind { margin: 0 0 .2rem; color: #4a5560; font-weight: bold; }
.organisation { margin: 0 0 .3rem; font-weight: bold; }
.note { color: #4a5560; font-size: .9rem; }
.marking { margin: 0 0 1rem; color: #8f1414; font-weight: bold; }
.difference { white-space: pre-wrap; }
ins { color: #0b5230; background: #e8f5ed; text-decoration: underline; text-decoration-thickness: .1em; text-underline-offset: .15em; }
del + ins { margin-left: .2em; }
del { color: #8f1414; background: #fdf0f0; text-decoration: line-through; }
.lines { margin: 0 0 .6rem; padding: 0; list-style: none; }
.lines li { display: grid; grid-template-columns: minmax(5rem, 22%) 1fr; gap: .2rem 1rem; padding: .25rem 0; border-bottom: .06rem solid #c6ced6; }
table { width: 100%; margin: 0 0 1rem; border-collapse: collapse; font-size: .92rem; }
caption { padding: 0 0 .3rem; color: #4a5560; font-size: .9rem; text-align: left; }
th, td { padding: .4rem .6rem; border-bottom: .06rem solid #8a96a3; text-align: left; vertical-align: top; }
thead th { background: #12304f; color: #fff; }
tbody th { font-weight: bold; }
thead th { overflow-wrap: normal; }
@media (max-width: 36em) {
  .lines li { grid-template-columns: 1fr; }
  th, td { padding: .35rem .3rem; }
  /* unlike "anywhere", it leaves a column as wide as its longest word */
  thead th, tbody th { overflow-wrap: break-word; font-size: .85rem; }
}
@media print {
  @page { size: A4; margin: 15mm 16mm; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  h2, h3, caption, thead { break-after: avoid; }
  tr, li { break-inside: avoid; }
  thead th { background: #fff; color: #14181c; border-top: .12rem solid #14181c; }
}
`;

/** Closer set, so that the page stays one sheet of A4. */
export const ONE_PAGE_STYLE = `
h2 { margin: 1.1rem 0 .3rem; padding-top: .35rem; font-size: 1.1rem; }
p { margin: 0 0 .35rem; }
@media print {
  @page { margin: 12mm 15mm; }
  html { font-size: 8.5pt; line-height: 1.3; }
  h1 { font-size: 1.3rem; }
  h2 { margin: .5rem 0 .15rem; padding-top: .2rem; }
  p { margin: 0 0 .2rem; }
  .lines { margin-bottom: .2rem; }
  .lines li { grid-template-columns: 20% 1fr; padding: .08rem 0; }
}
`;
