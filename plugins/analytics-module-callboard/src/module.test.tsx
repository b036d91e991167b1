import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { Link } from '@backstage/core-components';
import {
  AnalyticsApi,
  createApiFactory,
  fetchApiRef as legacyFetchApiRef,
  storageApiRef as legacyStorageApiRef,
} from '@backstage/core-plugin-api';
import {
  AnalyticsImplementation,
  fetchApiRef,
  identityApiRef,
  PageBlueprint,
  storageApiRef,
  useAnalytics,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import {
  SettingsLayout,
  UserSettingsPage,
} from '@backstage/plugin-user-settings';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import module, { CallboardAnalytics } from './index';
import { callboardAnalyticsApiFactory, CaptureSettings } from './legacy';

describe('analytics module', () => {
  const fetch = jest.fn(
    async (_input: unknown, _init?: RequestInit) =>
      new Response('{}', { status: 201 }),
  );

  beforeEach(() => {
    fetch.mockClear();
    localStorage.clear();
  });

  const posted = () =>
    fetch.mock.calls
      .filter(([url]) => String(url).endsWith('/activity'))
      .flatMap(([, init]) => JSON.parse(String(init?.body)));

  function Home() {
    const analytics = useAnalytics();
    return (
      <button onClick={() => analytics.captureEvent('click', 'Deploy')}>
        Deploy
      </button>
    );
  }

  it('captures events of all plugins, and sends them when the page is left', async () => {
    renderTestApp({
      features: [module],
      extensions: [
        PageBlueprint.make({
          params: { path: '/', title: 'Home', loader: async () => <Home /> },
        }),
      ],
      apis: [
        [fetchApiRef, { fetch: fetch as never }],
        [
          identityApiRef,
          mockApis.identity({ userEntityRef: 'user:default/max' }),
        ],
        [storageApiRef, mockApis.storage()],
      ],
    });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Deploy' }));
    window.dispatchEvent(new Event('pagehide'));
    await waitFor(() =>
      expect(posted().map(event => event.entity_label)).toEqual([
        'Home',
        'Deploy',
      ]),
    );
  });

  it.each([
    { capture: { enabled: false } },
    { capture: { enabled: 'maybe' } },
    { privacy: 'off' },
    { privacy: 'off', capture: { enabled: true } },
    { privacy: false },
  ])('records nothing with the configuration %j', async activity => {
    const listen = jest.spyOn(window, 'addEventListener');
    const analytics: AnalyticsApi & AnalyticsImplementation =
      CallboardAnalytics.create({
        configApi: mockApis.config({ data: { callboard: { activity } } }),
        identityApi: mockApis.identity(),
        storageApi: mockApis.storage(),
        fetchApi: { fetch: fetch as never },
        discoveryApi: mockApis.discovery(),
      });
    analytics.captureEvent({
      action: 'click',
      subject: 'x',
      context: { pluginId: 'p', extensionId: 'e' },
    });
    window.dispatchEvent(new Event('pagehide'));
    expect(fetch).not.toHaveBeenCalled();
    expect(listen).not.toHaveBeenCalled();
    listen.mockRestore();
  });
});

describe('activity capture on the legacy frontend system', () => {
  const fetch = jest.fn(
    async (_input: unknown, _init?: RequestInit) =>
      new Response('{}', { status: 201 }),
  );

  /** The activities posted so far. */
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
        createApiFactory(legacyFetchApiRef, { fetch: fetch as never }),
        createApiFactory(legacyStorageApiRef, storage),
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
              title="Page view recording"
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

  beforeEach(() => {
    fetch.mockClear();
    localStorage.clear();
  });

  it('records page views', async () => {
    renderPortal('/');
    await userEvent.click(
      await screen.findByRole('link', { name: 'Documentation' }),
    );
    expect(await screen.findByText('How it works')).toBeVisible();
    window.dispatchEvent(new Event('pagehide'));
    await waitFor(() =>
      expect(posted()).toEqual(['page_view /', 'page_view /docs']),
    );
  });

  it('stores an opt-out made in a tab of the settings page', async () => {
    const { bucket } = renderPortal('/settings/activity-capture');
    const toggle = { name: /record my page views/i };
    await userEvent.click(await screen.findByRole('switch', toggle));
    expect(await screen.findByText(/recording is off/i)).toBeVisible();
    expect(
      screen.getByRole('tab', { name: 'Page view recording' }),
    ).toHaveAttribute('aria-selected', 'true');
    expect(bucket.snapshot('captureOptOut').value).toBe(true);
  });
});
