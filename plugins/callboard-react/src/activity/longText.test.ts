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
    [`${long}stop.`, `${long}go.`, '…d word word stop.', '…d word word go.'],
    [long, `${long}more`, '…d word word ', '…d word word more'],
  ])('%.20j to %.20j begins where it differs', (before, after, old, now) => {
    expect(fromTheChangeOn(before, after)).toEqual([old, now]);
  });
});
