import { greetingAt } from './greetingAt';

it.each([
  [4, 'Good evening'],
  [5, 'Good morning'],
  [11, 'Good morning'],
  [12, 'Good afternoon'],
  [17, 'Good afternoon'],
  [18, 'Good evening'],
  [23, 'Good evening'],
])('greets at %i with %s', (hour, greeting) => {
  expect(greetingAt(hour)).toBe(greeting);
});
