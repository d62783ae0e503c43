import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { readGivenPlan } from '../../cli/commands/import.js';
import { type CivilDate, civilDate, longDay } from '../../domain/calendar/civil-date.js';
import { SAMPLE_PLAN, SAMPLE_REVISION } from '../cast/seed-sample.js';
import { StoryDiffers } from './chat.js';
import { closedDaysBetween } from './check.js';
import type { Screen } from './screen.js';

/** Runs `quarterdeck WORDS --json` on the story's store, in a process of its own, and gives what it printed. */
export type CommandLine = (...words: readonly string[]) => Promise<string>;

/** The command line on a data folder; nothing of this machine's environment reaches it but the path. */
export function commandLineOn(data: string): CommandLine {
  const cli = fileURLToPath(new URL('../../bin/quarterdeck.js', import.meta.url));
  return async (...words) => {
    const { stdout } = await promisify(execFile)(process.execPath, [cli, ...words, '--data', data, '--json'], {
      env: { PATH: process.env['PATH'] },
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  };
}

const importSchema = z.object({
  plan: z.object({ title: z.string() }),
  recommendations: z.number(),
  requirements: z.number(),
  lostCharacters: z.literal(0),
});
const cycleSchema = z.object({
  cycle: z.object({ opens: z.string(), due: z.string(), closes: z.string() }),
  asked: z.number(),
  people: z.number(),
  unassigned: z.array(z.string()),
});
const reviewSchema = z.object({
  findings: z.array(z.object({ id: z.string(), severity: z.string(), state: z.string() })),
});
const sweepSchema = z.object({ lines: z.array(z.object({ name: z.string() })) });

/** The administrator imports the sample plan, says who answers what, and opens a cycle. Gives its first day. */
export async function prepareCycle(commandLine: CommandLine, screen: Screen): Promise<CivilDate> {
  const sample = (name: string) => fileURLToPath(new URL(`../../../src/local/${name}`, import.meta.url));
  const plan = ['--plan', SAMPLE_PLAN] as const;
  screen.doing('quarterdeck import');
  const read = importSchema.parse(JSON.parse(await commandLine('import', sample('sample-plan.txt'), ...plan)));
  screen.say(read.plan.title);
  screen.found(
    `${read.requirements} requirements under ${read.recommendations} recommendations; no character was lost.`,
  );
  screen.doing('quarterdeck assign');
  await commandLine('assign', sample('sample-assignments.csv'), ...plan);
  screen.doing('quarterdeck cycle open');
  const opened = cycleSchema.parse(
    JSON.parse(await commandLine('cycle', 'open', ...plan, '--revision', SAMPLE_REVISION)),
  );
  const [opens, due, closes] = [opened.cycle.opens, opened.cycle.due, opened.cycle.closes].map(civilDate);
  if (opens === undefined || due === undefined || closes === undefined)
    throw new StoryDiffers('The cycle has no dates.');
  screen.say(`Asked from ${longDay(opens)}, due ${longDay(due)}, closes ${longDay(closes)}.`);
  screen.found(
    `${opened.asked} to be answered by ${opened.people} people; nobody holds ${opened.unassigned.join(', ')}.`,
  );
  return opens;
}

/** Nobody hears anything between two working days, nor in the night before the second; that morning they do. */
export async function quietBetween(commandLine: CommandLine, screen: Screen, from: string, to: string): Promise<void> {
  const closed = closedDaysBetween(from, to);
  const quiet = [...closed.map((day) => `${day}T10:30:00Z`), `${to}T04:00:00Z`];
  const wouldReach = async (now: string) => {
    const said = await commandLine('sweep', '--dry-run', '--now', now);
    return sweepSchema.parse(JSON.parse(said)).lines.map((line) => line.name);
  };
  screen.doing('quarterdeck sweep --dry-run');
  for (const [index, names] of (await Promise.all(quiet.map(wouldReach))).entries()) {
    if (names.length > 0) throw new StoryDiffers(`At ${quiet[index]} the sweep would reach ${names.join(', ')}.`);
  }
  screen.found(`Nothing would go out on ${closed.map(longDay).join(', ')}, nor in the night that follows.`);
  const awake = await wouldReach(`${to}T09:30:00Z`);
  if (awake.length === 0) throw new StoryDiffers(`On the morning of ${to} the sweep would reach nobody.`);
  screen.found(`On the morning of ${longDay(civilDate(to))} it would reach ${awake.join(', ')}.`);
}

/** Every finding of the review that must be decided is accepted, with a reason. */
export async function findingsDecided(commandLine: CommandLine, screen: Screen): Promise<void> {
  const plan = ['--plan', SAMPLE_PLAN] as const;
  screen.doing('quarterdeck review');
  const { findings } = reviewSchema.parse(JSON.parse(await commandLine('review', ...plan)));
  const open = findings.filter((each) => each.severity === 'mustDecide' && each.state !== 'accepted');
  const ids = open.map((each) => each.id);
  await commandLine('review', 'accept', ...ids, ...plan, '--reason', 'Read by the lead; it stands as it is.');
  screen.found(`${ids.length} findings of the review are each accepted with a reason (quarterdeck review accept).`);
}

/** The newest dated column of a revision, as our own importer reads the file back: by ref. */
export async function newestColumn(
  bytes: Uint8Array,
): Promise<ReadonlyMap<string, { readonly kind: string; readonly text: string }>> {
  const read = await readGivenPlan(bytes);
  const refs = new Map(read.requirements.map((each) => [each.key, each.ref]));
  if (read.columns.at(-1) !== SAMPLE_REVISION) throw new StoryDiffers('The file lacks the column of the revision.');
  return new Map(
    read.updates
      .filter((update) => update.column === SAMPLE_REVISION)
      .map((update) => [refs.get(update.requirement) ?? '', { kind: update.kind, text: update.text }]),
  );
}
