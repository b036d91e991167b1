import { untilText } from './untilText';

const now = Date.parse('2026-11-20T12:00:00.000Z');

it.each([
  ['2026-11-20T12:00:25.000Z', 'in 25 sec.'],
  ['2026-11-20T12:30:00.000Z', 'in 30 min.'],
  ['2026-11-21T11:59:59.000Z', 'in 24 hr.'],
  ['2026-11-20T11:59:00.000Z', undefined],
  [null, undefined],
])('until %s it is %s', (instant, text) => {
  expect(untilText(instant, now)).toBe(text);
});
