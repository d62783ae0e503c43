/**
 * Runs a program, whose exit code it sets. This file may run on an old Node, so it loads nothing: the program is loaded
 * after the check.
 */
export async function enter(load: () => Promise<(argv: readonly string[]) => Promise<number>>): Promise<void> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    process.stderr.write(`Quarterdeck needs Node.js 20.19 or newer. This is ${process.versions.node}.\n`);
    process.exitCode = 1;
    return;
  }
  const run = await load();
  const { goOnUnheard } = await import('./output/printing.js');
  const unheard = goOnUnheard();
  process.exitCode = await run(process.argv);
  const reason = await unheard();
  if (reason !== null && process.exitCode === 0) {
    process.stderr.write(`${reason}\n`);
    process.exitCode = 1;
  }
}
