import { describe, expect, it } from 'vitest';
import { readChatWords, spokenStatus } from '../../../src/domain/asking/typed-answer.js';

const refs = ['9', '10.1', '10.2', '15', 'A', 'B(2)'];

describe('what is written in the chat', () => {
  it.each([
    'hello',
    'Hi there!',
    'Good morning, Quarterdeck',
    'Thank you very much.',
    'show me my card please',
    'ok',
    '👍',
    '?',
    '/update',
    '',
  ])('%j is no answer to anything', (text) => expect(readChatWords(text, refs)).toEqual({ kind: 'smallTalk' }));

  it.each(['/stats', '/answer 10.2 no change'])('%j is no command', (text) =>
    expect(readChatWords(text, refs)).toEqual({ kind: 'noCommand' }),
  );

  it.each([
    ['10.2 no change', ['10.2'], 'no change'],
    ['10.2: We trained 15 officers.', ['10.2'], 'We trained 15 officers.'],
    ['10.2 – done.\nAll of it.', ['10.2'], 'done.\nAll of it.'],
    ['10.2 we have trained everybody', ['10.2'], 'we have trained everybody'],
    ['Recommendation 10.2, all done', ['10.2'], 'all done'],
    ['For 10.2. we are done', ['10.2'], 'For 10.2. we are done'],
    ['9 no change', ['9'], 'no change'],
    ['9: the rota is kept', ['9'], 'the rota is kept'],
    ['row 9 is done', ['9'], 'row 9 is done'],
    ['10.2 has not begun', ['10.2'], '10.2 has not begun'],
    ['9 – we meet weekly', ['9'], 'we meet weekly'],
    ['15\nEverybody has a radio.', ['15'], 'Everybody has a radio.'],
    ['a: agreed', ['A'], 'agreed'],
    ['b(2) agreed', ['B(2)'], 'agreed'],
    ['10.2', ['10.2'], ''],
    ['10.1 and 10.2 are done', ['10.1', '10.2'], '10.1 and 10.2 are done'],
  ])('%j names %j', (text, named, words) =>
    expect(readChatWords(text, refs)).toEqual({ kind: 'named', refs: named, words }),
  );

  it.each([
    'We trained 15 officers.',
    '15 officers were trained',
    'A new rota is kept',
    'It rose by 10.2 per cent, to £10.2m',
    '10.2% of it is done',
    'It began on 10.2.2026',
    'Version 110.2 and 10.21 are in use',
    'no change',
    'All good.',
    '9:30 is the new hour of the patrol',
    '15-minute patrols have begun',
    '9 - 12 officers were trained',
    'No 15 officers could be found',
    '2.5 million people were reached',
    'Row boats were bought',
    'done',
    'yes',
  ])('%j names no row', (text) =>
    expect(readChatWords(text, refs)).toMatchObject({ kind: 'unnamed', isQuestion: false }),
  );

  it.each([
    ['10.3: all done', '10.3'],
    ['7: all done', '7'],
    ['Recommendation 7 is done', '7'],
    ['4.1.2 was finished', '4.1.2'],
    ['12', '12'],
  ])('%j names a row that is not theirs', (text, ref) =>
    expect(readChatWords(text, refs)).toEqual({ kind: 'another', ref }),
  );

  it('may be a question', () => {
    expect(readChatWords('May I have more time?', refs)).toMatchObject({ kind: 'unnamed', isQuestion: true });
  });

  it.each([
    ['All good.', true],
    ['done', true],
    ['no change', false],
    ['The rota is kept', false],
  ])('%j without a number is too short for an answer: %j', (text, isShort) =>
    expect(readChatWords(text, refs)).toMatchObject({ kind: 'unnamed', isShort }),
  );

  it('may answer several rows, a line each', () => {
    expect(readChatWords('10.1 no change\n10.2: done\nAll of it.\n\n9 – we meet weekly', refs)).toEqual({
      kind: 'several',
      answers: [
        { ref: '10.1', words: 'no change' },
        { ref: '10.2', words: 'done\nAll of it.' },
        { ref: '9', words: 'we meet weekly' },
      ],
    });
  });

  it.each([
    '10.1 and 10.2 are done',
    'Both are done:\n10.1\n10.2',
    '10.1 done, as 10.2 is\n10.2 done',
    '10.1 done\n10.1 again\n10.2 done',
    '10.1 is done\n10.2 is done',
  ])('%j is not taken apart by a guess', (text) =>
    expect(readChatWords(text, refs)).toEqual({ kind: 'named', refs: ['10.1', '10.2'], words: text }),
  );
});

describe('the status that typed words begin with', () => {
  it.each([
    ['complete, all lamps were mended', 'complete', 'All lamps were mended'],
    ['Completed. All lamps were mended.', 'complete', 'All lamps were mended.'],
    ['done', 'complete', ''],
    ['on track: the contract is signed', 'onTrack', 'The contract is signed'],
    ['At risk – no bids came', 'atRisk', 'No bids came'],
    ['off track; the roof fell in', 'offTrack', 'The roof fell in'],
    ['waiting on another body, no reply yet', 'waiting', 'No reply yet'],
    ['transferred. The OPCC has it now', 'transferred', 'The OPCC has it now'],
  ])('of %j is %j', (words, status, text) => expect(spokenStatus(words)).toEqual({ status, text }));

  it.each([
    'complete rewiring of the lamps has begun',
    'Completed in part',
    'done-up lamps were bought',
    'Not complete, two lamps are dark',
    'waiting lists were cut',
    'on tracks and paths',
  ])('of %j is none', (words) => expect(spokenStatus(words)).toEqual({ status: null, text: words }));
});
