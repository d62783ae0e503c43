import type { PublishingSettings } from '../../app/plan/change-settings.js';
import { CommandFailed, type CommonOptions, print, readGivenText, WrongUsage, withStore } from '../output/command.js';
import { deciderOf } from '../output/decider.js';

/** `quarterdeck settings --plan ID [--sign-off lead|executive] [--protective-marking TEXT] [--approved-spellings LIST | --approved-spellings-file FILE]`. */
export async function settingsCommand(
  options: CommonOptions & {
    readonly plan: string;
    readonly signOff?: string;
    readonly protectiveMarking?: string;
    readonly approvedSpellings?: string;
    readonly approvedSpellingsFile?: string;
    readonly as?: string;
  },
): Promise<void> {
  const given = await settingsOf(options);
  await withStore(options, async (run) => {
    const { by } = await deciderOf(run, options.plan, options.as);
    const about = { tenant: run.tenant, plan: options.plan, by };
    const outcome = await run.useCases.changeSettings(about, given, await run.clock.now());
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    const { signOff, protectiveMarking, approvedSpellings } = outcome.settings;
    print(options, { signOff, protectiveMarking, approvedSpellings }, [
      `Sign-off: ${signOff === 'executive' ? 'the executive lead signs each revision' : 'the lead makes the revision'}.`,
      `Protective marking of drafts: ${protectiveMarking ?? 'none'}.`,
      `Approved spellings: ${approvedSpellings.length === 0 ? 'none' : approvedSpellings.join('; ')}.`,
    ]);
  });
}

async function settingsOf(options: Parameters<typeof settingsCommand>[0]): Promise<PublishingSettings> {
  const { signOff, protectiveMarking, approvedSpellings, approvedSpellingsFile: file } = options;
  if (approvedSpellings !== undefined && file !== undefined) {
    throw new WrongUsage('Give --approved-spellings or --approved-spellings-file, not both.');
  }
  const names = file === undefined ? approvedSpellings : await readGivenText(file);
  if (signOff !== undefined && signOff !== 'lead' && signOff !== 'executive') {
    throw new WrongUsage(`--sign-off must be lead or executive. You gave "${signOff}".`);
  }
  const marking = protectiveMarking?.trim();
  return {
    ...(signOff === undefined ? {} : { signOff }),
    ...(marking === undefined ? {} : { protectiveMarking: marking === '' ? null : marking }),
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
