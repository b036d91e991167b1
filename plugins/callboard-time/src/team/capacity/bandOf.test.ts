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
