import { renderInTestApp } from '@backstage/frontend-test-utils';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DurationText, formatMinutes } from '../text/DurationText';
import { ClockTime, RelativeTime } from './RelativeTime';
import { DateRangePicker } from './DateRangePicker';
import { toDateBounds, type DateRangePreset } from './dateRanges';
import { formatCalendarDate } from './formatDates';

describe('ClockTime', () => {
  it('renders the time without a line break', () => {
    render(<ClockTime instant="2026-11-20T11:40:00.000Z" />);
    expect(screen.getByText('11:40 AM')).toHaveStyle({ whiteSpace: 'nowrap' });
  });
});

describe('DateRangePicker', () => {
  it('counts a preset back from the given current day, even if it differs from the local one', async () => {
    renderInTestApp(
      <DateRangePicker
        value={{ preset: 'last_7_days' }}
        today="2020-11-20"
        onChange={() => {}}
      />,
    );
    const button = await screen.findByRole('button', { name: /^Last 7 days/ });
    expect(button).toHaveTextContent(/14.*20/);
  });

  it('offers only the given presets @full', async () => {
    const onChange = jest.fn();
    renderInTestApp(
      <DateRangePicker
        value={{ preset: 'today' }}
        presets={['today', 'last_month']}
        onChange={onChange}
      />,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: /^Today/ }),
    );
    expect(screen.getAllByRole('menuitem')).toHaveLength(2);
    await userEvent.click(
      screen.getByRole('menuitem', { name: /^Last month/ }),
    );
    expect(onChange).toHaveBeenCalledWith({ preset: 'last_month' });
  });

  it('shows the placeholder without a value, and offers all presets @full', async () => {
    const onChange = jest.fn();
    renderInTestApp(
      <DateRangePicker
        value={undefined}
        unchosenLabel="As each has it"
        onChange={onChange}
      />,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'As each has it' }),
    );
    await userEvent.click(screen.getByRole('menuitem', { name: /^All time/ }));
    expect(onChange).toHaveBeenCalledWith({ preset: 'all_time' });
  });
});

describe('RelativeTime', () => {
  const now = Date.parse('2026-11-20T09:16:00.000Z');

  beforeEach(() => jest.useFakeTimers({ now }));
  afterEach(() => jest.useRealTimers());

  it.each([
    ['2026-11-20T09:15:40.000Z', 'now'],
    ['2026-11-20T09:13:00.000Z', '3 min. ago'],
    ['2026-11-20T02:16:00.000Z', '7 hr. ago'],
    ['2026-11-19T08:00:00.000Z', 'yesterday'],
    ['2026-11-18T13:17:00.000Z', '2 days ago'],
    ['2026-11-12T09:00:00.000Z', 'Nov 12, 2026, 9:00 AM'],
  ])('formats %s relative to the current time', (instant, expected) => {
    const { container } = render(<RelativeTime instant={instant} />);
    expect(container).toHaveTextContent(expected);
  });
});

describe('toDateBounds', () => {
  const on = (today: string, preset: DateRangePreset, weekStart?: number) => {
    const { start, end } = toDateBounds({ preset }, today, weekStart);
    return `${start}..${end}`;
  };

  it.each([
    ['today', '2026-11-20..2026-11-20'],
    ['yesterday', '2026-11-19..2026-11-19'],
    ['last_7_days', '2026-11-14..2026-11-20'],
    ['last_30_days', '2026-10-22..2026-11-20'],
    ['last_3_months', '2026-08-21..2026-11-20'],
    ['this_week', '2026-11-16..2026-11-20'],
    ['this_month', '2026-11-01..2026-11-20'],
    ['last_month', '2026-10-01..2026-10-31'],
    ['this_quarter', '2026-10-01..2026-11-20'],
    ['all_time', 'undefined..undefined'],
  ] as const)('returns the bounds of %s on a Friday', (preset, expected) => {
    expect(on('2026-11-20', preset)).toBe(expected);
  });

  it('returns correct bounds across months, years and leap days', () => {
    expect(on('2024-03-01', 'yesterday')).toBe('2024-02-29..2024-02-29');
    expect(on('2026-03-31', 'last_month')).toBe('2026-02-01..2026-02-28');
    expect(on('2026-01-31', 'last_month')).toBe('2025-12-01..2025-12-31');
    expect(on('2026-01-03', 'last_7_days')).toBe('2025-12-28..2026-01-03');
    expect(on('2026-05-31', 'last_3_months')).toBe('2026-03-01..2026-05-31');
  });

  it('starts the week on the first weekday of the workspace', () => {
    expect(on('2026-11-22', 'this_week', 7)).toBe('2026-11-22..2026-11-22');
    expect(on('2026-11-21', 'this_week', 7)).toBe('2026-11-15..2026-11-21');
    expect(on('2026-11-22', 'this_week', 1)).toBe('2026-11-16..2026-11-22');
  });

  it('keeps the dates of a custom range', () => {
    const custom = { preset: 'custom', start: '2026-01-01' } as const;
    expect(toDateBounds(custom, '2026-11-20')).toEqual({
      start: '2026-01-01',
      end: undefined,
    });
  });
});

describe('formatCalendarDate', () => {
  it('formats a calendar date without shifting the day', () => {
    expect(formatCalendarDate('2026-01-01')).toBe('Jan 1, 2026');
    expect(formatCalendarDate('2026-12-31')).toBe('Dec 31, 2026');
  });
});

describe('DurationText', () => {
  it('shows hours and minutes, and minutes and decimal hours in a tooltip', async () => {
    renderInTestApp(<DurationText minutes={80} />);
    await userEvent.hover(await screen.findByText('1h 20m'));
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      '80 min · 1.33 h',
    );
  });
});

describe('formatMinutes', () => {
  it.each([
    [0, '0m'],
    [45, '45m'],
    [120, '2h'],
    [150, '2h 30m'],
    [-45, '−45m'],
    [-600, '−10h'],
    [60_030, `${(1_000).toLocaleString()}h 30m`],
  ])('formats %i minutes as %s', (minutes, words) => {
    expect(formatMinutes(minutes)).toBe(words);
  });
});
