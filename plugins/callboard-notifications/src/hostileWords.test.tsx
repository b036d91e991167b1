import { getLinkKind } from '@callboard/plugin-callboard-common';
import {
  hostileValues,
  hostileWords,
  filterReactWarnings,
  testSeed,
} from '@callboard/plugin-callboard-react/testUtils';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import {
  NotificationServer,
  createTypePreferences,
} from './__testUtils__/NotificationServer';
import { openPortal } from './__testUtils__/openPortal';
import { openTarget } from './data/useNotificationActions';
import { type DesktopNotification, realBrowser } from './desktop/Browser';

fc.configureGlobal({ seed: testSeed });

const NOTIFICATION_COUNT = 4;

const hostileText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileWords) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 255 }) },
);

/** Notification texts, including texts that no rule, plugin or admin can create. */
const words = fc.record({
  title: hostileText,
  body: fc.option(
    fc.oneof(
      hostileText,
      fc.array(hostileText).map(w => w.join('\n')),
    ),
  ),
  target_url: fc.option(hostileText),
  type: fc.oneof(
    hostileText,
    fc.constantFrom('constructor', '__proto__', '.', '..', 'a.__proto__'),
  ),
  actor_ref: fc.option(
    fc.oneof(
      hostileText,
      fc.constantFrom('user:default/constructor', 'system:callboard/tostring'),
    ),
  ),
  reason: hostileText,
  label: hostileText,
  meta: fc.constantFrom(...hostileValues).map(value => ({ value })),
});

type Words = typeof words extends fc.Arbitrary<infer W> ? W : never;

const known = [
  'constructor',
  '\u202egro.live//:sptth\u202c \u0000\u0007',
  '<img src=x onerror=alert(1)>',
  '😀'.repeat(20_000),
].map(
  (each): Words => ({
    title: each,
    body: each,
    target_url: each,
    type: each,
    actor_ref: each,
    reason: each,
    label: each,
    meta: { value: each },
  }),
);

function createServerWith(samples: readonly Words[]): NotificationServer {
  const server = new NotificationServer();
  server.preferences.types = samples.map(({ type, label }) =>
    createTypePreferences(type, label),
  );
  server.notify(
    ...samples.map(({ reason, label: _, ...each }) => ({
      ...each,
      severity: 'critical' as const,
      reason: { rule: reason, text: reason },
    })),
  );
  return server;
}

/** Renders a page with generated notifications, and checks that nothing fails or is unsafe. */
async function renderGenerated(
  page: (server: NotificationServer) => Promise<void>,
) {
  await fc.assert(
    fc
      .asyncProperty(
        fc.uniqueArray(words, {
          minLength: NOTIFICATION_COUNT,
          maxLength: NOTIFICATION_COUNT,
          // The types in the preferences are unique.
          selector: ({ type }) => type,
        }),
        async samples => {
          const errors = jest.spyOn(console, 'error').mockImplementation();
          await page(createServerWith(samples));
          expect(
            screen.queryByText(
              'This part could not be displayed. Reload the page to try again.',
            ),
          ).toBeNull();
          for (const link of document.querySelectorAll('a')) {
            expect(getLinkKind(link.getAttribute('href'))).toBeDefined();
          }
          expect(document.querySelector('img[src=x], script')).toBeNull();
          expect(filterReactWarnings(errors.mock.calls)).toEqual([]);
        },
      )
      .afterEach(cleanup),
    { numRuns: 2, endOnFailure: true, examples: [[known]] },
  );
}

describe('notifications with hostile texts', () => {
  it('renders hostile texts safely in the bell and the reason panel @full', async () => {
    await renderGenerated(async server => {
      openPortal('/other', server);
      await userEvent.click(
        await screen.findByRole('button', { name: /unread$/ }),
      );
      const panel = await screen.findByRole('dialog');
      const reasonButtons = await within(panel).findAllByRole('button', {
        name: 'Why did I get this?',
      });
      expect(reasonButtons).toHaveLength(NOTIFICATION_COUNT);
      await userEvent.click(reasonButtons[0]);
      await within(panel).findByRole('note');
    });
  });

  it('renders hostile texts safely on the notifications page @full', async () => {
    await renderGenerated(async server => {
      openPortal('/notifications/inbox', server);
      expect(
        await screen.findByText(`${NOTIFICATION_COUNT} shown`),
      ).toBeVisible();
    });
  });

  it('renders hostile texts safely in the preferences @full', async () => {
    await renderGenerated(async server => {
      openPortal('/notifications/preferences', server);
      expect(await screen.findByRole('table')).toBeVisible();
    });
  });

  it('shows hostile texts in desktop notifications and opens no unsafe URL on click @full', async () => {
    const shown: DesktopNotification[] = [];
    const show = jest
      .spyOn(realBrowser, 'show')
      .mockImplementation(notification => shown.push(notification));
    jest.spyOn(realBrowser, 'getPermission').mockReturnValue('granted');
    window.localStorage.setItem(
      'callboard.notifications.browser',
      JSON.stringify({ notifications: true }),
    );
    const opened = jest.spyOn(window, 'open').mockReturnValue(null);
    const server = new NotificationServer();
    server.preferences.types = [
      createTypePreferences('constructor', 'constructor'),
    ];
    const { signal, waitUntilLive } = openPortal('/other', server);
    await waitUntilLive();
    server.notify({
      type: 'constructor',
      title: known[1].title,
      body: known[2].body,
      // eslint-disable-next-line no-script-url
      target_url: 'javascript:alert(1)',
    });
    await signal();
    await waitFor(() => expect(show).toHaveBeenCalledTimes(1));
    expect(shown[0]).toMatchObject({
      title: known[1].title,
      body: known[2].body,
    });
    shown[0].onClick();
    expect(opened).not.toHaveBeenCalled();
    // Opens the notifications page instead of the unsafe URL.
    await screen.findByRole('search', { name: 'Filters' });
  });

  it('rejects hostile texts as link targets', () => {
    const visitedPaths: string[] = [];
    const opened = jest.spyOn(window, 'open').mockReturnValue(null);
    for (const each of hostileWords.filter(text => !/^https:/.test(text))) {
      expect(openTarget(each, path => visitedPaths.push(path))).toBe(false);
    }
    expect(visitedPaths).toEqual([]);
    expect(opened).not.toHaveBeenCalled();
  });
});
