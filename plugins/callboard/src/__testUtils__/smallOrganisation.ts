import { FakeBackend } from './FakeBackend';
import { FakeStaff } from './FakeStaff';

const ADA = 'user:default/ada';

/** A small organisation with Ada in it, as seen by somebody with a role. */
export function smallOrganisation(role: 'admin' | 'member' = 'admin') {
  const backend = new FakeBackend();
  backend.addWorkspace({});
  backend.demote(role);
  const fake = new FakeStaff(backend);
  const engineering = fake.addDepartment({
    name: 'Engineering',
    manager_ref: 'user:default/mona',
    manager_name: 'Mona Manager',
  });
  const payments = fake.addDepartment(
    { name: 'Payments', manager_ref: ADA, manager_name: 'Ada Lovelace' },
    engineering,
  );
  const ada = fake.addPerson({
    first_name: 'Ada',
    last_name: 'Lovelace',
    email: 'ada@example.com',
    user_ref: ADA,
    department_id: payments.id,
    position: 'Engineer',
    date_of_joining: '2024-03-01',
    ...(role === 'admin' ? { phone: '+49 30 1234', notes: 'Likes tea' } : {}),
  });
  return { backend, fake, engineering, payments, ada };
}
