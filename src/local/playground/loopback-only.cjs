'use strict';
/*
 * Preloaded into Microsoft's Agents Playground (node --require), which by itself listens on every
 * interface and outlives the program that started it. With this,
 * - whatever listens on a TCP port listens on 127.0.0.1, also while it looks for a free one;
 * - the process ends when its standard input ends. The starter holds the other end of that pipe, and the
 *   kernel closes it even when the starter is killed without warning.
 */
const net = require('node:net');

const LOOPBACK = '127.0.0.1';
const listen = net.Server.prototype.listen;

net.Server.prototype.listen = function listenOnLoopback(...given) {
  const [first, ...rest] = given;
  if (typeof first === 'object' && first !== null) {
    const onPort = first.port !== undefined && first.path === undefined;
    return listen.call(this, onPort ? { ...first, host: LOOPBACK } : first, ...rest);
  }
  // listen(path) and listen(handle) do not open a port; everything else is listen([port][, host][, backlog][, done]).
  if (typeof first === 'string' && Number.isNaN(Number(first))) {
    return listen.apply(this, given);
  }
  const done = given.filter((argument) => typeof argument === 'function');
  const port = typeof first === 'function' || first === undefined ? 0 : Number(first);
  return listen.call(this, { port, host: LOOPBACK }, ...done);
};

process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
process.stdin.resume();
