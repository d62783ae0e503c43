import type { Changes } from '../../../app/publishing/see-changes.js';
import { executivePage, MOST_REFS } from '../../../domain/publishing/executive-page.js';
import { shortened } from '../../../domain/text/shortened.js';
import { standingLine } from './change-log-report.js';
import type { Report, ReportBlock } from './report.js';

/** The executive lead's page: two minutes to read, one sheet of A4. The difference word by word is in the change log. */
export function executiveReport(changes: Changes): Report {
  const page = executivePage(changes.published.log, changes.notes);
  return {
    kind: 'For the executive lead',
    title: page.title,
    organisation: page.organisation,
    standing: [standingLine(changes.published)],
    audience: { kind: 'inside', marking: changes.marking },
    onePage: true,
    blocks: [
      ...page.summary.map((text): ReportBlock => ({ kind: 'text', text })),
      ...page.parts.flatMap(({ heading, none, lines, more }): readonly ReportBlock[] => [
        { kind: 'heading', level: 2, text: heading },
        lines.length === 0
          ? { kind: 'text', text: none }
          : {
              kind: 'lines',
              lines: lines.map(({ refs, title, words }) => ({
                about: fewRefs(refs, MOST_REFS),
                text: title === null ? words : `${words} (${title})`,
              })),
            },
        ...(more === 0
          ? []
          : [{ kind: 'note', text: `And ${more} more: see “At a glance” in the change log for the lead.` } as const]),
      ]),
      {
        kind: 'note',
        text: `A signature is over exactly these words, and any later edit voids it. SHA-256 of the plan: ${changes.hash}`,
      },
      ...(page.firstStatuses.length === 0
        ? []
        : [
            {
              kind: 'note',
              text: `A status is stated for the first time for ${fewRefs(page.firstStatuses, MOST_REFS)}. Each is accepted by name when this is signed, and so is each “No update received”.`,
            } as const,
          ]),
    ],
  };
}

/** Refs as far as one page has room for them. */
function fewRefs(refs: readonly string[], most: number): string {
  const more = refs.length - most;
  const named = refs.slice(0, most).map((ref) => shortened(ref, 20));
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}
