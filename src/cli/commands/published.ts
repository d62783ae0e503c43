import { publicationProposed } from '../../app/publishing/record-publication.js';
import { loadPlan } from '../../app/store/load-plan.js';
import { localTime, parseCivilDate } from '../../domain/calendar/civil-date.js';
import type { Publication } from '../../domain/publishing/website/publication.js';
import type { ReadyMail } from '../../domain/publishing/website/sending-on.js';
import { CommandFailed, type CommonOptions, print, WrongUsage, withStore } from '../output/command.js';
import { deciderOf } from '../output/decider.js';

interface PublishedOptions extends CommonOptions {
  readonly plan: string;
  readonly address?: string;
  readonly on?: string;
  readonly sentOn?: string;
  readonly yes?: boolean;
  readonly as?: string;
}

/** `quarterdeck published --plan ID [--address URL [--on DATE] --yes | --sent-on NAME]`: signed is not public yet; this says when it is. */
export async function publishedCommand(options: PublishedOptions): Promise<void> {
  const given = options.on === undefined ? undefined : parseCivilDate(options.on);
  if (options.on !== undefined && given === undefined)
    throw new WrongUsage(`--on must be a date of the form YYYY-MM-DD. You gave "${options.on}".`);
  if (options.address !== undefined && options.sentOn !== undefined)
    throw new WrongUsage('Give --address or --sent-on, not both.');
  await withStore(options, async (run) => {
    const { useCases, tenant, clock } = run;
    const now = await clock.now();
    const about = { tenant, plan: options.plan, ...(await deciderOf(run, options.plan, options.as)) };
    if (options.sentOn !== undefined) {
      const outcome = await useCases.recordSentOn(about, options.sentOn, now);
      if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
      show(options, outcome.publication, outcome.mails, []);
      return;
    }
    const seen = await useCases.seePublication({ tenant, plan: options.plan }, now);
    if (seen.kind === 'refused') throw new CommandFailed(seen.reason);
    if (options.address === undefined) {
      const none = [`Revision ${seen.compiled.number} is made and not recorded as published. Give --address.`];
      show(options, seen.publication, seen.mails, none);
      return;
    }
    const loaded = await loadPlan(useCases.stores, tenant, options.plan);
    if (loaded.kind === 'refused') throw new CommandFailed(loaded.reason);
    const today = localTime(now, loaded.head.settings.zone).date;
    const publication = { address: options.address, day: given ?? today };
    if (options.yes !== true) {
      const doer = { by: about.by, byName: about.byName, on: today };
      const proposed = publicationProposed(loaded, seen.compiled, publication, doer);
      if (proposed.kind === 'invalid') throw new CommandFailed(proposed.problem);
      print(options, { recorded: false, ...publication }, [
        `This would be recorded: revision ${seen.compiled.number} is public at ${publication.address} since ${publication.day}.`,
        'Nothing was recorded. To record it, give the same command with --yes.',
      ]);
      return;
    }
    const outcome = await useCases.recordPublication(about, publication, now);
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    show(options, outcome.publication, outcome.mails, []);
  });
}

function show(
  options: CommonOptions,
  publication: Publication | null,
  mails: readonly ReadyMail[],
  none: readonly string[],
): void {
  print(
    options,
    { publication, mails },
    publication === null ? none : [...standing(publication), ...mails.flatMap(mailLines)],
  );
}

function standing({ revision, address, day, recorded, sent }: Publication): readonly string[] {
  return [
    `Revision ${revision} is public at ${address} since ${day}, recorded by ${recorded.byName}.`,
    ...sent.map(({ recipient, byName, on }) => `The link went to ${recipient} on ${on}, sent on by ${byName}.`),
  ];
}

function mailLines({ recipient, subject, text }: ReadyMail): readonly string[] {
  return [
    '',
    `--- To be sent on to ${recipient.name}${recipient.address === '' ? '' : ` <${recipient.address}>`} ---`,
    `Subject: ${subject}`,
    '',
    ...text.split('\n'),
  ];
}
