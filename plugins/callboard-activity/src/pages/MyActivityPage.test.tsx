import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeActivity } from '../__testUtils__/FakeActivity';
import { renderActivity } from '../__testUtils__/renderActivity';

jest.setTimeout(60_000);

describe('MyActivityPage', () => {
  it('shows everything there is about the person, from all time', async () => {
    const server = new FakeActivity();
    server.add({ created_at: '2020-01-01T00:00:00.000Z' });
    renderActivity('/activity/mine', server);
    expect(await screen.findByRole('treegrid')).toBeInTheDocument();
    const [query] = server.queriesOf('/me/activity');
    expect(query.get('start')).toBeNull();
    expect(screen.queryByRole('combobox', { name: 'Person' })).toBeNull();
    expect(
      screen.queryByRole('list', { name: 'Most active people' }),
    ).toBeNull();
  });

  it('lets the person opt out of being recorded, and in again', async () => {
    const { storage } = renderActivity('/activity/mine', new FakeActivity());
    const choice = () =>
      storage.forBucket('callboard').snapshot('captureOptOut');
    const recorded = await screen.findByRole('checkbox', {
      name: 'Record what I look at',
    });
    await waitFor(() => expect(recorded).toBeChecked());
    expect(choice().presence).toBe('absent');

    await userEvent.click(recorded);
    await waitFor(() => expect(recorded).not.toBeChecked());
    expect(choice().value).toBe(true);
    expect(screen.getByText(/^Not recorded/)).toHaveTextContent(
      'What you change in Callboard itself is always recorded',
    );

    await userEvent.click(recorded);
    await waitFor(() => expect(recorded).toBeChecked());
    expect(choice().value).toBe(false);
  });

  it('does not offer a choice where nothing is recorded anyway', async () => {
    renderActivity('/activity/mine', new FakeActivity(), {
      callboard: { activity: { privacy: 'off' } },
    });
    expect(
      await screen.findByText(/not recorded in this portal/),
    ).toBeInTheDocument();
    const recorded = screen.getByRole('checkbox', {
      name: 'Record what I look at',
    });
    expect(recorded).toBeDisabled();
    expect(recorded).not.toBeChecked();
  });

  it('says so when the choice cannot be saved', async () => {
    const { storage } = renderActivity('/activity/mine', new FakeActivity());
    const recorded = await screen.findByRole('checkbox', {
      name: 'Record what I look at',
    });
    await waitFor(() => expect(recorded).toBeChecked());
    jest
      .spyOn(Object.getPrototypeOf(storage.forBucket('callboard')), 'set')
      .mockRejectedValueOnce(new Error('away'));
    await userEvent.click(recorded);
    expect(await screen.findByText(/could not be saved/)).toBeInTheDocument();
    expect(recorded).toBeChecked();
  });
});
