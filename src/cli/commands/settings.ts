import { holidayWords, type SettingsGiven } from '../../app/plan/change-settings.js';
import { checkCalled } from '../../app/reviewing/record-check.js';
import type { PlanSettings } from '../../app/store/stores.js';
import { PRINTED_UNSET, type Printed } from '../../domain/plan/plan.js';
import type { PrintChanges } from '../../domain/publishing/print-change.js';
import { SIGN_OFF_CHECKS, type SignOffCheck } from '../../domain/reviewing/decision.js';
import { ladderWords } from '../../domain/sending/typed-ladder.js';
import { audienceLines, audienceOf } from '../output/audience.js';
import { CommandFailed, type CommonOptions, print, readGivenText, WrongUsage, withStore } from '../output/command.js';
import { deciderOf } from '../output/decider.js';
import { withFile } from '../output/settings-file.js';
import { workingTimeOf } from '../output/working-time.js';

interface SettingsOptions extends CommonOptions {
  readonly plan: string;
  readonly signOff?: string;
  readonly signOffChecks?: string;
  readonly protectiveMarking?: string;
  readonly approvedSpellings?: string;
  readonly approvedSpellingsFile?: string;
  readonly printStatuses?: string;
  readonly printMoves?: string;
  readonly printPromises?: string;
  readonly unansweredStatus?: string;
  readonly recipients?: string;
  readonly contact?: string;
  readonly duties?: string;
  readonly region?: string;
  readonly daysOff?: string;
  readonly daysWorked?: string;
  readonly zone?: string;
  readonly hours?: string;
  readonly ladder?: string;
  readonly file?: string;
  readonly as?: string;
  readonly yes?: boolean;
}

/** `quarterdeck settings --plan ID`: shows what is set, and sets what is given. What changes in print is shown first. */
export async function settingsCommand(options: SettingsOptions): Promise<void> {
  const given = await settingsOf(options.file === undefined ? options : await withFile(options, options.file));
  await withStore(options, async (run) => {
    const { by } = await deciderOf(run, options.plan, options.as);
    const about = { tenant: run.tenant, plan: options.plan, by };
    const now = await run.clock.now();
    const first = await run.useCases.changeSettings(about, given, now);
    const outcome =
      first.kind === 'shown' && options.yes === true
        ? await run.useCases.changeSettings(about, given, now, first.changes.fingerprint)
        : first;
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    if (outcome.kind === 'shown') {
      const { printed, changes } = outcome.changes;
      print(options, { set: false, printed, changes }, [
        'This would change what the next draft prints:',
        ...changeLines(outcome.changes).map((line) => `  ${line}`),
        'Nothing was changed. To change it, give the same command with --yes.',
      ]);
      return;
    }
    const { signOff, protectiveMarking, approvedSpellings, printed = PRINTED_UNSET } = outcome.settings;
    const { signOffChecks = SIGN_OFF_CHECKS, recipients = [], contact = null, duties = [] } = outcome.settings;
    const { zone, workingHours, region, holidays, ladder } = outcome.settings;
    print(
      options,
      {
        ...{ signOff, signOffChecks, protectiveMarking, approvedSpellings, printed, recipients, contact, duties },
        ...{ zone, hours: workingHours, holidays: { region, ...holidays }, ladder: ladderWords(ladder) },
      },
      linesOf(outcome.settings),
    );
  });
}

function linesOf(settings: PlanSettings): string[] {
  const { signOff, protectiveMarking, approvedSpellings, printed = PRINTED_UNSET } = settings;
  const { signOffChecks = SIGN_OFF_CHECKS, holidays, region, workingHours, zone, ladder } = settings;
  const { unanswered } = printed;
  return [
    `Sign-off: ${signOff === 'executive' ? 'the executive lead signs each revision' : 'the lead makes the revision'}.`,
    `Checks before a signature: ${signOffChecks.length === 0 ? 'none' : signOffChecks.join(', ')}.`,
    `Protective marking of drafts: ${protectiveMarking ?? 'none'}.`,
    `Approved spellings: ${approvedSpellings.length === 0 ? 'none' : approvedSpellings.join('; ')}.`,
    `Printed: ${(['statuses', 'moves', 'promises'] as const).map((name) => `${NAMES[name]}: ${valueWords(printed[name])}`).join('; ')}.`,
    `A status that an update does not repeat: ${valueWords(unanswered)}.`,
    ...audienceLines(settings),
    `Working days: Monday to Friday without the bank holidays of ${holidays === undefined ? region : holidayWords({ ...holidays, region: holidays.region ?? region })}.`,
    `Working hours: ${workingHours.start} to ${workingHours.end}, ${zone}.`,
    `Messages: ${ladderWords(ladder)}.`,
  ];
}

const NAMES: Readonly<Record<keyof Printed, string>> = {
  statuses: 'statuses',
  moves: 'moved dates',
  promises: 'promises in the change log',
  unanswered: 'a status that an update does not repeat',
};

function changeLines({ changes, of }: PrintChanges): string[] {
  return changes.map((each) => {
    const { name, about } = each;
    const today =
      name === 'statuses'
        ? ` ${about} of ${of} requirements have one today${each.new === true ? '; each of the others says "Not stated"' : ''}.`
        : name === 'moves'
          ? ` ${about} deadlines have been moved.`
          : name === 'unanswered'
            ? ` ${about} requirements have one today.`
            : '';
    const words = `${NAMES[name]}: ${valueWords(each.old)} before, ${valueWords(each.new)} from now on.${today}`;
    return words.charAt(0).toUpperCase() + words.slice(1);
  });
}

function valueWords(value: boolean | string): string {
  if (value === 'kept') return 'printed with the day on which it was said';
  if (value === 'dropped') return 'not printed any more';
  return value === true ? 'printed' : 'not printed';
}

async function settingsOf(options: SettingsOptions): Promise<SettingsGiven> {
  const { signOff, protectiveMarking, approvedSpellings, approvedSpellingsFile: file } = options;
  if (approvedSpellings !== undefined && file !== undefined) {
    throw new WrongUsage('Give --approved-spellings or --approved-spellings-file, not both.');
  }
  const names = file === undefined ? approvedSpellings : await readGivenText(file);
  if (signOff !== undefined && signOff !== 'lead' && signOff !== 'executive') {
    throw new WrongUsage(`--sign-off must be lead or executive. You gave "${signOff}".`);
  }
  const checks = checksOf(options.signOffChecks);
  const marking = protectiveMarking?.trim();
  const printed = printedOf(options);
  return {
    ...workingTimeOf(options),
    ...(signOff === undefined ? {} : { signOff }),
    ...(checks === undefined ? {} : { signOffChecks: checks }),
    ...(marking === undefined ? {} : { protectiveMarking: marking === '' ? null : marking }),
    ...(Object.keys(printed).length === 0 ? {} : { printed }),
    ...audienceOf(options),
    ...(names === undefined
      ? {}
      : {
          approvedSpellings: [
            ...new Set(
              names
                .split(/[;\r\n]/)
                .map((name) => name.replace(/\s+/g, ' ').trim())
                .filter((name) => name !== ''),
            ),
          ],
        }),
  };
}

/** Names apart by commas, or "none". */
function checksOf(given: string | undefined): readonly SignOffCheck[] | undefined {
  if (given === undefined) return undefined;
  if (given.trim() === 'none') return [];
  const names = given.split(',').map((name) => name.trim().toLowerCase());
  const unknown = names.find((name) => checkCalled(name) === undefined);
  if (unknown !== undefined) {
    throw new WrongUsage(
      `--sign-off-checks takes none, or names from ${SIGN_OFF_CHECKS.join(', ')} apart by commas. You gave "${unknown}".`,
    );
  }
  return SIGN_OFF_CHECKS.filter((check) => names.includes(check));
}

function printedOf(options: SettingsOptions): Partial<Printed> {
  const unanswered = options.unansweredStatus;
  if (unanswered !== undefined && unanswered !== 'kept' && unanswered !== 'dropped') {
    throw new WrongUsage(`--unanswered-status must be kept or dropped. You gave "${unanswered}".`);
  }
  const said = {
    statuses: yesOrNo('--print-statuses', options.printStatuses),
    moves: yesOrNo('--print-moves', options.printMoves),
    promises: yesOrNo('--print-promises', options.printPromises),
    unanswered,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

function yesOrNo(option: string, given: string | undefined): boolean | undefined {
  if (given === undefined) return undefined;
  if (given !== 'yes' && given !== 'no') throw new WrongUsage(`${option} must be yes or no. You gave "${given}".`);
  return given === 'yes';
}
