import { permissions } from '@callboard/plugin-callboard-common';
import {
  click,
  fillCalendarField,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { delayResponses } from '../__testUtils__/delayResponses';
import { createProject, openSettings } from './__testUtils__/openSettings';

describe('general settings of a project', () => {
  const TRACKING = 'Allow time tracking';

  function open() {
    const server = createProject();
    openSettings(server);
    return server;
  }

  const identifierField = () =>
    screen.findByRole('textbox', { name: /^Identifier/ });

  async function type(field: HTMLElement, text: string) {
    await userEvent.clear(field);
    await userEvent.type(field, text);
  }

  it('shows how a new identifier changes item names, and saves it @full', async () => {
    const server = open();
    const field = await identifierField();
    expect(field).toHaveAccessibleDescription(/PAY-1, PAY-2 and so on/);
    await type(field, 'ledger');
    expect(field).toHaveValue('LEDGER');
    expect(field).toHaveAccessibleDescription(
      /PAY-42 becomes LEDGER-42.*another project can take PAY/,
    );
    await click('button', 'Save');
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Save' })).toBeNull(),
    );
    const [{ body, ifMatch }] = server.sent('PATCH', '/projects/');
    expect(body).toEqual({ identifier: 'LEDGER' });
    expect(ifMatch).toBe('"1"');
    expect(field).toHaveAccessibleDescription(/LEDGER-1/);
  });

  it('shows an invalid identifier on blur and does not send it', async () => {
    const server = open();
    const field = await identifierField();
    await type(field, '1pay');
    expect(field).toBeValid();
    await userEvent.tab();
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(/Use 1 to 12 letters/);
    await click('button', 'Save');
    expect(server.sent('PATCH', '/projects/')).toEqual([]);
    await click('button', 'Discard changes');
    expect(field).toHaveValue('PAY');
    expect(field).toBeValid();
  });

  it.each(['', 'payments-api', 'paymentsledger'])(
    'rejects "%s" as an identifier @full',
    async text => {
      open();
      const field = await identifierField();
      await userEvent.clear(field);
      await userEvent.click(field);
      await userEvent.paste(text);
      await userEvent.tab();
      expect(field).toBeInvalid();
    },
  );

  it('shows at the field that an identifier is taken', async () => {
    const server = open();
    const field = await identifierField();
    await type(field, 'SHOP');
    server.refuse('PATCH', 409, 'body.identifier: SHOP is taken');
    await userEvent.keyboard('{Enter}');
    await waitFor(() =>
      expect(field).toHaveAccessibleDescription(
        'Another project already uses SHOP. Choose a different one.',
      ),
    );
    expect(field).toHaveValue('SHOP');
    await userEvent.type(field, 'S');
    expect(field).toBeValid();
  });

  it('keeps the typed name after a conflict, and saves it on retry @full', async () => {
    const server = open();
    const field = await screen.findByRole('textbox', { name: /^Name/ });
    await type(field, 'Payments');
    Object.assign(server.project!, { identifier: 'PAYS', version: 2 });
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Someone else changed the project/,
    );
    expect(field).toHaveValue('Payments');
    await waitFor(async () =>
      expect(await identifierField()).toHaveValue('PAYS'),
    );
    await click('button', 'Save');
    await waitFor(() =>
      expect(server.project).toMatchObject({
        name: 'Payments',
        identifier: 'PAYS',
      }),
    );
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('disables time tracking @full', async () => {
    const server = open();
    await click('checkbox', TRACKING);
    await waitFor(() =>
      expect(server.project!.is_time_tracking_enabled).toBe(false),
    );
  });

  it('keeps a name that is typed during a save, and saves it next', async () => {
    const server = createProject();
    const letGo = delayResponses(server, /^PATCH/);
    openSettings(server);
    await type(await identifierField(), 'ledger');
    await click('button', 'Save');
    await waitFor(() =>
      expect(server.sent('PATCH', '/projects/')).toHaveLength(1),
    );
    const name = screen.getByRole('textbox', { name: /^Name/ });
    await type(name, 'Ledger');
    letGo();
    expect(await screen.findByText('Saved')).toBeInTheDocument();
    expect(await identifierField()).toHaveValue('LEDGER');
    expect(name).toHaveValue('Ledger');
    await click('button', 'Save');
    await waitFor(() => expect(server.project!.name).toBe('Ledger'));
    expect(server.sent('PATCH', '/projects/')[1].body).toEqual({
      name: 'Ledger',
    });
  });

  it('saves a typed name after another setting was saved @full', async () => {
    const server = open();
    const field = await screen.findByRole('textbox', { name: /^Name/ });
    await type(field, 'Payments');
    await click('checkbox', TRACKING);
    await waitFor(() =>
      expect(
        screen.getByRole('checkbox', { name: TRACKING }),
      ).not.toBeChecked(),
    );
    expect(await screen.findByText('Saved')).toBeInTheDocument();
    expect(field).toHaveValue('Payments');
    await click('button', 'Save');
    await waitFor(() =>
      expect(server.project).toMatchObject({
        name: 'Payments',
        is_time_tracking_enabled: false,
      }),
    );
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('reports a conflict even after another setting was saved @full', async () => {
    const server = open();
    const field = await screen.findByRole('textbox', { name: /^Name/ });
    await type(field, 'Payments');
    server.project!.identifier = 'PAYS';
    await click('checkbox', TRACKING);
    expect(await screen.findByText('Saved')).toBeInTheDocument();
    await click('button', 'Save');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Someone else changed the project/,
    );
  });

  it('ignores other changes while a setting is being saved @full', async () => {
    const server = createProject();
    const letGo = delayResponses(server, /^PATCH/);
    openSettings(server);
    const tracking = await screen.findByRole('checkbox', { name: TRACKING });
    await userEvent.click(tracking);
    await waitFor(() =>
      expect(server.sent('PATCH', '/projects/')).toHaveLength(1),
    );
    await userEvent.click(tracking);
    await click('radio', /^Secret/);
    expect(screen.queryByRole('dialog')).toBeNull();
    letGo();
    await waitFor(() => expect(tracking).not.toBeChecked());
    expect(await screen.findByText('Saved')).toBeInTheDocument();
    expect(server.sent('PATCH', '/projects/')).toHaveLength(1);
    await click('radio', /^Secret/);
    expect(await screen.findByRole('dialog')).toBeVisible();
  });

  it('archives a project after confirmation, hides edits, and restores it on click', async () => {
    const server = open();
    await click('button', 'Archive project');
    const dialog = await screen.findByRole('dialog', {
      name: 'Archive payments-api?',
    });
    expect(dialog).toHaveTextContent(/read-only until it is restored/);
    expect(server.project!.archived_at).toBeNull();
    await click('button', 'Archive', dialog);
    expect(await screen.findByText(/^Archived/)).toBeVisible();
    await waitFor(() =>
      expect(
        screen.getByRole('heading', { name: 'payments-api settings' }),
      ).toHaveFocus(),
    );
    expect(screen.queryByRole('button', { name: 'Add state' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Edit Todo' })).toBeNull();

    await click('button', 'Restore');
    expect(
      await screen.findByRole('button', { name: 'Add state' }),
    ).toBeVisible();
    expect(server.project!.archived_at).toBeNull();
    expect(screen.queryByRole('button', { name: 'Restore' })).toBeNull();
  });

  it('shows why archiving failed @full', async () => {
    const server = open();
    await click('button', 'Archive project');
    server.refuse('PATCH', 503, 'The database is away');
    await click('button', 'Archive');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Your changes were not saved. The database is away',
    );
  });
});

describe('project settings', () => {
  async function open(role: 'admin' | 'member' = 'admin') {
    const server = createProject(role);
    openSettings(server);
    return server;
  }

  const states = () =>
    screen.findByRole('region', { name: 'States' }).then(region =>
      within(region)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    );

  it('hides the settings from members who are not admins', async () => {
    await open('member');
    expect(
      await screen.findByText('Only project admins can see the settings'),
    ).toBeVisible();
    expect(
      screen.queryByRole('heading', { name: 'payments-api settings' }),
    ).toBeNull();
    await click('button', 'Back to work items');
    expect(
      await screen.findByRole('button', { name: 'Create work item' }),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Project settings' }),
    ).toBeNull();
  });

  it('hides the settings that the portal’s policy denies', async () => {
    const server = createProject();
    server.addLabel('bug');
    const { project, state, label } = permissions;
    openSettings(server, {
      denied: [project.update, ...Object.values(state), label.delete],
    });
    expect(
      await screen.findByRole('button', { name: 'Add label' }),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Edit bug' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Delete bug' })).toBeNull();
    expect(await states()).toContain('TodoNot started');
    const buttons = /^(Add state|(Edit|Delete|Move) Todo|Archive project)/;
    expect(screen.queryByRole('button', { name: buttons })).toBeNull();
    expect(screen.queryByRole('region', { name: 'General' })).toBeNull();
  });

  it('adds a state @full', async () => {
    await open();
    await click('button', 'Add state');
    const dialog = screen.getByRole('dialog', { name: 'Add state' });
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Name' }),
      'Testing{Enter}',
    );
    await waitFor(async () =>
      expect(await states()).toContain('TestingNot started'),
    );
  });

  it('renames a state and sends only the name @full', async () => {
    const server = await open();
    await click('button', 'Edit Todo');
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

  it('moves a state down by changing its sequence', async () => {
    const server = await open();
    await click('button', 'Move Todo down');
    await waitFor(async () =>
      expect(await states()).toEqual([
        'Backlog',
        'In ProgressIn progress',
        'TodoNot started',
        'DoneCompleted',
      ]),
    );
    expect(server.sent('PATCH', '/states/')[0].body).toEqual({
      sequence: 3_500,
    });
  });

  it('moves the items to a selected state when a state is deleted', async () => {
    const server = await open();
    await click('button', 'Delete Todo');
    await click('combobox', 'Move items to');
    expect(screen.queryByRole('option', { name: 'Todo' })).toBeNull();
    await click('option', 'Done');
    await click('button', 'Delete');
    await waitFor(async () => expect(await states()).toHaveLength(3));
    expect(server.sent('DELETE', '/states/')[0].query.get('reassign_to')).toBe(
      server.findState('Done').id,
    );
  });

  it('shows why a change was not saved', async () => {
    const server = await open();
    await click('button', 'Edit Todo');
    server.refuse('PATCH', 409, 'The name is taken');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Name' }),
      '!{Enter}',
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Your changes were not saved. The name is taken',
    );
  });

  it('asks for confirmation before a project becomes secret', async () => {
    const server = await open();
    await click('radio', /^Secret/);
    expect(server.project!.access).toBe('open');
    await click('button', 'Make secret');
    await waitFor(() => expect(server.project!.access).toBe('secret'));
    await waitFor(() =>
      expect(screen.getByRole('radio', { name: /^Secret/ })).toBeChecked(),
    );
  });

  it('rejects a cycle that ends before it starts', async () => {
    await open();
    await click('button', 'Add cycle');
    const dialog = screen.getByRole('dialog', { name: 'Add cycle' });
    await userEvent.type(within(dialog).getByLabelText(/^Name/), 'Sprint 1');
    await fillCalendarField('Start date', '2026-11-20', dialog);
    await fillCalendarField('End date', '2026-11-19', dialog);
    expect(
      within(dialog).getByText('Choose a date on or after the start date.'),
    ).toBeVisible();
    expect(within(dialog).getByRole('button', { name: 'Add' })).toBeDisabled();
  });

  it('hides ended cycles until requested', async () => {
    const server = createProject();
    const { id: project_id } = server.project!;
    for (const [name, end_date] of [
      ['Long ago', '2020-01-31'],
      ['For long', '2999-01-31'],
    ]) {
      server.insert('cycles', { project_id, name, end_date });
    }
    openSettings(server);
    const cycles = within(
      await screen.findByRole('region', { name: 'Cycles' }),
    );
    expect(cycles.getByText('For long')).toBeVisible();
    expect(cycles.queryByText('Long ago')).toBeNull();
    await click('button', 'Show ended cycles (1)', cycles);
    expect(cycles.getByText('Long ago')).toBeVisible();
  });

  it('shows the lead of a module', async () => {
    const server = createProject();
    server.addMember('Mona Manager', { source: 'manual', role: 'member' });
    const [{ user_ref: lead_ref }] = server.members;
    const { id: project_id } = server.project!;
    server.insert('modules', { project_id, name: 'Ledger', lead_ref });
    openSettings(server);
    const modules = within(
      await screen.findByRole('region', { name: 'Modules' }),
    );
    expect(modules.getByRole('link', { name: 'Mona Manager' })).toHaveAttribute(
      'href',
      '/catalog/default/user/mona.manager',
    );
  });

  it('scrolls once to the section that the URL names', async () => {
    const scrolled: string[] = [];
    // jsdom does not implement `scrollIntoView`.
    Object.defineProperty(Element.prototype, 'scrollIntoView', {
      configurable: true,
      value: jest.fn(function scrollIntoView(this: Element) {
        scrolled.push(this.id);
      }),
    });
    const server = createProject();
    openSettings(server, { address: '?view=settings#project-sources' });
    await screen.findByRole('region', { name: 'Sources' });
    expect(scrolled).toEqual(['project-sources']);
    await click('checkbox', /^Allow time tracking/);
    await waitFor(() =>
      expect(server.project!.is_time_tracking_enabled).toBe(false),
    );
    expect(scrolled).toHaveLength(1);
    Reflect.deleteProperty(Element.prototype, 'scrollIntoView');
  });

  it('lists links to all sections', async () => {
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
