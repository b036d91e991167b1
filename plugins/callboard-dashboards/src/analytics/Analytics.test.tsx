import { idOf, Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { compared, usualAnalytics } from './__testUtils__/answerAnalytics';
import { ANALYTICS, lastAsked } from './__testUtils__/lastAsked';
import { openAnalytics } from './__testUtils__/openAnalytics';
import { tileOf } from './__testUtils__/tileOf';

describe('the page Analytics', () => {
  it('tells first what is new and done, beside the days before', async () => {
    const { server } = openAnalytics();
    expect(await tileOf('New work items')).toHaveTextContent(
      'New work items9025% down from 120',
    );
    expect(await tileOf('Completed')).toHaveTextContent(
      'Completed11212% up from 100',
    );
    expect(await tileOf('Logged')).toHaveTextContent(
      'Logged2h 30m150% up from 1h',
    );
    expect(await tileOf('New projects')).toHaveTextContent(
      'New projects11 up from 0',
    );
    expect(await tileOf('New cycles')).toHaveTextContent(
      'New cycles2No change',
    );
    expect(
      screen.getAllByText('Oct 23 – Nov 21, compared with Sep 23 – Oct 22'),
    ).toHaveLength(1);
    expect(lastAsked(server)).toEqual({
      tab: 'overview',
      start: '2026-10-23',
      end: '2026-11-21',
    });
  });

  it('leads from each number to its tab, with the same filters', async () => {
    openAnalytics(`/analytics?range=this_week&project=${idOf('project', 1)}`);
    const tile = await tileOf('Completed');
    expect(within(tile!).getByRole('link')).toHaveAttribute(
      'href',
      expect.stringContaining(
        `range=this_week&project=${idOf('project', 1)}&tab=work`,
      ),
    );
  });

  it('leaves out what its filters do not narrow', async () => {
    openAnalytics(`/analytics?department=${idOf('department', 1)}`);
    expect(await tileOf('New work items')).toBeVisible();
    expect(await tileOf('New members')).toBeUndefined();
    expect(screen.getByText(/^Work counts if somebody of/)).toBeVisible();
  });

  it('says to guests that the numbers are of what they can read', async () => {
    openAnalytics('/analytics', (_, server) => {
      server.me.workspaces[0].role = 'guest';
    });
    expect(await screen.findByText(/^You are a guest of/)).toBeVisible();
    expect(
      await screen.findByText(/^Time counts in the projects/),
    ).toBeVisible();
  });

  it('says nothing of hidden time to admins, who see all of it', async () => {
    openAnalytics('/analytics', (_, server) => {
      server.me.workspaces[0].role = 'admin';
    });
    await tileOf('Logged');
    expect(screen.queryByText(/^Time counts in the projects/)).toBeNull();
    expect(screen.queryByText(/^You are a guest of/)).toBeNull();
  });

  it('can be tried again when it could not be counted', async () => {
    const { server: fake, numbers } = openAnalytics(
      '/analytics',
      (_, server) => {
        server.answer({
          getAnalytics: () => {
            throw new Refusal(503, 'Too much is asked at once');
          },
        });
      },
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Too much is asked at once',
    );
    fake.answer({ getAnalytics: () => numbers.overview });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await tileOf('Completed')).toBeVisible();
  });

  it('counts again when something changes in the workspace', async () => {
    const { server, numbers, signal } = openAnalytics();
    await tileOf('Completed');
    numbers.overview = {
      ...usualAnalytics.overview,
      completed: compared(113, 100),
    };
    const { id } = server.me.workspaces[0];
    const change = { type: 'change', entity_type: 'work_item' } as const;
    signal({ ...change, workspace_id: idOf('workspace', 2), entity_id: id });
    signal({ ...change, workspace_id: id, entity_id: id });
    await waitFor(async () =>
      expect(await tileOf('Completed')).toHaveTextContent('Completed113'),
    );
    expect(server.queriesOf(ANALYTICS)).toHaveLength(2);
  });
});
