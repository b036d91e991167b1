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
  ])('finds in "%s" the text "%s" as it should', (title, typed, likeness) => {
    expect(new SearchText(typed).computeLikeness([foldText(title)])).toBe(
      likeness,
    );
  });

  it('goes by what matches best of several texts', () => {
    const searchText = new SearchText('okafor');
    expect(searchText.computeLikeness(['S17', 'URSULA OKAFOR', 'OKAFOR'])).toBe(
      Likeness.same,
    );
  });

  it('has no words when nothing but accents was typed', () => {
    expect(new SearchText('\u0301\u0301').words).toEqual([]);
  });
});
