import {
  AnalyticsImplementation,
  fetchApiRef,
  identityApiRef,
  PageBlueprint,
  storageApiRef,
  useAnalytics,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { AnalyticsApi } from '@backstage/core-plugin-api';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import module, { CallboardAnalytics } from './index';

describe('the module', () => {
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

  it('hears the events of every plugin, and sends them when the page is left', async () => {
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
  ])('records nothing with %j', async activity => {
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
