import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { renderAdmin } from '../__testUtils__/renderAdmin';

async function openDialog(backend: FakeBackend) {
  backend.addWorkspace({});
  renderAdmin('/callboard/workspaces/default', backend);
  const user = userEvent.setup();
  await user.click(
    (
      await screen.findAllByRole('button', { name: 'Add member' })
    )[0],
  );
  const dialog = within(await screen.findByRole('dialog'));
  return {
    user,
    dialog,
    person: dialog.getByRole('combobox', { name: /^Person/ }),
    submit: () => user.click(dialog.getByRole('button', { name: 'Add' })),
  };
}

describe('AddMemberDialog', () => {
  it('adds a person of the catalog, with a role', async () => {
    const backend = new FakeBackend();
    const { user, dialog, person, submit } = await openDialog(backend);
    await user.type(person, 'max');
    await user.click(
      await screen.findByRole('option', {
        name: 'Max Member user:default/max.member',
      }),
    );
    await user.click(dialog.getByRole('combobox', { name: /^Role/ }));
    await user.click(screen.getByRole('option', { name: /^Admin/ }));
    await submit();
    expect(
      await screen.findByRole('link', { name: 'user:default/max.member' }),
    ).toBeVisible();
    expect(backend.members).toMatchObject([
      { user_ref: 'user:default/max.member', role: 'admin' },
    ]);
  });

  it('takes a reference the catalog does not know', async () => {
    const backend = new FakeBackend();
    const { user, person } = await openDialog(backend);
    await user.type(person, 'user:default/jane');
    await user.keyboard('{Escape}{Enter}');
    expect(
      await screen.findByRole('link', { name: 'user:default/jane' }),
    ).toBeVisible();
    expect(backend.members).toMatchObject([{ role: 'member' }]);
  });

  it('asks for a person', async () => {
    const backend = new FakeBackend();
    const { user, dialog, person, submit } = await openDialog(backend);
    await user.type(person, 'Somebody');
    await submit();
    expect(await dialog.findByText(/Pick a person, or type/)).toBeVisible();
    expect(person).toBeInvalid();
    expect(backend.members).toEqual([]);
  });

  it('says so when the person is a member already', async () => {
    const backend = new FakeBackend();
    const { user, dialog, person, submit } = await openDialog(backend);
    await user.type(person, 'user:default/jane');
    backend.refuseNext = {
      method: 'POST',
      refusal: new Refusal(409, 'user:default/jane is a member already'),
    };
    await submit();
    expect(await dialog.findByText(/added by hand already/)).toBeVisible();
  });
});
