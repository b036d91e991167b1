import { mockApis } from '@backstage/frontend-test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeWork } from '../__testUtils__/FakeWork';
import { renderWork } from '../__testUtils__/renderWork';
import { EntityWorkContent } from '../entity/EntityWorkContent';

const urgent = { name: 'Urgent', query: 'priority=urgent' };
const mine = { name: 'Mine', query: 'assignee=me&view=board' };

async function open(
  options: { query?: string; views?: Array<typeof urgent> } = {},
) {
  const server = new FakeWork();
  server.add({ title: 'Fix rounding', priority: 'urgent' });
  server.add({ title: 'Tidy up' });
  const storage = mockApis.storage();
  const bucket = storage.forBucket('callboard-work-views');
  const key = server.project!.id;
  if (options.views) {
    await bucket.set(key, options.views);
  }
  renderWork(server, {
    element: <EntityWorkContent />,
    path: `/entity${options.query ?? ''}`,
    storage,
  });
  await screen.findByText('Fix rounding');
  return { bucket, key, stored: () => bucket.snapshot(key).value };
}

const button = () => screen.getByRole('button', { name: /^View/ });
async function openMenu() {
  await userEvent.click(button());
  return screen.findByRole('dialog', { name: 'Views' });
}
async function choose(view: string, todo: string) {
  const menu = within(await openMenu());
  await userEvent.click(menu.getByRole('button', { name: `More for ${view}` }));
  await userEvent.click(screen.getByRole('menuitem', { name: todo }));
}
async function typeName(title: string, name: string) {
  const dialog = within(await screen.findByRole('dialog', { name: title }));
  const field = dialog.getByRole('textbox', { name: 'Name' });
  await userEvent.clear(field);
  await userEvent.type(field, name);
  return dialog.getByRole('button', { name: 'Save' });
}

describe('saved views', () => {
  it('say what they are for, and keep what is shown under a name', async () => {
    const { stored } = await open({ query: '?priority=urgent' });
    const menu = within(await openMenu());
    expect(menu.getByText('No saved views yet')).toBeVisible();
    await userEvent.click(menu.getByRole('button', { name: 'Save this view' }));
    await userEvent.click(await typeName('Save this view', ' Urgent '));
    await waitFor(() => expect(stored()).toEqual([urgent]));
    expect(await screen.findByText('Urgent is saved')).toBeVisible();
    expect(button()).toHaveTextContent('View: Urgent');
  });

  it('are found again and applied; the menu marks the one that is shown', async () => {
    await open({ views: [urgent, mine] });
    expect(button()).toHaveTextContent('Views');
    const menu = within(await openMenu());
    expect(menu.getByRole('button', { name: 'Urgent' })).not.toHaveAttribute(
      'aria-current',
    );
    await userEvent.click(menu.getByRole('button', { name: 'Urgent' }));
    await waitFor(() => expect(screen.queryByText('Tidy up')).toBeNull());
    expect(button()).toHaveTextContent('View: Urgent');
    const again = within(await openMenu());
    expect(again.getByRole('button', { name: 'Urgent' })).toHaveAttribute(
      'aria-current',
      'true',
    );
    expect(again.queryByRole('button', { name: 'Save this view' })).toBeNull();
  });

  it('are renamed, but not to the name of another', async () => {
    const { stored } = await open({ views: [urgent, mine] });
    await choose('Urgent', 'Rename');
    const save = await typeName('Rename', 'mine');
    expect(
      screen.getByText('There is already a view with that name'),
    ).toBeVisible();
    expect(save).toBeDisabled();
    await userEvent.click(await typeName('Rename', 'Fires'));
    await waitFor(() =>
      expect(stored()).toEqual([{ ...urgent, name: 'Fires' }, mine]),
    );
  });

  it('are deleted, and come back where they were', async () => {
    const { stored } = await open({ views: [urgent, mine] });
    await choose('Urgent', 'Delete');
    await waitFor(() => expect(stored()).toEqual([mine]));
    expect(await screen.findByText('Urgent is deleted')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(stored()).toEqual([urgent, mine]));
  });

  it('become what is shown now', async () => {
    const { stored } = await open({ query: '?q=Fix', views: [urgent] });
    await choose('Urgent', 'Replace with what is shown');
    await waitFor(() =>
      expect(stored()).toEqual([{ name: 'Urgent', query: 'q=Fix' }]),
    );
  });

  it('come back beside what was saved meanwhile', async () => {
    const { bucket, key, stored } = await open({ views: [urgent, mine] });
    const elsewhere = { name: 'Elsewhere', query: 'q=other' };
    await choose('Urgent', 'Delete');
    await screen.findByText('Urgent is deleted');
    await act(() => bucket.set(key, [mine, elsewhere]));
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(stored()).toEqual([urgent, mine, elsewhere]));
  });

  it('show again what they did, and keep the name they got meanwhile', async () => {
    const { bucket, key, stored } = await open({
      query: '?q=Fix',
      views: [urgent, mine],
    });
    await choose('Urgent', 'Replace with what is shown');
    await screen.findByText('Urgent is updated');
    const renamed = { ...mine, name: 'My own' };
    await act(() => bucket.set(key, [{ ...urgent, query: 'q=Fix' }, renamed]));
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(stored()).toEqual([urgent, renamed]));
  });

  it('are said to be saved or deleted once they are, and not before', async () => {
    const { bucket } = await open({ views: [urgent, mine] });
    let letGo = () => {};
    const { set } = bucket;
    jest.spyOn(bucket, 'set').mockImplementationOnce(async (...kept) => {
      await new Promise<void>(resolve => {
        letGo = resolve;
      });
      await set.apply(bucket, kept);
    });
    await choose('Urgent', 'Delete');
    const menu = within(await openMenu());
    expect(menu.getByRole('button', { name: 'Urgent' })).toBeVisible();
    expect(screen.queryByText('Urgent is deleted')).toBeNull();
    await act(async () => letGo());
    expect(await screen.findByText('Urgent is deleted')).toBeVisible();
    expect(menu.queryByRole('button', { name: 'Urgent' })).toBeNull();
  });

  it('are sent to others as a link', async () => {
    const user = userEvent.setup();
    await open({ views: [mine] });
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(button());
    await user.click(screen.getByRole('button', { name: 'More for Mine' }));
    await user.click(screen.getByRole('menuitem', { name: 'Copy the link' }));
    expect(copied).toHaveBeenCalledWith(
      expect.stringMatching(/\?assignee=me&view=board$/),
    );
    expect(await screen.findByText('The link is copied')).toBeInTheDocument();
  });

  it('are as they were where they cannot be kept', async () => {
    const { bucket } = await open({ views: [urgent] });
    jest.spyOn(bucket, 'set').mockRejectedValue(new Error('Down'));
    await choose('Urgent', 'Delete');
    expect(
      await screen.findByText('Your views were not saved'),
    ).toBeInTheDocument();
    expect(screen.queryByText('Urgent is deleted')).toBeNull();
    const menu = within(await openMenu());
    expect(menu.getByRole('button', { name: 'Urgent' })).toBeVisible();
  });
});
