import { snoozeChoices } from './snoozeChoices';

const choicesAt = (now: Date) =>
  snoozeChoices(now).map(({ name, until }) => [
    name,
    until.toString().slice(0, 21),
  ]);

it('offers later today, tomorrow morning and next Monday', () => {
  // A Wednesday.
  expect(choicesAt(new Date(2026, 10, 18, 14, 30))).toEqual([
    ['later', 'Wed Nov 18 2026 17:30'],
    ['tomorrow', 'Thu Nov 19 2026 09:00'],
    ['nextWeek', 'Mon Nov 23 2026 09:00'],
  ]);
});

it('offers no time twice, and none in the night', () => {
  // A Sunday, late.
  expect(choicesAt(new Date(2026, 10, 22, 22, 0))).toEqual([
    ['tomorrow', 'Mon Nov 23 2026 09:00'],
  ]);
  // A Monday: next week is a week away.
  expect(choicesAt(new Date(2026, 10, 23, 8, 0)).at(-1)).toEqual([
    'nextWeek',
    'Mon Nov 30 2026 09:00',
  ]);
});
