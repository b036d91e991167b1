import { storageApiRef } from '@backstage/frontend-plugin-api';
import {
  mockApis,
  renderInTestApp,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePortal } from '../__testUtils__/FakePortal';
import { analyticsModuleCallboard } from '../module';
import { CaptureSettingsCard } from '../CaptureSettingsCard';

describe('Consent', () => {
  let portal: FakePortal;

  beforeEach(() => {
    portal = new FakePortal();
  });

  const bucket = () => portal.storageApi.forBucket('callboard');

  async function openTab() {
    const tab = portal.open();
    await portal.browser.advance(0);
    return tab;
  }

  it('sends nothing for a user who has opted out', async () => {
    await bucket().set('captureOptOut', true);
    const tab = await openTab();
    await tab.visit('/a');
    tab.emitSignal('hidden');
    await portal.browser.advance(60_000);
    tab.emitSignal('leave');
    await portal.browser.advance(0);
    expect(portal.posts).toHaveLength(0);
    expect([...portal.browser.stored.values()].join()).not.toContain('/a');
  });

  it('deletes queued events in every tab on opt-out @full', async () => {
    const one = await openTab();
    const two = await openTab();
    await one.visit('/one');
    await two.visit('/two');
    await bucket().set('captureOptOut', true);
    await one.visit('/three');
    expect([...portal.browser.stored.values()].join()).not.toMatch(/one|two/);
    await portal.browser.advance(10 * 60_000);
    one.emitSignal('leave');
    two.emitSignal('leave');
    await portal.browser.advance(0);
    expect(portal.posts).toHaveLength(0);
  });

  it('records events again after opt-in', async () => {
    await bucket().set('captureOptOut', true);
    const tab = await openTab();
    await tab.visit('/before');
    await bucket().set('captureOptOut', false);
    await tab.visit('/after');
    await portal.browser.advance(5_000);
    expect(portal.recorded).toEqual(['page_view /after']);
  });

  it('queues events until the consent setting is known', async () => {
    const subscribers: Array<(snapshot: object) => void> = [];
    const slow = {
      forBucket: () => slow,
      snapshot: () => ({ key: 'captureOptOut', presence: 'unknown' }),
      observe$: () => ({
        subscribe: ({ next }: { next: (snapshot: object) => void }) => {
          subscribers.push(next);
          return { unsubscribe() {} };
        },
      }),
    };
    Object.assign(portal, { storageApi: slow });
    const tab = await openTab();
    await tab.visit('/a');
    tab.emitSignal('hidden');
    await portal.browser.advance(60_000);
    expect(portal.posts).toHaveLength(0);
    subscribers.forEach(next => next({ presence: 'absent' }));
    await portal.browser.advance(5_000);
    expect(portal.recorded).toEqual(['page_view /a']);
  });

  it('keeps the opt-out when the stored setting is missing later', async () => {
    await bucket().set('captureOptOut', true);
    const first = await openTab();
    first.emitSignal('leave');
    await bucket().remove('captureOptOut');
    const second = await openTab();
    await second.visit('/a');
    await portal.browser.advance(60_000);
    expect(portal.posts).toHaveLength(0);
  });

  it('applies an opt-out from another tab on a storage event', async () => {
    const tab = await openTab();
    await tab.visit('/a');
    portal.browser.stored.set(
      'callboard.activity/decision/user%3Adefault%2Fmax.member',
      'out',
    );
    tab.emitSignal('storage');
    await tab.visit('/b');
    await portal.browser.advance(60_000);
    expect(portal.posts).toHaveLength(0);
  });

  it('stops retrying when the user opts out during a request @full', async () => {
    let release = () => {};
    portal.refuse = () => {
      release = () => bucket().set('captureOptOut', true);
      release();
      return new Response(null, { status: 503 });
    };
    const tab = await openTab();
    await tab.visit('/a');
    await portal.browser.advance(60 * 60_000);
    expect(portal.posts).toHaveLength(1);
  });

  it('sends nothing when the storage API throws', async () => {
    Object.assign(portal, {
      storageApi: {
        forBucket() {
          throw new Error('broken');
        },
      },
    });
    const tab = await openTab();
    await tab.visit('/a');
    await portal.browser.advance(60_000);
    expect(portal.posts).toHaveLength(0);
  });
});

describe('CaptureSettingsCard', () => {
  const toggle = { name: /record my page views/i };

  describe('settings tab and switch', () => {
    it('renders as one tab of the settings page', async () => {
      renderTestApp({
        features: [userSettingsPlugin, analyticsModuleCallboard],
        initialRouteEntries: ['/settings/activity-capture'],
      });
      expect(await screen.findByRole('switch', toggle)).toBeChecked();
      expect(
        screen.getAllByRole('tab', { name: 'Page view recording' }),
      ).toHaveLength(1);
    });

    it('stores opt-out and opt-in', async () => {
      const storageApi = mockApis.storage();
      const bucket = storageApi.forBucket('callboard');
      renderInTestApp(<CaptureSettingsCard />, {
        apis: [[storageApiRef, storageApi]],
      });
      const user = userEvent.setup();
      await user.click(await screen.findByRole('switch', toggle));
      expect(await screen.findByText(/recording is off/i)).toBeVisible();
      expect(bucket.snapshot('captureOptOut').value).toBe(true);
      await user.click(screen.getByRole('switch', toggle));
      expect(await screen.findByText(/recording is on/i)).toBeVisible();
      expect(bucket.snapshot('captureOptOut').value).toBe(false);
    });

    it('updates the switch when the setting changes elsewhere', async () => {
      const storageApi = mockApis.storage();
      renderInTestApp(<CaptureSettingsCard />, {
        apis: [[storageApiRef, storageApi]],
      });
      await screen.findByRole('switch', toggle);
      await storageApi.forBucket('callboard').set('captureOptOut', true);
      await waitFor(() =>
        expect(screen.getByRole('switch', toggle)).not.toBeChecked(),
      );
    });

    it('shows an error when saving fails, and saves on retry', async () => {
      const storageApi = mockApis.storage();
      const bucket = storageApi.forBucket('callboard');
      const set = jest.spyOn(bucket, 'set').mockRejectedValueOnce(new Error());
      renderInTestApp(<CaptureSettingsCard />, {
        apis: [[storageApiRef, storageApi]],
      });
      const user = userEvent.setup();
      await user.click(await screen.findByRole('switch', toggle));
      expect(await screen.findByRole('alert')).toHaveTextContent(
        /was not saved/,
      );
      expect(screen.getByRole('switch', toggle)).toBeChecked();
      await user.click(screen.getByRole('button', { name: 'Try again' }));
      expect(await screen.findByText(/recording is off/i)).toBeVisible();
      expect(set).toHaveBeenCalledTimes(2);
    });

    it('hides the switch when recording is turned off for everyone', async () => {
      renderInTestApp(<CaptureSettingsCard />, {
        config: { callboard: { activity: { capture: { enabled: false } } } },
      });
      expect(await screen.findByText(/turned off for everyone/)).toBeVisible();
      expect(screen.queryByRole('switch')).toBeNull();
    });
  });

  describe('unknown consent setting', () => {
    beforeEach(() => {
      jest.useFakeTimers({ advanceTimers: true });
    });

    afterEach(() => {
      jest.useRealTimers();
    });

    it('shows an error after a timeout, and loads the setting on retry', async () => {
      const storageApi = mockApis.storage();
      const bucket = storageApi.forBucket('callboard');
      jest
        .spyOn(bucket, 'snapshot')
        .mockReturnValue({ key: 'captureOptOut', presence: 'unknown' });
      renderInTestApp(<CaptureSettingsCard />, {
        apis: [[storageApiRef, storageApi]],
      });
      await screen.findByText('What is recorded');
      expect(screen.queryByRole('switch')).toBeNull();
      await act(() => jest.advanceTimersByTimeAsync(10_000));
      expect(screen.getByRole('alert')).toHaveTextContent(/not be loaded/);
      jest.restoreAllMocks();
      screen.getByRole('button', { name: 'Try again' }).click();
      expect(await screen.findByRole('switch', toggle)).toBeChecked();
    });
  });
});
