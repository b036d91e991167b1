import type {
  Project,
  ProjectOverview,
} from '@callboard/plugin-callboard-common';
import {
  click,
  findDeadEnds,
  toFakeId,
  newProject,
  toPage,
  ErrorResponse,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeWork } from '../__testUtils__/FakeWork';
import { mockScrollContainerSizes } from '../__testUtils__/mockScrollContainerSizes';
import { delayResponses } from '../__testUtils__/delayResponses';
import { renderWork } from '../__testUtils__/renderWork';
import { WorkCard } from '../entity/WorkCard';
import { WorkTab } from '../entity/WorkTab';
import plugin from '../plugin';
import { MyWorkWidget } from './MyWorkWidget';

describe('My work page', () => {
  const me = { assignees: ['user:default/max.member'] };

  it('lists open items assigned to the user, most urgent first', async () => {
    const server = new FakeWork();
    server.add({ title: 'Low one', priority: 'low', ...me });
    server.add({ title: 'Urgent one', priority: 'urgent', ...me });
    server.add({ title: 'Done one', state: 'Done', ...me });
    server.add({ title: 'Of somebody else' });
    renderWork(server, { path: '/my-work' });
    await screen.findByText('Urgent one');
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      'payments-api2 items',
      expect.stringContaining('Urgent one'),
      expect.stringContaining('Low one'),
    ]);
    const openOnly = screen.getByRole('button', { name: 'Open only' });
    expect(openOnly).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(openOnly);
    expect(await screen.findByText('Done one')).toBeVisible();
    expect(screen.queryByText('Of somebody else')).toBeNull();
  });

  it('lists created and followed items in tabs that the URL selects', async () => {
    const server = new FakeWork();
    const created_by = 'user:default/mona.manager';
    server.add({ title: 'Given to me', created_by, ...me });
    server.add({ title: 'Mine' });
    server.followed.add(server.add({ title: 'Watched', created_by }).id);
    const { unmount } = renderWork(server, { path: '/my-work' });
    await screen.findByText('Given to me');
    const created = await screen.findByRole('button', {
      name: /^Created by me 1/,
    });
    await userEvent.click(created);
    expect(await screen.findByText('Mine')).toBeVisible();
    expect(screen.queryByText('Given to me')).toBeNull();
    unmount();
    renderWork(server, { path: '/my-work?list=following' });
    expect(await screen.findByText('Watched')).toBeVisible();
    expect(screen.queryByText('Mine')).toBeNull();
    server.followed.clear();
    await click('button', 'Open only');
    expect(await screen.findByText(/^No followed items/)).toBeVisible();
  });

  it('shows state names instead of state groups', async () => {
    const server = new FakeWork();
    server.findState('In Progress').name = 'In Review';
    server.add({ title: 'Started', state: 'In Review', ...me });
    renderWork(server, { path: '/my-work' });
    expect(await screen.findByText('In Review')).toBeVisible();
    expect(screen.queryByText('Started', { selector: 'span' })).toBeNull();
  });

  it('shows an item as not found when the project in the URL does not exist', async () => {
    const server = new FakeWork();
    server.add({ title: 'Urgent one', ...me });
    server.answer({
      getProject: () => {
        throw new ErrorResponse(404, 'The project was not found');
      },
    });
    renderWork(server, {
      path: `/my-work?project=${toFakeId('project', 9)}&item=${toFakeId(
        'item',
        9,
      )}`,
    });
    const drawer = await screen.findByRole('dialog', { name: 'Work item' });
    await within(drawer).findByText('Work item not found');
    await userEvent.click(within(drawer).getByRole('button'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await screen.findByText('Urgent one')).toBeVisible();
  });

  it('groups items by state group when the URL sets it', async () => {
    const server = new FakeWork();
    server.add({ title: 'Started', state: 'In Progress', ...me });
    server.add({ title: 'Not yet', state: 'Todo', ...me });
    renderWork(server, { path: '/my-work?group=state' });
    await screen.findByText('Not yet');
    expect(
      screen
        .getAllByRole('row')
        .slice(1)
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Not started1 item',
      expect.stringContaining('Not yet'),
      'In progress1 item',
      expect.stringContaining('Started'),
    ]);
  });

  it('counts items of a group that are not loaded yet @full', async () => {
    const server = new FakeWork();
    for (let number = 0; number < 201; number += 1) {
      server.add({ state: 'Todo', ...me });
    }
    renderWork(server, { path: '/my-work?group=state' });
    await screen.findByText('200 of 201 shown');
    await waitFor(() =>
      expect(screen.getAllByRole('row')[1]).toHaveTextContent(
        'Not started201 items',
      ),
    );
  });

  it('sets the state of the focused row by key, and restores it on Undo', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding', ...me });
    renderWork(server, { path: '/my-work' });
    const title = await screen.findByText('Fix rounding');
    title.closest<HTMLElement>('[role=row]')!.focus();
    await userEvent.keyboard('s');
    await screen.findByRole('dialog', { name: 'Set State' });
    await userEvent.keyboard('Todo{Enter}');
    await waitFor(() => expect(item.state_group).toBe('unstarted'));
    await click('button', 'Undo');
    await waitFor(() => expect(item.state_group).toBe('backlog'));
  });

  it('opens the drawer of an item and saves a state changed there @full', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding', ...me });
    renderWork(server, { path: '/my-work' });
    await userEvent.click(await screen.findByText('Fix rounding'));
    const drawer = await screen.findByRole('dialog', { name: 'Work item' });
    await click('button', 'Backlog', drawer);
    await click('option', 'Todo');
    await waitFor(() => expect(item.state_group).toBe('unstarted'));
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog', { name: 'Work item' })).toBeNull(),
    );
  });

  it('keeps the drawer open when the next item is in another project @full', async () => {
    const server = new FakeWork();
    const other = {
      ...server.project!,
      id: toFakeId('project', 2),
      name: 'shop',
    };
    server.answer({
      listProjects: () => toPage([server.project!, other]),
      getProject: ({ params }) =>
        params.pid === other.id ? other : server.project!,
    });
    server.add({ title: 'Here', ...me });
    server.add({ title: 'There', project_id: other.id, ...me });
    renderWork(server, { path: '/my-work' });
    await userEvent.click(await screen.findByText('Here'));
    const drawer = await screen.findByRole('dialog', { name: 'Work item' });
    const shows = (title: string) =>
      waitFor(() =>
        expect(
          within(drawer).getByRole('textbox', { name: 'Title' }),
        ).toHaveValue(title),
      );
    await shows('Here');
    const letGo = delayResponses(server, new RegExp(other.id));
    await click('button', 'Next item', drawer);
    await waitFor(() =>
      expect(within(drawer).queryByRole('textbox')).toBeNull(),
    );
    expect(drawer).toContainElement(document.activeElement as HTMLElement);
    letGo();
    await shows('There');
  });

  it('hides the empty state while items load @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'Done one', state: 'Done', ...me });
    renderWork(server, { path: '/my-work' });
    await screen.findByText('No items assigned to you');
    const letGo = delayResponses(server, /work-items/);
    await click('button', 'Open only');
    expect(screen.queryByText('No items assigned to you')).toBeNull();
    letGo();
    expect(await screen.findByText('Done one')).toBeVisible();
  });

  it('shows an empty state when no item is assigned to the user', async () => {
    renderWork(new FakeWork(), { path: '/my-work' });
    expect(await screen.findByText('No items assigned to you')).toBeVisible();
  });

  it('lists the first seven items in the widget and links to all', async () => {
    const server = new FakeWork();
    for (let number = 0; number < 10; number++) {
      server.add(me);
    }
    renderWork(server, { element: <MyWorkWidget /> });
    const list = await screen.findByRole('list', {
      name: 'Items assigned to you',
    });
    expect(within(list).getAllByRole('listitem')).toHaveLength(7);
    expect(
      within(list).getByRole('link', { name: 'PAY-1 Item 1' }),
    ).toHaveAttribute(
      'href',
      `/my-work?workspace=default&project=${server.project!.id}&item=${
        server.items[0].id
      }`,
    );
    expect(
      screen.getByRole('link', { name: 'See all my work' }),
    ).toHaveAttribute('href', '/my-work?workspace=default');
  });
});

describe('Projects page', () => {
  mockScrollContainerSizes();

  class FakeProjects extends FakeWork {
    readonly overviews = this.store('projectOverviews');

    constructor() {
      super();
      this.answer({
        listProjectOverviews: ({ query }) => {
          const isMine = query.get('is_mine');
          const isArchived = query.get('is_archived') === 'true';
          return toPage(
            this.overviews.filter(
              ({ project, is_mine }) =>
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
          return this.members[0];
        },
      });
    }

    addProject(
      name: string,
      values: Partial<ProjectOverview> = {},
      project: Partial<Project> = {},
    ) {
      this.insert('projectOverviews', {
        project: newProject({
          id: toFakeId('project', this.overviews.length + 1),
          name,
          identifier: name.slice(0, 3).toUpperCase(),
          entity_ref: `component:default/${name.toLowerCase()}`,
          role: null,
          ...project,
        }),
        ...values,
      });
    }
  }

  const open = (server: FakeProjects, query = '') =>
    renderWork(server, { path: `/projects${query}` });

  const getRowTexts = () =>
    screen
      .getAllByRole('row')
      .slice(1)
      .map(({ textContent }) => textContent);

  it('lists own projects first, with counts and links to boards', async () => {
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
    expect(getRowTexts()).toEqual([
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

  it('allows joining open projects only', async () => {
    const server = new FakeProjects();
    server.addProject('Payments', { is_mine: true });
    server.addProject('Checkout');
    server.addProject('Hidden', {}, { access: 'secret', role: 'admin' });
    open(server);
    await click('button', 'Join Checkout');
    await waitFor(() => expect(getRowTexts()[0]).toBe('My projects2'));
    expect(screen.queryByRole('button', { name: /^Join/ })).toBeNull();
    expect(
      screen.getByTitle(
        'Secret: visible only to its members and workspace admins',
      ),
    ).toBeInTheDocument();
  });

  it('filters projects by mine, all or archived, starting from the URL', async () => {
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
    await click('button', 'Archived');
    expect(await screen.findByRole('link', { name: 'Old' })).toBeVisible();
    await click('button', 'Clear');
    expect(await screen.findByRole('link', { name: 'Checkout' })).toBeVisible();
  });

  it('hides the empty state while projects load @full', async () => {
    const server = new FakeProjects();
    server.addProject('Checkout');
    open(server, '?show=mine');
    await screen.findByText('You are not in any project in Everybody yet');
    const letGo = delayResponses(server, /overview/);
    await click('button', 'Show all projects');
    expect(screen.queryByText('No projects in Everybody yet')).toBeNull();
    letGo();
    expect(await screen.findByRole('link', { name: 'Checkout' })).toBeVisible();
  });

  it('shows guests why they cannot join @full', async () => {
    const server = new FakeProjects();
    server.me.workspaces[0].role = 'guest';
    server.addProject('Checkout');
    open(server);
    expect(await screen.findByRole('link', { name: 'Checkout' })).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Join/ })).toBeNull();
    expect(screen.getByText(/As a guest of Everybody/)).toBeVisible();
  });

  it('shows how to create a project when none exists', async () => {
    open(new FakeProjects());
    const empty = await screen.findByText('No projects in Everybody yet');
    expect(
      within(empty.parentElement!).getByText(/choose its Work tab/),
    ).toBeVisible();
  });
});

describe('project card', () => {
  it('counts items by state group and links to them', async () => {
    const server = new FakeWork();
    server.add({ state: 'Todo' });
    server.add({ state: 'Done' });
    server.add({ state: 'Done' });
    renderWork(server, { element: <WorkCard /> });
    const parts = await screen.findByRole('list', {
      name: 'Items by state group',
    });
    expect(
      within(parts)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['Not started 1', 'Completed 2']);
    expect(
      within(parts).getByRole('link', { name: 'Completed 2' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/payments-api/work?workspace=default&group=completed',
    );
    expect(screen.getByText('3 items')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'View work items' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/payments-api/work?workspace=default',
    );
  });

  it('shows an empty state when the project has no items', async () => {
    renderWork(new FakeWork(), { element: <WorkCard /> });
    expect(await screen.findByText('No work items yet')).toBeVisible();
  });

  it('shows a message when the entity has no project', async () => {
    const server = new FakeWork();
    server.project = undefined;
    renderWork(server, { element: <WorkCard /> });
    expect(await screen.findByText('No project found')).toBeVisible();
  });
});

describe('AccessNote', () => {
  mockScrollContainerSizes();

  const me = 'user:default/max.member';

  /** A project to which the user does not belong. One of its items is assigned to the user. */
  function createServerWithOthers() {
    const server = new FakeWork();
    server.project!.role = null;
    server.members.splice(0);
    server.addMember('Mona Manager', { source: 'manual', role: 'admin' });
    server.addMember('Jo', { source: 'manual', role: 'member' });
    return {
      server,
      mine: server.add({ title: 'Mine', assignees: [me] }),
      other: server.add({ title: 'Nobody’s' }),
    };
  }

  const openList = (server: FakeWork) =>
    renderWork(server, { element: <WorkTab /> });

  const findRow = (name: string) =>
    screen.findByRole('row', { name: new RegExp(name) });

  async function openDrawer(title: string) {
    await userEvent.click(await screen.findByText(title));
    const drawer = await screen.findByRole('dialog', { name: 'Work item' });
    await within(drawer).findByText('Properties');
    return drawer;
  }

  async function readAccessGranters(part: HTMLElement) {
    const list = await within(part).findByRole('list', {
      name: 'People who can give access',
    });
    return within(list)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
  }

  describe('assignees outside the project @full', () => {
    it('allows edits of assigned items in the list by click and key, and denies others', async () => {
      const { server, mine, other } = createServerWithOthers();
      openList(server);
      const row = await findRow('Mine');
      expect(within(row).getAllByRole('button')).not.toHaveLength(0);
      const another = await findRow('Nobody’s');
      expect(within(another).queryByRole('button')).toBeNull();
      another.focus();
      await userEvent.keyboard('p');
      expect(screen.queryByRole('listbox')).toBeNull();
      row.focus();
      await userEvent.keyboard('p');
      await click('option', 'Urgent');
      await waitFor(() => expect(mine.priority).toBe('urgent'));
      expect(other.priority).toBe('none');
      expect(screen.queryByRole('checkbox', { name: /Mine/ })).toBeNull();
    });

    it('allows editing the title of an assigned item, and hides the parent and more actions', async () => {
      const { server, mine } = createServerWithOthers();
      openList(server);
      const drawer = await openDrawer('Mine');
      within(drawer).getByText(/assigned to you/);
      expect(
        within(drawer).queryByRole('button', { name: 'Choose parent' }),
      ).toBeNull();
      expect(
        within(drawer).queryByRole('button', { name: 'More actions' }),
      ).toBeNull();
      const title = within(drawer).getByRole('textbox', { name: 'Title' });
      await userEvent.type(title, ' at last{Enter}');
      await waitFor(() => expect(mine.title).toBe('Mine at last'));
    });

    it('moves a card to another state without sending a sort order', async () => {
      const { server, mine } = createServerWithOthers();
      renderWork(server, {
        element: <WorkTab />,
        path: '/entity?view=board',
      });
      const card = await screen.findByRole('button', { name: 'PAY-1 Mine' });
      card.focus();
      await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
      await waitFor(() => expect(mine.state_group).toBe('unstarted'));
      expect(server.sent('PATCH', mine.id)[0].body).toEqual({
        state_id: mine.state_id,
      });
    });
  });

  describe('read-only viewers', () => {
    it('shows a Join button in the drawer and allows edits after joining @full', async () => {
      const { server } = createServerWithOthers();
      openList(server);
      const drawer = await openDrawer('Nobody’s');
      within(drawer).getByText(
        'You can view this project. Join it to make changes.',
      );
      await click('button', 'Join', drawer);
      expect(
        await within(drawer).findByRole('textbox', { name: 'Title' }),
      ).toHaveValue('Nobody’s');
      expect(within(drawer).queryByRole('button', { name: 'Join' })).toBeNull();
    });

    it('lists people who can give access in the drawer of a guest', async () => {
      const { server } = createServerWithOthers();
      server.me.workspaces[0].role = 'guest';
      openList(server);
      const drawer = await openDrawer('Mine');
      within(drawer).getByText(/You can view items/);
      expect(await readAccessGranters(drawer)).toEqual([
        expect.stringContaining('Mona Manager'),
        expect.stringContaining('Ada Admin'),
      ]);
      expect(within(drawer).queryByRole('button', { name: 'Join' })).toBeNull();
      expect(within(drawer).queryByRole('textbox')).toBeNull();
    });

    it('shows who can restore an archived project @full', async () => {
      const { server } = createServerWithOthers();
      server.project!.archived_at = '2026-11-20T08:00:00.000Z';
      openList(server);
      await screen.findByText(/This project is archived/);
      const row = await findRow('Mine');
      expect(within(row).queryByRole('button')).toBeNull();
      expect(await readAccessGranters(document.body)).toHaveLength(2);
    });
  });
});

it('shows an error and a link back at unknown paths below each page @full', async () => {
  expect(
    await findDeadEnds(plugin, () => new FakeWork(), ['/my-work', '/projects']),
  ).toEqual([]);
});
