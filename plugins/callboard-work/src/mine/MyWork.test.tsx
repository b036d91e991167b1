import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  idOf,
  pageOfItems,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import { FakeWork } from '../__testUtils__/FakeWork';
import { holdAnswers } from '../__testUtils__/holdAnswers';
import { renderWork } from '../__testUtils__/renderWork';
import { MyWorkWidget } from './MyWorkWidget';

const me = { assignees: ['user:default/max.member'] };

describe('my work', () => {
  it('is what is assigned to me and not over, most urgent first', async () => {
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

  it('says so where the address names an item of a project that is not there', async () => {
    const server = new FakeWork();
    server.add({ title: 'Urgent one', ...me });
    server.answer({
      getProject: () => {
        throw new Refusal(404, 'There is no such project');
      },
    });
    renderWork(server, {
      path: `/my-work?project=${idOf('project', 9)}&item=${idOf('item', 9)}`,
    });
    const drawer = await screen.findByRole('dialog', { name: 'Work item' });
    await within(drawer).findByText('This item was not found');
    await userEvent.click(within(drawer).getByRole('button'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await screen.findByText('Urgent one')).toBeVisible();
  });

  it('can stand by how far it is', async () => {
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
      'Started1 item',
      expect.stringContaining('Started'),
    ]);
  });

  it('counts items that are not loaded yet, too', async () => {
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

  it('sets a field of the row in focus by key, with what its project has', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding', ...me });
    renderWork(server, { path: '/my-work' });
    const title = await screen.findByText('Fix rounding');
    title.closest<HTMLElement>('[role=row]')!.focus();
    await userEvent.keyboard('s');
    await screen.findByRole('dialog', { name: 'Set State' });
    await userEvent.keyboard('Todo{Enter}');
    await waitFor(() => expect(item.state_group).toBe('unstarted'));
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(item.state_group).toBe('backlog'));
  });

  it('opens the details of an item, to be changed there', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding', ...me });
    renderWork(server, { path: '/my-work' });
    await userEvent.click(await screen.findByText('Fix rounding'));
    const drawer = await screen.findByRole('dialog', { name: 'Work item' });
    await userEvent.click(
      await within(drawer).findByRole('button', { name: 'Backlog' }),
    );
    await userEvent.click(screen.getByRole('option', { name: 'Todo' }));
    await waitFor(() => expect(item.state_group).toBe('unstarted'));
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog', { name: 'Work item' })).toBeNull(),
    );
  });

  it('keeps the drawer on the way from one project to the next', async () => {
    const server = new FakeWork();
    const other = { ...server.project!, id: idOf('project', 2), name: 'shop' };
    server.answer({
      listProjects: () => pageOfItems([server.project!, other]),
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
    const letGo = holdAnswers(server, new RegExp(other.id));
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Next item' }),
    );
    await waitFor(() =>
      expect(within(drawer).queryByRole('textbox')).toBeNull(),
    );
    expect(drawer).toContainElement(document.activeElement as HTMLElement);
    letGo();
    await shows('There');
  });

  it('does not say that there is nothing while it loads', async () => {
    const server = new FakeWork();
    server.add({ title: 'Done one', state: 'Done', ...me });
    renderWork(server, { path: '/my-work' });
    await screen.findByText('Nothing is assigned to you');
    const letGo = holdAnswers(server, /work-items/);
    await userEvent.click(screen.getByRole('button', { name: 'Open only' }));
    expect(screen.queryByText('Nothing is assigned to you')).toBeNull();
    letGo();
    expect(await screen.findByText('Done one')).toBeVisible();
  });

  it('says so where there is none', async () => {
    renderWork(new FakeWork(), { path: '/my-work' });
    expect(await screen.findByText('Nothing is assigned to you')).toBeVisible();
  });

  it('has a widget with the first of it, and the way to all of it', async () => {
    const server = new FakeWork();
    for (let number = 0; number < 10; number++) {
      server.add(me);
    }
    renderWork(server, { element: <MyWorkWidget /> });
    const list = await screen.findByRole('list', { name: 'My work' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(8);
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
    ).toHaveAttribute('href', '/my-work');
  });
});
