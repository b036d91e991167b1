import { createFormats } from '../contract/formats';
import { createUnitFormats } from './chartFormats';

describe('createUnitFormats', () => {
  const { formatValue, formatSingleValue } = createUnitFormats(
    'hours',
    createFormats('en'),
    {
      none: '–',
      hours: hours => `${hours}h`,
      days: days => `${days} days`,
    },
  );

  it.each([
    [null, '–'],
    [41.54, '41.5h'],
    [47.9, '47.9h'],
    [48, '2 days'],
    [219.7, '9.2 days'],
  ])('formats %s hours that stand alone as %s', (hours, text) => {
    expect(formatSingleValue(hours)).toBe(text);
  });

  it('formats hours next to others in hours', () => {
    expect(formatValue(2002.4)).toBe('2,002.4h');
  });
});
