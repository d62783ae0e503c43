#!/usr/bin/env node
// Only this file may run on an old Node: everything else is loaded after the check.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Quarterdeck needs Node.js 20.19 or newer. This is ${process.versions.node}.\n`);
  process.exitCode = 1;
} else {
  const { runCommandLine } = await import('../cli/program.js');
  const { goOnUnheard } = await import('../cli/output/printing.js');
  const unheard = goOnUnheard();
  process.exitCode = await runCommandLine(process.argv);
  const reason = await unheard();
  if (reason !== null && process.exitCode === 0) {
    process.stderr.write(`${reason}\n`);
    process.exitCode = 1;
  }
}

export {};
