import { fillCalendarField } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  OrganisationServer,
  createOrganisationWithAda,
} from '../../__testUtils__/OrganisationServer';
import { renderAdmin } from '../../__testUtils__/renderAdmin';
import {
  type DepartmentEntry,
  findNearestManager,
} from '../departments/useDepartmentTree';

type Organisation = ReturnType<typeof createOrganisationWithAda>;

async function open({ server, ada }: Organisation) {
  renderAdmin(`/organisation/people/${ada.id}`, server);
  await screen.findByRole('heading', { name: 'Ada Lovelace' });
  return userEvent.setup();
}

describe('StaffProfile', () => {
  it('shows department path, manager, status, start date and private fields @full', async () => {
    const organisation = createOrganisationWithAda();
    await open(organisation);
    expect(
      (await screen.findByRole('link', { name: 'Payments' })).closest('div'),
    ).toHaveTextContent('Engineering › Payments');
    // The manager of a manager is the manager of the nearest ancestor department.
    expect(screen.getByRole('link', { name: 'Mona Manager' })).toBeVisible();
    expect(screen.getByText('since Mar 1, 2024')).toBeVisible();
    expect(screen.getByText('Active')).toBeVisible();
    expect(screen.getByText('+49 30 1234')).toBeVisible();
    expect(screen.getByText('Likes tea')).toBeVisible();
    expect(screen.getAllByText('private')).toHaveLength(2);
    expect(await screen.findByText('No transfers')).toBeVisible();
  });

  it('hides private fields and editing actions from members @full', async () => {
    await open(createOrganisationWithAda('member'));
    expect(screen.getByText('Staff ID')).toBeVisible();
    expect(screen.queryByText('Phone')).toBeNull();
    expect(screen.queryByText('Notes')).toBeNull();
    for (const name of ['Edit', 'Transfer', 'More']) {
      expect(screen.queryByRole('button', { name })).toBeNull();
    }
  });

  it('shows that no portal user matches yet, and hides the access section @full', async () => {
    const organisation = createOrganisationWithAda();
    organisation.ada.user_ref = null;
    await open(organisation);
    expect(screen.getByText('Not matched to a portal user yet')).toBeVisible();
    expect(screen.queryByRole('heading', { name: 'Access' })).toBeNull();
  });

  it('shows an error for an unknown person', async () => {
    const { server } = createOrganisationWithAda();
    renderAdmin('/organisation/people/nobody', server);
    expect(await screen.findByText('Person not found')).toBeVisible();
  });

  it('shows the sources of project access @full', async () => {
    const organisation = createOrganisationWithAda();
    const { server, payments } = organisation;
    const api = server.addProject({ name: 'payments-api' });
    server.addProject({ name: 'shop', entity_ref: 'system:default/shop' });
    server.explanations[api.id] = {
      role: 'admin',
      missing: [],
      sources: [
        { source: 'manual', role: 'member' },
        { source: 'department', role: 'admin', department_id: payments.id },
      ],
    };
    await open(organisation);
    expect(
      await screen.findByText(
        'Added manually: Member · Department Payments: Admin',
      ),
    ).toBeVisible();
    expect(screen.getByText('Not in 1 other project')).toBeVisible();
    expect(screen.queryByText('shop')).toBeNull();
  });

  it('shows duplicate sources once, and loads more than 12 projects only on request', async () => {
    const organisation = createOrganisationWithAda();
    const { server, payments } = organisation;
    const api = server.addProject({ name: 'payments-api' });
    for (let index = 0; index < 12; index++) {
      server.addProject({
        name: `p${index}`,
        entity_ref: `system:default/p${index}`,
      });
    }
    server.explanations[api.id] = {
      role: 'admin',
      missing: [],
      sources: [
        { source: 'manager', role: 'member', department_id: payments.id },
        { source: 'manager', role: 'admin', department_id: payments.id },
      ],
    };
    const user = await open(organisation);
    const button = await screen.findByRole('button', { name: 'Show projects' });
    expect(
      organisation.server.listQueries(
        '/workspaces/default/memberships/explain',
      ),
    ).toHaveLength(0);
    await user.click(button);
    expect(await screen.findByText('Manages Payments')).toBeVisible();
    expect(screen.getByText('Not in 12 other projects')).toBeVisible();
  });

  it('shows the transfers between departments', async () => {
    const organisation = createOrganisationWithAda();
    organisation.server.insert('staffTransfers', {
      from_department_name: 'Research',
      to_department_name: 'Payments',
      effective_date: '2025-01-31',
    });
    await open(organisation);
    expect(await screen.findByText('Research → Payments')).toBeVisible();
    expect(screen.getByText('Jan 31, 2025')).toBeVisible();
  });
});

describe('staff admin actions', () => {
  async function openDialog(
    organisation: Organisation,
    action: string,
    title: string,
  ) {
    const user = await open(organisation);
    const button = screen.queryByRole('button', { name: action });
    if (button) {
      await user.click(button);
    } else {
      await user.click(screen.getByRole('button', { name: 'More' }));
      await user.click(await screen.findByRole('menuitem', { name: action }));
    }
    const dialog = within(await screen.findByRole('dialog', { name: title }));
    return { user, dialog };
  }

  it('saves edited fields, and keeps the others @full', async () => {
    const organisation = createOrganisationWithAda();
    const { user, dialog } = await openDialog(
      organisation,
      'Edit',
      'Edit Ada Lovelace',
    );
    const position = dialog.getByRole('textbox', { name: 'Position' });
    await user.clear(position);
    await user.type(position, 'Lead');
    await user.clear(dialog.getByRole('textbox', { name: 'Phone' }));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Lead')).toBeVisible();
    expect(organisation.server.staff[0]).toMatchObject({
      position: 'Lead',
      phone: null,
      notes: 'Likes tea',
      version: 2,
    });
  });

  it('shows client and server validation errors at the field', async () => {
    const organisation = createOrganisationWithAda();
    const { user, dialog } = await openDialog(
      organisation,
      'Edit',
      'Edit Ada Lovelace',
    );
    const mail = dialog.getByRole('textbox', { name: 'Email' });
    await user.clear(mail);
    await user.type(mail, 'nowhere');
    await user.tab();
    expect(await dialog.findByText(/Enter an email address/)).toBeVisible();
    expect(mail).toBeInvalid();
    await user.type(mail, '@example.com');
    organisation.server.refuse('PATCH', 409, 'Taken', [
      { field: 'body.email', reason: 'belongs to Grace Hopper' },
    ]);
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText('belongs to Grace Hopper')).toBeVisible();
  });

  it('keeps edits after a version conflict, and merges them on request @full', async () => {
    const organisation = createOrganisationWithAda();
    const { user, dialog } = await openDialog(
      organisation,
      'Edit',
      'Edit Ada Lovelace',
    );
    const position = dialog.getByRole('textbox', { name: 'Position' });
    await user.clear(position);
    await user.type(position, 'Lead');
    Object.assign(organisation.ada, { job_grade: 'L5', version: 7 });
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /Someone else changed this profile/,
    );
    await user.click(dialog.getByRole('button', { name: /Apply my changes/ }));
    await waitFor(() =>
      expect(dialog.getByRole('textbox', { name: 'Job grade' })).toHaveValue(
        'L5',
      ),
    );
    expect(position).toHaveValue('Lead');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(organisation.server.staff[0]).toMatchObject({
        position: 'Lead',
        job_grade: 'L5',
        version: 8,
      }),
    );
  });

  it('transfers a person, and rejects the current department and future dates', async () => {
    const organisation = createOrganisationWithAda();
    const { user, dialog } = await openDialog(
      organisation,
      'Transfer',
      'Transfer Ada Lovelace',
    );
    const submit = dialog.getByRole('button', { name: 'Transfer' });
    await user.click(dialog.getByRole('combobox'));
    await user.click(await screen.findByRole('option', { name: 'Payments' }));
    expect(
      dialog.getByText('Ada Lovelace is already in this department'),
    ).toBeVisible();
    expect(submit).toBeDisabled();
    await user.click(dialog.getByRole('combobox'));
    await user.click(
      await screen.findByRole('option', { name: 'Engineering' }),
    );
    await fillCalendarField('Effective date', '2999-01-01', dialog);
    expect(
      dialog.getByText('Enter today’s date or an earlier one.'),
    ).toBeVisible();
    expect(submit).toBeDisabled();
    await fillCalendarField('Effective date', '2025-01-01', dialog);
    organisation.server.refuse('POST', 400, 'Bad', [
      { field: 'body.department_id', reason: 'is no longer in use' },
    ]);
    await user.click(submit);
    expect(await dialog.findByText('is no longer in use')).toBeVisible();
    await user.click(submit);
    await waitFor(() =>
      expect(organisation.server.staff[0].department_id).toBe(
        organisation.engineering.id,
      ),
    );
  });

  afterEach(() => jest.restoreAllMocks());

  it('accepts today in the workspace’s time zone as the date of a transfer @full', async () => {
    jest
      .spyOn(Date, 'now')
      .mockReturnValue(Date.parse('2026-11-20T23:00:00.000Z'));
    const organisation = createOrganisationWithAda();
    organisation.server.me.workspaces[0].timezone = 'Pacific/Kiritimati';
    const { dialog } = await openDialog(
      organisation,
      'Transfer',
      'Transfer Ada Lovelace',
    );
    const problem = 'Enter today’s date or an earlier one.';
    await fillCalendarField('Effective date', '2026-11-22', dialog);
    expect(dialog.getByText(problem)).toBeVisible();
    await fillCalendarField('Effective date', '2026-11-21', dialog);
    expect(dialog.queryByText(problem)).toBeNull();
  });

  it('deactivates a person with a leaving date, and reactivates them', async () => {
    const organisation = createOrganisationWithAda();
    const { user, dialog } = await openDialog(
      organisation,
      'Mark as left',
      'Mark Ada Lovelace as left?',
    );
    await fillCalendarField('Leaving date', '2026-10-31', dialog);
    await user.click(dialog.getByRole('button', { name: 'Mark as left' }));
    expect(await screen.findByText('Mar 1, 2024 – Oct 31, 2026')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'More' }));
    await user.click(
      await screen.findByRole('menuitem', { name: 'Reactivate' }),
    );
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Reactivate',
      }),
    );
    expect(await screen.findByText('Active')).toBeVisible();
  });

  it('deletes a person after confirmation, and opens and focuses the directory', async () => {
    const organisation = createOrganisationWithAda();
    organisation.server.addPerson({ first_name: 'Grace', last_name: 'Hopper' });
    const { user, dialog } = await openDialog(
      organisation,
      'Delete',
      'Delete Ada Lovelace?',
    );
    await user.click(dialog.getByRole('button', { name: 'Delete' }));
    expect(
      await screen.findByRole('link', { name: 'Grace Hopper' }),
    ).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Ada Lovelace' })).toBeNull();
    expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
  });
});

describe('CreateStaffDialog', () => {
  async function openDialog() {
    const server = new OrganisationServer();
    const payments = server.addDepartment({ name: 'Payments' });
    renderAdmin('/organisation/people', server);
    const user = userEvent.setup();
    await user.click(
      (
        await screen.findAllByRole('button', { name: 'Add person' })
      )[0],
    );
    const dialog = within(await screen.findByRole('dialog'));
    return { server, payments, user, dialog };
  }

  it('creates a person with only the given fields', async () => {
    const { server, payments, user, dialog } = await openDialog();
    await user.type(dialog.getByRole('textbox', { name: 'First name' }), 'Ada');
    await user.type(
      dialog.getByRole('textbox', { name: 'Last name' }),
      'Lovelace',
    );
    await user.type(dialog.getByRole('textbox', { name: 'Staff ID' }), '0042');
    await user.type(
      dialog.getByRole('textbox', { name: 'Email' }),
      'ada@example.com',
    );
    await user.click(dialog.getByRole('combobox', { name: 'Department' }));
    await user.click(await screen.findByRole('option', { name: 'Payments' }));
    await user.click(dialog.getByRole('button', { name: 'Add' }));
    expect(
      await screen.findByRole('link', { name: 'Ada Lovelace' }),
    ).toBeVisible();
    expect(server.staff[0]).toMatchObject({
      staff_id: '0042',
      department_id: payments.id,
      user_ref: null,
      position: null,
      date_of_joining: null,
      employment_status: 'active',
    });
  });

  it('shows errors at empty required fields, and creates no person @full', async () => {
    const { server, user, dialog } = await openDialog();
    await user.click(dialog.getByRole('button', { name: 'Add' }));
    expect(await dialog.findByText('Enter a staff ID.')).toBeVisible();
    expect(dialog.getByText(/Enter a first name/)).toBeVisible();
    expect(dialog.getByText(/Enter an email address/)).toBeVisible();
    expect(server.staff).toEqual([]);
  });

  it('shows a conflict from the server at the staff ID @full', async () => {
    const { server, user, dialog } = await openDialog();
    for (const [name, text] of [
      ['First name', 'Ada'],
      ['Last name', 'Lovelace'],
      ['Staff ID', '0042'],
      ['Email', 'ada@example.com'],
    ]) {
      await user.type(dialog.getByRole('textbox', { name }), text);
    }
    server.refuse('POST', 409, 'Already used by another person: staff_id 0042');
    await user.click(dialog.getByRole('button', { name: 'Add' }));
    expect(
      await dialog.findByText(
        'Already used by another person. Enter a different value.',
      ),
    ).toBeVisible();
    expect(dialog.getByRole('textbox', { name: 'Staff ID' })).toBeInvalid();
  });
});

describe('findNearestManager', () => {
  const department = (...managers: (string | null)[]) =>
    ({
      path: managers.map(ref => ({ manager_ref: ref, manager_name: ref })),
    } as unknown as DepartmentEntry);

  it.each([
    ['their own department', ['top', 'middle', 'own'], 'own'],
    ['the nearest ancestor with a manager', ['top', 'middle', null], 'middle'],
    [
      'the parent of a department that they manage themselves',
      ['top', 'middle', 'me'],
      'middle',
    ],
    ['no department when they manage the root', ['me'], undefined],
  ])('returns the manager for the case: %s', (_, managers, expected) => {
    expect(
      findNearestManager({ user_ref: 'me' }, department(...managers))?.user_ref,
    ).toBe(expected);
  });

  it('returns undefined without a department', () => {
    expect(findNearestManager({ user_ref: 'me' }, undefined)).toBeUndefined();
  });
});
