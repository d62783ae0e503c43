import type { Command } from 'commander';
import { lazily } from './lazily.js';
import { planIdOption } from './output/option-values.js';

/** Makes a command with the options that every command takes. */
type MakeCommand = (nameAndArgs: string, description: string, parent?: Command, isDefault?: boolean) => Command;

/** The commands between an answer and the public: review, sign-off, closures, comparison. */
export function addPublicationCommands(root: Command, command: MakeCommand): void {
  const PLAN = ['--plan <id>', 'the plan', planIdOption] as const;
  const REF = ['--ref <ref>', 'the requirement, as people call it'] as const;
  const REF_OR_NUMBER = ['--ref <ref>', 'the requirement, or the number of a whole recommendation'] as const;
  const AS = ['--as <entra-id>', 'the lead who decides'] as const;

  const review = root.command('review').description('check a draft before it goes public').exitOverride();
  command('list', 'findings of the plan as it would be compiled now (the default)', review, true)
    .requiredOption(...PLAN)
    .option('--draft <number>', 'of this draft instead')
    .option('--published', 'of every column that is published already; without a cycle always')
    .option('--all', 'show accepted findings too')
    .action(lazily(async () => (await import('./commands/review.js')).reviewCommand));
  command('accept <findings...>', 'accept findings as they stand; this lasts as long as their words do', review)
    .requiredOption(...PLAN)
    .requiredOption('--reason <text>', 'why')
    .option(...AS)
    .action(lazily(async () => (await import('./commands/review.js')).reviewAcceptCommand));
  command('correct', 'publish another wording; the answer is kept as it was given', review)
    .requiredOption(...PLAN)
    .option(...REF)
    .option('--recommendation <number>', 'in place of --ref: enter or correct the text of a recommendation')
    .requiredOption('--text-file <file>', 'the whole text as it is to be published, in UTF-8')
    .requiredOption('--reason <text>', 'why; the owner of an answer is told')
    .option(...AS)
    .action(lazily(async () => (await import('./commands/review.js')).reviewCorrectCommand));
  command('ask <finding>', 'send a finding back to its owner as a question', review)
    .requiredOption(...PLAN)
    .requiredOption('--question <text>', 'what the owner is to answer')
    .option(...AS)
    .action(lazily(async () => (await import('./commands/review.js')).reviewAskCommand));
  command('check', 'record that a draft was checked by somebody', review)
    .requiredOption(...PLAN)
    .requiredOption('--draft <number>', 'the draft')
    .requiredOption('--kind <check>', 'legal, communications or disclosure')
    .requiredOption('--by <name>', 'who made the check')
    .option('--note <text>', 'anything to remember')
    .option(...AS)
    .action(lazily(async () => (await import('./commands/sign.js')).checkCommand));
  command('sign', 'sign a draft as its executive lead, or return it')
    .requiredOption(...PLAN)
    .requiredOption('--draft <number>', 'the draft')
    .requiredOption('--as <entra-id>', 'the executive lead')
    .option('--accept <refs>', 'refs of silences and first statuses that are accepted, by commas')
    .option('--return <comment>', 'give it back with a comment instead')
    .action(lazily(async () => (await import('./commands/sign.js')).signCommand));
  command('published', 'show or record where the newest revision is public, and since when')
    .requiredOption(...PLAN)
    .option('--address <url>', 'the address of the page')
    .option('--on <date>', 'the day, YYYY-MM-DD (default: today)')
    .option('--sent-on <name>', 'record that the link went to this recipient of the settings')
    .option('--yes', 'record it, as it was shown')
    .option(...AS)
    .action(lazily(async () => (await import('./commands/published.js')).publishedCommand));
  command('verify <file>', 'say whether a document says word for word what was published')
    .requiredOption(...PLAN)
    .option('--revision <number>', 'another revision than the newest')
    .action(lazily(async () => (await import('./commands/verify.js')).verifyCommand));
  command('changes', 'the change logs, for the public and for the lead, and the executive lead’s page')
    .requiredOption(...PLAN)
    .requiredOption('--out <folder>', 'where the files go')
    .option('--draft <number>', 'of this draft (default: as it would be compiled now)')
    .option('--revision <number>', 'of this revision')
    .action(lazily(async () => (await import('./commands/changes.js')).changesCommand));
  command('promises', 'promises with a date in earlier updates, and what became of them')
    .requiredOption(...PLAN)
    .option('--due', 'only those that have come due without an answer')
    .action(lazily(async () => (await import('./commands/promises.js')).promisesCommand));
  command('promise <id> <became>', 'say what became of a promise: done, late, withdrawn; reopen takes that back')
    .requiredOption(...PLAN)
    .option('--until <date>', 'of late: the new date, YYYY-MM-DD')
    .option('--reason <text>', 'of withdrawn: why')
    .option(...AS)
    .action(lazily(async () => (await import('./commands/promises.js')).promiseCommand));
  command('complete', 'agree that a requirement is complete, as we consider it')
    .requiredOption(...PLAN)
    .requiredOption(...REF)
    .option('--agreed-by <name>', 'who agrees (default: the lead)')
    .option(...AS)
    .action(lazily(async () => (await import('./commands/discharge.js')).completeCommand));
  command('finished', 'rows that only say that they are complete or transferred: list them, close them or ask on')
    .requiredOption(...PLAN)
    .option('--close <refs>', 'print the status that they say, and ask about them once a year: refs by commas, or all')
    .option('--ask <refs>', 'ask about them like all others: refs by commas, or all')
    .option(...AS)
    .action(lazily(async () => (await import('./commands/finished.js')).finishedCommand));
  command('publication', 'rows that are not for publication: list them, hide more, or show them again')
    .requiredOption(...PLAN)
    .option('--hide <refs>', 'ask about them and track them, but print them in no public copy: refs by commas')
    .option('--show <refs>', 'print them again from the next revision on: refs by commas')
    .option('--reason <text>', 'why; it stands in the history and is not published')
    .option(...AS)
    .action(lazily(async () => (await import('./commands/publication.js')).publicationCommand));
  command(
    'paper',
    'two Word pages for a board: changed, stuck and why, promised, decisions needed; not for publication',
  )
    .requiredOption(...PLAN)
    .requiredOption('--out <folder>', 'where the file goes')
    .option('--since <date>', 'what changed since (default: the newest column), YYYY-MM-DD')
    .option('--until <date>', 'the next meeting (default: in three months), YYYY-MM-DD')
    .option('--year', 'the revisions of the year that ends today, compared, instead')
    .action(lazily(async () => (await import('./commands/papers.js')).paperCommand));
  command('inspection', 'everything that is kept of the rows, as Word and Excel; not for publication')
    .requiredOption(...PLAN)
    .requiredOption('--out <folder>', 'where the files go')
    .option('--ref <ref>', 'only this row, or the rows of this recommendation')
    .action(lazily(async () => (await import('./commands/papers.js')).inspectionCommand));
  command('redact', 'remove words from everything that is kept of a plan, for good')
    .requiredOption(...PLAN)
    .requiredOption(...REF_OR_NUMBER)
    .requiredOption(
      '--words-file <file>',
      'the words in UTF-8: in a file, so that they stand in no history of commands',
    )
    .option('--yes', 'remove them, as it was shown')
    .option(...AS)
    .action(lazily(async () => (await import('./commands/redact.js')).redactCommand));
  command('discharge', 'record that the inspecting body has closed a requirement')
    .requiredOption(...PLAN)
    .requiredOption(...REF_OR_NUMBER)
    .requiredOption('--by <body>', 'the body')
    .requiredOption('--on <date>', 'the day, YYYY-MM-DD')
    .requiredOption('--reference <text>', 'its reference')
    .option(...AS)
    .action(lazily(async () => (await import('./commands/discharge.js')).dischargeCommand));
  command('transfer', 'record that another plan or body carries a requirement on; the next revision prints it')
    .requiredOption(...PLAN)
    .requiredOption(...REF_OR_NUMBER)
    .option('--to <place>', 'the body or plan that it goes to')
    .option('--watched-by <who>', 'who watches it there')
    .option('--look-again <date>', 'the day on which its owner is asked again, YYYY-MM-DD')
    .option('--back', 'take the transfer back instead')
    .option(...AS)
    .action(lazily(async () => (await import('./commands/transfer.js')).transferCommand));
  command('deadline', 'move a deadline; the date first published stays published')
    .requiredOption(...PLAN)
    .requiredOption(...REF_OR_NUMBER)
    .requiredOption('--to <date>', 'the new date, YYYY-MM-DD')
    .requiredOption('--agreed-by <name>', 'who agreed')
    .requiredOption('--reason <text>', 'why; published where moved dates are')
    .option(...AS)
    .action(lazily(async () => (await import('./commands/discharge.js')).deadlineCommand));
  command('settings', 'show or change when people work, when they are reminded, and how a plan is made public')
    .requiredOption(...PLAN)
    .option('--region <code>', 'whose bank holidays: GB-ENG, GB-WLS, GB-SCT, GB-NIR or any other ISO 3166 code')
    .option('--days-off <list>', 'days off beside those, YYYY-MM-DD by commas, or none')
    .option('--days-worked <list>', 'days of those on which you work, YYYY-MM-DD by commas, or none')
    .option('--zone <name>', 'time zone, such as Europe/London')
    .option('--hours <from-to>', 'hours in which messages go out, such as 09:00-17:00')
    .option(
      '--ladder <list>',
      'messages in working days: "opens, due-5, due-1, due+2 lead" (lead: the lead is told too)',
    )
    .option('--file <file>', 'settings from a csv with setting,value: named as here, without the two hyphens')
    .option('--sign-off <who>', 'lead or executive')
    .option('--sign-off-checks <list>', 'checks needed before a signature: legal, communications, disclosure, or none')
    .option('--protective-marking <text>', 'printed on drafts; empty for none')
    .option(
      '--approved-spellings <list>',
      'names of partners, victims and systems as the body spells them, by semicolons',
    )
    .option('--approved-spellings-file <file>', 'the same from a file in UTF-8, one name a line')
    .option('--print-statuses <yes|no>', 'whether statuses are printed')
    .option('--print-moves <yes|no>', 'whether the first date and the moves of a deadline are printed')
    .option('--print-promises <yes|no>', 'whether the public change log says what became of promises')
    .option(
      '--unanswered-status <kept|dropped>',
      'a status that an update does not repeat: kept with its day, or dropped',
    )
    .option('--recipients <list>', 'who gets the link to each revision: "Name <address>; Name", or empty for nobody')
    .option('--contact <text>', 'whom readers can ask, printed on the page; empty for nobody')
    .option('--duties <list>', 'what is to be done by a day, for /status: "2027-03-01 Six-month update; ..."')
    .option('--yes', 'change what is printed, as it was shown')
    .option(...AS)
    .action(lazily(async () => (await import('./commands/settings.js')).settingsCommand));
}
