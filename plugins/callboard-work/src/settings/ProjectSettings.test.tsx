import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { FakeProject } from './__testUtils__/FakeProject';
import { openSettings } from './__testUtils__/openSettings';

async function open(role: 'admin' | 'member' = 'admin') {
  const project = new FakeProject(role);
  openSettings(project);
  return project.server;
}

const states = () =>
  screen.findByRole('region', { name: 'States' }).then(region =>
    within(region)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  );

describe('the settings of a project', () => {
  it('are not there for others than its admins, and say who can give access', async () => {
    await open('member');
    expect(
      await screen.findByText('The settings are for admins of the project'),
    ).toBeVisible();
    expect(
      screen.queryByRole('heading', { name: 'Settings of payments-api' }),
    ).toBeNull();
    await userEvent.click(
      screen.getByRole('button', { name: 'Back to the work items' }),
    );
    expect(
      await screen.findByRole('button', { name: 'New item' }),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Project settings' }),
    ).toBeNull();
  });

  it('add a state', async () => {
    await open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add a state' }),
    );
    const dialog = screen.getByRole('dialog', { name: 'Add a state' });
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Name' }),
      'Testing{Enter}',
    );
    await waitFor(async () =>
      expect(await states()).toContain('TestingNot started'),
    );
  });

  it('rename a state and send nothing else', async () => {
    const server = await open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Change Todo' }),
    );
    const name = screen.getByRole('textbox', { name: 'Name' });
    await userEvent.clear(name);
    await userEvent.type(name, 'Next{Enter}');
    await waitFor(async () =>
      expect(await states()).toContain('NextNot started'),
    );
    const [{ body, ifMatch }] = server.sent('PATCH', '/states/');
    expect(body).toEqual({ name: 'Next' });
    expect(ifMatch).toBe('"1"');
  });

  it('move a state among its neighbours', async () => {
    const server = await open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Move Todo down' }),
    );
    await waitFor(async () =>
      expect(await states()).toEqual([
        'Backlog',
        'In ProgressStarted',
        'TodoNot started',
        'DoneCompleted',
      ]),
    );
    expect(server.sent('PATCH', '/states/')[0].body).toEqual({
      sequence: 3_500,
    });
  });

  it('ask where the items of a state go before it is deleted', async () => {
    const server = await open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Delete Todo' }),
    );
    await userEvent.click(
      screen.getByRole('combobox', { name: 'Move items to' }),
    );
    expect(screen.queryByRole('option', { name: 'Todo' })).toBeNull();
    await userEvent.click(screen.getByRole('option', { name: 'Done' }));
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
    await waitFor(async () => expect(await states()).toHaveLength(3));
    expect(server.sent('DELETE', '/states/')[0].query.get('reassign_to')).toBe(
      server.stateCalled('Done').id,
    );
  });

  it('say why something was not saved', async () => {
    const server = await open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Change Todo' }),
    );
    server.refuseNext = {
      method: 'PATCH',
      refusal: new Refusal(409, 'The name is taken'),
    };
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Name' }),
      '!{Enter}',
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This was not saved. The name is taken',
    );
  });

  it('ask before a project becomes secret', async () => {
    const server = await open();
    await userEvent.click(
      await screen.findByRole('radio', { name: /^Secret/ }),
    );
    expect(server.project!.access).toBe('open');
    await userEvent.click(
      screen.getByRole('button', { name: 'Make it secret' }),
    );
    await waitFor(() => expect(server.project!.access).toBe('secret'));
    await waitFor(() =>
      expect(screen.getByRole('radio', { name: /^Secret/ })).toBeChecked(),
    );
  });

  it('refuse a cycle that ends before it begins', async () => {
    await open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add a cycle' }),
    );
    const dialog = screen.getByRole('dialog', { name: 'Add a cycle' });
    await userEvent.type(within(dialog).getByLabelText(/^Name/), 'Sprint 1');
    await userEvent.type(
      within(dialog).getByLabelText('First day'),
      '2026-11-20',
    );
    await userEvent.type(
      within(dialog).getByLabelText('Last day'),
      '2026-11-19',
    );
    expect(
      within(dialog).getByText('Must not be before the first day'),
    ).toBeVisible();
    expect(within(dialog).getByRole('button', { name: 'Add' })).toBeDisabled();
  });

  it('keep cycles that have ended out of sight until asked', async () => {
    const project = new FakeProject();
    project.addCycle('Long ago', '2020-01-31');
    project.addCycle('For long', '2999-01-31');
    openSettings(project);
    const cycles = within(
      await screen.findByRole('region', { name: 'Cycles' }),
    );
    expect(cycles.getByText('For long')).toBeVisible();
    expect(cycles.queryByText('Long ago')).toBeNull();
    await userEvent.click(
      cycles.getByRole('button', { name: 'Show those that have ended (1)' }),
    );
    expect(cycles.getByText('Long ago')).toBeVisible();
  });

  it('say who leads a module', async () => {
    const project = new FakeProject();
    project.add('Mona Manager', [{ source: 'manual', role: 'member' }]);
    project.addModule('Ledger', 'user:default/mona.manager');
    openSettings(project);
    const modules = within(
      await screen.findByRole('region', { name: 'Modules' }),
    );
    expect(modules.getByRole('link', { name: 'Mona Manager' })).toHaveAttribute(
      'href',
      '/catalog/default/user/mona.manager',
    );
  });

  it('are opened at the part that the address names, once', async () => {
    const scrolled: string[] = [];
    Element.prototype.scrollIntoView = function scrollIntoView() {
      scrolled.push(this.id);
    };
    const project = new FakeProject();
    openSettings(project, { address: '?view=settings#project-sources' });
    await screen.findByRole('region', { name: 'Sources' });
    expect(scrolled).toEqual(['project-sources']);
    await userEvent.click(
      await screen.findByRole('checkbox', { name: /^Time can be logged/ }),
    );
    await waitFor(() =>
      expect(project.server.project!.is_time_tracking_enabled).toBe(false),
    );
    expect(scrolled).toHaveLength(1);
  });

  it('are led to from a list of their parts', async () => {
    await open();
    const parts = within(
      await screen.findByRole('navigation', { name: 'On this page' }),
    );
    for (const link of parts.getAllByRole('link')) {
      const id = link.getAttribute('href')!.slice(1);
      expect(document.getElementById(id)).toHaveAccessibleName(
        link.textContent!,
      );
    }
    expect(parts.getAllByRole('link')).toHaveLength(8);
  });
});
