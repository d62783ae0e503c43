import { longDate } from '../../../../domain/calendar/civil-date.js';
import { STATUS_WORDS, type Status } from '../../../../domain/plan/plan.js';
import {
  type PageAbout,
  type StandingOverTime,
  standingSentence,
} from '../../../../domain/publishing/website/page-about.js';
import { type Markup, markup } from '../../formats/html/markup.js';

/** What each status means, for readers who do not know us. */
export const STATUS_MEANINGS: Readonly<Record<Status, string>> = {
  onTrack: 'The work goes as planned.',
  atRisk: 'Something may keep the work from being done in time. The update says what.',
  offTrack: 'As things stand, the work will not be done in time.',
  waiting: 'Another body must act first.',
  complete: 'We consider the work done. Whether the inspecting body has closed it is said apart.',
  transferred: 'Another body has taken the work on.',
  notStated: 'Nothing was said of how the work stands.',
};

/** Behind the plan: whom to ask, when the next revision comes, what the statuses mean and how they went, earlier revisions. */
export function aboutPage(about: PageAbout): Markup {
  const { contact, next, earlier, standings } = about;
  const asked = contact === null ? [] : [markup`<p><b>Contact:</b> ${contact}</p>\n`];
  return markup`<aside class="plan-about" aria-labelledby="plan-about">
<h2 id="plan-about">About this page</h2>
${asked}<p>The next revision ${next}.</p>
${standings.length === 0 ? [] : [meanings(), overTime(standings)]}${earlierPart(earlier)}</aside>
`;
}

function meanings(): Markup {
  const said = Object.entries(STATUS_MEANINGS).map(
    ([status, meaning]) => markup`<dt>${STATUS_WORDS[status as Status]}</dt><dd>${meaning}</dd>\n`,
  );
  return markup`<h3>What each status means</h3>\n<dl class="plan-facts">\n${said}</dl>\n`;
}

function overTime(standings: readonly StandingOverTime[]): Markup {
  const rows = standings.map(
    (row) => markup`<tr><th scope="row">${row.ref}</th><td>${drawing(row)} ${standingSentence(row)}</td></tr>\n`,
  );
  return markup`<h3>How each requirement has stood</h3>
<table>
<caption>A bar for each publication, oldest first: the higher, the further the work was</caption>
<thead><tr><th scope="col">Number</th><th scope="col">Status over time</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
`;
}

const [BAR, GAP, HEIGHT] = [7, 3, 16];
/** Height of a bar and its colour: the height says it too (WCAG 2.2, 1.4.1). */
const BARS: Readonly<Record<Status, readonly [number, string]>> = {
  notStated: [2, '#6b7681'],
  offTrack: [5, '#8f1414'],
  atRisk: [8, '#7a4a00'],
  waiting: [8, '#4a5560'],
  onTrack: [12, '#0f5c38'],
  complete: [16, '#12304f'],
  transferred: [16, '#4a5560'],
};

/** The words beside it say the same, so a screen reader passes it over. */
function drawing({ times }: StandingOverTime): Markup {
  const bars = times.map(({ status }, at) => {
    const [height, colour] = BARS[status];
    return markup`<rect x="${at * (BAR + GAP)}" y="${HEIGHT - height}" width="${BAR}" height="${height}" fill="${colour}"/>`;
  });
  const width = Math.max(1, times.length) * (BAR + GAP) - GAP;
  return markup`<svg width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" aria-hidden="true" focusable="false">${bars}</svg>`;
}

function earlierPart(earlier: PageAbout['earlier']): readonly Markup[] {
  if (earlier.length === 0) return [];
  const items = earlier.map(({ number, date, address }) => {
    const words = `Revision ${number} of ${longDate(date)}`;
    return address === null ? markup`<li>${words}</li>\n` : markup`<li><a href="${address}">${words}</a></li>\n`;
  });
  return [markup`<h3>Earlier revisions</h3>\n<ul>\n${items}</ul>\n`];
}
