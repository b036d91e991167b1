import { screen, within } from '@testing-library/react';
import { FakeProject } from '../__testUtils__/FakeProject';
import { openSettings } from '../__testUtils__/openSettings';

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

describe('the sources in the settings of a project', () => {
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
