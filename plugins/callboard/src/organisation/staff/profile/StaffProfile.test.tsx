import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderAdmin } from '../../../__testUtils__/renderAdmin';
import { smallOrganisation } from '../../../__testUtils__/smallOrganisation';

type Organisation = ReturnType<typeof smallOrganisation>;

async function open({ backend, ada }: Organisation) {
  renderAdmin(`/organisation/people/${ada.id}`, backend);
  await screen.findByRole('heading', { name: 'Ada Lovelace' });
  return userEvent.setup();
}

describe('StaffProfile', () => {
  it('says who somebody is and where they stand', async () => {
    const own = smallOrganisation();
    await open(own);
    expect(
      (await screen.findByRole('link', { name: 'Payments' })).closest('div'),
    ).toHaveTextContent('Engineering › Payments');
    // Nobody is their own manager.
    expect(screen.getByRole('link', { name: 'Mona Manager' })).toBeVisible();
    expect(screen.getByText('since Mar 1, 2024')).toBeVisible();
    expect(screen.getByText('Active')).toBeVisible();
    expect(screen.getByText('+49 30 1234')).toBeVisible();
    expect(screen.getByText('Likes tea')).toBeVisible();
    expect(screen.getAllByText('private')).toHaveLength(2);
    expect(await screen.findByText('No transfers so far')).toBeVisible();
  });

  it('keeps from members what is private, and what they may not do', async () => {
    await open(smallOrganisation('member'));
    expect(screen.getByText('Staff id')).toBeVisible();
    expect(screen.queryByText('Phone')).toBeNull();
    expect(screen.queryByText('Notes')).toBeNull();
    for (const name of ['Edit', 'Transfer', 'More']) {
      expect(screen.queryByRole('button', { name })).toBeNull();
    }
  });

  it('says that somebody has no portal user yet', async () => {
    const own = smallOrganisation();
    own.ada.user_ref = null;
    await open(own);
    expect(screen.getByText('Not matched to a portal user yet')).toBeVisible();
    expect(screen.queryByRole('heading', { name: 'Access' })).toBeNull();
  });

  it('says so where there is nobody', async () => {
    const { backend } = smallOrganisation();
    renderAdmin('/organisation/people/nobody', backend);
    expect(await screen.findByText('There is no such person')).toBeVisible();
  });

  it('says why somebody has access', async () => {
    const own = smallOrganisation();
    const { fake, payments } = own;
    const api = fake.addProject({ name: 'payments-api' });
    fake.addProject({ name: 'shop', entity_ref: 'system:default/shop' });
    fake.explanations[api.id] = {
      role: 'admin',
      missing: [],
      sources: [
        { source: 'manual', role: 'member' },
        { source: 'department', role: 'admin', department_id: payments.id },
      ],
    };
    await open(own);
    expect(
      await screen.findByText(
        'Added by hand: Member · Department Payments: Admin',
      ),
    ).toBeVisible();
    expect(screen.getByText('Not in 1 other project')).toBeVisible();
    expect(screen.queryByText('shop')).toBeNull();
  });

  it('says a reason once, and asks about many projects only on demand', async () => {
    const own = smallOrganisation();
    const { fake, payments } = own;
    const api = fake.addProject({ name: 'payments-api' });
    for (let index = 0; index < 12; index++) {
      fake.addProject({
        name: `p${index}`,
        entity_ref: `system:default/p${index}`,
      });
    }
    fake.explanations[api.id] = {
      role: 'admin',
      missing: [],
      sources: [
        { source: 'manager', role: 'member', department_id: payments.id },
        { source: 'manager', role: 'admin', department_id: payments.id },
      ],
    };
    const user = await open(own);
    const button = await screen.findByRole('button', { name: 'Show projects' });
    expect(
      own.backend.queriesOf('/workspaces/default/memberships/explain'),
    ).toHaveLength(0);
    await user.click(button);
    expect(await screen.findByText('Manages Payments')).toBeVisible();
    expect(screen.getByText('Not in 12 other projects')).toBeVisible();
  });

  it('shows the way through the departments', async () => {
    const own = smallOrganisation();
    own.fake.transfers = [
      {
        id: own.ada.id,
        from_department_id: null,
        from_department_name: 'Research',
        to_department_id: own.payments.id,
        to_department_name: 'Payments',
        effective_date: '2025-01-31',
        transferred_by: 'user:default/alex.admin',
        transferred_by_name: 'Alex Admin',
        created_at: '2025-01-31T08:00:00.000Z',
      },
    ];
    await open(own);
    expect(await screen.findByText('Research → Payments')).toBeVisible();
    expect(screen.getByText('Jan 31, 2025')).toBeVisible();
  });
});
