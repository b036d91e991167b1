import { Outcome } from '../receivers/Sender';
import { progressAfter } from './retrySchedule';

const NOW = Date.parse('2026-05-01T10:00:00Z');

function outcome(given: Partial<Outcome>): Outcome {
  return {
    started_at: NOW,
    duration_ms: 10,
    status_code: 500,
    response_headers: {},
    response_body: '',
    error: null,
    ...given,
  };
}

const after = (given: Partial<Outcome>, attempts = 1, random = 0) =>
  progressAfter(outcome(given), attempts, [5, 30], { now: NOW, random });

const inSeconds = (seconds: number) => ({
  status: 'pending',
  next_attempt_at: NOW + seconds * 1_000,
});

describe('a delivery after a try', () => {
  it.each([200, 202, 204, 299])('is done after %s', status_code => {
    expect(after({ status_code })).toEqual({
      status: 'delivered',
      next_attempt_at: null,
    });
  });

  it.each([199, 301, 400, 404, 500, 503])('waits after %s', status_code => {
    expect(after({ status_code })).toEqual(inSeconds(5));
  });

  it('waits after an answer that broke off', () => {
    expect(after({ status_code: 200, error: 'closed' })).toEqual(inSeconds(5));
  });

  it('waits longer each time, up to a fifth more at random, and fails', () => {
    expect(after({}, 2)).toEqual(inSeconds(30));
    expect(after({}, 2, 0.5)).toEqual(inSeconds(33));
    expect(after({}, 3)).toEqual({ status: 'failed', next_attempt_at: null });
  });

  it('fails at once when the receiver is gone', () => {
    expect(after({ status_code: 410 }).status).toBe('failed');
  });

  it.each([
    [503, '60', 60],
    [429, 'Fri, 01 May 2026 10:02:00 GMT', 120],
    // Never earlier than planned, nor later than a day.
    [503, '1', 5],
    [503, 'Fri, 01 May 2020 10:02:00 GMT', 5],
    [503, '999999999', 24 * 60 * 60],
    [503, 'soon', 5],
    [500, '60', 5],
  ])(
    'comes again after %s with Retry-After %s in %s s',
    (code, text, seconds) => {
      const response_headers = { 'retry-after': text };
      expect(after({ status_code: code, response_headers })).toEqual(
        inSeconds(seconds),
      );
    },
  );
});
