import { CommandFailed, type CommonOptions, print, withStore } from '../output/command.js';

/** `quarterdeck check --plan ID`: puts the directory right and checks the history. Safe at any time. */
export async function checkCommand(options: CommonOptions & { readonly plan: string }): Promise<void> {
  await withStore(options, async ({ useCases, tenant, clock }) => {
    const outcome = await useCases.checkDirectory(tenant, options.plan, await clock.now());
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    const { people, chains, strayPromises, broken } = outcome;
    if (broken.length > 0) {
      throw new CommandFailed(
        [
          `${broken.length} of the history of "${options.plan}" ${broken.length === 1 ? 'does' : 'do'} not fit:`,
          ...broken,
        ].join('\n'),
      );
    }
    const swept =
      strayPromises === 0 ? [] : [`${strayPromises} rows of promises that no text makes any more are removed.`];
    print(options, { people, chains, strayPromises, broken: 0 }, [
      `The directory rows of "${options.plan}" and of its ${people} people are written. ${chains} history chains are whole.`,
      ...swept,
    ]);
  });
}
