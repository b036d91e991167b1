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
});
