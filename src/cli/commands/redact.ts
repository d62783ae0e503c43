import { redactionShown } from '../../chat/commands/correcting/redact-change.js';
import { CommandFailed, type CommonOptions, print, readGivenText, withStore } from '../output/command.js';
import { deciderOf } from '../output/decider.js';
import { shownLines } from '../output/finalise.js';

/**
 * `quarterdeck redact --plan ID --ref R --words-file FILE [--yes]`: removes words from everything that is kept of a plan.
 * They come from a file, so that they stand in no shell's history. Without `--yes` it shows where they stand.
 */
export async function redactCommand(
  options: CommonOptions & {
    readonly plan: string;
    readonly ref: string;
    readonly wordsFile: string;
    readonly yes?: boolean;
    readonly as?: string;
  },
): Promise<void> {
  const words = (await readGivenText(options.wordsFile)).trim();
  await withStore(
    options,
    async (run) => {
      const { useCases, tenant, clock } = run;
      const now = await clock.now();
      const { by } = await deciderOf(run, options.plan, options.as);
      const picture = await useCases.seePlan(tenant, options.plan, now);
      if (picture.kind === 'refused') throw new CommandFailed(picture.reason);
      const { ref, plan } = options;
      const seen = await useCases.seeRedaction(picture.picture, { ref, words, person: options.as ?? '' });
      if (seen.kind === 'refused') throw new CommandFailed(seen.reason);
      if (seen.excerpts.length === 0)
        throw new CommandFailed('The words stand nowhere in this plan. Nothing was removed.');
      const { excerpts, revisions, drafts } = seen;
      if (options.yes !== true) {
        print(options, { places: excerpts.map((each) => ({ ...each, places: [...each.places] })), revisions, drafts }, [
          ...shownLines(redactionShown(seen, picture.picture, excerpts.length)),
        ]);
        throw new CommandFailed(
          'Nothing was removed yet. To remove the words for good, give the same command with --yes.',
        );
      }
      const outcome = await useCases.redact({ tenant, plan, ref, words, by }, now);
      if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
      print(options, { changed: outcome.changed, revisions, drafts }, [
        `The words are removed, from ${outcome.changed} records. Write the files of the plan again, and replace copies that were passed on.`,
        `Delete ${options.wordsFile}: it still holds the words. Open cards are drawn anew, and the executive lead is told, by the next sweep.`,
      ]);
    },
    { onlyLooks: options.yes !== true },
  );
}
