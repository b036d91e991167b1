import { bandOf } from './bandOf';

it.each([
  [480, 0, 'under'],
  [480, 431, 'under'],
  [480, 432, 'on'],
  [480, 480, 'on'],
  [480, 528, 'on'],
  [480, 529, 'over'],
  [0, 0, 'off'],
  [0, 1, 'over'],
])('of %i expected minutes, %i are %s', (expected, logged, band) => {
  expect(bandOf(expected, logged)).toBe(band);
});

it('of days that are not over, what is missing is open', () => {
  expect(bandOf(480, 60, false)).toBe('open');
  expect(bandOf(480, 480, false)).toBe('on');
  expect(bandOf(480, 600, false)).toBe('over');
  expect(bandOf(0, 0, false)).toBe('off');
});
