import { createHash } from 'node:crypto';
import type { RevisionDocument } from '../../../../domain/publishing/revision.js';
import type { PageAbout } from '../../../../domain/publishing/website/page-about.js';
import { Markup, markup } from '../../formats/html/markup.js';
import { PAGE_STYLE } from '../../formats/html/write-style.js';
import { aboutPage } from './html-about.js';
import {
  draftMark,
  hiddenPart,
  introduction,
  jumpLinks,
  planFacts,
  recommendations,
  sealPart,
} from './html-sections.js';
import { planData } from './plan-data.js';
import { titleWords } from './words.js';

/** Only our own style, by its hash; no script, no request, no form, and no other base for the links. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * The revision as one self-contained page (UTF-8, en-GB): no script, no request to anybody, readable at 320 CSS
 * pixels, printable, WCAG 2.2 AA. All texts are escaped; a draft is marked first and last and asks not to be indexed.
 * `about`: what stands behind the plan on a website.
 */
export function writeHtml(document: RevisionDocument, about: PageAbout | null = null): Uint8Array {
  const draft = document.seal.kind === 'draft';
  const robots = draft ? [markup`<meta name="robots" content="noindex">\n`] : [];
  return encoded(markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
${robots}<title>${draft ? 'Draft: ' : ''}${titleWords(document)} – ${document.organisation}</title>
<style>${new Markup(PAGE_STYLE)}</style>
</head>
<body>
<a class="plan-skip" href="#plan-recommendations">Skip to the recommendations</a>
<header>
${draftMark(document)}<h1>${titleWords(document)}</h1>
${planFacts(document)}</header>
${introduction(document)}<nav aria-labelledby="plan-contents">
<h2 id="plan-contents">Recommendations in this plan</h2>
${jumpLinks(document)}</nav>
<main id="plan-recommendations" tabindex="-1" data-quarterdeck="${planData(document, 'page')}">
${recommendations(document)}</main>
<footer>
${sealPart(document)}</footer>
${about === null ? [] : [aboutPage(about)]}${hiddenPart(document)}</body>
</html>
`);
}

/**
 * The same content to paste into the editor of a website: no style, no script, and no title, which the editor has a
 * field for. Headings begin at the second level. Class names all begin with "plan-", for the site to use or to strip.
 */
export function writeHtmlFragment(document: RevisionDocument): Uint8Array {
  return encoded(markup`${draftMark(document)}${planFacts(document)}${introduction(document)}${jumpLinks(document)}${recommendations(document)}<hr>
${sealPart(document)}`);
}

/** Attributes and elements that many editors strip, and with them what they hold together. */
const STRIPPED = / (?:class|style|aria-[a-z]+|tabindex|data-[a-z]+)="[^"]*"|<\/?(?:section|span|aside)\b[^>]*>/g;

/** As `writeHtmlFragment`, in plain tags: no class, no style, no drawing, nothing that an editor of a website would strip. */
export function writePlainFragment(document: RevisionDocument): Uint8Array {
  const fragment = new TextDecoder().decode(writeHtmlFragment(document));
  return encoded(new Markup(fragment.replace(STRIPPED, '')));
}

function encoded(page: Markup): Uint8Array {
  return new TextEncoder().encode(page.text);
}
