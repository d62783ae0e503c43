import { plainReason } from './commands/command.js';
import { serveCommand } from './commands/serve.js';

/** The service as a deployment starts it: everything from the environment. */
try {
  await serveCommand({});
} catch (error) {
  process.stderr.write(
    `${plainReason(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`,
  );
  process.exitCode = 1;
}
