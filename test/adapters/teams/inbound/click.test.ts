import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseClick } from '../../../../src/adapters/teams/inbound/click.js';
import { VERBS } from '../../../../src/chat/messages.js';
import { aContext } from '../builders.js';

describe('a button', () => {
  it.each(VERBS)('%s is read with its context, apart from what was typed', (verb) => {
    const typed = {
      input_status: 'atRisk',
      input_text: '  Two of five.\nThree to come. ',
      input_evidence: 'https://example.org/a',
      input_until: '2026-12-11',
      input_person: 'b',
      input_note: 'On leave',
    };
    expect(parseClick({ ...typed, ...aContext(), verb }, 'm1')).toEqual({
      kind: 'click',
      context: aContext(),
      verb,
      inputs: {
        status: 'atRisk',
        text: 'Two of five.\nThree to come.',
        evidence: 'https://example.org/a',
        until: '2026-12-11',
        person: 'b',
        note: 'On leave',
      },
      activityId: 'm1',
    });
  });

  it('without inputs has none, however the client says so', () => {
    for (const none of [{}, { input_text: null }, { input_text: undefined }])
      expect(parseClick({ ...none, ...aContext(), verb: 'noChange' })).toMatchObject({ inputs: {}, activityId: null });
    expect(parseClick({ input_text: '', ...aContext(), verb: 'submit' })).toMatchObject({ inputs: { text: '' } });
  });

  it('that stands for a command is read as typed text', () => {
    expect(parseClick({ command: '/status late' })).toEqual({ kind: 'command', text: '/status late' });
  });

  it.each([
    ['nothing', null],
    ['a text', '/status'],
    ['a list', [aContext()]],
    ['no verb', aContext()],
    ['an unknown verb', { ...aContext(), verb: 'destroy' }],
    ['another version', { ...aContext(), v: 2, verb: 'submit' }],
    ['a number for a text', { ...aContext(), plan: 7, verb: 'submit' }],
    ['a context without its signature', { ...aContext(), sig: undefined, verb: 'submit' }],
    ['an endless update', { ...aContext(), verb: 'submit', input_text: 'x'.repeat(32_001) }],
    ['an endless ref', { ...aContext({ ref: 'x'.repeat(65) }), verb: 'submit' }],
    ['an object for an input', { ...aContext(), verb: 'submit', input_text: { $ne: 1 } }],
    ['an endless command', { command: 'x'.repeat(201) }],
  ])('with %s is malformed', (_, value) => {
    const parsed = parseClick(value);
    expect(parsed.kind).toBe('malformed');
    expect(JSON.stringify(parsed)).not.toContain('xxx');
  });

  it('of any shape is read without failing, and passes on no field that is not known', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), fc.dictionary(fc.string(), fc.string()), (value, extra) => {
        parseClick(value);
        const parsed = parseClick({ ...extra, ...aContext(), verb: 'submit' });
        if (parsed.kind === 'click') expect(parsed.context).toEqual(aContext());
      }),
    );
  });
});
