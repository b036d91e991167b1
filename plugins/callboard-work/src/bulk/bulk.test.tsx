import { mockApis } from '@backstage/frontend-test-utils';
import {
  endpoints,
  type WorkItemBulkUpdate,
} from '@callboard/plugin-callboard-common';
import { getQueryKey } from '@callboard/plugin-callboard-react';
import {
  click,
  ErrorResponse,
  newWorkItem,
} from '@callboard/plugin-callboard-react/testUtils';
import { QueryClient } from '@tanstack/react-query';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeWork } from '../__testUtils__/FakeWork';
import { readFirstSteps } from '../__testUtils__/readFirstSteps';
import { delayResponses } from '../__testUtils__/delayResponses';
import { renderWork } from '../__testUtils__/renderWork';
import { getOwnChanges, refreshWork } from '../data/refreshWork';
import { WorkTab } from '../entity/WorkTab';
import { invertBulkChange } from './useBulkChange';

describe('bulk actions on selected items', () => {
  it('updates all selected items in batches of 100 @full', async () => {
    const server = new FakeWork();
    for (let number = 0; number < 130; number++) {
      server.add();
    }
    renderWork(server, { element: <WorkTab /> });
    await screen.findByText('Item 1');
    await click('button', 'Load more');
    await screen.findByText('130 of 130 shown');
    await click('checkbox', 'Select all rows shown');
    const bar = screen.getByRole('region', { name: 'Selected items' });
    expect(within(bar).getByText('130 selected')).toBeVisible();
    await click('button', 'Set Priority', bar);
    await click('option', 'High');
    // Checked first: on a slow machine, the message would disappear before the other checks.
    await screen.findByText('130 items changed');
    expect(
      server
        .sent('POST', 'bulk-update')
        .map(({ body }) => body as WorkItemBulkUpdate)
        .map(({ ids, changes }) => [ids.length, changes]),
    ).toEqual([
      [100, { priority: 'high' }],
      [30, { priority: 'high' }],
    ]);
  });

  it('keeps the selection and shows the reason when no item was changed', async () => {
    const server = new FakeWork();
    server.add({ title: 'One' });
    renderWork(server, { element: <WorkTab /> });
    await click('checkbox', 'Select PAY-1');
    server.refuse('POST', 403, 'Not today');
    const bar = screen.getByRole('region', { name: 'Selected items' });
    await click('button', 'Set State', bar);
    await click('option', 'Done');
    expect(
      await screen.findByText('No items were changed.'),
    ).toBeInTheDocument();
    expect(screen.getByText('Not today')).toBeInTheDocument();
    await waitFor(() =>
      expect(within(bar).getByText('1 selected')).toBeVisible(),
    );
  });

  it.each(['fails', 'leaves the item unchanged'])(
    'shows what another user changes after a bulk change %s',
    async outcome => {
      const server = new FakeWork();
      const item = server.add({ title: 'One' });
      server.answer({
        updateManyWorkItems: () => {
          if (outcome === 'fails') {
            throw new ErrorResponse(403, 'Not today');
          }
          const { id, version } = item;
          return { changed: 0, unchanged: 1, items: [{ id, version }] };
        },
      });
      const { signal } = renderWork(server, { element: <WorkTab /> });
      await click('checkbox', 'Select PAY-1');
      await click('button', 'Set Priority');
      await click('option', 'High');
      await screen.findByText(/^(No|0) items/);
      server.change(item, { title: 'Changed elsewhere' });
      await signal({
        type: 'change',
        workspace_id: server.me.workspaces[0].id,
        entity_type: 'work_item',
        entity_id: item.id,
      });
      // Sooner than the list polls.
      await screen.findByText('Changed elsewhere', {}, { timeout: 10_000 });
      expect(screen.queryByText('One')).toBeNull();
    },
  );

  it('unassigns everyone from items with different assignees', async () => {
    const server = new FakeWork();
    server.add({ title: 'One', assignees: ['user:default/max.member'] });
    server.add({ title: 'Two', assignees: ['user:default/mona.manager'] });
    renderWork(server, { element: <WorkTab /> });
    await click('checkbox', 'Select all rows shown');
    await click('button', 'Set Assignees');
    await click('option', 'Unassigned');
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(server.items.map(({ assignees }) => assignees)).toEqual([[], []]),
    );
  });

  it('adds a label found on some items to all of them and keeps other labels @full', async () => {
    const server = new FakeWork();
    const [bug, ui] = [server.addLabel('Bug'), server.addLabel('UI')];
    server.add({ title: 'One', labels: [bug.id] });
    server.add({ title: 'Two', labels: [ui.id] });
    renderWork(server, { element: <WorkTab /> });
    await click('checkbox', 'Select all rows shown');
    await click('button', 'Set Labels');
    // One of the two items has the label: the first click adds it to both.
    const option = screen.getByRole('option', { name: /Bug/ });
    expect(option).toHaveTextContent('some items');
    await userEvent.click(option);
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(server.items.map(({ labels }) => labels)).toEqual([
        [bug.id],
        [ui.id, bug.id],
      ]),
    );
    expect(server.sent('POST', 'bulk-update')[0].body).toMatchObject({
      changes: { add_labels: [bug.id] },
    });
  });

  it('returns from a field to the menu without setting anything', async () => {
    const server = new FakeWork();
    server.add({ title: 'One' });
    const storage = mockApis.storage();
    renderWork(server, { element: <WorkTab />, storage });
    await click('checkbox', 'Select all rows shown');
    await click('button', 'More fields');
    // Fields with their own button are not in the menu.
    expect(screen.queryByRole('menuitem', { name: 'Labels' })).toBeNull();
    await click('menuitem', 'Cycle');
    const cycles = screen.getByRole('dialog', { name: 'Set Cycle' });
    expect(within(cycles).getByRole('combobox')).toHaveFocus();
    await click('button', 'All fields', cycles);
    await waitFor(() => expect(cycles).not.toBeInTheDocument());
    await click('menuitem', 'Estimate');
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Points' }),
      '3{Enter}',
    );
    await screen.findByText('1 item changed');
    expect(server.sent('POST', 'bulk-update').map(({ body }) => body)).toEqual([
      { ids: [server.items[0].id], changes: { estimate_points: 3 } },
    ]);
    expect(readFirstSteps(storage)).toEqual(['item']);
  });

  it('hides the bar when the selected items leave the list, and changes them from an open menu', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'One' });
    server.add({ title: 'Two' });
    const { signal } = renderWork(server, { element: <WorkTab /> });
    await click('checkbox', 'Select PAY-1');
    await click('button', 'Set Priority');
    const done = server.states.find(({ group }) => group === 'completed')!;
    server.change(item, { state_id: done.id });
    await signal({
      type: 'change',
      workspace_id: server.me.workspaces[0].id,
      entity_type: 'work_item',
      entity_id: item.id,
    });
    await waitFor(() => expect(screen.queryByText('One')).toBeNull());
    await click('option', 'High');
    await waitFor(() => expect(item.priority).toBe('high'));
    await waitFor(() =>
      expect(
        screen.queryByRole('region', { name: 'Selected items', hidden: true }),
      ).toBeNull(),
    );
  });

  it('undoes the change of each item except those that others changed since @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'One', priority: 'low' });
    server.add({ title: 'Two', priority: 'urgent' });
    server.add({ title: 'Three' });
    renderWork(server, { element: <WorkTab /> });
    await click('checkbox', 'Select all rows shown');
    await click('button', 'Set Priority');
    await click('option', 'High');
    await screen.findByText('3 items changed');
    server.change(server.items[2], { priority: 'medium' });
    await click('button', 'Undo');
    expect(await screen.findByText('Changes to 2 items undone')).toBeVisible();
    expect(
      screen.getByText(
        'The change to 1 item was not undone, because someone else changed the item.',
      ),
    ).toBeVisible();
    expect(server.items.map(({ priority }) => priority)).toEqual([
      'low',
      'urgent',
      'medium',
    ]);
    expect(server.sent('POST', 'bulk-patch')).toHaveLength(1);
  });

  it('undoes the change of all updated items after the selection changed @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'One', priority: 'low' });
    server.add({ title: 'Two', priority: 'urgent' });
    const letGo = delayResponses(server, /bulk-update/);
    renderWork(server, { element: <WorkTab /> });
    await click('checkbox', 'Select all rows shown');
    await click('button', 'Set Priority');
    await click('option', 'High');
    await click('checkbox', 'Select PAY-1');
    letGo();
    await screen.findByText('2 items changed');
    await click('button', 'Undo');
    await screen.findByText('Changes to 2 items undone');
    expect(server.items.map(({ priority }) => priority)).toEqual([
      'low',
      'urgent',
    ]);
  });

  it('excludes items that others changed before the save from undo, and reports them', async () => {
    const server = new FakeWork();
    const [bug, ui] = [server.addLabel('Bug'), server.addLabel('UI')];
    server.add({ title: 'One' });
    server.add({ title: 'Two' });
    renderWork(server, { element: <WorkTab /> });
    await click('checkbox', 'Select all rows shown');
    server.change(server.items[1], { labels: [ui.id] });
    await click('button', 'Set Labels');
    await click('option', 'Bug');
    await userEvent.keyboard('{Escape}');
    expect(
      await screen.findByText(
        'You cannot undo the change to 1 item, because another change to it was saved just before yours.',
      ),
    ).toBeVisible();
    await click('button', 'Undo');
    await screen.findByText('Change to 1 item undone');
    expect(server.items.map(({ labels }) => labels)).toEqual([
      [],
      [ui.id, bug.id],
    ]);
  });

  it('sets only the typed part of an estimate @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'One', estimate_points: 3 });
    server.add({ title: 'Two', estimate_points: 5 });
    renderWork(server, { element: <WorkTab /> });
    await click('checkbox', 'Select all rows shown');
    await click('button', 'More fields');
    await click('menuitem', 'Estimate');
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Time' }),
      '2h{Enter}',
    );
    await waitFor(() =>
      expect(
        server.items.map(({ estimate_points, estimate_time }) => [
          estimate_points,
          estimate_time,
        ]),
      ).toEqual([
        [3, 120],
        [5, 120],
      ]),
    );
  });
});

describe('refreshWork', () => {
  it.each(['countWorkItems', 'listEstimates', 'listWorkItems'] as const)(
    'outdates the cached responses of %s',
    id => {
      const queries = new QueryClient();
      const queryKey = getQueryKey(endpoints[id], {});
      queries.setQueryData(queryKey, {});
      refreshWork(queries, { columns: false });
      expect(queries.getQueryState(queryKey)).toMatchObject({
        isInvalidated: true,
      });
    },
  );
});

describe('invertBulkChange', () => {
  it('returns the previous values of the changed fields of each item', () => {
    const one = newWorkItem(1, {
      priority: 'low',
      labels: ['a'],
      version: 2,
    });
    const two = newWorkItem(2, {
      priority: 'high',
      labels: [],
      version: 6,
    });
    expect(
      invertBulkChange(
        [one, two],
        { priority: 'urgent', add_labels: ['b'], remove_labels: ['a'] },
        [
          { id: two.id, version: 7 },
          { id: one.id, version: 3 },
        ],
      ),
    ).toEqual({
      conflictCount: 0,
      patches: [
        { id: two.id, version: 7, changes: { priority: 'high', labels: [] } },
        { id: one.id, version: 3, changes: { priority: 'low', labels: ['a'] } },
      ],
    });
  });

  it('omits items that did not change and items that others changed', () => {
    const item = newWorkItem(1, { labels: ['a'], version: 3 });
    const inverse = (version: number) =>
      invertBulkChange([item], { add_labels: ['b'] }, [
        { id: item.id, version },
      ]);
    expect(inverse(3)).toEqual({ patches: [], conflictCount: 0 });
    expect(inverse(4).patches).toHaveLength(1);
    expect(inverse(5)).toEqual({ patches: [], conflictCount: 1 });
  });
});

describe('getOwnChanges', () => {
  afterEach(() => jest.useRealTimers());

  it('consumes one signal per recorded change and no more', () => {
    const own = getOwnChanges(new QueryClient());
    own.record('a');
    own.record('a');
    expect([
      own.consumeSignal('a'),
      own.consumeSignal('a'),
      own.consumeSignal('a'),
    ]).toEqual([true, true, false]);
    expect(own.consumeSignal('b')).toBe(false);
  });

  it('expires a recorded change after a timeout and drops a rejected one', () => {
    jest.useFakeTimers();
    const own = getOwnChanges(new QueryClient());
    own.record('a');
    own.record('b');
    own.forget('b');
    expect(own.consumeSignal('b')).toBe(false);
    jest.advanceTimersByTime(6_000);
    expect(own.consumeSignal('a')).toBe(false);
  });
});
