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
  expect(bandOf(480, 60, 0)).toBe('open');
  expect(bandOf(480, 0, 0)).toBe('open');
  expect(bandOf(480, 480, 0)).toBe('on');
  expect(bandOf(480, 600, 0)).toBe('over');
  expect(bandOf(0, 0, 0)).toBe('off');
});

it('of days of which some are over, those alone can be under', () => {
  expect(bandOf(960, 431, 480)).toBe('under');
  expect(bandOf(960, 432, 480)).toBe('open');
  expect(bandOf(960, 864, 480)).toBe('on');
});
