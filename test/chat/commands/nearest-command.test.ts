import { describe, expect, it } from 'vitest';
import { nearestCommand } from '../../../src/chat/commands/nearest-command.js';

describe('the command that was meant', () => {
  it.each([
    ['/stauts', 'status'],
    ['/satus 10', 'status'],
    ['/ Nugde Isla', 'nudge'],
    ['/compil final', 'compile'],
    ['/histroy 10.2', 'history'],
    ['stauts', 'status'],
    ['peolpe?', 'people'],
  ])('by %j is %s', (text, name) => expect(nearestCommand(text)).toBe(name));

  it.each([
    '/reply 10.2',
    'complete',
    'promises made',
    'opens',
    '/x',
    '/',
    'stauts of the bridge',
    'place',
    'done',
    '10.2 no change',
    '',
  ])('by %j is none', (text) => expect(nearestCommand(text)).toBeNull());
});
