import { checkCalled } from '../../app/reviewing/record-check.js';
import { STATUS_WORDS } from '../../domain/plan/plan.js';
import { SIGN_OFF_CHECKS } from '../../domain/reviewing/decision.js';
import type { SignOffObstacles, ToAccept } from '../../domain/reviewing/sign-off.js';
import { CommandFailed, type CommonOptions, print, WrongUsage, withStore } from '../output/command.js';
import { deciderOf } from '../output/decider.js';
import { numberOf } from '../output/numbers.js';

/** `quarterdeck review check --plan ID --draft N --kind legal --by NAME [--note TEXT]`. */
export async function checkCommand(
  options: CommonOptions & {
    readonly plan: string;
    readonly draft: string;
    readonly kind: string;
    readonly by: string;
    readonly note?: string;
    readonly as?: string;
  },
): Promise<void> {
  const draft = numberOf('--draft', options.draft);
  const check = checkCalled(options.kind);
  if (check === undefined) {
    throw new WrongUsage(`The check "${options.kind}" is not known. Use one of: ${SIGN_OFF_CHECKS.join(', ')}.`);
  }
  await withStore(options, async (run) => {
    const decider = await deciderOf(run, options.plan, options.as);
    const { by: checkedBy, note = '', plan } = options;
    const input = { tenant: run.tenant, plan, draft, check, checkedBy, note, decider };
    const outcome = await run.useCases.recordCheck(input, await run.clock.now());
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.reason);
    print(options, outcome.check, [
      `The ${check} check of draft ${draft} by ${outcome.check.checkedBy} is recorded. It holds for exactly these words.`,
    ]);
  });
}

/** `quarterdeck sign --plan ID --draft N --as ENTRA-ID [--accept REFS] [--return COMMENT]`. */
export async function signCommand(
  options: CommonOptions & {
    readonly plan: string;
    readonly draft: string;
    readonly as: string;
    readonly accept?: string;
    readonly return?: string;
  },
): Promise<void> {
  const draft = numberOf('--draft', options.draft);
  const accept = (options.accept ?? '')
    .split(',')
    .map((ref) => ref.trim())
    .filter((ref) => ref !== '');
  await withStore(options, async ({ useCases, tenant, clock }) => {
    const outcome = await useCases.signRevision(
      {
        tenant,
        plan: options.plan,
        draft,
        person: options.as.trim().toLowerCase(),
        accept,
        comment: options.return ?? null,
      },
      await clock.now(),
    );
    switch (outcome.kind) {
      case 'refused':
        throw new CommandFailed(outcome.reason);
      case 'notReady':
        throw new CommandFailed(
          [
            `Draft ${draft} was not signed.`,
            ...obstacleLines(outcome.obstacles),
            ...acceptLines(outcome.toAccept, accept),
          ].join('\n'),
        );
      case 'returned':
        print(options, outcome.returned, [`Draft ${draft} is returned: ${outcome.returned.comment}`]);
        return;
      case 'signed':
        print(options, outcome.signature, [
          `Draft ${draft} is signed by ${outcome.signature.byName}.`,
          `SHA-256 of the published plan: ${outcome.signature.hash}`,
          'Any later edit voids the signature. Make the revision with "quarterdeck compile --final".',
        ]);
    }
  });
}

function obstacleLines({ findings, checks, completions }: SignOffObstacles): readonly string[] {
  const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  return [
    ...(findings.length === 0
      ? []
      : [
          `${count} of the review must be accepted with a reason, corrected, or answered by the owner:`,
          ...findings.map(({ finding, state }) => `  ${finding.id}  ${finding.ref}  ${finding.rule}  (${state})`),
        ]),
    ...(checks.length === 0 ? [] : [`Not recorded for these words: ${checks.join(', ')} (quarterdeck review check).`]),
    ...(completions.length === 0
      ? []
      : [
          `Called complete by their owners and not agreed by the lead: ${completions.join(', ')} (quarterdeck complete).`,
        ]),
  ];
}

/** What is still to be accepted, and all that the next try must name: nothing is kept of one that failed. */
function acceptLines(toAccept: readonly ToAccept[], accepted: readonly string[]): readonly string[] {
  if (toAccept.length === 0) return [];
  const refs = [...new Set([...accepted, ...toAccept.map((each) => each.ref)])];
  return [
    'To be accepted by name:',
    ...toAccept.map(({ ref, what, status }) =>
      what === 'silence'
        ? `  ${ref}: "No update received" is published.`
        : `  ${ref}: ${STATUS_WORDS[status].toLowerCase()}, the first status ever published for it.`,
    ),
    `Sign again with --accept ${refs.join(',')} once each was looked at.`,
  ];
}
