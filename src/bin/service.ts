import { serveCommand } from '../cli/commands/serve.js';
import { plainReason } from '../cli/output/command.js';
import { goOnUnheard } from '../cli/output/printing.js';

/** The service as a deployment starts it: everything from the environment. */
goOnUnheard();
try {
  await serveCommand({});
} catch (error) {
  process.stderr.write(
    `${plainReason(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`,
  );
  process.exitCode = 1;
}
