import {
  dashboardTemplates,
  permissions,
  type ExportedDashboard,
} from '@callboard/plugin-callboard-common';
import {
  click,
  hostileWords,
  ErrorResponse,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeDashboards } from '../__testUtils__/FakeDashboards';
import { renderDashboards } from '../__testUtils__/renderDashboards';

describe('Dashboards page', () => {
  const other = {
    owner_ref: 'user:default/alex.admin',
    owner_name: 'Alex Admin',
  };

  function open(server: FakeDashboards, query = '') {
    return renderDashboards(`/dashboards${query}`, server);
  }

  const findLink = (name: string) => screen.findByRole('link', { name });

  const listNames = () =>
    screen
      .queryAllByRole('row')
      .flatMap(row => within(row).queryAllByRole('link'))
      .map(one => one.textContent)
      .filter(text => !/Mona|Alex/.test(text ?? ''));

  async function chooseAction(name: string, action: string | RegExp) {
    await click('button', `Actions for ${name}`);
    await click('menuitem', action);
  }

  async function listActions(name: string) {
    await click('button', `Actions for ${name}`);
    const texts = (await screen.findAllByRole('menuitem')).map(
      ({ textContent }) => textContent,
    );
    await userEvent.keyboard('{Escape}');
    return texts;
  }

  let server: FakeDashboards;

  beforeEach(() => {
    server = new FakeDashboards();
  });

  it('links to each dashboard and shows default, description, owner and visibility', async () => {
    const { id } = server.addDashboard('Delivery', {
      ...other,
      access: 'shared',
      is_default: true,
      description: 'What is late',
    });
    server.addDashboard('Notes');
    open(server);
    expect(await findLink('Delivery')).toHaveAttribute(
      'href',
      `/dashboards/${id}?workspace=default`,
    );
    const [delivery, notes] = screen.getAllByRole('row').slice(1);
    expect(delivery).toHaveTextContent(/Default.*What is late.*Alex Admin/);
    expect(within(delivery).getByText('Everyone')).toBeVisible();
    expect(notes).not.toHaveTextContent('Default');
    expect(within(notes).getByText('Only me')).toBeVisible();
  });

  it('lists favourites first under their own heading @full', async () => {
    server.addDashboard('Alpha');
    server.addDashboard('Beta');
    server.addDashboard('Zeta', { is_favourite: true });
    open(server);
    await findLink('Zeta');
    expect(listNames()).toEqual(['Zeta', 'Alpha', 'Beta']);
    expect(
      screen.getByText('Favourites', { selector: 'h3, span, div' }),
    ).toBeInTheDocument();
    expect(screen.getByText('Other dashboards')).toBeVisible();
  });

  it('moves a favourite to the other dashboards before the server confirms', async () => {
    server.addDashboard('Alpha', { is_favourite: true });
    server.addDashboard('Beta', { is_favourite: true });
    server.addDashboard('Zeta');
    open(server);
    await findLink('Alpha');
    const release = server.blockRequests(() => true);
    await click('button', 'Remove Alpha from favourites');
    await waitFor(() => expect(listNames()).toEqual(['Beta', 'Alpha', 'Zeta']));
    expect(screen.getAllByText('Other dashboards')).toHaveLength(1);
    release();
  });

  it('marks a favourite immediately and reverts it when the server rejects it @full', async () => {
    server.addDashboard('Alpha');
    server.addDashboard('Beta');
    open(server);
    await click('button', 'Add Beta to favourites');
    expect(
      await screen.findByRole('button', {
        name: 'Remove Beta from favourites',
      }),
    ).toBeVisible();
    await waitFor(() => expect(listNames()).toEqual(['Beta', 'Alpha']));
    expect(server.findDashboard(server.dashboards[1].id).is_favourite).toBe(
      true,
    );

    server.refuse('PUT', 503, 'Away');
    await click('button', 'Add Alpha to favourites');
    expect(
      await screen.findByText('Alpha was not added to your favourites.'),
    ).toBeVisible();
    expect(
      await screen.findByRole('button', { name: 'Add Alpha to favourites' }),
    ).toBeVisible();
  });

  it('supports arrow keys, the S shortcut for favourites and the shortcut help', async () => {
    server.addDashboard('Alpha');
    const beta = server.addDashboard('Beta');
    open(server);
    await findLink('Alpha');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await waitFor(() =>
      expect(document.activeElement).toHaveTextContent('Beta'),
    );
    await userEvent.keyboard('s');
    await waitFor(() => expect(beta.is_favourite).toBe(true));
    await userEvent.keyboard('?');
    const help = await screen.findByRole('dialog');
    expect(help).toHaveTextContent(
      /SAdd or remove favourite.*CCreate dashboard/,
    );
  });

  it('reads the visibility filter from the URL and applies filters and search @full', async () => {
    server.addDashboard('Alpha', { is_favourite: true });
    server.addDashboard('Beta', { ...other, access: 'shared' });
    server.addDashboard('Gamma');
    open(server, '?show=shared');
    await findLink('Beta');
    expect(listNames()).toEqual(['Beta']);
    await click('button', 'Private');
    await findLink('Gamma');
    expect(listNames()).toEqual(['Alpha', 'Gamma']);
    await click('button', 'Favourites');
    await waitFor(() => expect(listNames()).toEqual(['Alpha']));
    await click('button', 'Clear');
    await findLink('Beta');
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search' }),
      'gam{Enter}',
    );
    await waitFor(() => expect(listNames()).toEqual(['Gamma']));
  });

  it('shows hostile names and descriptions as plain text @full', async () => {
    // Texts without visible characters cannot be found on the page.
    const shown = hostileWords.filter(word => /[\p{L}\p{N}]/u.test(word));
    shown.forEach(word =>
      server.addDashboard(word.slice(0, 255), { description: word }),
    );
    open(server);
    await findLink('constructor');
    expect(
      screen.getByText(`${shown.length} of ${shown.length} shown`),
    ).toBeVisible();
  });

  describe('dashboard actions menu', () => {
    it('lists all actions that the owner of a dashboard may take @full', async () => {
      server.addDashboard('Mine');
      server.addDashboard('Ours', { access: 'shared' });
      open(server);
      expect(await listActions('Mine')).toEqual([
        'Open',
        'Duplicate',
        'Settings…',
        'Share with everyone',
        'Export as JSON',
        'Delete…',
      ]);
      expect(await listActions('Ours')).toEqual([
        'Open',
        'Duplicate',
        'Settings…',
        'Set as default',
        'Make private',
        'Export as JSON',
        'Delete…',
      ]);
    });

    it('lists only open, duplicate and export for members who do not own it @full', async () => {
      server.addDashboard('Theirs', { ...other, access: 'shared' });
      open(server);
      expect(await listActions('Theirs')).toEqual([
        'Open',
        'Duplicate',
        'Export as JSON',
      ]);
    });

    it('lists actions on shared dashboards for admins, except making them private @full', async () => {
      server.me.workspaces[0].role = 'admin';
      server.addDashboard('Theirs', {
        ...other,
        access: 'shared',
        is_default: true,
      });
      open(server);
      expect(await listActions('Theirs')).toEqual([
        'Open',
        'Duplicate',
        'Settings…',
        'Remove as default',
        'Export as JSON',
        'Delete…',
      ]);
    });

    it('sets a new default dashboard in place of the previous one @full', async () => {
      server.addDashboard('Alpha', { access: 'shared', is_default: true });
      server.addDashboard('Beta', { access: 'shared' });
      open(server);
      await chooseAction('Beta', 'Set as default');
      expect(
        await screen.findByText('Beta is now the default of Everybody'),
      ).toBeVisible();
      expect(server.dashboards.map(one => one.is_default)).toEqual([
        false,
        true,
      ]);
    });

    it('makes a dashboard private and restores sharing and default on undo', async () => {
      const alpha = server.addDashboard('Alpha', {
        access: 'shared',
        is_default: true,
      });
      open(server);
      await chooseAction('Alpha', 'Make private');
      expect(
        await screen.findByText('Alpha is now visible only to you'),
      ).toBeVisible();
      expect(alpha.access).toBe('private');
      await click('button', /Undo/);
      await waitFor(() =>
        expect(alpha).toMatchObject({ access: 'shared', is_default: true }),
      );
    });

    it('duplicates a dashboard and lists the private copy @full', async () => {
      server.addDashboard('Alpha');
      open(server);
      await chooseAction('Alpha', 'Duplicate');
      expect(await findLink('Alpha (Copy)')).toBeVisible();
      expect(
        screen.getByText('Alpha (Copy) created. Only you can see it.'),
      ).toBeVisible();
    });

    it('deletes a dashboard only after a confirmation that names it', async () => {
      server.addDashboard('Alpha', { access: 'shared' });
      server.addDashboard('Beta');
      open(server);
      await chooseAction('Alpha', 'Delete…');
      const dialog = await screen.findByRole('dialog', {
        name: 'Delete “Alpha”?',
      });
      expect(dialog).toHaveTextContent(/for everyone in Everybody/);
      await click('button', 'Cancel', dialog);
      expect(server.sent('DELETE', 'dashboards')).toEqual([]);
      await chooseAction('Alpha', 'Delete…');
      await click('button', 'Delete');
      await waitFor(() => expect(listNames()).toEqual(['Beta']));
    });

    it('renames a dashboard and shows an error at the field when the name is taken', async () => {
      server.addDashboard('Alpha');
      server.addDashboard('Beta');
      open(server);
      await chooseAction('Alpha', 'Settings…');
      const field = await screen.findByRole('textbox', { name: /Name/ });
      await userEvent.clear(field);
      await userEvent.type(field, 'BETA');
      await waitFor(() =>
        expect(
          screen.getByText(/A dashboard with this name already exists/),
        ).toBeVisible(),
      );
      expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
      await userEvent.clear(field);
      await userEvent.type(field, 'Gamma');
      await click('button', 'Save');
      expect(await findLink('Gamma')).toBeVisible();
      expect(server.dashboards[0].description).toBeNull();
    });

    it('exports a JSON file named after the dashboard @full', async () => {
      const alpha = server.addDashboard('Ärger / 100 %');
      server.addWidget(alpha, 'By state');
      const saved: Array<{ name: string; content: Blob }> = [];
      URL.createObjectURL = content => {
        saved.push({ name: '', content: content as Blob });
        return 'blob:';
      };
      jest
        .spyOn(HTMLAnchorElement.prototype, 'click')
        .mockImplementation(function download(this: HTMLAnchorElement) {
          saved[0].name = this.download;
        });
      open(server);
      await chooseAction('Ärger / 100 %', 'Export as JSON');
      await waitFor(() => expect(saved[0]?.name).toBe('Ärger-100.json'));
      expect(saved[0].content.size).toBeGreaterThan(100);
    });
  });

  it('shows guests why they cannot create dashboards and hides the actions @full', async () => {
    server.me.workspaces[0].role = 'guest';
    server.addDashboard('Ours', { ...other, access: 'shared' });
    open(server);
    expect(await listActions('Ours')).toEqual(['Open', 'Export as JSON']);
    expect(screen.getByText(/As a guest of Everybody/)).toBeVisible();
    expect(await screen.findByText('Sue Super')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Create dashboard' }),
    ).toBeNull();
    expect(screen.queryByRole('button', { name: 'Import…' })).toBeNull();
    await userEvent.keyboard('c');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(
      screen.getByRole('button', { name: 'Add Ours to favourites' }),
    ).toBeVisible();
  });

  it('hides the actions that the portal’s policy denies', async () => {
    server.addDashboard('Mine');
    const { dashboard, dashboardFavourite } = permissions;
    renderDashboards('/dashboards', server, undefined, {
      denied: [dashboard.create, dashboard.update, dashboardFavourite.update],
    });
    await findLink('Mine');
    expect(await listActions('Mine')).toEqual([
      'Open',
      'Export as JSON',
      'Delete…',
    ]);
    const buttons = /^(Create dashboard|Import…|Add Mine to favourites)/;
    expect(screen.queryByRole('button', { name: buttons })).toBeNull();
    await userEvent.keyboard('c');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('shows templates when no dashboard exists, and a button to show all dashboards when no favourite exists', async () => {
    open(server);
    expect(
      await screen.findByText('No dashboards in Everybody yet'),
    ).toBeVisible();
    await click('button', /^Team health/);
    const dialog = await screen.findByRole('dialog', {
      name: 'Create dashboard',
    });
    expect(
      within(dialog).getByRole('radio', { name: /^Team health/ }),
    ).toBeChecked();
    await click('button', 'Cancel', dialog);
    await click('button', 'Favourites');
    expect(await screen.findByText('No favourites yet')).toBeVisible();
    await click('button', 'Show all dashboards');
    expect(
      await screen.findByText('No dashboards in Everybody yet'),
    ).toBeVisible();
  });

  it('shows the error details and loads the list on retry @full', async () => {
    server.addDashboard('Alpha');
    server.answer({
      listDashboards: () => {
        throw new ErrorResponse(400, 'No');
      },
    });
    open(server);
    expect(await screen.findByRole('alert')).toHaveTextContent(/Details: No/);
    server.answer({
      listDashboards: () => ({
        items: server.dashboards,
        next_cursor: null,
        total: 1,
      }),
    });
    await click('button', /again/i);
    expect(await findLink('Alpha')).toBeVisible();
  });
});

describe('dashboard creation', () => {
  let server: FakeDashboards;

  beforeEach(() => {
    server = new FakeDashboards();
    server.addDashboard('Delivery');
  });

  async function open() {
    renderDashboards('/dashboards', server);
    await screen.findByRole('link', { name: 'Delivery' });
    await userEvent.keyboard('c');
    return within(
      await screen.findByRole('dialog', { name: 'Create dashboard' }),
    );
  }
  const name = () => screen.getByRole('textbox', { name: /Name/ });
  const create = () => click('button', 'Create');
  const listCreated = () => server.dashboards.slice(1);

  it('creates a shared dashboard with all widgets of a template and opens it @full', async () => {
    const dialog = await open();
    await click('radio', /^Team health/, dialog);
    expect(name()).toHaveValue('Team health');
    await click('radio', /^Everyone/, dialog);
    await create();
    await waitFor(() => expect(listCreated()).toHaveLength(1));
    const [{ id }] = listCreated();
    await waitFor(() =>
      expect(server.findDashboard(id)).toMatchObject({
        name: 'Team health',
        access: 'shared',
      }),
    );
    const template = dashboardTemplates.find(
      one => one.name === 'team_health',
    )!.dashboard;
    expect(server.getWithWidgets(id).widgets.map(({ title }) => title)).toEqual(
      template.widgets.map(({ title }) => title),
    );
    // The page shows the dashboard instead of the list.
    await waitFor(() => expect(screen.queryByRole('grid')).toBeNull());
    expect(server.sent('POST', 'dashboards')).toHaveLength(1);
  });

  it('suggests an unused name and keeps a name the user typed @full', async () => {
    const dialog = await open();
    await waitFor(() => expect(name()).toHaveValue('Delivery 2'));
    await click('radio', /^Empty/, dialog);
    expect(name()).toHaveValue('New dashboard');
    await userEvent.clear(name());
    await userEvent.type(name(), 'Mine');
    await click('radio', /^Time/, dialog);
    expect(name()).toHaveValue('Mine');
    await create();
    await waitFor(() =>
      expect(listCreated()).toMatchObject([
        { name: 'Mine', access: 'private' },
      ]),
    );
    expect(server.sent('PATCH', 'dashboards')).toEqual([]);
  });

  it('keeps the suggested name unchanged while the field has focus', async () => {
    renderDashboards('/dashboards', server);
    await screen.findByRole('link', { name: 'Delivery' });
    const release = server.blockRequests(() => true);
    await userEvent.keyboard('c');
    await userEvent.click(await screen.findByRole('textbox', { name: /Name/ }));
    release();
    await screen.findByText(/A dashboard with this name already exists/);
    await userEvent.keyboard('!');
    expect(name()).toHaveValue('Delivery!');
  });

  it('shows an error at the field when the name is taken or missing @full', async () => {
    await open();
    await userEvent.clear(name());
    await userEvent.type(name(), 'delivery');
    expect(
      await screen.findByText(/A dashboard with this name already exists/),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Create' })).toBeDisabled();
    expect(name()).toBeInvalid();
    await userEvent.clear(name());
    await userEvent.tab();
    expect(await screen.findByText('Enter a name.')).toBeVisible();
    expect(listCreated()).toEqual([]);
  });

  it('shows an error when the server reports the name as taken', async () => {
    await open();
    server.refuse('POST', 409, 'body.name: Delivery 2 is taken');
    await waitFor(() => expect(name()).toHaveValue('Delivery 2'));
    await create();
    expect(
      await screen.findByText(/A dashboard with this name already exists/),
    ).toBeVisible();
    await userEvent.type(name(), '!');
    await create();
    await waitFor(() =>
      expect(listCreated()).toMatchObject([{ name: 'Delivery 2!' }]),
    );
  });

  it('notifies the user when the server creates the dashboard under another name @full', async () => {
    // Another user has a private dashboard of that name.
    server.answer({
      importDashboard: ({ body }) => ({
        ...server.getWithWidgets(server.addDashboard(`${body.name} (Copy)`).id),
        unresolved: [],
      }),
    });
    await open();
    await userEvent.clear(name());
    await userEvent.type(name(), 'Secret');
    await create();
    expect(
      await screen.findByText(
        'That name is taken. The dashboard was created as Secret (Copy).',
      ),
    ).toBeVisible();
  });

  it('opens the private dashboard with a warning when sharing fails @full', async () => {
    const dialog = await open();
    await click('radio', /^Everyone/, dialog);
    server.refuse('PATCH', 503, 'Away');
    await create();
    expect(await screen.findByText(/but not shared/)).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('grid')).toBeNull());
    expect(listCreated()).toMatchObject([{ access: 'private' }]);
  });

  it('keeps the input when the creation fails @full', async () => {
    await open();
    await userEvent.clear(name());
    await userEvent.type(name(), 'One too many');
    server.refuse(
      'POST',
      409,
      'A workspace can have at most 2000 dashboards. Delete one first',
    );
    await create();
    expect(
      await screen.findByText(/was not created\. A workspace can have at most/),
    ).toBeVisible();
    expect(name()).toHaveValue('One too many');
    expect(listCreated()).toEqual([]);
  });
});

describe('dashboard import', () => {
  const board: ExportedDashboard = {
    ...dashboardTemplates[0].dashboard,
    name: 'Elsewhere',
    description: '<img src=x onerror=alert(1)>',
  };

  /** jsdom's files cannot be read as text. */
  function createFile(text: string, size = text.length): File {
    const file = new File([], 'board.json', { type: 'application/json' });
    return Object.defineProperties(file, {
      size: { value: size },
      text: { value: async () => text },
    });
  }

  let server: FakeDashboards;

  beforeEach(() => {
    server = new FakeDashboards();
    server.addDashboard('Delivery');
  });

  async function choose(file: File) {
    if (!screen.queryByRole('dialog')) {
      renderDashboards('/dashboards', server);
      await click('button', 'Import…');
    }
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Import dashboard' }),
    );
    await userEvent.upload(dialog.getByLabelText('Dashboard file'), file);
  }
  const submit = () => screen.getByRole('button', { name: 'Import' });
  const listCreated = () => server.dashboards.slice(1);

  it('previews the file, imports it under a new name as shared and opens it @full', async () => {
    await choose(createFile(JSON.stringify(board)));
    expect(
      await screen.findByText(`${board.widgets.length} widgets`),
    ).toBeVisible();
    const name = screen.getByRole('textbox', { name: /Name/ });
    expect(name).toHaveValue('Elsewhere');
    expect(screen.getByDisplayValue(board.description!)).toBeVisible();
    await userEvent.type(name, ' 2');
    await click('radio', /^Everyone/);
    await userEvent.click(submit());
    await waitFor(() =>
      expect(listCreated()).toMatchObject([
        {
          name: 'Elsewhere 2',
          description: board.description,
          access: 'shared',
        },
      ]),
    );
    await waitFor(() => expect(screen.queryByRole('grid')).toBeNull());
  });

  it.each([
    ['{"callboard_dashboard": 1,', /not a valid JSON file/],
    ['', /not a valid JSON file/],
    ['null', /not an exported dashboard/],
    ['[]', /not an exported dashboard/],
    ['{"name": "Delivery"}', /not an exported dashboard/],
    [JSON.stringify({ ...board, callboard_dashboard: 2 }), /newer version/],
  ])(
    'explains why %.30s is not an importable dashboard @full',
    async (text, reason) => {
      await choose(createFile(text));
      expect(await screen.findByRole('alert')).toHaveTextContent(reason);
      expect(submit()).toBeDisabled();
    },
  );

  it('rejects files above the size limit', async () => {
    await choose(createFile(JSON.stringify(board), 1_000_001));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /board.json is .*The limit for a dashboard is/,
    );
  });

  it('lists invalid fields of the file and accepts a corrected file', async () => {
    const [first, ...others] = board.widgets;
    const wrong = {
      ...board,
      name: '',
      'hostile key': '<b>',
      widgets: [
        { ...first, config: { ...first.config, x_axis: 'constructor' } },
        ...others,
      ],
    };
    await choose(createFile(JSON.stringify(wrong)));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/board.json has \d+ problems/);
    expect(alert).toHaveTextContent('widgets[0].config.x_axis');
    expect(alert).toHaveTextContent('name');
    expect(alert).toHaveTextContent('hostile key');
    expect(submit()).toBeDisabled();
    await choose(createFile(JSON.stringify(board)));
    await waitFor(() => expect(submit()).toBeEnabled());
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('lists the fields that the server rejects', async () => {
    await choose(createFile(JSON.stringify(board)));
    await waitFor(() => expect(submit()).toBeEnabled());
    server.refuse('POST', 400, 'No', [
      { field: 'body.widgets', reason: 'have at most 196608 bytes' },
    ]);
    await userEvent.click(submit());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /widgets have at most 196608 bytes/,
    );
    expect(listCreated()).toEqual([]);
  });

  it('lists unresolved filter references before opening the imported dashboard', async () => {
    server.answer({
      importDashboard: ({ body }) => {
        const { id } = server.addDashboard(body.name);
        server.addWidget(server.findDashboard(id), 'By <b>state</b>');
        return {
          ...server.getWithWidgets(id),
          unresolved: [
            {
              path: 'widgets[0].config.filters.states[1]',
              id: '00000000-0000-7000-8000-000000000001',
              name: 'In review',
              reason: 'ambiguous' as const,
            },
            {
              path: 'config.project_ids[0]',
              id: '00000000-0000-7000-8000-000000000002',
              name: null,
              reason: 'unknown' as const,
            },
          ],
        };
      },
    });
    await choose(createFile(JSON.stringify(board)));
    await waitFor(() => expect(submit()).toBeEnabled());
    await userEvent.click(submit());
    const dialog = await screen.findByRole('dialog', {
      name: 'Elsewhere imported',
    });
    const rows = within(dialog)
      .getAllByRole('row')
      .map(({ textContent }) => textContent);
    expect(rows.slice(1)).toEqual([
      'By <b>state</b>In reviewSeveral matches with this name',
      'Whole dashboard00000000-0000-7000-8000-000000000002Not found',
    ]);
    await click('button', 'Open dashboard', dialog);
    await waitFor(() => expect(screen.queryByRole('grid')).toBeNull());
  });
});
