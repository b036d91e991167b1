import type {
  Project,
  ProjectOverview,
} from '@callboard/plugin-callboard-common';
import { idOf, pageOfItems } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeWork } from '../__testUtils__/FakeWork';
import { giveSizes } from '../__testUtils__/giveSizes';
import { holdAnswers } from '../__testUtils__/holdAnswers';
import { renderWork } from '../__testUtils__/renderWork';

beforeAll(giveSizes);

class FakeProjects extends FakeWork {
  overviews: ProjectOverview[] = [];

  constructor() {
    super();
    this.answer({
      listProjectOverviews: ({ query }) => {
        const search = query.get('search')?.toLowerCase() ?? '';
        const isMine = query.get('is_mine');
        const isArchived = query.get('is_archived') === 'true';
        return pageOfItems(
          this.overviews.filter(
            ({ project, is_mine }) =>
              project.name.toLowerCase().includes(search) &&
              (isMine === null || String(is_mine) === isMine) &&
              (project.archived_at !== null) === isArchived,
          ),
        );
      },
      joinProject: ({ params }) => {
        const joined = this.overviews.find(
          ({ project }) => project.id === params.pid,
        )!;
        joined.is_mine = true;
        this.overviews.sort((a, b) => Number(b.is_mine) - Number(a.is_mine));
        return {
          id: idOf('item', 1),
          user_ref: this.me.user_ref,
          display_name: 'Max Member',
          role: 'member',
          sources: [],
          version: 1,
          created_at: this.project!.created_at,
          updated_at: this.project!.created_at,
        };
      },
    });
  }

  addProject(
    name: string,
    values: Partial<ProjectOverview> = {},
    project: Partial<Project> = {},
  ) {
    const number = this.overviews.length + 1;
    this.overviews.push({
      project: {
        ...this.project!,
        id: idOf('project', number),
        name,
        identifier: name.slice(0, 3).toUpperCase(),
        entity_ref: `component:default/${name.toLowerCase()}`,
        role: null,
        ...project,
      },
      is_mine: false,
      counts: { open: 0, backlog: 0, unstarted: 0, started: 0, overdue: 0 },
      last_changed_at: null,
      owner_ref: null,
      member_count: 0,
      ...values,
    });
  }
}

const open = (server: FakeProjects, query = '') =>
  renderWork(server, { path: `/projects${query}` });

const rowTexts = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(({ textContent }) => textContent);

describe('the page Projects', () => {
  it('has the own projects first, with their work and the way to the board', async () => {
    const server = new FakeProjects();
    server.addProject('Payments', {
      is_mine: true,
      counts: { open: 41, backlog: 30, unstarted: 5, started: 6, overdue: 2 },
      member_count: 8,
      owner_ref: 'group:default/team-a',
    });
    server.addProject('Checkout');
    open(server);
    const board = await screen.findByRole('link', { name: 'Payments' });
    expect(board).toHaveAttribute(
      'href',
      '/catalog/default/component/payments/work?workspace=default&view=board',
    );
    expect(rowTexts()).toEqual([
      'My projects1',
      expect.stringMatching(
        /PaymentsPAY.*41 open6 in progress2 overdue.*8 members/,
      ),
      'Other projects in Everybody1',
      expect.stringMatching(/CheckoutCHE.*No open work/),
    ]);
    expect(
      screen.getByRole('link', { name: 'Board of Checkout' }),
    ).toBeVisible();
  });

  it('lets join what is open, and nothing else', async () => {
    const server = new FakeProjects();
    server.addProject('Payments', { is_mine: true });
    server.addProject('Checkout');
    server.addProject('Hidden', {}, { access: 'secret', role: 'admin' });
    open(server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Join Checkout' }),
    );
    await waitFor(() => expect(rowTexts()[0]).toBe('My projects2'));
    expect(screen.queryByRole('button', { name: /^Join/ })).toBeNull();
    expect(
      screen.getByTitle('Secret: only its members see it'),
    ).toBeInTheDocument();
  });

  it('keeps the choice of projects in the address', async () => {
    const server = new FakeProjects();
    server.addProject('Payments', { is_mine: true });
    server.addProject('Checkout');
    server.addProject('Old', {}, { archived_at: '2026-01-01T00:00:00.000Z' });
    open(server, '?show=mine');
    await screen.findByRole('link', { name: 'Payments' });
    expect(screen.queryByRole('link', { name: 'Checkout' })).toBeNull();
    const all = await screen.findByRole('button', { name: 'All 2' });
    expect(screen.getByRole('button', { name: 'Mine 1' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await userEvent.click(all);
    await screen.findByRole('link', { name: 'Checkout' });
    await userEvent.click(screen.getByRole('button', { name: 'Archived' }));
    expect(await screen.findByRole('link', { name: 'Old' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(await screen.findByRole('link', { name: 'Checkout' })).toBeVisible();
  });

  it('does not say that there is nothing while it loads', async () => {
    const server = new FakeProjects();
    server.addProject('Checkout');
    open(server, '?show=mine');
    await screen.findByText('You are not in a project of Everybody yet');
    const letGo = holdAnswers(server, /overview/);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all projects' }),
    );
    expect(screen.queryByText('No projects in Everybody yet')).toBeNull();
    letGo();
    expect(await screen.findByRole('link', { name: 'Checkout' })).toBeVisible();
  });

  it('says to guests why they cannot join', async () => {
    const server = new FakeProjects();
    server.me.workspaces[0].role = 'guest';
    server.addProject('Checkout');
    open(server);
    expect(await screen.findByRole('link', { name: 'Checkout' })).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Join/ })).toBeNull();
    expect(screen.getByText(/As a guest of Everybody/)).toBeVisible();
  });

  it('says what a project is, and how one is made, where there is none', async () => {
    open(new FakeProjects());
    const empty = await screen.findByText('No projects in Everybody yet');
    expect(
      within(empty.parentElement!).getByText(/choose its Work tab/),
    ).toBeVisible();
  });
});
