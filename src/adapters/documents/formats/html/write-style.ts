/**
 * The page's style. Colours give 7:1 for text and 3:1 for lines that matter (WCAG 2.2, 1.4.6 and 1.4.11);
 * sizes in rem, so that larger text in the browser enlarges everything; nothing is wider than the page at
 * 320 CSS pixels (1.4.10); status is told by words, and colour only repeats it (1.4.1).
 */
export const PAGE_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { font: 100%/1.55 Arial, "Helvetica Neue", Helvetica, sans-serif; color: #14181c; background: #fff; -webkit-text-size-adjust: 100%; }
body { margin: 0; overflow-wrap: anywhere; }
header, nav, main, footer, aside, .plan-introduction { max-width: 52rem; margin: 0 auto; padding: 0 1.25rem; }
a { color: #0b4a8f; text-underline-offset: .15em; }
a:hover { text-decoration-thickness: .15em; }
a:focus-visible { outline: .2rem solid #12304f; outline-offset: .15rem; }
.plan-skip { position: absolute; left: -100rem; padding: .5rem 1rem; background: #fff; }
.plan-skip:focus { left: .5rem; top: .5rem; }
.plan-draft { margin: 1rem 0 0; padding: .6rem .9rem; border: .15rem solid #8f1414; border-left-width: .6rem; color: #8f1414; background: #fff4f4; }
h1, h2, h3 { color: #12304f; line-height: 1.25; text-wrap: balance; }
h1 { margin: 1.5rem 0 1rem; font-size: clamp(1.6rem, 1.1rem + 2vw, 2.4rem); }
h2 { margin: 3rem 0 .6rem; padding-top: .8rem; border-top: .2rem solid #12304f; font-size: 1.5rem; }
h3 { margin: 2.2rem 0 .4rem; font-size: 1.15rem; }
nav h2 { margin-top: 1.5rem; padding: 0; border: 0; font-size: 1.15rem; }
p { margin: 0 0 .6rem; }
.plan-facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.25rem; margin: 0 0 1rem; }
.plan-facts dt { font-weight: bold; }
.plan-facts dd { margin: 0; }
.plan-note { color: #4a5560; font-size: .9rem; }
.plan-links { margin: 0; padding: 0; list-style: none; }
.plan-links p { margin: 0; }
.plan-links a { display: block; padding: .3rem 0; text-wrap: pretty; }
.plan-line { margin: 0 0 .9rem; padding: 0; list-style: none; }
.plan-line > li { margin: 0 0 .25rem; }
.plan-moves { margin: .2rem 0 .6rem; padding-left: 1.2rem; color: #4a5560; font-size: .9rem; }
.plan-status { display: inline-block; padding: 0 .5rem; border: .1rem solid #4a5560; border-left-width: .4rem; background: #f3f5f7; font-weight: bold; }
.plan-onTrack, .plan-complete { border-color: #0f5c38; background: #eef7f1; }
.plan-atRisk, .plan-waiting { border-color: #7a4a00; background: #fdf6e7; }
.plan-offTrack { border-color: #8f1414; background: #fff4f4; }
table { width: 100%; border-collapse: collapse; font-size: .95rem; }
caption { padding: 0 0 .35rem; color: #4a5560; font-size: .9rem; text-align: left; }
th, td { padding: .5rem .7rem; border-bottom: .06rem solid #8a96a3; text-align: left; vertical-align: top; }
thead th { background: #12304f; color: #fff; }
tbody th { width: 10.5rem; font-weight: normal; color: #303a44; }
td p:last-child { margin-bottom: 0; }
tbody tr:first-child th { font-weight: bold; color: #14181c; }
.plan-about h3 { margin-top: 1.5rem; }
svg { vertical-align: text-bottom; margin-right: .4rem; }
footer { margin-top: 3rem; padding-top: 1rem; padding-bottom: 2rem; border-top: .06rem solid #8a96a3; color: #4a5560; font-size: .9rem; }
@media (max-width: 36em) {
  .plan-facts { grid-template-columns: 1fr; gap: 0; }
  .plan-facts dd { margin-bottom: .5rem; }
  tbody th, thead th:first-child { width: 6.2rem; }
  th, td { padding: .45rem .4rem; }
  header, nav, main, footer, aside, .plan-introduction { padding: 0 1rem; }
}
@media print {
  @page { size: A4; margin: 18mm 16mm; }
  html { font-size: 10pt; }
  header, nav, main, footer, aside, .plan-introduction { max-width: none; padding: 0; }
  .plan-skip { display: none; }
  h1, h2, h3, caption, thead { break-after: avoid; }
  h2 { margin-top: 1.5rem; }
  a { color: inherit; text-decoration: none; }
  /* The white border below keeps a row that began on the page before clear of the repeated header. */
  thead th { background: #fff; color: #14181c; border-top: .12rem solid #14181c; border-bottom: .4rem solid #fff; }
  p { orphans: 3; widows: 3; }
}
`;
