import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { giveSizes } from '../__testUtils__/giveSizes';
import { FakeProject } from './__testUtils__/FakeProject';
import { openSettings } from './__testUtils__/openSettings';

describe('the members in the settings of a project', () => {
  giveSizes();

  function projectWithMembers() {
    const project = new FakeProject();
    const { department_id } = project;
    project.add('Max Member', [{ source: 'manual', role: 'admin' }]);
    project.add('Olga Owner', [{ source: 'owner', role: 'admin' }]);
    project.add('Dora Department', [
      { source: 'department', role: 'member', department_id },
    ]);
    project.add('Both Ways', [
      { source: 'manual', role: 'guest' },
      { source: 'department', role: 'member', department_id },
    ]);
    return project;
  }

  async function section() {
    return within(await screen.findByRole('region', { name: 'Members' }));
  }

  async function rowOf(name: string) {
    const link = await (await section()).findByRole('link', { name });
    return within(link.closest('[role=row]') as HTMLElement);
  }

  async function chooseRole(name: string, role: RegExp) {
    const row = await rowOf(name);
    await userEvent.click(
      row.getByRole('combobox', { name: `Role of ${name}` }),
    );
    await userEvent.click(await screen.findByRole('option', { name: role }));
  }

  it('are listed with their role and where it comes from', async () => {
    openSettings(projectWithMembers());
    expect(
      (await rowOf('Max Member')).getByText('Added by hand'),
    ).toBeVisible();
    const owner = await rowOf('Olga Owner');
    expect(owner.getByText('Admin')).toBeVisible();
    expect(owner.getByText('Owner in the catalog')).toBeVisible();
    const both = await rowOf('Both Ways');
    expect(await both.findByText('Department Payments: Member')).toBeVisible();
    expect(both.getByText('Added by hand: Guest')).toBeVisible();
    expect(both.getByText('In effect: Member')).toBeVisible();
  });

  it('say why one that follows from elsewhere is not removed here', async () => {
    openSettings(projectWithMembers());
    const owner = await rowOf('Olga Owner');
    expect(owner.queryByRole('button', { name: /^Remove/ })).toBeNull();
    expect(owner.queryByRole('combobox')).toBeNull();
    await userEvent.click(owner.getByRole('button'));
    expect(
      await screen.findByRole('dialog', {
        name: 'Olga Owner cannot be removed here',
      }),
    ).toHaveTextContent(/change the owner of payments-api in the catalog/);
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click((await rowOf('Dora Department')).getByRole('button'));
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      /The department Payments is linked to payments-api, and they are in it/,
    );
  });

  it('are added with a role', async () => {
    const project = projectWithMembers();
    openSettings(project);
    await rowOf('Max Member');
    await userEvent.click(screen.getByRole('button', { name: 'Add member' }));
    const dialog = within(
      await screen.findByRole('dialog', {
        name: 'Add a member to payments-api',
      }),
    );
    await userEvent.type(
      dialog.getByRole('combobox', { name: /^Person/ }),
      'user:default/jane',
    );
    await userEvent.click(dialog.getByRole('combobox', { name: /^Role/ }));
    await userEvent.click(screen.getByRole('option', { name: /^Guest/ }));
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }));
    expect((await rowOf('jane')).getByRole('combobox')).toHaveTextContent(
      'Guest',
    );
    expect(project.server.sent('POST', '/members')[0].body).toEqual({
      user_ref: 'user:default/jane',
      role: 'guest',
    });
  });

  it('get another role, as the version that was read', async () => {
    const project = projectWithMembers();
    openSettings(project);
    await chooseRole('Both Ways', /^Admin/);
    await waitFor(async () =>
      expect(
        (await rowOf('Both Ways')).getByRole('combobox'),
      ).toHaveTextContent('Admin'),
    );
    const [{ body, ifMatch }] = project.server.sent('PATCH', '/members/');
    expect(body).toEqual({ role: 'admin' });
    expect(ifMatch).toBe('"1"');
  });

  it('are asked before they give up being an admin', async () => {
    const project = projectWithMembers();
    openSettings(project);
    await chooseRole('Max Member', /^Member/);
    const dialog = await screen.findByRole('dialog', {
      name: 'Give up being an admin?',
    });
    expect(dialog).toHaveTextContent(
      /no longer be able to change payments-api/,
    );
    expect(project.server.sent('PATCH', '/members/')).toEqual([]);
  });

  it('keep the last admin, and say why', async () => {
    const project = projectWithMembers();
    project.server.me.workspaces[0].role = 'admin';
    openSettings(project);
    await rowOf('Max Member');
    project.server.refuseNext = {
      method: 'PATCH',
      refusal: new Refusal(409, 'A project keeps at least one admin'),
    };
    await chooseRole('Max Member', /^Member/);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /not changed.*Make somebody else an admin first/,
    );
    expect((await rowOf('Max Member')).getByRole('combobox')).toHaveTextContent(
      'Admin',
    );
  });

  it('say so when the right to change them has gone', async () => {
    const project = projectWithMembers();
    openSettings(project);
    await rowOf('Both Ways');
    project.server.refuseNext = {
      method: 'PATCH',
      refusal: new Refusal(403, 'Not allowed'),
    };
    await chooseRole('Both Ways', /^Admin/);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Only its admins can change who is a member/,
    );
  });

  it('are removed once confirmed, and read what stays open to them', async () => {
    const project = projectWithMembers();
    project.add('Gina Guest', [{ source: 'manual', role: 'guest' }]);
    openSettings(project);
    const row = await rowOf('Gina Guest');
    await userEvent.click(row.getByRole('button', { name: /^Remove/ }));
    const dialog = await screen.findByRole('dialog', {
      name: 'Remove Gina Guest from payments-api?',
    });
    expect(dialog).toHaveTextContent(
      /they can still read them, and join again/,
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Remove' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('link', { name: 'Gina Guest' })).toBeNull(),
    );
    expect(project.members).toHaveLength(4);
  });

  it('read that who is removed from a secret project loses access', async () => {
    const project = projectWithMembers();
    project.server.project!.access = 'secret';
    project.add('Gina Guest', [{ source: 'manual', role: 'guest' }]);
    openSettings(project);
    const row = await rowOf('Gina Guest');
    await userEvent.click(row.getByRole('button', { name: /^Remove/ }));
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      /They lose access to it at once/,
    );
  });

  it('load ten at a time, and are found by name', async () => {
    const project = projectWithMembers();
    for (let number = 1; number <= 20; number += 1) {
      project.add(`Person ${number}`, [{ source: 'manual', role: 'member' }]);
    }
    openSettings(project);
    expect(await screen.findByText('10 of 24 shown')).toBeVisible();
    await userEvent.type(
      (await section()).getByRole('searchbox', { name: 'Search' }),
      'person 20',
    );
    expect(
      await screen.findByRole('link', { name: 'Person 20' }),
    ).toBeVisible();
    await waitFor(() =>
      expect(screen.queryByRole('link', { name: 'Max Member' })).toBeNull(),
    );
  });

  it('are not looked for any more when the settings are left', async () => {
    const { address } = openSettings(projectWithMembers(), {
      address: '?view=settings&member=max&member_role=admin&q=Fix',
    });
    const search = (await section()).getByRole('searchbox', { name: 'Search' });
    expect(search).toHaveValue('max');
    await userEvent.click(
      screen.getByRole('button', { name: 'Back to the work items' }),
    );
    await screen.findByRole('button', { name: 'New item' });
    expect(address()).toBe('?q=Fix');
  });

  it('are asked for again after a failure, beside settings that are there', async () => {
    const project = projectWithMembers();
    project.refuseList = new Refusal(400, 'Something broke');
    openSettings(project);
    const members = await section();
    expect(await members.findByRole('alert')).toHaveTextContent(
      /could not be loaded.*Something broke/,
    );
    expect(screen.getByRole('region', { name: 'States' })).toBeVisible();
    await userEvent.click(members.getByRole('button', { name: 'Try again' }));
    expect(
      await members.findByRole('link', { name: 'Max Member' }),
    ).toBeVisible();
  });

  it('say what the list is for while nobody is in it', async () => {
    openSettings(new FakeProject());
    expect(await screen.findByText('No members yet')).toBeVisible();
    expect(
      screen.getByText('Add the people who work on its items.'),
    ).toBeVisible();
  });
});

describe('the sources in the settings of a project', () => {
  const annotations = { 'github.com/project-slug': 'lantern/payments-api' };

  const other = (kind: string, name: string) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { namespace: 'default', name },
  });

  async function section() {
    const region = await screen.findByRole('region', { name: 'Sources' });
    await within(region).findByRole('table');
    return region;
  }

  const rows = (region: HTMLElement) =>
    within(region)
      .getAllByRole('row')
      .map(({ textContent }) => textContent);

  it('tell how many items are from where', async () => {
    const project = new FakeProject();
    project.server.add();
    project.server.add({ source: 'github' });
    project.server.add({ source: 'github' });
    project.server.add({ source: 'tracker' });
    openSettings(project);
    expect(rows(await section())).toEqual([
      'SourceItems, including archived ones',
      'Made here1',
      'GitHub2',
      'Other systems1',
    ]);
  });

  it('count what has been archived, too', async () => {
    const archived_at = '2026-11-20T08:00:00.000Z';
    const project = new FakeProject();
    project.server.add();
    project.server.add({ source: 'github', archived_at });
    project.server.add({ source: 'tracker', archived_at });
    openSettings(project, { annotations });
    const region = await section();
    expect(rows(region).slice(1)).toEqual([
      'Made here1',
      'GitHub1',
      'Other systems1',
    ]);
    expect(region).not.toHaveTextContent(/none has arrived so far/);
  });

  it('show zero as zero', async () => {
    openSettings(new FakeProject());
    expect(rows(await section())).toEqual([
      'SourceItems, including archived ones',
      'Made here0',
      'GitHub0',
    ]);
  });

  it('tell how to name a repository where the catalog names none', async () => {
    openSettings(new FakeProject());
    const region = await section();
    expect(region).toHaveTextContent(/Nothing is imported from GitHub/);
    expect(region).toHaveTextContent(
      'github.com/project-slug: owner/repository',
    );
    expect(region).not.toHaveTextContent('The catalog names the repository');
  });

  it('say that the issues of the repository flow in where some have', async () => {
    const project = new FakeProject();
    project.server.add({ source: 'github' });
    openSettings(project, {
      annotations,
      others: [other('API', 'a')],
    });
    const region = await section();
    expect(region).toHaveTextContent(/repository lantern\/payments-api/);
    expect(region).toHaveTextContent(/Its issues become items of this project/);
  });

  it('claim nothing where none has come yet', async () => {
    openSettings(new FakeProject(), { annotations });
    const region = await section();
    expect(region).toHaveTextContent(/none has arrived so far/);
    expect(region).not.toHaveTextContent(/Its issues become items/);
  });

  it('name the other entities because of which nothing is taken', async () => {
    const project = new FakeProject();
    project.server.add({ source: 'github' });
    openSettings(project, {
      annotations,
      others: [other('Component', 'ledger'), other('System', 'shop')],
    });
    const region = await section();
    expect(
      await within(region).findByRole('link', { name: 'ledger' }),
    ).toHaveAttribute('href', '/catalog/default/component/ledger');
    expect(within(region).getByRole('link', { name: 'shop' })).toBeVisible();
    expect(region).toHaveTextContent(/Nothing is imported from it/);
    expect(region).not.toHaveTextContent(/Its issues become items/);
  });

  it('name the members whom GitHub issues cannot be assigned to', async () => {
    const project = new FakeProject();
    project.add('Max Member', [{ source: 'manual', role: 'admin' }]);
    project.add('Mona Manager', [{ source: 'manual', role: 'member' }]);
    openSettings(project, { annotations });
    const region = within(await section());
    expect(await region.findByText('These members have none:')).toBeVisible();
    expect(region.getByRole('link', { name: 'Mona Manager' })).toBeVisible();
    expect(region.queryByRole('link', { name: 'Max Member' })).toBeNull();
  });
});
