/** What `npm run demo` is asked for. */
import { parseArgs } from 'node:util';
import { fail } from './say.mjs';

const usage = [
  'Usage: npm run demo -- --reset [--people N] [--days N]',
  '       npm run demo -- --empty',
];

function wholeNumber(name, text, { min, max, usual }) {
  if (text === undefined) {
    return usual;
  }
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < min || number > max) {
    fail(`--${name} must be a whole number from ${min} to ${max}.`, ...usage);
  }
  return number;
}

function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        reset: { type: 'boolean', default: false },
        empty: { type: 'boolean', default: false },
        people: { type: 'string' },
        days: { type: 'string' },
      },
    }).values;
  } catch (error) {
    return fail(error.message, ...usage);
  }
}

/**
 * Reads the arguments; ends the process with a message when they are wrong.
 *
 * @returns {{people?: number, days?: number, empty: boolean}} the size is
 *   missing when everything is to go
 */
export function parseDemoArguments(args) {
  const { reset, empty, people, days } = parse(args);
  if (reset === empty) {
    fail('Say either --reset or --empty.', ...usage);
  }
  if (empty && (people !== undefined || days !== undefined)) {
    fail('--people and --days go with --reset only.', ...usage);
  }
  if (empty) {
    return { empty };
  }
  return {
    people: wholeNumber('people', people, { min: 4, max: 5_000, usual: 40 }),
    days: wholeNumber('days', days, { min: 1, max: 1_830, usual: 365 }),
    empty,
  };
}
