import type { FrontendFeature } from '@backstage/frontend-plugin-api';
import { screen, within } from '@testing-library/react';
import type { DepartmentPart } from '../organisation/departments/model/departmentParts';
import { FakeBackend } from './FakeBackend';
import { FakeOrganisation } from './FakeOrganisation';
import { renderAdmin } from './renderAdmin';

/** Departments with two people in them, seen by an admin. */
export function smallOrganisation() {
  const backend = new FakeBackend();
  backend.addWorkspace({});
  backend.demote('admin');
  const fake = new FakeOrganisation(backend);
  fake.addTree({ Engineering: { Payments: { Ledger: {} } }, Sales: {} });
  fake.addPerson('Ada', 'Payments');
  fake.addPerson('Grace', 'Ledger');
  return { backend, fake };
}

/** Opens a department in one of its parts; finds things in its pane. */
export async function openDepartment(
  { backend, fake }: ReturnType<typeof smallOrganisation>,
  name: string,
  part: DepartmentPart = 'people',
  others: FrontendFeature[] = [],
) {
  const query = new URLSearchParams({ department: fake.named(name).id, part });
  renderAdmin(`/organisation/departments?${query}`, backend, others);
  await screen.findByRole('heading', { name });
  return within(screen.getByRole('region', { name: 'Selected department' }));
}

/** Finds things in the dialog with a title. */
export async function findDialog(name: string) {
  return within(await screen.findByRole('dialog', { name }));
}
