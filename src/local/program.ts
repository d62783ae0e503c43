import { Command } from 'commander';
import { lazily } from '../cli/lazily.js';
import { runProgram } from '../cli/run-program.js';

/** Runs one command line of local mode (`process.argv`); resolves to its exit code. */
export function runLocal(argv: readonly string[]): Promise<number> {
  const root = new Command('quarterdeck-local')
    .description('Quarterdeck on this machine only, without sign-in: to try it out.')
    .exitOverride()
    .showHelpAfterError('(add --help for what this takes)');
  const command = (name: string, description: string) => root.command(name).description(description).exitOverride();
  const DATA = ['--data <folder>', 'where everything is kept (default: QUARTERDECK_DATA, else .quarterdeck)'] as const;
  command('start', 'the service with an invented plan, and a Teams-like client each for an owner and the lead')
    .option(...DATA)
    .action(lazily(async () => (await import('./start.js')).startCommand));
  command('demo', 'a whole quarter, told in the terminal')
    .option('--out <folder>', 'where its files go', 'out')
    .action(lazily(async () => (await import('./demo/demo.js')).demoCommand));
  command('serve', 'the service alone')
    .option(...DATA)
    .action(lazily(async () => (await import('./serve.js')).serveCommand));
  return runProgram(root, argv);
}
