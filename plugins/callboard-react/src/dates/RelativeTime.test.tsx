import { render } from '@testing-library/react';
import { RelativeTime } from './RelativeTime';

const now = Date.parse('2026-11-20T09:16:00.000Z');

describe('RelativeTime', () => {
  beforeEach(() => jest.useFakeTimers({ now }));
  afterEach(() => jest.useRealTimers());

  it.each([
    ['2026-11-20T09:15:40.000Z', 'now'],
    ['2026-11-20T09:13:00.000Z', '3 min. ago'],
    ['2026-11-20T02:16:00.000Z', '7 hr. ago'],
    ['2026-11-19T08:00:00.000Z', 'yesterday'],
    ['2026-11-18T13:17:00.000Z', '2 days ago'],
    ['2026-11-12T09:00:00.000Z', 'Nov 12, 2026, 9:00 AM'],
  ])('%s', (instant, expected) => {
    const { container } = render(<RelativeTime instant={instant} />);
    expect(container).toHaveTextContent(expected);
  });
});
