import { expect, it } from 'vitest';
import { plainCommand } from '../../../src/chat/conversation/plain-words.js';

it.each([
  ['who is late?', '/status late'],
  ['Who’s late', '/status late'],
  ['Who has not answered yet?', '/status silent'],
  ['where do we stand?', '/status '],
  ['remind everybody', '/nudge '],
  ['Please remind Isla Pender.', '/nudge Isla Pender'],
  ['assign 2.1 to Anjali', '/assign 2.1 Anjali'],
  ['open the next quarter', '/open '],
  ['What can I do?', '/help '],
  ['who cannot be reached?', '/status unreachable'],
])('"%s" is understood as %s', (text, command) => {
  const plain = plainCommand(text);
  expect(`/${plain?.name} ${plain?.argument}`).toBe(command);
});

it.each(['All lamps were mended.', 'The reminder was late.', 'We close the gate at night', 'who'])(
  '"%s" stands for no command',
  (text) => {
    expect(plainCommand(text)).toBeNull();
  },
);
