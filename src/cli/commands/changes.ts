import { join, resolve } from 'node:path';
import { changeLogReport } from '../../adapters/documents/reports/change-log-report.js';
import { executiveReport } from '../../adapters/documents/reports/executive-report.js';
import { leadChangeLogReport } from '../../adapters/documents/reports/lead-change-log-report.js';
import type { Report } from '../../adapters/documents/reports/report.js';
import { writeReportDocx } from '../../adapters/documents/reports/report-docx.js';
import { writeReportHtml } from '../../adapters/documents/reports/report-html.js';
import type { Changes, ChangesOf } from '../../app/publishing/see-changes.js';
import { executivePage } from '../../domain/publishing/executive-page.js';
import { CommandFailed, type CommandRun, type CommonOptions, print, WrongUsage, withStore } from '../output/command.js';
import { numberOf } from '../output/numbers.js';

/**
 * `quarterdeck changes --plan ID --out DIR [--draft N | --revision N]`: what changed against what was public before, as
 * html and docx: the change log for the public, the one for the lead, and the executive lead's page.
 */
export async function changesCommand(
  options: CommonOptions & {
    readonly plan: string;
    readonly out: string;
    readonly draft?: string;
    readonly revision?: string;
  },
): Promise<void> {
  if (options.draft !== undefined && options.revision !== undefined) {
    throw new WrongUsage('Name either a draft (--draft) or a revision (--revision).');
  }
  const of: ChangesOf =
    options.draft !== undefined
      ? { kind: 'draft', number: numberOf('--draft', options.draft) }
      : options.revision !== undefined
        ? { kind: 'revision', number: numberOf('--revision', options.revision) }
        : { kind: 'next' };
  await withStore(options, async ({ useCases, tenant, clock, writeFile }) => {
    const outcome = await useCases.seeChanges(tenant, options.plan, of, await clock.now());
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    const { changes } = outcome;
    const files = await writeChanges(changes, resolve(options.out), `${options.plan}-${changes.stem}`, writeFile);
    const { published, notes } = changes;
    const page = executivePage(published.log, notes);
    print(options, { of: published.name, log: published.log, notes, page, files }, [
      ...page.summary,
      ...page.parts.flatMap((part) => [
        `${part.heading}:`,
        ...(part.lines.length === 0 ? [`  ${part.none}`] : []),
        ...part.lines.map(
          (line) => `  ${line.refs.join(', ')}: ${line.words}${line.title === null ? '' : ` (${line.title})`}`,
        ),
        ...(part.more === 0 ? [] : [`  and ${part.more} more`]),
      ]),
      ...files,
    ]);
  });
}

/**
 * Writes the six files, each whole or not at all; returns their paths. What is not for publication says so in its name.
 */
export async function writeChanges(
  changes: Changes,
  folder: string,
  stem: string,
  writeFile: CommandRun['writeFile'],
): Promise<readonly string[]> {
  const reports: readonly (readonly [string, Report])[] = [
    ['changes', changeLogReport(changes.published, changes.marking)],
    ['lead-changes', leadChangeLogReport(changes)],
    ['one-page', executiveReport(changes)],
  ];
  const files: string[] = [];
  for (const [name, report] of reports) {
    for (const [format, bytes] of [
      ['html', writeReportHtml(report)],
      ['docx', await writeReportDocx(report, changes.published.at)],
    ] as const) {
      const inside = report.audience.kind === 'public' ? '' : '-not-for-publication';
      const file = join(folder, `${stem}-${name}${inside}.${format}`);
      await writeFile(file, bytes);
      files.push(file);
    }
  }
  return files;
}
