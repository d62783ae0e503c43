import { describe, expect, it } from 'vitest';
import { unplaced } from '../../../../src/domain/importing/account/unplaced.js';

const at = (line: number, text: string) => ({ place: { line }, text });
const cells = (...texts: readonly string[]) => texts.map((text, index) => ({ ...at(index + 1, text), raw: text }));

describe('What no value holds', () => {
  it('is what stands behind a claimed part', () => {
    const source = cells('30 June 2031 The board met.');
    expect(unplaced(source, [at(1, '30 June 2031')])).toEqual([at(1, 'The board met.')]);
  });

  it('is the second of two equal words, though the first is claimed twice', () => {
    const source = cells('Owner: Mate. Mate told.');
    expect(unplaced(source, [at(1, 'Owner: Mate. Mate')])).toEqual([at(1, 'told.')]);
    expect(unplaced(cells('lamp', 'lamp'), [at(1, 'lamp'), at(1, 'lamp')])).toEqual([at(2, 'lamp')]);
    expect(unplaced(cells('lamp by lamp'), [at(1, 'lamp'), at(1, 'lamp')])).toEqual([at(1, 'by')]);
  });

  it('is nothing where words stand apart, marks alone are left, or a merged cell repeats its text', () => {
    expect(
      unplaced(cells('27 March: Lit. 27 June: Mended.'), [at(1, '27 March: 27 June:'), at(1, 'Lit. Mended.')]),
    ).toEqual([]);
    expect(unplaced(cells('Mend it – at once.'), [at(1, 'Mend it'), at(1, 'at once')])).toEqual([]);
    expect(unplaced([{ place: { line: 1 }, raw: '', text: 'Lamps', spanned: true }], [])).toEqual([]);
  });
});
