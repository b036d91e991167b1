import { normaliseForSearch } from '../../database/text';
import { MatchRank, SearchText } from './SearchText';

describe('SearchText', () => {
  it.each([
    ['Fix rounding', 'fix ROUNDING', MatchRank.same],
    ['Fix rounding', 'fix', MatchRank.start],
    ['Fix rounding', 'rounding', MatchRank.word],
    ['Refactor (rounding)', 'rounding', MatchRank.word],
    ['Fix rounding', 'round', MatchRank.wordStart],
    ['Fix rounding', 'ounding', MatchRank.insideWord],
    ['Surround, then round it', 'round', MatchRank.word],
    ['Fix the rounding', 'rounding fix', MatchRank.scattered],
    ['Débit réel', 'DEBIT  reel ', MatchRank.same],
  ])('ranks "%s" by how closely it matches "%s"', (title, typed, matchRank) => {
    expect(
      new SearchText(typed).computeMatchRank([normaliseForSearch(title)]),
    ).toBe(matchRank);
  });

  it('ranks several texts by the best match', () => {
    const searchText = new SearchText('okafor');
    expect(
      searchText.computeMatchRank(['S17', 'URSULA OKAFOR', 'OKAFOR']),
    ).toBe(MatchRank.same);
  });

  it('returns no words for a text of accents only', () => {
    expect(new SearchText('\u0301\u0301').words).toEqual([]);
  });
});
