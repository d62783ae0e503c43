import { resolve } from 'node:path';
import { CommandFailed, type CommonOptions, print, withStore } from '../output/command.js';

interface PersonOptions extends CommonOptions {
  readonly person: string;
}

/** `quarterdeck person export --person ID --out FILE`: everything that is stored about somebody, as JSON. */
export async function personExportCommand(options: PersonOptions & { readonly out: string }): Promise<void> {
  await withStore(
    options,
    async (run) => {
      const known = await run.useCases.knownOf(run.tenant, options.person);
      const file = resolve(options.out);
      await run.writeFile(file, new TextEncoder().encode(`${JSON.stringify(known, null, 2)}\n`));
      const things = known.plans.reduce((sum, { things: each }) => sum + each.length, 0);
      print(options, { file, own: known.own.length, things }, [
        `${file}: ${known.own.length} records of their own, ${things} in plans${known.names.length === 0 ? '' : `, as ${known.names.join(', ')}`}.`,
        'What is published is not in it. It holds words about others too: read it before you give it to anybody.',
      ]);
    },
    { onlyLooks: true },
  );
}

/** `quarterdeck person forget --person ID [--yes]`: forgets somebody; without `--yes` it shows what that does. */
export async function personForgetCommand(options: PersonOptions & { readonly yes?: boolean }): Promise<void> {
  await withStore(
    options,
    async (run) => {
      const { useCases, tenant, clock } = run;
      if (options.yes !== true) {
        const { names, own, addresses, plans, asked } = await useCases.knownOf(tenant, options.person);
        print(
          options,
          {
            names,
            own: own.length,
            addresses,
            plans: plans.map(({ plan, things }) => ({ plan, things: things.length })),
            asked,
          },
          [
            `${names.join(', ') || 'Nobody of this id is known by a name'}: ${own.length} records of their own and ${addresses} addresses are removed.`,
            ...plans.map(
              ({ plan, things }) =>
                `Plan ${plan}: in ${things.length} records a random key stands in their place. What they began to write and did not submit, and what they said as a contributor, is removed.`,
            ),
            ...asked.map(
              ({ plan, refs }) =>
                `Plan ${plan}: they are asked about ${refs.join(', ')} now. Give these rows to somebody else first.`,
            ),
            'What is published stays, and so do their answers, as the record of the plan, without their name. A name in words that somebody wrote is removed with redact. It cannot be undone.',
          ],
        );
        throw new CommandFailed('Nobody was forgotten yet. To forget them, give the same command with --yes.');
      }
      const outcome = await useCases.forgetPerson(tenant, options.person, await clock.now());
      if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
      print(options, { changed: outcome.changed, plans: outcome.plans }, [
        `They are forgotten: ${outcome.changed} records were changed or removed. Backups made before still name them; after one is restored, they are forgotten again by the list of hashes.`,
      ]);
    },
    { onlyLooks: options.yes !== true },
  );
}
