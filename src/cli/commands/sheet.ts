import { join, resolve } from 'node:path';
import { readReturnSheet } from '../../adapters/documents/own/return-sheet/read-return-sheet.js';
import { writeReturnSheetDocx } from '../../adapters/documents/own/return-sheet/write-docx.js';
import { writeReturnSheetXlsx } from '../../adapters/documents/own/return-sheet/write-xlsx.js';
import { becameWords } from '../../chat/commands/importing/sheet-proposal.js';
import { CommandFailed, type CommonOptions, print, readGivenFile, WrongUsage, withStore } from '../output/command.js';

const WRITERS = { docx: writeReturnSheetDocx, xlsx: writeReturnSheetXlsx } as const;

interface SheetOptions extends CommonOptions {
  readonly plan: string;
  readonly person?: string;
  readonly post?: string;
  readonly out: string;
  readonly format?: string;
}

/** `quarterdeck sheet --plan ID (--person ID-OR-ADDRESS | --post NAME) --out DIR [--format docx|xlsx]`. */
export async function sheetCommand(options: SheetOptions): Promise<void> {
  const { person, post } = options;
  const format = (options.format ?? 'docx').toLowerCase();
  if (format !== 'docx' && format !== 'xlsx') {
    throw new WrongUsage(`A return sheet can be docx or xlsx. You gave "${options.format}".`);
  }
  if ((person === undefined) === (post === undefined)) {
    throw new WrongUsage('Name either a person (--person) or a post without one (--post).');
  }
  await withStore(options, async ({ useCases, tenant, clock, writeFile }) => {
    const wanted =
      person === undefined ? ({ kind: 'post', post: post ?? '' } as const) : ({ kind: 'person', person } as const);
    const outcome = await useCases.makeReturnSheet(tenant, options.plan, wanted, await clock.now());
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    const { sheet } = outcome;
    const file = join(resolve(options.out), `${outcome.fileStem}.${format}`);
    await writeFile(file, await WRITERS[format](sheet));
    const refs = sheet.items.map((item) => item.ref);
    print(options, { forWhom: sheet.forWhom, refs, due: sheet.due, file }, [
      `Return sheet for ${sheet.forWhom}: ${refs.join(', ')}. Due ${sheet.due}.`,
      file,
    ]);
  });
}

interface SheetImportOptions extends CommonOptions {
  readonly plan: string;
  readonly by?: string;
}

/**
 * `quarterdeck sheet import FILE --plan ID [--by ENTRA-ID-OF-LEAD]`. Says for each requirement what became of it; fails
 * (with what is saved kept) where something must be mended. Importing the same sheet again saves nothing twice.
 */
export async function sheetImportCommand(file: string, options: SheetImportOptions): Promise<void> {
  const reading = readReturnSheet(await readGivenFile(file));
  if (reading.kind === 'unreadable') throw new CommandFailed(`${reading.problem.reason} Nothing was imported.`);
  const { sheet } = reading;
  await withStore(options, async ({ useCases, tenant, clock }) => {
    const about = { tenant, plan: options.plan, sheet, by: options.by ?? null };
    const outcome = await useCases.importReturnSheet(about, await clock.now());
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    const { forWhom, lines } = outcome;
    const problems = lines.filter((line) => line.kind === 'problem').length;
    const saved = lines.filter((line) => line.kind === 'saved').length;
    print(options, { forWhom, lines, elsewhere: sheet.elsewhere, notes: sheet.notes }, [
      `Return sheet of ${forWhom}: ${saved} ${saved === 1 ? 'answer' : 'answers'} saved.`,
      ...lines.map((line) => `  ${line.ref}: ${becameWords(line)}`),
      ...sheet.notes.map((note) => `  ${note}`),
      ...(sheet.elsewhere.length === 0 ? [] : ['Outside the places for answers, and not imported:']),
      ...sheet.elsewhere.map(({ where, text }) => `  ${where}: ${text.replace(/\s+/g, ' ').slice(0, 200)}`),
    ]);
    if (problems > 0) {
      throw new CommandFailed(
        `${problems} of ${lines.length} must be mended: nothing was saved for ${problems === 1 ? 'it' : 'them'}. Correct the sheet and import it again; what is saved is not saved twice.`,
      );
    }
  });
}
