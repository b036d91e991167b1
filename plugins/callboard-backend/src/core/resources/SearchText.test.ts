import { foldText } from '../../database/foldText';
import { Likeness, SearchText } from './SearchText';

describe('SearchText', () => {
  it.each([
    ['Fix rounding', 'fix ROUNDING', Likeness.same],
    ['Fix rounding', 'fix', Likeness.start],
    ['Fix rounding', 'rounding', Likeness.word],
    ['Refactor (rounding)', 'rounding', Likeness.word],
    ['Fix rounding', 'round', Likeness.wordStart],
    ['Fix rounding', 'ounding', Likeness.part],
    ['Surround, then round it', 'round', Likeness.word],
    ['Fix the rounding', 'rounding fix', Likeness.scattered],
    ['Débit réel', 'DEBIT  reel ', Likeness.same],
  ])('rates "%s" by how closely it matches "%s"', (title, typed, likeness) => {
    expect(new SearchText(typed).computeLikeness([foldText(title)])).toBe(
      likeness,
    );
  });

  it('rates several texts by the best match', () => {
    const searchText = new SearchText('okafor');
    expect(searchText.computeLikeness(['S17', 'URSULA OKAFOR', 'OKAFOR'])).toBe(
      Likeness.same,
    );
  });

  it('returns no words for a text of accents only', () => {
    expect(new SearchText('\u0301\u0301').words).toEqual([]);
  });
});
