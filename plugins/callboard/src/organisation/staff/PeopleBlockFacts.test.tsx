import { screen } from '@testing-library/react';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { FakeStaff } from '../../__testUtils__/FakeStaff';
import { renderAdmin } from '../../__testUtils__/renderAdmin';

describe('the block of people on the admin page', () => {
  it('says how many there are, by status, and leads to them', async () => {
    const backend = new FakeBackend();
    backend.addWorkspace({});
    backend.demote('admin');
    const fake = new FakeStaff(backend);
    fake.addPerson({});
    fake.addPerson({});
    fake.addPerson({ employment_status: 'resigned' });
    renderAdmin('/callboard', backend);
    const facts = await screen.findByText('3 people · 2 active · 1 left');
    expect(facts.closest('a')).toHaveAttribute('href', '/organisation/people');
  });

  it('names the workspace where the person administers several', async () => {
    const backend = new FakeBackend();
    backend.addWorkspace({ slug: 'shop', name: 'Shop' });
    backend.addWorkspace({ slug: 'lab', name: 'Lab' });
    backend.demote('admin');
    const fake = new FakeStaff(backend);
    fake.addPerson({});
    fake.addDepartment({ name: 'Engineering' });
    renderAdmin('/callboard', backend);
    expect(await screen.findByText('Shop · 1 person · 1 active')).toBeVisible();
    expect(await screen.findByText(/^Shop · 1 department · /)).toBeVisible();
  });
});
