import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { Link } from '@backstage/core-components';
import {
  createApiFactory,
  fetchApiRef,
  storageApiRef,
} from '@backstage/core-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import {
  SettingsLayout,
  UserSettingsPage,
} from '@backstage/plugin-user-settings';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { callboardAnalyticsApiFactory, CaptureSettings } from '.';

const PATIENCE = { timeout: 15_000 };

const fetch = jest.fn(
  async (_input: unknown, _init?: RequestInit) =>
    new Response('{}', { status: 201 }),
);

/** What was recorded so far. */
const posted = () =>
  fetch.mock.calls
    .filter(([url]) => String(url).endsWith('/activity'))
    .flatMap(([, init]) => JSON.parse(String(init?.body)))
    .map(({ action, entity_label }) => `${action} ${entity_label}`);

/** Opens a portal on the legacy frontend system. */
function renderPortal(path: string) {
  window.history.replaceState(null, '', path);
  const storage = mockApis.storage();
  const app = createApp({
    configLoader: async () => [
      {
        context: 'test',
        data: {
          app: { title: 'Portal', baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://portal' },
        },
      },
    ],
    apis: [
      callboardAnalyticsApiFactory,
      createApiFactory(fetchApiRef, { fetch: fetch as never }),
      createApiFactory(storageApiRef, storage),
    ],
  });
  const App = app.createRoot(
    <AppRouter>
      <FlatRoutes>
        <Route path="/" element={<Link to="/docs">Documentation</Link>} />
        <Route path="/docs" element={<p>How it works</p>} />
        <Route path="/settings" element={<UserSettingsPage />}>
          <SettingsLayout.Route
            path="/activity-capture"
            title="Activity capture"
          >
            <CaptureSettings />
          </SettingsLayout.Route>
        </Route>
      </FlatRoutes>
    </AppRouter>,
  );
  render(<App />);
  return { bucket: storage.forBucket('callboard') };
}

describe('the capture in a portal on the legacy frontend system', () => {
  beforeEach(() => {
    fetch.mockClear();
    localStorage.clear();
  });

  it('records what people look at', async () => {
    renderPortal('/');
    await userEvent.click(
      await screen.findByRole('link', { name: 'Documentation' }, PATIENCE),
    );
    expect(await screen.findByText('How it works')).toBeVisible();
    window.dispatchEvent(new Event('pagehide'));
    await waitFor(() =>
      expect(posted()).toEqual(['page_view /', 'page_view /docs']),
    );
  }, 30_000);

  it('is turned off in a tab of the settings', async () => {
    const { bucket } = renderPortal('/settings/activity-capture');
    const toggle = { name: /record what i look at/i };
    await userEvent.click(await screen.findByRole('switch', toggle, PATIENCE));
    expect(await screen.findByText(/recording is off/i)).toBeVisible();
    expect(
      screen.getByRole('tab', { name: 'Activity capture' }),
    ).toHaveAttribute('aria-selected', 'true');
    expect(bucket.snapshot('captureOptOut').value).toBe(true);
  }, 30_000);
});
