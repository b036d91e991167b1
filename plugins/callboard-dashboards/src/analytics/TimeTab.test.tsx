import { screen } from '@testing-library/react';
import { compared, usualAnalytics } from './__testUtils__/answerAnalytics';
import { openAnalytics } from './__testUtils__/openAnalytics';
import { tileOf } from './__testUtils__/tileOf';

describe('the tab Time', () => {
  it('tells how much was logged, and how much of it is billable', async () => {
    openAnalytics('/analytics?tab=time');
    expect(await tileOf('Logged')).toHaveTextContent(
      'Logged3h 20m100% up from 1h 40m',
    );
    expect(await tileOf('Billable')).toHaveTextContent(
      'Billable75%5 points up from 70%2h 30m of 3h 20m',
    );
    expect(await tileOf('People who logged')).toHaveTextContent(
      '233% down from 3',
    );
  });

  it('tells on what, and leads to the entries', async () => {
    openAnalytics('/analytics?tab=time');
    const link = await screen.findByRole('link', { name: 'payments-api' });
    expect(link).toHaveAttribute(
      'href',
      '/catalog/default/component/payments-api/time?workspace=default&range=custom&start=2026-10-23&end=2026-11-21',
    );
    expect(
      screen.getByRole('list', { name: 'By activity type' }),
    ).toHaveTextContent('review2h 30mNone50m');
  });

  it('says that nothing was logged, and of how much', async () => {
    openAnalytics('/analytics?tab=time', numbers => {
      numbers.time = {
        ...usualAnalytics.time,
        logged_minutes: compared(0, 100),
        billable_minutes: compared(0, 70),
        people: compared(0, 3),
        projects: [],
        activity_types: [],
        over_time: [{ key: '2026-11-21', logged_minutes: 0 }],
      };
    });
    expect(
      await screen.findByText('Nothing was logged in this range'),
    ).toBeVisible();
    expect(await tileOf('Logged')).toHaveTextContent(
      'Logged0m100% down from 1h 40m',
    );
    expect(await tileOf('Billable')).toHaveTextContent('Billable–');
    expect(screen.queryByRole('list', { name: 'By project' })).toBeNull();
  });
});
