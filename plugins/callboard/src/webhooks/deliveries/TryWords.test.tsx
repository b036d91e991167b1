import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { WebhookDelivery } from '@callboard/plugin-callboard-common';
import { act, screen } from '@testing-library/react';
import { TryWords } from './TryWords';

const NOW = Date.parse('2026-11-20T12:00:00.000Z');

const delivery = {
  status: 'pending',
  attempts: 1,
  try_count: 1,
  max_attempts: 9,
  next_attempt_at: new Date(NOW + 90_000).toISOString(),
} as WebhookDelivery;

afterEach(() => jest.useRealTimers());

describe('how often a delivery was tried', () => {
  it('counts down to the next try, though nothing else happens', async () => {
    jest.useFakeTimers({ now: NOW });
    renderInTestApp(<TryWords delivery={delivery} />);
    await act(() => jest.advanceTimersByTimeAsync(1_000));
    expect(screen.getByText(/^next try in 1 min/)).toBeVisible();
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(screen.getByText(/^next try in 29 sec/)).toBeVisible();
    await act(() => jest.advanceTimersByTimeAsync(30_000));
    expect(screen.getByText(/^next try now \(2 of 9\)/)).toBeVisible();
  });
});
