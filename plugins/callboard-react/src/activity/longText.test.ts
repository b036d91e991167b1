import { fromTheChangeOn, isLongTextChange } from './longText';

const change = (old_value: string | null, new_value: string | null) => ({
  field: 'description',
  old_value,
  new_value,
});
const long = 'word '.repeat(30);

describe('a change of text', () => {
  it.each([
    [long, 'short', true],
    ['one line', 'two\nlines', true],
    ['one line', 'another', false],
    [null, long, false],
    [long, '', false],
  ])('%j to %j is long: %p', (before, after, expected) => {
    expect(isLongTextChange(change(before, after))).toBe(expected);
  });

  it.each([
    ['Fix it', 'Mend it', 'Fix it', 'Mend it'],
    [
      `${long}then stop.`,
      `${long}then go.`,
      '…d word then stop.',
      '…d word then go.',
    ],
    [long, `${long}more`, '… word word ', '… word word more'],
    ['👩‍👩‍👧‍👦'.repeat(9), '👩‍👩‍👧‍👦'.repeat(9), undefined, undefined],
  ])('%.20j to %.20j begins where it differs', (before, after, old, now) => {
    const [shownBefore, shownAfter] = fromTheChangeOn(before, after);
    expect(
      shownBefore.startsWith('…')
        ? before.endsWith(shownBefore.slice(1))
        : shownBefore === before,
    ).toBe(true);
    if (old !== undefined) {
      expect([shownBefore, shownAfter]).toEqual([old, now]);
    }
  });
});
