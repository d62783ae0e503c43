import { type Command, CommanderError } from 'commander';

/** Exit codes: done, refused or failed (the reason is on standard error), wrong usage. */
const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

/** Runs one command line (`process.argv`) of a program; resolves to its exit code. */
export async function runProgram(program: Command, argv: readonly string[]): Promise<number> {
  try {
    await program.parseAsync([...argv]);
    return DONE;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
    const { EndedEarly, plainReason, WrongUsage } = await import('./output/command.js');
    const done = error instanceof EndedEarly ? error.done : [];
    const defect = error instanceof EndedEarly ? error.cause : error;
    process.stderr.write(`${plainReason(error) ?? unexpected(defect, done)}\n`);
    return error instanceof WrongUsage ? WRONG_USAGE : FAILED;
  }
}

function unexpected(error: unknown, done: readonly string[]): string {
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return ['Something unexpected went wrong.', ...done, said].join('\n');
}
