import fc from 'fast-check';
import { Moment, readMoment } from './readMoment';

describe('dates and times of day in files', () => {
  it.each<[string, Moment]>([
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
    // Whether there is such a day is for another to say.
    ['2026-02-30', { date: '2026-02-30' }],
  ])('reads %s', (text, moment) => {
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
    '46081',
    '2026-02-30T09:30:00Z',
    '2026-11-16T09:30:00+25:00',
    '12026-11-16',
  ])('does not read "%s"', text => {
    expect(readMoment(text)).toBeUndefined();
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789-:.TZ +PM') }),
        text => {
          expect(['undefined', 'object']).toContain(typeof readMoment(text));
        },
      ),
    );
  });
});
