import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../../src/adapters/teams/inbound/commands.js';
import { COMMANDS, WITH_SLASH } from '../../../../src/chat/turn.js';

const command = (name: string, argument = '') => ({ kind: 'command', name, argument });

describe('typed text', () => {
  it.each([
    ['/status', command('status')],
    ['status', command('status')],
    ['Status', command('status')],
    ['/ status', command('status')],
    [' /STATUS ', command('status')],
    ['/status\u00a010', command('status', '10')],
    ['/status   late ', command('status', 'late')],
    ['\ufeff/status\u200b', command('status')],
    ['status.', command('status')],
    ['Help?', command('help')],
    ['<at>Quarterdeck</at> /status late', command('status', 'late')],
    ['<at id="0">Quarterdeck</at>\u00a0status', command('status')],
    ['<at>Quarterdeck</at> We wait for <at id="1">Ben</at>.', { kind: 'text', text: 'We wait for Ben.' }],
    ['nudge 13.1, 13.2 and 14', { kind: 'text', text: 'nudge 13.1, 13.2 and 14' }],
    ['nudge 13.1, 13.2, 14, 15', command('nudge', '13.1, 13.2, 14, 15')],
    ['/nudge 13.1 and 13.2 please', command('nudge', '13.1 and 13.2 please')],
    ['/clock +5', command('clock', '+5')],
    ['/compile', command('compile')],
    ['compile final', command('compile', 'final')],
    ['Status late', command('status', 'late')],
    ['nudge Ben Okafor', command('nudge', 'Ben Okafor')],
    ['/sheet Harbour Office', command('sheet', 'Harbour Office')],
  ])('%j is read as %j', (typed, expected) => expect(parseCommand(typed)).toEqual(expected));

  it.each([
    'The status is good',
    'status of the slipway is good',
    'Help is on its way from the harbour trust',
    '/unheard of',
    'statusquo',
    'Status on track',
    'Status: unchanged.',
    'Close to completion',
    'People were trained',
    'Help needed',
    'History shows this',
    'Sheet attached.',
    '',
    '10',
  ])('%j stays what a person wrote', (typed) => expect(parseCommand(typed)).toEqual({ kind: 'text', text: typed }));

  it('keeps its lines when it is no command', () => {
    expect(parseCommand('First line.\nSecond line.')).toEqual({ kind: 'text', text: 'First line.\nSecond line.' });
  });

  it('of a command is understood with any case and any blanks around it', () => {
    const blanks = fc
      .array(fc.constantFrom(' ', '\u00a0', '\t', '\u200b'), { maxLength: 4 })
      .map((all) => all.join(''));
    const cased = fc.constantFrom(...COMMANDS).chain((name) => fc.mixedCase(fc.constant(name)));
    fc.assert(
      fc.property(blanks, fc.constantFrom('', '/'), cased, blanks, (before, slash, name, after) => {
        const read = parseCommand(`${before}${slash}${name}${after}`);
        // without a slash these are words of an answer
        if (slash === '' && WITH_SLASH.has(name.toLowerCase())) expect(read.kind).toBe('text');
        else expect(read).toEqual(command(name.toLowerCase()));
      }),
    );
  });

  it('of any kind is read without failing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => void parseCommand(typed)));
  });
});
