import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { DepartmentSectionBlueprint } from '@callboard/plugin-callboard-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { giveSizes } from '../../__testUtils__/giveSizes';
import {
  findDialog,
  openDepartment,
  smallOrganisation,
} from '../../__testUtils__/openDepartment';
import { renderAdmin } from '../../__testUtils__/renderAdmin';

beforeAll(giveSizes);

describe('a department', () => {
  it('says what it is, where it is and who leads it', async () => {
    const all = smallOrganisation();
    Object.assign(all.fake.named('Payments'), {
      code: 'PAY',
      dept_type: 'team',
      manager_ref: 'user:default/mona',
      manager_name: 'Mona Manager',
    });
    const pane = await openDepartment(all, 'Payments');
    expect(pane.getByRole('link', { name: 'Mona Manager' })).toBeVisible();
    expect(pane.getByText('PAY')).toBeVisible();
    expect(pane.getByText('team')).toBeVisible();
    expect(pane.getByText('1 here, 2 with those beneath')).toBeVisible();
    await userEvent.click(
      within(
        pane.getByRole('navigation', { name: 'Above this department' }),
      ).getByRole('link', { name: 'Engineering' }),
    );
    expect(
      await screen.findByRole('heading', { name: 'Engineering' }),
    ).toBeVisible();
  });

  it('lists its people, and those beneath when asked to', async () => {
    const pane = await openDepartment(smallOrganisation(), 'Payments');
    expect(await pane.findByText('Ada Smith')).toBeVisible();
    expect(pane.queryByText('Grace Smith')).toBeNull();
    await userEvent.click(
      pane.getByRole('checkbox', { name: 'Include departments beneath' }),
    );
    const grace = await pane.findByText('Grace Smith');
    const row = grace.closest<HTMLElement>('[role=row]')!;
    expect(within(row).getByRole('link', { name: 'Ledger' })).toBeVisible();
    // As high as in the directory.
    expect(row).toHaveStyle({ minHeight: '40px' });
  });

  it('shows the totals of other plugins, where there are some', async () => {
    const budget = DepartmentSectionBlueprint.make({
      name: 'budget',
      params: {
        loader: async () => props => <p>Budget of {props.department.name}</p>,
      },
    });
    const module = createFrontendModule({
      pluginId: 'callboard',
      extensions: [budget],
    });
    const pane = await openDepartment(
      smallOrganisation(),
      'Payments',
      'people',
      [module],
    );
    expect(pane.queryByText('Budget of Payments')).toBeNull();
    await userEvent.click(pane.getByRole('tab', { name: 'Totals' }));
    expect(await pane.findByText('Budget of Payments')).toBeVisible();
  });

  it('shows its people in place of totals that no plugin adds', async () => {
    const pane = await openDepartment(
      smallOrganisation(),
      'Payments',
      'totals',
    );
    expect(await pane.findByText('Ada Smith')).toBeVisible();
    expect(pane.queryByRole('tab', { name: 'Totals' })).toBeNull();
  });

  it('shows its history, and names where it has been', async () => {
    const all = smallOrganisation();
    const { fake, backend } = all;
    fake.history.push({
      workspace_id: backend.workspaces[0].id,
      user_id: 'user:default/alex.admin',
      user_name: 'Alex Admin',
      user_email: null,
      action: 'update',
      entity_type: 'department',
      entity_id: fake.named('Payments').id,
      entity_label: 'Payments',
      metadata: null,
      changes: [
        {
          field: 'parent_id',
          old_value: null,
          new_value: fake.named('Engineering').id,
        },
      ],
      batch_id: null,
      source: 'backend',
      ip: null,
      request_id: null,
      id: fake.named('Sales').id,
      created_at: '2026-11-20T08:00:00.000Z',
    });
    const pane = await openDepartment(all, 'Payments', 'history');
    const rows = await pane.findAllByRole('row');
    expect(rows[1]).toHaveTextContent('Alex Admin');
    expect(rows[1]).toHaveTextContent('updated');
    expect(rows[1]).toHaveTextContent('parent top level → Engineering');
    const [call] = backend.requests.filter(text => text.includes('/activity'));
    expect(call).toContain(`entity_id=${fake.named('Payments').id}`);
  });

  it('says when there is no such department', async () => {
    renderAdmin(
      '/organisation/departments?department=gone',
      smallOrganisation().backend,
    );
    expect(
      await screen.findByText('There is no such department'),
    ).toBeVisible();
  });
});

describe('what a department gives access to', () => {
  it('links a project', async () => {
    const all = smallOrganisation();
    const project = all.fake.addProject('payments-api');
    const pane = await openDepartment(all, 'Payments', 'access');
    await userEvent.click(
      await pane.findByRole('button', { name: 'Give access' }),
    );
    const dialog = await findDialog(
      'What should the people of Payments get access to?',
    );
    await userEvent.type(
      dialog.getByRole('combobox', { name: 'Project' }),
      'pay',
    );
    await userEvent.click(
      await screen.findByRole('option', { name: /payments-api/ }),
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Give access' }));
    expect(
      await pane.findByRole('link', { name: 'payments-api' }),
    ).toBeVisible();
    expect(all.fake.writes).toMatchObject([
      { call: 'link', body: { project_id: project.id } },
    ]);
  });

  it.each([
    ['They lose the access, unless they have it for another reason', ''],
    [
      'They stay members, as if they had been added by hand',
      'keep_members=true',
    ],
  ])('ends it; people %s', async (choice, query) => {
    const all = smallOrganisation();
    all.fake.addLink('Payments', all.fake.addProject('shop'));
    const pane = await openDepartment(all, 'Payments', 'access');
    await userEvent.click(
      await pane.findByRole('button', { name: 'End access to shop' }),
    );
    const dialog = await findDialog('Stop giving access to shop?');
    await userEvent.click(dialog.getByRole('radio', { name: choice }));
    await userEvent.click(dialog.getByRole('button', { name: 'End access' }));
    expect(
      await pane.findByText('This department gives access to nothing yet'),
    ).toBeVisible();
    expect(all.fake.writes).toMatchObject([{ call: 'unlink', query }]);
  });
});
