import { cutText } from './cutText';

describe('the beginning of a text', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc'],
    ['a😀b', 2, 'a'],
    ['a😀b', 3, 'a😀'],
    ['', 3, ''],
  ])('of %j, %i long, is %j', (text, most, expected) => {
    expect(cutText(text, most)).toBe(expected);
  });
});
