import { diffTexts } from './diffTexts';

const wordsOf = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => `w${from + n}`).join(' ');

describe('diffTexts', () => {
  it.each([
    ['', ''],
    ['', 'Fix it'],
    ['Fix it', ''],
    ['Fix  rounding\n\n- of VAT', 'Fix the rounding\n\n- of VAT and duty'],
    ['žluťoučký kůň 🐎', 'žluťoučký vůz 🐎'],
    [wordsOf(0, 4000), wordsOf(5000, 4000)],
  ])('tells all of both texts: %.30s', (before, after) => {
    const pieces = diffTexts(before, after);
    const without = (kind: string) =>
      pieces
        .filter(piece => piece.kind !== kind)
        .map(({ text }) => text)
        .join('');
    expect(without('added')).toBe(before);
    expect(without('removed')).toBe(after);
  });

  it('marks words, and no more than what changed', () => {
    expect(
      diffTexts('Round up each line.', 'Round down each line.').filter(
        ({ kind }) => kind !== 'same',
      ),
    ).toEqual([
      { kind: 'removed', text: 'up' },
      { kind: 'added', text: 'down' },
    ]);
  });

  it('tells of phrases that were replaced, and not of each word', () => {
    expect(
      diffTexts(
        'It is rounded on each line, so',
        'It is rounded once per invoice, so',
      ),
    ).toEqual([
      { kind: 'same', text: 'It is rounded ' },
      { kind: 'removed', text: 'on each line' },
      { kind: 'added', text: 'once per invoice' },
      { kind: 'same', text: ', so' },
    ]);
  });

  it('gives up on texts that have next to nothing in common', () => {
    const [before, after] = [wordsOf(0, 4000), wordsOf(5000, 4000)];
    expect(diffTexts(before, after)).toEqual([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]);
  });
});
