import { writeDuration } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { addDays } from '../data/addDays';
import { readQuickLog } from './readQuickLog';

/** A Wednesday. */
const today = '2026-11-18';
const options = { today, minutesPerDay: 480 };
const read = (text: string) => readQuickLog(text, options);

describe('time as people type it in one line', () => {
  it.each([
    ['PAY-42 1h30 review', 'PAY-42', 90, today, 'review'],
    ['pay-42 2h', 'PAY-42', 120, today, ''],
    ['1h PAY-42 fix the build', 'PAY-42', 60, today, 'fix the build'],
    ['PAY-42 2h 30m pairing', 'PAY-42', 150, today, 'pairing'],
    ['PAY-42 1d 2h 30m', 'PAY-42', 630, today, ''],
    ['PAY-42 2,5 h talk', 'PAY-42', 150, today, 'talk'],
    ['PAY-42 45 mails', 'PAY-42', 45, today, 'mails'],
    ['PAY-42 1:30 yesterday', 'PAY-42', 90, '2026-11-17', ''],
    ['yesterday PAY-42 1h notes', 'PAY-42', 60, '2026-11-17', 'notes'],
    ['PAY-42 mon 1h', 'PAY-42', 60, '2026-11-16', ''],
    ['PAY-42 1h Thursday', 'PAY-42', 60, '2026-11-12', ''],
    ['PAY-42 1h wed', 'PAY-42', 60, today, ''],
    ['PAY-42 1h 2026-11-16 review', 'PAY-42', 60, '2026-11-16', 'review'],
    ['PAY-42 -1d 1h', 'PAY-42', 60, '2026-11-17', ''],
    ['PAY-42 1h -20d', 'PAY-42', 60, '2026-10-29', ''],
    ['PAY-42 1h review of PAY-41', 'PAY-42', 60, today, 'review of PAY-41'],
    ['PAY-42 1h see mon 2h', 'PAY-42', 60, today, 'see mon 2h'],
  ])('reads "%s"', (text, identifier, minutes, date, description) => {
    expect(read(text)).toEqual({
      identifier,
      minutes,
      date,
      description,
      problems: [],
    });
  });

  it.each([
    ['', [{ part: 'item' }, { part: 'duration' }]],
    ['1h review', [{ part: 'item' }]],
    ['PAY-42', [{ part: 'duration' }]],
    ['PAY-42 review', [{ part: 'duration' }]],
    ['PAY-42 0', [{ part: 'duration' }]],
    ['PAY-42 1h7x', [{ part: 'unreadable', text: '1h7x' }]],
    ['PAY-42 25h', [{ part: 'tooLong', text: '25h' }]],
    ['PAY-42 1h 2026-02-30', [{ part: 'day', text: '2026-02-30' }]],
  ])('says what is wrong with "%s"', (text, problems) => {
    expect(read(text).problems).toEqual(problems);
  });

  it('reads its parts in any order', () => {
    const word = fc
      .stringMatching(/^[a-z]{2,8}$/)
      .filter(
        text => !/^(mon|tue|wed|thu|fri|sat|sun|today|yesterday)/.test(text),
      );
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z][A-Z0-9]{1,5}-[1-9]\d{0,5}$/),
        fc.integer({ min: 1, max: 1_440 }),
        fc.integer({ min: 0, max: 3_000 }),
        fc.array(word),
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        (identifier, minutes, back, words, order) => {
          const parts = [identifier, writeDuration(minutes), `-${back}d`];
          const text = [...order.map(at => parts[at]), ...words].join(' ');
          expect(read(text)).toEqual({
            identifier,
            minutes,
            date: addDays(today, -back),
            description: words.join(' '),
            problems: [],
          });
        },
      ),
    );
  });

  it('reads any text without failing, and never more than there is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const { minutes = 1, date, description } = read(text);
        expect(minutes).toBeGreaterThanOrEqual(1);
        expect(minutes).toBeLessThanOrEqual(1_440);
        expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        expect(description.length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
