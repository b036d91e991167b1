import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeWork } from '../__testUtils__/FakeWork';
import { giveSizes } from '../__testUtils__/giveSizes';
import { idOf, pageOfItems } from '@callboard/plugin-callboard-react/testUtils';
import { openItem, titleIn } from '../__testUtils__/itemDrawer';
import { renderWork } from '../__testUtils__/renderWork';
import { EntityWorkContent } from '../entity/EntityWorkContent';

beforeAll(giveSizes);

const focused = () => document.activeElement as HTMLElement | null;

describe('the details of a work item', () => {
  it('open from a row, and their address can be shared', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding', description: '**Cents** get lost' });
    renderWork(server, { element: <EntityWorkContent /> });
    await userEvent.click(await screen.findByText('Fix rounding'));
    const drawer = await screen.findByRole('dialog', { name: 'Work item' });
    expect(await titleIn(drawer)).toHaveValue('Fix rounding');
    expect(within(drawer).getByText('Cents').tagName).toBe('STRONG');
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog', { name: 'Work item' })).toBeNull(),
    );
  });

  it('add sub-items one after another, and lead to them', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { drawer } = await openItem(server, item.id);
    await titleIn(drawer);
    const adding = within(drawer).getByRole('textbox', {
      name: 'Add a sub-item',
    });
    await userEvent.type(adding, 'Find them{Enter}');
    const child = await within(drawer).findByText('Find them');
    expect(adding).toHaveValue('');
    expect(server.items[1].parent_id).toBe(item.id);
    await userEvent.click(child);
    await waitFor(async () =>
      expect(await titleIn(drawer)).toHaveValue('Find them'),
    );
  });

  it('say where an item from elsewhere is from, and lead there', async () => {
    const server = new FakeWork();
    const item = server.add({
      title: 'Fix rounding',
      source: 'github',
      external_url: 'https://github.com/acme/pay/issues/7',
    });
    const { drawer } = await openItem(server, item.id);
    expect(
      await within(drawer).findByRole('link', { name: /Open in GitHub/ }),
    ).toHaveAttribute('href', 'https://github.com/acme/pay/issues/7');
  });

  it.each([
    // eslint-disable-next-line no-script-url
    'javascript:alert(1)',
    '/\\evil.example',
    'https://github.com@evil.example/',
  ])('do not lead to %j', async external_url => {
    const server = new FakeWork();
    const item = server.add({ source: 'github', external_url });
    const { drawer } = await openItem(server, item.id);
    expect(await within(drawer).findByText('From GitHub')).toBeVisible();
    expect(within(drawer).queryByRole('link', { name: /GitHub/ })).toBeNull();
  });

  it('tell what became of it, by names, without what says nothing', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { id: done } = server.stateCalled('Done');
    server.history = [
      {
        id: idOf('item', 50),
        workspace_id: idOf('workspace', 1),
        user_id: 'user:default/mona.manager',
        user_name: 'Mona Manager',
        action: 'update',
        entity_type: 'work_item',
        entity_id: item.id,
        entity_label: 'PAY-1 Fix rounding',
        metadata: null,
        changes: [
          { field: 'sort_order', old_value: 1, new_value: 2 },
          { field: 'state_id', old_value: item.state_id, new_value: done },
        ],
        created_at: '2026-11-20T08:00:00.000Z',
      },
    ];
    const { drawer } = await openItem(server, item.id);
    const change = await within(drawer).findByRole('listitem');
    await waitFor(() =>
      expect(change).toHaveTextContent('state Backlog → Done'),
    );
    expect(change).not.toHaveTextContent('sort order');
  });

  it('ask before an item is deleted', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { drawer } = await openItem(server, item.id);
    await titleIn(drawer);
    await userEvent.click(within(drawer).getByRole('button', { name: 'More' }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Delete' }));
    const dialog = await screen.findByRole('dialog', {
      name: 'Delete PAY-1 Fix rounding?',
    });
    expect(server.items).toHaveLength(1);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Delete' }),
    );
    expect(await screen.findByText('No work items yet')).toBeVisible();
    expect(server.items).toHaveLength(0);
  });

  it.each([idOf('item', 77), 'not-an-id'])(
    'say so where there is no item %s',
    async id => {
      const server = new FakeWork();
      server.add({});
      const { drawer } = await openItem(server, id);
      expect(
        await within(drawer).findByText('This item was not found'),
      ).toBeVisible();
    },
  );

  it('link to who has it, with their place in the workspace of the project', async () => {
    const server = new FakeWork();
    const [everybody] = server.me.workspaces;
    server.me.workspaces.unshift({ ...everybody, slug: 'first' });
    server.answer({
      listStaff: ({ params }) => {
        expect(params.slug).toBe('default');
        return pageOfItems([]);
      },
    });
    const item = server.add({
      title: 'Fix rounding',
      assignees: ['user:default/mona.manager'],
    });
    const { drawer } = await openItem(server, item.id);
    const link = await within(drawer).findByRole('link', {
      name: 'Mona Manager',
    });
    await userEvent.hover(link);
    expect(await screen.findByText('Not on the staff here')).toBeVisible();
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Set Assignees' }),
    );
    await userEvent.click(screen.getByRole('option', { name: 'Nobody' }));
    await userEvent.keyboard('{Escape}');
    expect(
      await within(drawer).findByRole('button', { name: 'Nobody' }),
    ).toBeVisible();
  });

  it('can only be read by who may not change it', async () => {
    const server = new FakeWork();
    server.project!.role = 'guest';
    const item = server.add({ title: 'Fix rounding' });
    const { drawer } = await openItem(server, item.id);
    expect(
      await within(drawer).findByRole('heading', { name: 'Fix rounding' }),
    ).toBeVisible();
    expect(within(drawer).queryByRole('textbox')).toBeNull();
    expect(
      within(drawer).queryByRole('button', { name: 'Backlog' }),
    ).toBeNull();
  });

  it('lead to the next and the previous item by key, and back to its row', async () => {
    const server = new FakeWork();
    ['One', 'Two', 'Three'].forEach(title => server.add({ title }));
    renderWork(server, { element: <EntityWorkContent /> });
    await userEvent.click(await screen.findByText('One'));
    const drawer = await screen.findByRole('dialog', { name: 'Work item' });
    await titleIn(drawer);
    const shows = (title: string) =>
      waitFor(async () => expect(await titleIn(drawer)).toHaveValue(title));
    within(drawer).getByRole('button', { name: 'Next item' }).focus();
    await userEvent.keyboard('j');
    await shows('Two');
    await userEvent.keyboard('j');
    await shows('Three');
    await userEvent.keyboard('k');
    await shows('Two');
    // The drawer takes it back from the button that was drawn anew.
    await waitFor(() => expect(drawer).toContainElement(focused()));
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(drawer).not.toBeInTheDocument());
    await waitFor(() =>
      expect(screen.getByText('Two').closest('[role=row]')).toBe(focused()),
    );
  });

  it('leave the list alone when the closed item is not in it', async () => {
    const server = new FakeWork();
    for (let number = 0; number < 230; number += 1) {
      server.add();
    }
    const { drawer } = await openItem(server, server.items[150].id);
    await titleIn(drawer);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(drawer).not.toBeInTheDocument());
    const more = screen.getByRole('button', { name: 'Load more' });
    await userEvent.click(more);
    await screen.findByText('200 of 230 shown');
    // Only the click loaded more, and the new rows did not take the focus.
    expect(more).toHaveFocus();
    expect(
      server
        .sent('GET', '/work-items')
        .filter(({ query }) => query.has('cursor')),
    ).toHaveLength(1);
  });
});
