import fc from 'fast-check';
import { DateOrder } from '@callboard/plugin-callboard-common';
import { CellMoment, findDateOrder, readMoment } from './moments';

describe('dates and times of day in files', () => {
  it.each<[string, CellMoment]>([
    ['2026-11-16', { date: '2026-11-16' }],
    ['2026/11/16', { date: '2026-11-16' }],
    ['16.11.2026', { date: '2026-11-16' }],
    ['2016-8-1 14:33', { date: '2016-08-01', time: '14:33:00' }],
    ['2026-11-16 09:30:05', { date: '2026-11-16', time: '09:30:05' }],
    ['2026-11-16T09:30:05.123', { date: '2026-11-16', time: '09:30:05' }],
    ['16.11.2026 9:30', { date: '2026-11-16', time: '09:30:00' }],
    ['9:30', { time: '09:30:00' }],
    ['00:00', { time: '00:00:00' }],
    ['9:30 PM', { time: '21:30:00' }],
    ['12:05am', { time: '00:05:00' }],
    ['12:05 PM', { time: '12:05:00' }],
    ['2026-11-16T09:30:00+01:00', { instant: '2026-11-16T08:30:00.000Z' }],
    ['2026-11-16T09:30:00.120Z', { instant: '2026-11-16T09:30:00.120Z' }],
    // Jira, Plane, Linear and GitHub name the month.
    ['16/Nov/26 9:00 AM', { date: '2026-11-16', time: '09:00:00' }],
    ['16/Nov/26', { date: '2026-11-16' }],
    ['1-may-2026 14:05', { date: '2026-05-01', time: '14:05:00' }],
    ['Mon, 16 Nov 2026', { date: '2026-11-16' }],
    ['Nov 16, 2026', { date: '2026-11-16' }],
    // In the languages of the exporting users.
    ['16/abr/26 8:56 AM', { date: '2026-04-16', time: '08:56:00' }],
    ['16. März 2026', { date: '2026-03-16' }],
    ['16 août 2026', { date: '2026-08-16' }],
    ['16-marras-26', { date: '2026-11-16' }],
    ['16 listopada 2026', { date: '2026-11-16' }],
    ['16/Sept/26', { date: '2026-09-16' }],
    // The dates of Jira's API.
    ['2026-11-16T09:30:00.000+0300', { instant: '2026-11-16T06:30:00.000Z' }],
    [
      'Mon, 16 Nov 2026 09:00:00 UTC+0000',
      { instant: '2026-11-16T09:00:00.000Z' },
    ],
    [
      'Mon Nov 16 2026 10:00:00 GMT+0100 (Central European Standard Time)',
      { instant: '2026-11-16T09:00:00.000Z' },
    ],
    // `readMoment` does not check whether the day exists.
    ['2026-02-30', { date: '2026-02-30' }],
  ])('parses %s', (text, moment) => {
    expect(readMoment(text)).toEqual(moment);
  });

  it.each([
    '',
    'today',
    '11/16/2026',
    '16-11-2026',
    '2026-11/16',
    '2026-11-16x',
    '2026-11-16 25:00',
    '24:00',
    '13:00 PM',
    '0:30 AM',
    '9:60',
    '9 o’clock',
    '16/Foo/26 9:00 AM',
    '16/Novo/26',
    '2026-11-16-0300',
    '2026-11-16T09:30:00+03',
    'an/16/26',
    '46081',
    '2026-02-30T09:30:00Z',
    '2026-11-16T09:30:00+25:00',
    '12026-11-16',
  ])('returns undefined for "%s"', text => {
    expect(readMoment(text)).toBeUndefined();
  });

  it('returns a moment or undefined for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789-:.TZ +PM') }),
        text => {
          expect(['undefined', 'object']).toContain(typeof readMoment(text));
        },
      ),
    );
  });

  it.each<[DateOrder | undefined, string[]]>([
    ['day_first', ['01/02/2026', '16/11/2026 09:00']],
    ['month_first', ['01/02/2026', '11/16/2026 09:00']],
    // Some people who write the day first also use a 12-hour clock.
    [undefined, ['01/02/2026 9:00:00 AM']],
    ['day_first', ['01/02/2026 9:00 AM', '16/02/2026 9:00 AM']],
    [undefined, ['01/02/2026', '03/04/2026 09:00']],
    [undefined, ['16/11/2026', '11/16/2026']],
    [undefined, ['2026-11-16 9:00 AM', 'Nov 16, 2026']],
  ])('finds the order "%s" of day and month in %j', (order, texts) => {
    expect(findDateOrder(texts)).toBe(order);
  });

  it('parses ambiguous dates in the order of the file', () => {
    expect(readMoment('01/02/2026 9:00 AM', 'month_first')).toEqual({
      date: '2026-01-02',
      time: '09:00:00',
    });
    expect(readMoment('01/02/26', 'day_first')).toEqual({ date: '2026-02-01' });
  });
});
