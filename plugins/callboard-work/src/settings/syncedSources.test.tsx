import type {
  SourceProject,
  WorkSource,
} from '@callboard/plugin-callboard-common';
import { click, NOW } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createProject, openSettings } from './__testUtils__/openSettings';

const project: SourceProject = {
  name: 'acme/payments',
  url: 'https://github.com/acme/payments',
  started_at: NOW,
  finished_at: NOW,
  lag_seconds: 60,
  is_running: false,
  done: 250,
  total: null,
  error: null,
  problems: [],
  last_event_at: null,
};

describe('sources of a project', () => {
  /** Opens the settings of a project with one source. */
  function open(
    values: Partial<WorkSource> = {},
    projectValues: Partial<SourceProject> = {},
  ) {
    const server = createProject();
    const source: WorkSource = {
      source: 'github',
      can_sync: true,
      paused_until: null,
      projects: [{ ...project, ...projectValues }],
      states: [],
      people: [],
      ...values,
    };
    server.answer({
      listWorkSources: () => ({ items: [source] }),
      syncWorkSource: () => source,
      updateWorkSource: () => source,
    });
    openSettings(server);
    return server;
  }

  const find = async () =>
    within(await screen.findByRole('region', { name: 'GitHub' }));

  it('links the project at the source and starts a sync', async () => {
    const server = open();
    const github = await find();
    expect(
      github.getByRole('link', { name: /^acme\/payments/ }),
    ).toHaveAttribute('href', 'https://github.com/acme/payments');
    expect(github.getByText(/Last synced/)).toBeVisible();
    await click('button', 'Sync now', github);
    await waitFor(() => expect(server.sent('POST', '/sync')).toHaveLength(1));
    expect(await screen.findByText(/starts within seconds/)).toBeVisible();
  });

  it('shows the progress of a run, its error and its problems', async () => {
    open(
      {},
      {
        is_running: true,
        finished_at: null,
        total: 1000,
        error: 'GitHub returned 404',
        problems: [
          { external_id: '7', url: 'ftp://example.com/7', reason: 'too long' },
        ],
      },
    );
    const github = await find();
    expect(github.getByText('250 of 1,000 items synced')).toBeVisible();
    expect(
      github.getByRole('progressbar', { name: 'Progress of acme/payments' }),
    ).toHaveAttribute('aria-valuenow', '25');
    expect(github.getByText('GitHub returned 404')).toBeVisible();
    expect(github.getByText(/Not fully synced yet/)).toBeVisible();
    expect(github.getByText(/7: too long/)).toBeInTheDocument();
    expect(github.queryByRole('link', { name: '7' })).toBeNull();
  });

  it('offers no sync during a rate limit', async () => {
    open({ paused_until: NOW });
    const github = await find();
    expect(github.getByText(/rate limit is reached/)).toBeVisible();
    expect(github.queryByRole('button', { name: 'Sync now' })).toBeNull();
  });

  it('maps a state of the source, and back to automatic', async () => {
    const server = open({
      states: [{ name: 'QA', group: 'started', state_id: null }],
    });
    const github = await find();
    const select = github.getByRole('combobox', { name: 'State for QA' });
    expect(select).toHaveTextContent('Automatic');
    await userEvent.click(select);
    const [, first] = await screen.findAllByRole('option');
    await userEvent.click(first);
    await waitFor(() => {
      const [{ body }] = server.sent('PATCH', '/sources/github');
      expect(body).toEqual({
        states: [{ name: 'QA', state_id: server.states[0].id }],
      });
    });
  });

  it('changes the user of an account', async () => {
    const server = open({
      people: [
        {
          key: 'octocat',
          name: 'Octocat',
          user_ref: 'user:default/max.member',
        },
      ],
    });
    const github = await find();
    expect(github.getByText('max.member')).toBeVisible();
    await click('button', 'Change the user of Octocat', github);
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.clear(dialog.getByRole('combobox', { name: 'User' }));
    await click('button', 'Assign', dialog);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const [{ body }] = server.sent('PATCH', '/sources/github');
    expect(body).toEqual({ people: [{ key: 'octocat', user_ref: null }] });
  });
});
