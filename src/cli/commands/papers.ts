import { join, resolve } from 'node:path';
import { inspectionReport } from '../../adapters/documents/reports/inspection-report.js';
import { writeInspectionXlsx } from '../../adapters/documents/reports/inspection-xlsx.js';
import { paperReport, yearReport } from '../../adapters/documents/reports/paper-report.js';
import { writeReportDocx } from '../../adapters/documents/reports/report-docx.js';
import { seeYear } from '../../app/standing/see-paper.js';
import { isBare } from '../../domain/standing/inspection.js';
import { CommandFailed, type CommandRun, type CommonOptions, print, withStore } from '../output/command.js';
import { dateOf } from './cycle.js';

interface PaperOptions extends CommonOptions {
  readonly plan: string;
  readonly out: string;
}

/** `quarterdeck paper --plan ID --out DIR [--since DATE] [--until DATE | --year]`: two Word pages for a board. */
export async function paperCommand(
  options: PaperOptions & { readonly since?: string; readonly until?: string; readonly year?: boolean },
): Promise<void> {
  const since = options.since === undefined ? null : dateOf('--since', options.since);
  const until = options.until === undefined ? null : dateOf('--until', options.until);
  await withStore(options, async (run) => {
    const picture = await pictureOf(run, options.plan);
    const seen =
      options.year === true ? await seeYear(picture) : await run.useCases.seePaper(picture, { since, until });
    if (seen.kind === 'refused') throw new CommandFailed(seen.reason);
    const report = seen.kind === 'year' ? yearReport(seen) : paperReport(seen);
    const file = join(resolve(options.out), `${options.plan}-${seen.kind}-not-for-publication.docx`);
    await run.writeFile(file, await writeReportDocx(report, await run.clock.now()));
    print(options, { files: [file] }, [file]);
  });
}

/** `quarterdeck inspection --plan ID --out DIR [--ref R]`: what is kept of the rows, as Word and Excel. */
export async function inspectionCommand(options: PaperOptions & { readonly ref?: string }): Promise<void> {
  await withStore(options, async (run) => {
    const seen = await run.useCases.seeInspection(await pictureOf(run, options.plan), options.ref ?? '');
    if (seen.kind === 'refused') throw new CommandFailed(seen.reason);
    const now = await run.clock.now();
    const stem = join(resolve(options.out), `${options.plan}-inspection-not-for-publication`);
    await run.writeFile(`${stem}.docx`, await writeReportDocx(inspectionReport(seen), now));
    await run.writeFile(`${stem}.xlsx`, await writeInspectionXlsx(seen, now));
    const bare = seen.rows.filter(isBare).map(({ requirement }) => requirement.ref);
    print(options, { files: [`${stem}.docx`, `${stem}.xlsx`], withoutEvidence: bare }, [
      `${stem}.docx`,
      `${stem}.xlsx`,
      bare.length === 0 ? 'Evidence was named for every row.' : `Rows without any evidence: ${bare.join(', ')}.`,
    ]);
  });
}

async function pictureOf({ useCases, tenant, clock }: CommandRun, plan: string) {
  const seen = await useCases.seePlan(tenant, plan, await clock.now());
  if (seen.kind === 'refused') throw new CommandFailed(seen.reason);
  return seen.picture;
}
