import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  permissions,
  type WorkItem,
  type WorkItemPatch,
} from '@callboard/plugin-callboard-common';
import { WorkItemSectionBlueprint } from '@callboard/plugin-callboard-react';
import {
  click,
  ErrorResponse,
  fillCalendarField,
  findCalendarField,
  toFakeId,
  toPage,
} from '@callboard/plugin-callboard-react/testUtils';
import {
  act,
  cleanup,
  fireEvent,
  renderHook,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeWork, newComment } from '../__testUtils__/FakeWork';
import { delayResponses } from '../__testUtils__/delayResponses';
import { mockScrollContainerSizes } from '../__testUtils__/mockScrollContainerSizes';
import { openItem, findTitleField } from '../__testUtils__/itemDrawer';
import { renderWork } from '../__testUtils__/renderWork';
import { WorkTab } from '../entity/WorkTab';
import { type ItemSequence, useNeighbours } from './useNeighbours';

describe('work item drawer', () => {
  mockScrollContainerSizes();

  const focused = () => document.activeElement as HTMLElement | null;

  it('opens from a row and closes on Escape @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding', description: '**Cents** get lost' });
    renderWork(server, { element: <WorkTab /> });
    await userEvent.click(await screen.findByText('Fix rounding'));
    const drawer = await screen.findByRole('dialog', { name: 'Work item' });
    expect(await findTitleField(drawer)).toHaveValue('Fix rounding');
    expect(within(drawer).getByText('Cents').tagName).toBe('STRONG');
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog', { name: 'Work item' })).toBeNull(),
    );
  });

  it('saves a date on Enter, and discards it on Escape without closing', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix', target_date: '2026-11-20' });
    const { drawer } = await openItem(server, item.id);
    const due = await findCalendarField('Due', drawer);
    expect(due).toHaveValue('11/20/2026');
    await userEvent.click(due);
    await fillCalendarField('Due', '2026-11-27', drawer);
    await userEvent.keyboard('{Escape}');
    expect(await findCalendarField('Due', drawer)).toHaveValue('11/20/2026');
    expect(server.sent('PATCH', '/work-items')).toEqual([]);
    await userEvent.click(await findCalendarField('Due', drawer));
    await fillCalendarField('Due', '2026-12-04', drawer);
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(server.items[0].target_date).toBe('2026-12-04'));
    expect(drawer).toBeInTheDocument();
  });

  it('links to the full page of an item and copies its URL', async () => {
    const copied: string[] = [];
    Object.assign(navigator, {
      clipboard: { writeText: async (text: string) => copied.push(text) },
    });
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { drawer, unmount } = await openItem(server, item.id);
    await findTitleField(drawer);
    expect(
      within(drawer).getByRole('link', { name: 'Open full page' }),
    ).toHaveAttribute('href', '/work/default/PAY-1');
    await click('button', 'Copy link', drawer);
    await waitFor(() =>
      expect(copied).toEqual(['http://localhost/work/default/PAY-1']),
    );
    unmount();
    server.add({ title: 'Fix 1 more', parent_id: item.id });
    renderWork(server, { path: '/work/default/pay-1' });
    const page = document.body;
    expect(await findTitleField(page)).toHaveValue('Fix rounding');
    await waitFor(() =>
      expect(document.title).toMatch(/^PAY-1 Fix rounding · /),
    );
    expect(screen.queryByRole('button', { name: 'Close' })).toBeNull();
    await userEvent.click(await within(page).findByText('Fix 1 more'));
    await waitFor(async () =>
      expect(await findTitleField(page)).toHaveValue('Fix 1 more'),
    );
  });

  it.each(['/work/default/PAY-7', '/work/elsewhere/PAY-1'])(
    'shows an item as not found at %s',
    async path => {
      const server = new FakeWork();
      server.add({ title: 'Fix rounding' });
      renderWork(server, { path });
      expect(await screen.findByText('Work item not found')).toBeVisible();
    },
  );

  it('adds a sub-item on Enter and opens it on click', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { drawer } = await openItem(server, item.id);
    await findTitleField(drawer);
    const adding = within(drawer).getByRole('textbox', {
      name: 'Add sub-item',
    });
    const release = server.blockRequests(() => true);
    await userEvent.type(adding, 'Find them{Enter}');
    await userEvent.type(adding, ' all');
    release();
    const child = await within(drawer).findByText('Find them');
    // Typed while the first one was saved.
    expect(adding).toHaveValue('Find them all');
    await userEvent.type(adding, '{Enter}');
    await waitFor(() => expect(adding).toHaveValue(''));
    expect(server.items[1].parent_id).toBe(item.id);
    await userEvent.click(child);
    await waitFor(async () =>
      expect(await findTitleField(drawer)).toHaveValue('Find them'),
    );
  });

  it('shows the source of an imported item and links to it @full', async () => {
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
  ])('omits the link to the unsafe URL %j', async external_url => {
    const server = new FakeWork();
    const item = server.add({ source: 'github', external_url });
    const { drawer } = await openItem(server, item.id);
    expect(await within(drawer).findByText('From GitHub')).toBeVisible();
    expect(within(drawer).queryByRole('link', { name: /GitHub/ })).toBeNull();
  });

  it('lists changes with names of states and omits changes of the sort order @full', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { id: done } = server.findState('Done');
    server.history = [
      {
        changes: [
          { field: 'sort_order', old_value: 1, new_value: 2 },
          { field: 'state_id', old_value: item.state_id, new_value: done },
        ],
      },
    ];
    const { drawer } = await openItem(server, item.id);
    const change = await within(drawer).findByRole('listitem');
    await waitFor(() =>
      expect(change).toHaveTextContent('state Backlog → Done'),
    );
    expect(change).not.toHaveTextContent('sort order');
  });

  it('asks for confirmation before it deletes an item', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { drawer } = await openItem(server, item.id);
    await findTitleField(drawer);
    await click('button', 'More actions', drawer);
    await click('menuitem', 'Delete');
    const dialog = await screen.findByRole('dialog', {
      name: 'Delete PAY-1 Fix rounding?',
    });
    expect(server.items).toHaveLength(1);
    await click('button', 'Delete', dialog);
    expect(await screen.findByText('No work items yet')).toBeVisible();
    expect(server.items).toHaveLength(0);
  });

  it.each([toFakeId('item', 77), 'not-an-id'])(
    'shows an item as not found for the ID %s @full',
    async id => {
      const server = new FakeWork();
      server.add({});
      const { drawer } = await openItem(server, id);
      expect(
        await within(drawer).findByText('Work item not found'),
      ).toBeVisible();
    },
  );

  it('links to assignees, and shows their staff records in the workspace of the project @full', async () => {
    const server = new FakeWork();
    const [everybody] = server.me.workspaces;
    server.me.workspaces.unshift({ ...everybody, slug: 'first' });
    server.answer({
      listStaff: ({ params }) => {
        expect(params.slug).toBe('default');
        return toPage([]);
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
    expect(await screen.findByText('Not in the staff directory')).toBeVisible();
    await click('button', 'Set Assignees', drawer);
    await click('option', 'Unassigned');
    await userEvent.keyboard('{Escape}');
    expect(
      await within(drawer).findByRole('button', { name: 'Unassigned' }),
    ).toBeVisible();
  });

  it('renders an item as read-only for guests of the project @full', async () => {
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

  it('hides the actions that the portal’s policy denies', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    server.comments.push(newComment(1));
    const { workItem, comment } = permissions;
    const { drawer } = await openItem(server, item.id, {
      denied: [...Object.values(workItem), ...Object.values(comment)],
    });
    await click('button', 'Actions for the comment by Max Member', drawer);
    expect(
      (await screen.findAllByRole('menuitem')).map(
        ({ textContent }) => textContent,
      ),
    ).toEqual(['Copy link']);
    const hidden = true;
    expect(screen.queryByRole('textbox', { name: 'Title', hidden })).toBeNull();
    expect(
      screen.queryByRole('textbox', { name: /sub-item/, hidden }),
    ).toBeNull();
    expect(
      screen.queryByRole('textbox', { name: /comment/i, hidden }),
    ).toBeNull();
    for (const name of ['Backlog', 'More actions']) {
      expect(within(drawer).queryByRole('button', { name, hidden })).toBeNull();
    }
    const newItem = { name: 'Create work item', hidden };
    expect(screen.queryByRole('button', newItem)).toBeNull();
  });

  it('opens the next and previous item by key, and focuses the row on close @full', async () => {
    const server = new FakeWork();
    ['One', 'Two', 'Three'].forEach(title => server.add({ title }));
    renderWork(server, { element: <WorkTab /> });
    await userEvent.click(await screen.findByText('One'));
    const drawer = await screen.findByRole('dialog', { name: 'Work item' });
    await findTitleField(drawer);
    const shows = (title: string) =>
      waitFor(async () =>
        expect(await findTitleField(drawer)).toHaveValue(title),
      );
    within(drawer).getByRole('button', { name: 'Next item' }).focus();
    await userEvent.keyboard('j');
    await shows('Two');
    await userEvent.keyboard('j');
    await shows('Three');
    await userEvent.keyboard('k');
    await shows('Two');
    // The drawer takes the focus back from the remounted button.
    await waitFor(() => expect(drawer).toContainElement(focused()));
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(drawer).not.toBeInTheDocument());
    await waitFor(() =>
      expect(screen.getByText('Two').closest('[role=row]')).toBe(focused()),
    );
  });

  it('loads no rows and moves no focus when the closed item is not in the list @full', async () => {
    const server = new FakeWork();
    for (let number = 0; number < 230; number += 1) {
      server.add();
    }
    const { drawer } = await openItem(server, server.items[150].id);
    await findTitleField(drawer);
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

describe('edits in the work item drawer', () => {
  mockScrollContainerSizes();

  it('saves the title on Enter, and sends each change with the latest version @full', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { drawer } = await openItem(server, item.id);
    const title = await findTitleField(drawer);
    await userEvent.clear(title);
    await userEvent.type(title, 'Fix all rounding{Enter}');
    await waitFor(() => expect(item.title).toBe('Fix all rounding'));
    expect(server.sent('PATCH', item.id)[0].ifMatch).toBe('"1"');
    // The next change is based on the response.
    await click('button', 'Backlog', drawer);
    await click('option', 'Done');
    await waitFor(() => expect(item.state_group).toBe('completed'));
    expect(server.sent('PATCH', item.id)[1].ifMatch).toBe('"2"');
  });

  it('keeps a change when the response to an earlier request arrives after it', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { drawer, signal } = await openItem(server, item.id);
    await findTitleField(drawer);
    const path = `/work-items/${item.id}`;
    const release = delayResponses(server, new RegExp(`^GET .*${path}$`));
    await signal({
      type: 'change',
      workspace_id: server.me.workspaces[0].id,
      entity_type: 'work_item',
      entity_id: item.id,
    });
    const listReads = () =>
      server.sent('GET', path).filter(call => call.path.endsWith(path));
    await waitFor(() => expect(listReads()).toHaveLength(2));
    await click('button', 'Backlog', drawer);
    await click('option', 'Done');
    await screen.findByText('PAY-1 changed: State');
    await act(async () => release());
    expect(within(drawer).getByRole('button', { name: 'Done' })).toBeVisible();
    await userEvent.type(await findTitleField(drawer), ' soon{Enter}');
    await waitFor(() => expect(item.title).toBe('Fix rounding soon'));
  });

  it('saves changes on the full page of an item', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    renderWork(server, { path: '/work/default/PAY-1' });
    const page = document.body;
    await userEvent.type(await findTitleField(page), ' soon{Enter}');
    await waitFor(() => expect(item.title).toBe('Fix rounding soon'));
    await click('button', 'Backlog', page);
    await click('option', 'Done');
    await waitFor(() => expect(item.state_group).toBe('completed'));
    expect(await findTitleField(page)).toHaveValue('Fix rounding soon');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('stays on the item opened last when an item opened earlier loads later', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const slow = server.add({ title: 'Slow one', parent_id: item.id });
    server.add({ title: 'Fast one', parent_id: item.id });
    renderWork(server, { path: '/work/default/PAY-1' });
    const page = document.body;
    const slowLink = await within(page).findByText('Slow one');
    const release = delayResponses(
      server,
      new RegExp(`^GET .*/work-items/${slow.id}$`),
    );
    await userEvent.click(slowLink);
    await click('button', /Fast one/, page);
    await waitFor(async () =>
      expect(await findTitleField(page)).toHaveValue('Fast one'),
    );
    await act(async () => release());
    expect(await findTitleField(page)).toHaveValue('Fast one');
  });

  it('saves the title once on Enter and the following Tab, and then the text typed since', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix' });
    const release = delayResponses(server, /^PATCH/);
    const { drawer } = await openItem(server, item.id);
    const title = await findTitleField(drawer);
    await userEvent.type(title, ' all{Enter}');
    await userEvent.tab();
    await waitFor(() => expect(item.title).toBe('Fix all'));
    await userEvent.type(title, ' cents');
    release();
    await waitFor(() =>
      expect(screen.getByText('PAY-1 changed: Title')).toBeVisible(),
    );
    expect(title).toHaveValue('Fix all cents');
    await userEvent.tab();
    await waitFor(() => expect(item.title).toBe('Fix all cents'));
    expect(server.sent('PATCH', item.id).map(({ body }) => body)).toEqual([
      { title: 'Fix all' },
      { title: 'Fix all cents' },
    ]);
    expect(within(drawer).queryByRole('alert')).toBeNull();
  });

  describe('while another user changes the item', () => {
    const [max, mona] = [
      'user:default/max.member',
      'user:default/mona.manager',
    ];

    async function openItemForTwo(values: Partial<WorkItem>) {
      const server = new FakeWork();
      const item = server.add(values);
      const { drawer, signal } = await openItem(server, item.id);
      await findTitleField(drawer);
      /** Changes the item as another user, and waits until the drawer shows the new title. */
      const changeElsewhere = async (patch: WorkItemPatch) => {
        server.change(item, { ...patch, title: 'Changed elsewhere' });
        await signal({
          type: 'change',
          workspace_id: server.me.workspaces[0].id,
          entity_type: 'work_item',
          entity_id: item.id,
        });
        await within(drawer).findByDisplayValue('Changed elsewhere');
      };
      return { server, item, drawer, changeElsewhere };
    }

    it('saves nothing when a list of people closes without a change', async () => {
      const { server, item, drawer, changeElsewhere } = await openItemForTwo({
        assignees: [max],
      });
      await click('button', /Set Assignees/, drawer);
      await changeElsewhere({ assignees: [max, mona] });
      await userEvent.keyboard('{Escape}');
      await waitFor(() =>
        expect(screen.queryByRole('dialog', { name: /Assignees/ })).toBeNull(),
      );
      expect(server.sent('PATCH', item.id)).toEqual([]);
      expect(item.assignees).toEqual([max, mona]);
    });

    it('changes only the people that the user toggles', async () => {
      const { item, drawer, changeElsewhere } = await openItemForTwo({
        assignees: [max],
      });
      await click('button', /Set Assignees/, drawer);
      await changeElsewhere({ assignees: [max, mona] });
      await click('option', /Max Member/);
      await userEvent.keyboard('{Escape}');
      await waitFor(() => expect(item.assignees).toEqual([mona]));
    });

    it('changes only the estimate that the user types', async () => {
      const { item, drawer, changeElsewhere } = await openItemForTwo({
        estimate_points: 1,
        estimate_time: 60,
      });
      await click('button', /1 point/, drawer);
      await changeElsewhere({ estimate_time: 120 });
      const points = screen.getByRole('textbox', { name: 'Points' });
      await userEvent.clear(points);
      await userEvent.type(points, '3{Enter}');
      await waitFor(() => expect(item.estimate_points).toBe(3));
      expect(item.estimate_time).toBe(120);
    });
  });

  it('overwrites a concurrent change on Keep mine', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { drawer } = await openItem(server, item.id);
    const title = await findTitleField(drawer);
    await userEvent.clear(title);
    await userEvent.type(title, 'My title');
    server.change(item, { title: 'Their title' });
    await userEvent.keyboard('{Enter}');
    const warning = await within(drawer).findByRole('alert');
    expect(warning).toHaveTextContent('Someone else changed this item');
    expect(warning).toHaveTextContent('Title: My title');
    expect(item.title).toBe('Their title');
    await click('button', 'Keep mine', drawer);
    await waitFor(() => expect(item.title).toBe('My title'));
    await waitFor(() => expect(warning).not.toBeInTheDocument());
  });

  it('discards the user’s change on Use theirs after a conflict', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { drawer } = await openItem(server, item.id);
    await findTitleField(drawer);
    await click('button', 'Add description', drawer);
    await userEvent.type(
      within(drawer).getByRole('textbox', { name: 'Description' }),
      'Mine',
    );
    server.change(item, { description: 'Theirs' });
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await click('button', 'Use theirs', drawer);
    expect(await within(drawer).findByText('Theirs')).toBeVisible();
    expect(item.description).toBe('Theirs');
    expect(within(drawer).queryByRole('alert')).toBeNull();
  });

  it.each([
    ['a field', 'PAY-1 was not changed'],
    ['a sub-item', 'The item was not created.'],
  ])(
    'shows that %s was not saved when the drawer is closed meanwhile',
    async (input, message) => {
      const server = new FakeWork();
      const item = server.add({ title: 'Fix rounding' });
      const { drawer } = await openItem(server, item.id);
      await findTitleField(drawer);
      const release = delayResponses(server, /^(PATCH|POST)/);
      server.answer({
        updateWorkItem: () => {
          throw new ErrorResponse(403, 'Not today');
        },
        createWorkItem: () => {
          throw new ErrorResponse(403, 'Not today');
        },
      });
      if (input === 'a field') {
        await click('button', 'Backlog', drawer);
        await click('option', 'Done');
      } else {
        await userEvent.type(
          within(drawer).getByRole('textbox', { name: 'Add sub-item' }),
          'Find them{Enter}',
        );
      }
      await click('button', 'Close', drawer);
      await waitFor(() => expect(drawer).not.toBeInTheDocument());
      release();
      expect(await screen.findByText(message)).toBeVisible();
      expect(screen.getByText('Not today')).toBeVisible();
    },
  );

  it('saves a typed title when the drawer closes while the field has the focus', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { drawer } = await openItem(server, item.id);
    await userEvent.type(await findTitleField(drawer), ' soon');
    // Unlike a click, Back does not take the focus from the field first.
    fireEvent.click(within(drawer).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(item.title).toBe('Fix rounding soon'));
    expect(server.sent('PATCH', item.id)).toHaveLength(1);
  });

  it('keeps the typed title when saving fails @full', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { drawer } = await openItem(server, item.id);
    const title = await findTitleField(drawer);
    await userEvent.type(title, ' soon');
    server.refuse('PATCH', 403, 'Not today');
    await userEvent.keyboard('{Enter}');
    expect(await within(drawer).findByRole('alert')).toHaveTextContent(
      'Not today',
    );
    expect(title).toHaveValue('Fix rounding soon');
  });

  it('restores the old title on Undo @full', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { drawer } = await openItem(server, item.id);
    const title = await findTitleField(drawer);
    await userEvent.clear(title);
    await userEvent.type(title, 'Spoilt{Enter}');
    await screen.findByText('PAY-1 changed: Title');
    await click('button', 'Undo');
    await waitFor(() => expect(item.title).toBe('Fix rounding'));
    await waitFor(() => expect(title).toHaveValue('Fix rounding'));
  });

  it('restores a description draft after reopening, and reports a conflict on save @full', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding', description: 'Old' });
    const first = await openItem(server, item.id);
    await userEvent.click(
      await within(first.drawer).findByRole('button', { name: 'Edit' }),
    );
    const field = () => screen.getByRole('textbox', { name: 'Description' });
    await userEvent.type(field(), ' and new');
    cleanup();

    // The page was closed and opened again. In between, another user saved.
    server.change(item, { description: 'Theirs' });
    const { drawer } = await openItem(server, item.id);
    await click('button', 'Continue editing', drawer);
    expect(field()).toHaveValue('Old and new');
    await userEvent.keyboard('{Escape}');
    expect(
      await within(drawer).findByText('You have an unsaved draft.'),
    ).toBeVisible();
    await click('button', 'Continue editing', drawer);
    await click('button', 'Save', drawer);
    expect(
      await within(drawer).findByText('Someone else changed this item'),
    ).toBeVisible();
    expect(item.description).toBe('Theirs');
  });

  it.each(['this user', 'another user'])(
    'saves a description after %s changed another field of the item',
    async who => {
      const server = new FakeWork();
      const item = server.add({ title: 'Fix rounding' });
      const { drawer, signal } = await openItem(server, item.id);
      await findTitleField(drawer);
      await click('button', 'Add description', drawer);
      await userEvent.type(
        within(drawer).getByRole('textbox', { name: 'Description' }),
        'Mine',
      );
      if (who === 'this user') {
        await click('button', 'Backlog', drawer);
        await click('option', 'Done');
      } else {
        server.change(item, { title: 'Their title' });
        await signal({
          type: 'change',
          workspace_id: server.me.workspaces[0].id,
          entity_type: 'work_item',
          entity_id: item.id,
        });
      }
      await waitFor(() => expect(item.version).toBe(2));
      await waitFor(async () =>
        expect(await findTitleField(drawer)).toHaveValue(item.title),
      );
      await click('button', 'Save', drawer);
      await waitFor(() => expect(item.description).toBe('Mine'));
      expect(within(drawer).queryByRole('alert')).toBeNull();
    },
  );

  it('keeps the description draft on a conflict until the user decides', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const first = await openItem(server, item.id);
    await findTitleField(first.drawer);
    await click('button', 'Add description', first.drawer);
    await userEvent.type(
      within(first.drawer).getByRole('textbox', { name: 'Description' }),
      'Mine',
    );
    server.change(item, { description: 'Theirs' });
    await click('button', 'Save', first.drawer);
    await within(first.drawer).findByText('Someone else changed this item');
    cleanup();

    const { drawer } = await openItem(server, item.id);
    await click('button', 'Continue editing', drawer);
    await click('button', 'Save', drawer);
    await click('button', 'Keep mine', drawer);
    await waitFor(() => expect(item.description).toBe('Mine'));
    expect(await within(drawer).findByText('Mine')).toBeVisible();
    expect(within(drawer).queryByRole('alert')).toBeNull();
  });

  it('creates a label from the label picker for project admins', async () => {
    const server = new FakeWork();
    server.project!.role = 'admin';
    const item = server.add({ title: 'Fix rounding' });
    const { drawer } = await openItem(server, item.id);
    await click('button', 'No labels', drawer);
    await userEvent.keyboard('Ledger');
    await click('option', 'Create label “Ledger”');
    const dialog = await screen.findByRole('dialog', { name: 'Add label' });
    await click('button', 'Add', dialog);
    await waitFor(() => expect(server.labels).toHaveLength(1));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(item.labels).toEqual([server.labels[0].id]));
  });
});

describe('work item sections of other plugins', () => {
  const section = (name: string, order: number, text: string) =>
    WorkItemSectionBlueprint.make({
      name,
      params: {
        order,
        loader:
          async () =>
          ({ item, project }) =>
            (
              <p>
                {text} of {item.identifier} in {project.name}
              </p>
            ),
      },
    });

  const broken = WorkItemSectionBlueprint.make({
    name: 'broken',
    params: {
      loader: async () => () => {
        throw new Error('It broke');
      },
    },
  });

  const others = createFrontendModule({
    pluginId: 'callboard-work',
    extensions: [
      section('b', 2, 'Tests'),
      section('a', 1, 'Deployments'),
      broken,
    ],
  });

  it('renders sections in their order, even when another section throws @full', async () => {
    jest.spyOn(console, 'error').mockImplementation();
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    renderWork(server, {
      element: <WorkTab />,
      path: `/entity?item=${item.id}`,
      features: [others],
    });
    const drawn = await screen.findAllByText(/ of PAY-1 in payments-api$/);
    expect(drawn.map(({ textContent }) => textContent)).toEqual([
      'Deployments of PAY-1 in payments-api',
      'Tests of PAY-1 in payments-api',
    ]);
  });
});

describe('previous and next item of an open item', () => {
  const createItems = (ids: string) =>
    [...ids].map(id => ({ id, project_id: 'project' }));

  function renderNeighbours(id: string, sequence: ItemSequence | undefined) {
    const open = jest.fn();
    const hook = renderHook(
      (now: { id: string; sequence: ItemSequence | undefined }) =>
        useNeighbours(now.id, now.sequence, open),
      { initialProps: { id, sequence } },
    );
    return { ...hook, open };
  }

  it('returns the items before and after, and undefined at the ends', () => {
    const { result, open, rerender } = renderNeighbours('b', {
      items: createItems('abc'),
    });
    act(() => result.current.previous?.());
    act(() => result.current.next?.());
    expect(open.mock.calls).toEqual([['a'], ['c']]);
    rerender({ id: 'a', sequence: { items: createItems('abc') } });
    expect(result.current.previous).toBeUndefined();
    rerender({ id: 'c', sequence: { items: createItems('abc') } });
    expect(result.current.next).toBeUndefined();
  });

  it('keeps both neighbours when the open item leaves the list', () => {
    const { result, open, rerender } = renderNeighbours('b', {
      items: createItems('abc'),
    });
    rerender({ id: 'b', sequence: { items: createItems('ac') } });
    act(() => result.current.previous?.());
    act(() => result.current.next?.());
    expect(open.mock.calls).toEqual([['a'], ['c']]);
  });

  it('loads more items at the end of the list, then opens the next one', () => {
    const loadMore = jest.fn();
    const { result, open, rerender } = renderNeighbours('b', {
      items: createItems('ab'),
      loadMore,
    });
    act(() => result.current.next?.());
    expect(loadMore).toHaveBeenCalledTimes(1);
    expect(open).not.toHaveBeenCalled();
    rerender({ id: 'b', sequence: { items: createItems('abcd') } });
    expect(open.mock.calls).toEqual([['c']]);
  });

  it('returns undefined for an item that is not in the list', () => {
    const { result } = renderNeighbours('z', {
      items: createItems('abc'),
      loadMore: () => {},
    });
    expect(result.current).toEqual({ previous: undefined, next: undefined });
    expect(
      renderNeighbours('z', undefined).result.current.next,
    ).toBeUndefined();
  });
});
