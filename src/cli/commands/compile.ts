import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import {
  LAYOUTS,
  type Layout,
  layoutWriters,
  WRITTEN_FORMATS,
  type WrittenFormat,
  writers,
} from '../../adapters/documents/own/write/formats.js';
import { writeWebsitePackage } from '../../adapters/documents/website-package.js';
import { makeFolder } from '../../adapters/tables/engines/make-folder.js';
import { fileStem } from '../../app/publishing/draft-links.js';
import type { RevisionDocument } from '../../domain/publishing/revision.js';
import { counted } from '../../domain/text/counted.js';
import { CommandFailed, type CommandRun, type CommonOptions, print, WrongUsage, withStore } from '../output/command.js';
import { type Made, makeRevision } from '../output/finalise.js';
import { FileNotWritten } from '../output/write-whole.js';
import { writeChanges } from './changes.js';

interface CompileOptions extends CommonOptions {
  readonly plan: string;
  readonly out?: string;
  readonly package?: string;
  readonly final?: boolean;
  readonly yes?: boolean;
  readonly formats?: string;
  readonly withChangeLog?: boolean;
}

/** A format, or another layout of one. */
type FileKind = WrittenFormat | Layout;

/** Written when `--formats` is not given. */
const USUAL_FORMATS: readonly FileKind[] = ['docx', 'html', 'csv'];

/** `quarterdeck compile --plan ID --out DIR [--final [--yes]] [--formats docx,html,csv] [--with-change-log]`. */
export async function compileCommand(options: CompileOptions): Promise<void> {
  const formats = formatsOf(options.formats);
  if (options.out === undefined && options.package === undefined) {
    throw new WrongUsage('Say where the files go: --out with a folder, --package with a zip file, or both.');
  }
  const folder = resolve(options.out ?? dirname(resolve(options.package ?? '.')));
  // before anything is compiled: a draft without its files helps nobody
  const prepare = () =>
    mayWriteIn(folder).catch((error: unknown) => {
      throw new CommandFailed(`The folder ${folder} cannot be made or written. Name another one with --out.`, {
        cause: error,
      });
    });
  await withStore(options, async (run) => {
    const { useCases, tenant, writeFile } = run;
    const final = options.final ?? false;
    const { document, compiled, already } = await (final
      ? makeRevision(run, options, prepare)
      : compileDraft(run, options, prepare));
    const { silent } = compiled;
    const stem = fileStem(options.plan, document);
    const wanted = options.out === undefined ? [] : formats;
    const files = [...(await writeFormats(document, folder, stem, wanted, writeFile))];
    if (options.package !== undefined) files.push(await writePackage(run, options.plan, compiled.id, options.package));
    if (options.withChangeLog === true) {
      const of = { kind: final ? 'revision' : 'draft', number: compiled.number } as const;
      const seen = await useCases.seeChanges(tenant, options.plan, of, compiled.at);
      if (seen.kind === 'changes') files.push(...(await writeChanges(seen.changes, folder, stem, writeFile)));
    }
    const name = final ? `Revision ${compiled.number}` : `Draft ${compiled.number}`;
    const json = {
      kind: final ? 'revision' : 'draft',
      number: compiled.number,
      date: document.date,
      hash: compiled.hash,
      answers: compiled.takes.length,
      silent,
      files,
    };
    print(options, json, [
      ...(already ? ['It was made before and is not changed. Its files are written again.'] : []),
      `${name} of ${document.title}, dated ${document.date}: ${counted(compiled.takes.length, 'answer')}.`,
      silent.length === 0
        ? 'Every requirement was answered.'
        : `"No update received" is printed for ${silent.join(', ')}.`,
      ...files,
    ]);
  });
}

async function writePackage({ useCases, tenant, writeFile }: CommandRun, plan: string, id: string, file: string) {
  const seen = await useCases.seePackage(tenant, plan, id);
  if (seen.kind === 'refused') throw new CommandFailed(seen.reason);
  const path = resolve(file);
  await writeFile(path, await writeWebsitePackage(seen.contents));
  return path;
}

/** Makes a folder, or finds out whether files can be made in the one that is there. */
async function mayWriteIn(folder: string): Promise<void> {
  await makeFolder(folder);
  await access(folder, constants.W_OK | constants.X_OK);
}

async function compileDraft(run: CommandRun, { plan }: CompileOptions, prepare: () => Promise<void>): Promise<Made> {
  await prepare();
  const { useCases, tenant, clock } = run;
  const outcome = await useCases.compileRevision({ tenant, plan, by: 'system' }, await clock.now());
  if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
  return { ...outcome, already: false };
}

/** Writes each format. Throws `FileNotWritten` with what is kept all the same. */
export async function writeFormats(
  document: RevisionDocument,
  folder: string,
  stem: string,
  formats: readonly FileKind[],
  writeFile: CommandRun['writeFile'],
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const format of formats) {
    const layout = LAYOUTS.find((each) => each === format);
    const bytes = await (layout === undefined
      ? writers[format as WrittenFormat](document)
      : layoutWriters[layout].write(document));
    const file = join(folder, layout === undefined ? `${stem}.${format}` : `${stem}-${layoutWriters[layout].ending}`);
    try {
      await writeFile(file, bytes);
    } catch (error) {
      if (!(error instanceof FileNotWritten)) throw error;
      const kept =
        document.seal.kind === 'draft'
          ? 'The draft is kept: compile again.'
          : 'The revision is made and kept: give the same command again for its files.';
      throw new FileNotWritten(`${error.message} ${kept}`, { cause: error });
    }
    files.push(file);
  }
  return files;
}

function formatsOf(text: string | undefined): readonly FileKind[] {
  if (text === undefined) return USUAL_FORMATS;
  return text.split(',').map((name) => {
    const known: readonly FileKind[] = [...WRITTEN_FORMATS, ...LAYOUTS];
    const format = known.find((each) => each === name.trim().toLowerCase());
    if (format === undefined) {
      throw new WrongUsage(`The format "${name.trim()}" is not known. Use some of: ${known.join(', ')}.`);
    }
    return format;
  });
}
