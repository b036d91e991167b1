import { screen } from '@testing-library/react';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { FakeStaff } from '../../__testUtils__/FakeStaff';
import { renderAdmin } from '../../__testUtils__/renderAdmin';

const PATH = '/organisation/me';

function organisation() {
  const backend = new FakeBackend();
  backend.addWorkspace({ name: 'Everybody' });
  backend.demote('member');
  return { backend, fake: new FakeStaff(backend) };
}

describe('MyProfile', () => {
  it('shows what is noted about me, with what only I may see', async () => {
    const { backend, fake } = organisation();
    fake.addPerson({
      user_ref: backend.me.user_ref,
      first_name: 'Alex',
      last_name: 'Admin',
      phone: '+49 30 99',
      notes: null,
    });
    const mine = fake.addProject({ role: 'member' });
    fake.addProject({ name: 'shop', entity_ref: 'system:default/shop' });
    fake.explanations[mine.id] = {
      role: 'member',
      sources: [{ source: 'manual', role: 'member' }],
      missing: [],
    };
    renderAdmin(PATH, backend);
    expect(
      await screen.findByRole('heading', { name: 'Alex Admin' }),
    ).toBeVisible();
    expect(screen.getByText('+49 30 99')).toBeVisible();
    expect(await screen.findByText('Added by hand')).toBeVisible();
    expect(
      backend.queriesOf('/workspaces/default/memberships/explain'),
    ).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
  });

  it('says who can add me where I am not in the directory', async () => {
    renderAdmin(PATH, organisation().backend);
    expect(
      await screen.findByText(
        'You are not in the staff directory of Everybody yet',
      ),
    ).toBeVisible();
    expect(
      screen.getByText(/An admin of the workspace can add you/),
    ).toBeVisible();
  });
});
