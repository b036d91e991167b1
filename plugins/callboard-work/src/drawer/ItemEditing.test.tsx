import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeWork } from '../__testUtils__/FakeWork';
import { giveSizes } from '../__testUtils__/giveSizes';
import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { openItem, titleIn } from '../__testUtils__/itemDrawer';

beforeAll(giveSizes);

describe('changes to a work item in its details', () => {
  it('save the title by Enter, as long as nobody else was faster', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { drawer } = await openItem(server, item.id);
    const title = await titleIn(drawer);
    await userEvent.clear(title);
    await userEvent.type(title, 'Fix all rounding{Enter}');
    await waitFor(() => expect(item.title).toBe('Fix all rounding'));
    expect(server.sent('PATCH', item.id)[0].ifMatch).toBe('"1"');
    // The next change builds on what came back.
    await userEvent.click(
      await within(drawer).findByRole('button', { name: 'Backlog' }),
    );
    await userEvent.click(screen.getByRole('option', { name: 'Done' }));
    await waitFor(() => expect(item.state_group).toBe('completed'));
    expect(server.sent('PATCH', item.id)[1].ifMatch).toBe('"2"');
  });

  it('ask what to do where somebody else was faster: keep mine', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { drawer } = await openItem(server, item.id);
    const title = await titleIn(drawer);
    await userEvent.clear(title);
    await userEvent.type(title, 'My title');
    server.change(item, { title: 'Their title' });
    await userEvent.keyboard('{Enter}');
    const warning = await within(drawer).findByRole('alert');
    expect(warning).toHaveTextContent(
      'Somebody else changed this item in the meantime',
    );
    expect(warning).toHaveTextContent('Title: My title');
    expect(item.title).toBe('Their title');
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Keep mine' }),
    );
    await waitFor(() => expect(item.title).toBe('My title'));
    await waitFor(() => expect(warning).not.toBeInTheDocument());
  });

  it('ask what to do where somebody else was faster: take theirs', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { drawer } = await openItem(server, item.id);
    await titleIn(drawer);
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Add a description' }),
    );
    await userEvent.type(
      within(drawer).getByRole('textbox', { name: 'Description' }),
      'Mine',
    );
    server.change(item, { description: 'Theirs' });
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await userEvent.click(
      await within(drawer).findByRole('button', { name: 'Take theirs' }),
    );
    expect(await within(drawer).findByText('Theirs')).toBeVisible();
    expect(item.description).toBe('Theirs');
    expect(within(drawer).queryByRole('alert')).toBeNull();
  });

  it('keep what was written where it could not be saved', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { drawer } = await openItem(server, item.id);
    const title = await titleIn(drawer);
    await userEvent.type(title, ' soon');
    server.refuseNext = {
      method: 'PATCH',
      refusal: new Refusal(403, 'Not today'),
    };
    await userEvent.keyboard('{Enter}');
    expect(await within(drawer).findByRole('alert')).toHaveTextContent(
      'Not today',
    );
    expect(title).toHaveValue('Fix rounding soon');
  });

  it('take back what was changed there', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    const { drawer } = await openItem(server, item.id);
    const title = await titleIn(drawer);
    await userEvent.clear(title);
    await userEvent.type(title, 'Spoilt{Enter}');
    await screen.findByText('PAY-1 changed: Title');
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(item.title).toBe('Fix rounding'));
    await waitFor(() => expect(title).toHaveValue('Fix rounding'));
  });

  it('keep a description that was not saved, and throw it away when told', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding', description: 'Old' });
    const first = await openItem(server, item.id);
    await userEvent.click(
      await within(first.drawer).findByRole('button', { name: 'Edit' }),
    );
    const field = () => screen.getByRole('textbox', { name: 'Description' });
    await userEvent.type(field(), ' and new');
    cleanup();

    // The page was left and opened again; somebody else has saved meanwhile.
    server.change(item, { description: 'Theirs' });
    const { drawer } = await openItem(server, item.id);
    await userEvent.click(
      await within(drawer).findByRole('button', { name: 'Go on writing' }),
    );
    expect(field()).toHaveValue('Old and new');
    await userEvent.keyboard('{Escape}');
    expect(
      await within(drawer).findByText('What you wrote here is not saved yet.'),
    ).toBeVisible();
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Go on writing' }),
    );
    await userEvent.click(within(drawer).getByRole('button', { name: 'Save' }));
    expect(
      await within(drawer).findByText(
        'Somebody else changed this item in the meantime',
      ),
    ).toBeVisible();
    expect(item.description).toBe('Theirs');
  });

  it('make a label where it is picked, for admins of the project', async () => {
    const server = new FakeWork();
    server.project!.role = 'admin';
    server.answer({
      createLabel: ({ body }) => server.addLabel(body.name),
    });
    const item = server.add({ title: 'Fix rounding' });
    const { drawer } = await openItem(server, item.id);
    await userEvent.click(
      await within(drawer).findByRole('button', { name: 'No labels' }),
    );
    await userEvent.keyboard('Ledger');
    await userEvent.click(
      screen.getByRole('option', { name: 'Create label “Ledger”' }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'Add a label' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(server.labels).toHaveLength(1));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(item.labels).toEqual([server.labels[0].id]));
  });
});
