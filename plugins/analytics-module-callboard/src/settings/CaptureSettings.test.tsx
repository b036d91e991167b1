import {
  mockApis,
  renderInTestApp,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { storageApiRef } from '@backstage/frontend-plugin-api';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { analyticsModuleCallboard } from '../module';
import { CaptureSettings } from './CaptureSettings';

const toggle = { name: /record what i look at/i };

describe('CaptureSettings', () => {
  it('is a tab of the settings', async () => {
    renderTestApp({
      features: [userSettingsPlugin, analyticsModuleCallboard],
      initialRouteEntries: ['/settings/activity-capture'],
    });
    expect(
      await screen.findByRole('switch', toggle, { timeout: 10_000 }),
    ).toBeChecked();
    expect(
      screen.getAllByRole('tab', { name: 'Activity capture' }),
    ).toHaveLength(1);
  }, 20_000);

  it('opts out and in again', async () => {
    const storageApi = mockApis.storage();
    const bucket = storageApi.forBucket('callboard');
    renderInTestApp(<CaptureSettings />, {
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

  it('follows a choice that is made elsewhere', async () => {
    const storageApi = mockApis.storage();
    renderInTestApp(<CaptureSettings />, {
      apis: [[storageApiRef, storageApi]],
    });
    await screen.findByRole('switch', toggle);
    await storageApi.forBucket('callboard').set('captureOptOut', true);
    await waitFor(() =>
      expect(screen.getByRole('switch', toggle)).not.toBeChecked(),
    );
  });

  it('says so when a choice cannot be saved, and offers to try again', async () => {
    const storageApi = mockApis.storage();
    const bucket = storageApi.forBucket('callboard');
    const set = jest.spyOn(bucket, 'set').mockRejectedValueOnce(new Error());
    renderInTestApp(<CaptureSettings />, {
      apis: [[storageApiRef, storageApi]],
    });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('switch', toggle));
    expect(await screen.findByRole('alert')).toHaveTextContent(/not be saved/);
    expect(screen.getByRole('switch', toggle)).toBeChecked();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/recording is off/i)).toBeVisible();
    expect(set).toHaveBeenCalledTimes(2);
  });

  it('offers no choice where there is none', async () => {
    renderInTestApp(<CaptureSettings />, {
      config: { callboard: { activity: { capture: { enabled: false } } } },
    });
    expect(await screen.findByText(/turned off for everyone/)).toBeVisible();
    expect(screen.queryByRole('switch')).toBeNull();
  });
});

describe('CaptureSettings while the choice is not known', () => {
  beforeEach(() => {
    jest.useFakeTimers({ advanceTimers: true });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('says so after a while, and offers to try again', async () => {
    const storageApi = mockApis.storage();
    const bucket = storageApi.forBucket('callboard');
    jest
      .spyOn(bucket, 'snapshot')
      .mockReturnValue({ key: 'captureOptOut', presence: 'unknown' });
    renderInTestApp(<CaptureSettings />, {
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
