import { Command } from 'commander';
import { versionOfPackage } from '../host/version.js';
import { lazily } from './lazily.js';
import { planIdOption, storeOption, tenantOption } from './output/option-values.js';
import { addPublicationCommands } from './publication-commands.js';
import { runProgram } from './run-program.js';

/** Runs one command line (`process.argv`); resolves to its exit code. */
export function runCommandLine(argv: readonly string[]): Promise<number> {
  return runProgram(program(), argv);
}

function program(): Command {
  const root = new Command('quarterdeck')
    .description('Keeps a published action plan true: asks its owners, reminds them, compiles the next revision.')
    .version(versionOfPackage(), '--version', 'print the version')
    .exitOverride()
    .showHelpAfterError('(add --help for what this takes)');
  const command = (nameAndArgs: string, description: string, parent = root, isDefault = false) =>
    parent
      .command(nameAndArgs, { isDefault })
      .description(description)
      .option('--data <folder>', 'folder of the embedded store (default: .quarterdeck, where there is one)')
      .option('--store <kind>', 'embedded or azure (default: QUARTERDECK_STORE, else embedded)', storeOption)
      .option(
        '--tenant <id>',
        'Entra tenant id (default: MicrosoftAppTenantId, which only local mode can do without)',
        tenantOption,
      )
      .option('--json', 'print JSON')
      .exitOverride();
  const PLAN = ['--plan <id>', 'the plan: 1 to 40 small letters, digits and hyphens', planIdOption] as const;

  command('serve', 'run the service (to try it on this machine alone: quarterdeck-local)').action(
    lazily(async () => (await import('./commands/serve.js')).serveCommand),
  );
  command('import <file>', 'import a published plan')
    .requiredOption(...PLAN)
    .option('--workbook <file>', 'write a review workbook (xlsx) to correct and import instead; import nothing')
    .option('--dry-run', 'read, show the difference and report; write nothing')
    .option('--introduction <page>', 'a page that presents the plan: printed before its rows, in its own words')
    .option('--more-rows', 'add the rows of the file to the plan, and withdraw nothing')
    .option(
      '--understood <file>',
      'write everything as it was understood, with its places (.json), or as a page beside the source (.html)',
    )
    .option('--explain', 'show in which ways the file was read, and what speaks for each')
    // not variadic: that would take the file's name for a second correction
    .option(
      '--correct <ref@column=reason>',
      'correct a published cell, by name and with a reason (repeatable)',
      (each: string, all: string[]) => [...all, each],
      [],
    )
    .option(
      '--date <heading=date>',
      'say when the updates under a heading without a day were published (repeatable)',
      (each: string, all: string[]) => [...all, each],
      [],
    )
    .action(lazily(async () => (await import('./commands/import.js')).importCommand));
  command('assign <file>', 'say who answers what: csv with target,person,name,role,until')
    .requiredOption(...PLAN)
    .action(lazily(async () => (await import('./commands/assign.js')).assignCommand));
  const cycle = root.command('cycle').description('open or close a reporting cycle').exitOverride();
  command('open', 'open a cycle', cycle)
    .requiredOption(...PLAN)
    .requiredOption('--revision <date>', 'date of the revision, YYYY-MM-DD')
    .option('--opens <date>', 'first day of asking (default: 15 working days before due)')
    .option('--due <date>', 'last day on time (default: 10 working days before the revision)')
    .option('--closes <date>', 'last day that counts (default: 3 working days before the revision)')
    .action(lazily(async () => (await import('./commands/cycle.js')).cycleOpenCommand));
  command('close', 'close the open cycle; before its last day has passed, what that does is shown first', cycle)
    .requiredOption(...PLAN)
    .option('--yes', 'close it before its last day has passed')
    .action(lazily(async () => (await import('./commands/cycle.js')).cycleCloseCommand));
  command('recall', 'take the cards of the open quarter back; what was answered is kept', cycle)
    .requiredOption(...PLAN)
    .requiredOption('--reason <text>', 'why; every card says it')
    .option('--as <entra-id>', 'the lead who decides')
    .option('--yes', 'do it, once you have read what it does')
    .action(lazily(async () => (await import('./commands/course.js')).recallCommand));
  command('skip', 'leave out the quarter under way, or else the next one', cycle)
    .requiredOption(...PLAN)
    .requiredOption('--reason <text>', 'why; the next revision prints it')
    .option('--as <entra-id>', 'the lead who decides')
    .option('--yes', 'do it, once you have read what it does')
    .action(lazily(async () => (await import('./commands/course.js')).skipCommand));
  command('pause', 'message nobody about the plan until it is resumed', cycle)
    .requiredOption(...PLAN)
    .requiredOption('--reason <text>', 'why; it stands in /status and in the history')
    .option('--as <entra-id>', 'the lead who decides')
    .action(lazily(async () => (await import('./commands/course.js')).pauseCommand));
  command('resume', 'let messages about a paused plan go out again', cycle)
    .requiredOption(...PLAN)
    .option('--as <entra-id>', 'the lead who decides')
    .action(lazily(async () => (await import('./commands/course.js')).cycleResumeCommand));
  command('finish', 'end the plan with its next revision, which prints how each row ended')
    .requiredOption(...PLAN)
    .requiredOption('--reason <text>', 'why; the last revision prints it')
    .option('--revision <date>', 'where no quarter is under way: the date of the last revision, YYYY-MM-DD')
    .option('--as <entra-id>', 'the lead who decides')
    .option('--yes', 'do it, once you have read what it does')
    .action(lazily(async () => (await import('./commands/course.js')).finishCommand));
  command('reopen', 'take the end of a plan back')
    .requiredOption(...PLAN)
    .requiredOption('--reason <text>', 'why; after a last revision the next one prints it')
    .option('--as <entra-id>', 'the lead who decides')
    .action(lazily(async () => (await import('./commands/course.js')).reopenCommand));
  command('sweep', 'send what is due now')
    .option('--now <instant>', 'another time, ISO 8601 (moves the local clock; elsewhere only with --dry-run)')
    .option('--dry-run', 'say what would be sent, send nothing')
    .action(lazily(async () => (await import('./commands/sweep.js')).sweepCommand));
  command('resume', 'say that the time is right after a jump of the clock: the next sweep sends what was held').action(
    lazily(async () => (await import('./commands/resume.js')).resumeCommand),
  );
  command('status', 'where the cycle stands')
    .requiredOption(...PLAN)
    .action(lazily(async () => (await import('./commands/status.js')).statusCommand));
  command('compile', 'compile a draft of the next revision, or make the revision itself')
    .requiredOption(...PLAN)
    .option('--out <folder>', 'where the files go')
    .option('--package <file>', 'all that goes on the website as one zip file, with a note that says what goes where')
    .option('--final', 'show what making the revision would do')
    .option('--yes', 'with --final: make the revision, which never changes')
    .option(
      '--with-change-log',
      'also write the change logs, for the public and for the lead, and the executive lead’s page',
    )
    .option(
      '--formats <list>',
      'comma-separated: docx, html, csv, xlsx, json, public (Word for publication), fragment (html to paste), plain (the same in plain tags)',
      'docx,html,csv',
    )
    .action(lazily(async () => (await import('./commands/compile.js')).compileCommand));
  const sheet = root
    .command('sheet')
    .description('return sheets, for people who cannot answer in Teams')
    .exitOverride();
  // so that "quarterdeck sheet --plan …" makes one
  command('make', 'make a return sheet (the default)', sheet, true)
    .requiredOption(...PLAN)
    .option('--person <id-or-address>', 'whose open requirements')
    .option('--post <name>', 'or those of a post without a person')
    .option('--out <folder>', 'where the file goes', '.')
    .option('--format <format>', 'docx or xlsx', 'docx')
    .action(lazily(async () => (await import('./commands/sheet.js')).sheetCommand));
  command('import <file>', 'import a filled return sheet as the answers of whom it was made for', sheet)
    .requiredOption(...PLAN)
    .option('--by <id>', 'Entra id of the lead who enters it')
    .action(lazily(async () => (await import('./commands/sheet.js')).sheetImportCommand));
  command('backup <file>', 'copy the whole store into a file, while it is in use').action(
    lazily(async () => (await import('./commands/backup.js')).backupCommand),
  );
  command('restore <file>', 'put a backup into an empty store, of either kind')
    .option('--removed <file>', 'the list of what was removed since (default: the one beside the backup)')
    .action(lazily(async () => (await import('./commands/restore.js')).restoreCommand));
  command('migrate', 'let this version write in its own way; an older one cannot be put back afterwards')
    .option('--yes', 'do it')
    .action(lazily(async () => (await import('./commands/migrate.js')).migrateCommand));
  const person = root.command('person').description('what is stored about somebody').exitOverride();
  const PERSON = ['--person <entra-id>', 'who, by their Entra object id'] as const;
  command('export', 'write everything that is stored about somebody, as JSON', person)
    .requiredOption(...PERSON)
    .requiredOption('--out <file>', 'where the file goes')
    .action(lazily(async () => (await import('./commands/person.js')).personExportCommand));
  command('forget', 'forget somebody; what is published stays', person)
    .requiredOption(...PERSON)
    .option('--yes', 'forget them, as it was shown')
    .action(lazily(async () => (await import('./commands/person.js')).personForgetCommand));
  command('history', 'what happened to a plan')
    .requiredOption(...PLAN)
    .option('--verify', 'check that every chain is whole, and every answer as it was written')
    .option('--backup <file>', 'with --verify: compare with what a backup has seen, too')
    .action(lazily(async () => (await import('./commands/history.js')).historyCommand));
  command('check', 'write the directory rows of a plan again and check its history')
    .requiredOption(...PLAN)
    .action(lazily(async () => (await import('./commands/check.js')).checkCommand));
  command('doctor', 'look at settings, identity, store, clock, public address and app package, and say what to do')
    .option('--package <file>', 'the app package that was uploaded to Teams, to compare with the settings')
    .action(lazily(async () => (await import('./commands/doctor.js')).doctorCommand));
  root
    .command('package')
    .description('make the app package that a Teams administrator uploads; without a bot, one to look at')
    .option('--bot-id <guid>', 'Microsoft App ID of the Azure Bot (default: QUARTERDECK_BOT_ID)')
    .option('--domain <host>', 'public host name of the service (default: QUARTERDECK_DOMAIN)')
    .option('--app-id <guid>', "id of the Teams app (default: the bot's)")
    .option('--app-version <version>', 'higher than that of the package in Teams, to replace it (default: 1.0.0)')
    .option('--website <url>', 'default: the page that the service shows there')
    .option('--privacy <url>', 'default: /privacy of the service')
    .option('--terms <url>', 'default: /terms of the service')
    .option('--sample', 'for no bot, whatever the settings say: it cannot be installed')
    .option('--out <folder>', 'where the file goes', '.')
    .exitOverride()
    .action(lazily(async () => (await import('./commands/package.js')).packageCommand));
  addPublicationCommands(root, command);
  return root;
}
