import { Sidebar } from '@backstage/core-components';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import {
  CallboardBellItem,
  callboardNotificationsRoutes,
  HomeNotifications,
} from '.';
import { FakeNotifications } from '../__testUtils__/FakeNotifications';
import { renderLegacyNotifications } from '../__testUtils__/renderLegacyNotifications';

const sidebar = (
  <Sidebar>
    <CallboardBellItem />
  </Sidebar>
);

describe('the plugin in a portal on the legacy frontend system', () => {
  it('has the bell in the sidebar, which leads to the page with its tabs', async () => {
    const server = new FakeNotifications();
    server.tell({ title: 'Assigned to PAY-42' });
    renderLegacyNotifications('/', server, {
      sidebar,
      routes: callboardNotificationsRoutes(),
    });
    await userEvent.click(
      await screen.findByRole('link', { name: 'Notifications, 1 unread' }),
    );
    expect(
      await screen.findByRole('heading', { name: 'Notifications' }),
    ).toBeVisible();
    expect(await screen.findByText('1 shown')).toBeVisible();
    expect(screen.getAllByRole('main')).toHaveLength(1);
    await userEvent.click(screen.getByRole('tab', { name: 'Preferences' }));
    expect(
      await screen.findByRole('checkbox', { name: 'Comments: Mail' }),
    ).toBeEnabled();
    expect(window.location.pathname).toBe('/notifications/preferences');
  });

  it('has a widget for the home page with what is unread', async () => {
    const server = new FakeNotifications();
    // However much has come and been read since.
    const read = Array.from({ length: 25 }, () => ({ is_read: true }));
    server.tell({ title: 'Fresh' }, ...read, { title: 'Read', is_read: true });
    renderLegacyNotifications('/', server, {
      sidebar: <></>,
      routes: (
        <>
          <Route path="/" element={<HomeNotifications />} />
          {callboardNotificationsRoutes()}
        </>
      ),
    });
    expect(await screen.findByText('Fresh')).toBeVisible();
    expect(screen.queryByText('Read')).toBeNull();
    expect(screen.getByRole('link', { name: 'See all' })).toHaveAttribute(
      'href',
      '/notifications',
    );
  });
});
