import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  hostileWords,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import { FakeDashboards } from '../__testUtils__/FakeDashboards';
import { renderDashboards } from '../__testUtils__/renderDashboards';

const other = {
  owner_ref: 'user:default/alex.admin',
  owner_name: 'Alex Admin',
};

function open(server: FakeDashboards, query = '') {
  return renderDashboards(`/dashboards${query}`, server);
}

const link = (name: string) => screen.findByRole('link', { name });
const names = () =>
  screen
    .queryAllByRole('row')
    .flatMap(row => within(row).queryAllByRole('link'))
    .map(one => one.textContent)
    .filter(text => !/Mona|Alex/.test(text ?? ''));

async function chooseOf(name: string, act: string | RegExp) {
  await userEvent.click(
    await screen.findByRole('button', { name: `More for ${name}` }),
  );
  await userEvent.click(await screen.findByRole('menuitem', { name: act }));
}

async function actsOf(name: string) {
  await userEvent.click(
    await screen.findByRole('button', { name: `More for ${name}` }),
  );
  const texts = (await screen.findAllByRole('menuitem')).map(
    ({ textContent }) => textContent,
  );
  await userEvent.keyboard('{Escape}');
  return texts;
}

describe('the page Dashboards', () => {
  let server: FakeDashboards;

  beforeEach(() => {
    server = new FakeDashboards();
  });

  it('leads to each of them, and says what is the default and who sees it', async () => {
    const { id } = server.add('Delivery', {
      ...other,
      access: 'shared',
      is_default: true,
      description: 'What is late',
    });
    server.add('Notes');
    open(server);
    expect(await link('Delivery')).toHaveAttribute(
      'href',
      `/dashboards/${id}?workspace=default`,
    );
    const [delivery, notes] = screen.getAllByRole('row').slice(1);
    expect(delivery).toHaveTextContent(/Default.*What is late.*Alex Admin/);
    expect(within(delivery).getByText('Everybody')).toBeVisible();
    expect(notes).not.toHaveTextContent('Default');
    expect(within(notes).getByText('Only me')).toBeVisible();
  });

  it('has favourites first, under a heading', async () => {
    server.add('Alpha');
    server.add('Beta');
    server.add('Zeta', { is_favourite: true });
    open(server);
    await link('Zeta');
    expect(names()).toEqual(['Zeta', 'Alpha', 'Beta']);
    expect(
      screen.getByText('Favourites', { selector: 'h3, span, div' }),
    ).toBeInTheDocument();
    expect(screen.getByText('Other dashboards')).toBeVisible();
  });

  it('makes favourites at once, and takes them back where the server refuses', async () => {
    server.add('Alpha');
    server.add('Beta');
    open(server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add Beta to favourites' }),
    );
    expect(
      await screen.findByRole('button', {
        name: 'Remove Beta from favourites',
      }),
    ).toBeVisible();
    await waitFor(() => expect(names()).toEqual(['Beta', 'Alpha']));
    expect(server.find(server.dashboards[1].id).is_favourite).toBe(true);

    server.refuseNext = { method: 'PUT', refusal: new Refusal(503, 'Away') };
    await userEvent.click(
      screen.getByRole('button', { name: 'Add Alpha to favourites' }),
    );
    expect(
      await screen.findByText('Alpha was not added to your favourites.'),
    ).toBeVisible();
    expect(
      await screen.findByRole('button', { name: 'Add Alpha to favourites' }),
    ).toBeVisible();
  });

  it('is gone over with the keyboard: arrows, S and Enter', async () => {
    server.add('Alpha');
    const beta = server.add('Beta');
    open(server);
    await link('Alpha');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await waitFor(() =>
      expect(document.activeElement).toHaveTextContent('Beta'),
    );
    await userEvent.keyboard('s');
    await waitFor(() => expect(beta.is_favourite).toBe(true));
    await userEvent.keyboard('?');
    const help = await screen.findByRole('dialog');
    expect(help).toHaveTextContent(/SAdd a row to favourites.*CNew dashboard/);
  });

  it('keeps the choice of dashboards in the address', async () => {
    server.add('Alpha', { is_favourite: true });
    server.add('Beta', { ...other, access: 'shared' });
    server.add('Gamma');
    open(server, '?show=shared');
    await link('Beta');
    expect(names()).toEqual(['Beta']);
    await userEvent.click(screen.getByRole('button', { name: 'Private' }));
    await link('Gamma');
    expect(names()).toEqual(['Alpha', 'Gamma']);
    await userEvent.click(screen.getByRole('button', { name: 'Favourites' }));
    await waitFor(() => expect(names()).toEqual(['Alpha']));
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    await link('Beta');
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search' }),
      'gam{Enter}',
    );
    await waitFor(() => expect(names()).toEqual(['Gamma']));
  });

  it('shows names as they are, whatever they hold', async () => {
    // Of what has no look, nothing can be seen.
    const shown = hostileWords.filter(word => /[\p{L}\p{N}]/u.test(word));
    shown.forEach(word =>
      server.add(word.slice(0, 255), { description: word }),
    );
    open(server);
    await link('constructor');
    expect(
      screen.getByText(`${shown.length} of ${shown.length} shown`),
    ).toBeVisible();
  });

  describe('in the menu of a dashboard', () => {
    it('has what its owner may do', async () => {
      server.add('Mine');
      server.add('Ours', { access: 'shared' });
      open(server);
      expect(await actsOf('Mine')).toEqual([
        'Open',
        'Duplicate',
        'Settings…',
        'Share with everybody',
        'Export as JSON',
        'Delete…',
      ]);
      expect(await actsOf('Ours')).toEqual([
        'Open',
        'Duplicate',
        'Settings…',
        'Make default',
        'Make private',
        'Export as JSON',
        'Delete…',
      ]);
    });

    it('has what others may do, by their role', async () => {
      server.add('Theirs', { ...other, access: 'shared' });
      open(server);
      expect(await actsOf('Theirs')).toEqual([
        'Open',
        'Duplicate',
        'Export as JSON',
      ]);
    });

    it('has for admins what is shared, but not to make it private', async () => {
      server.me.workspaces[0].role = 'admin';
      server.add('Theirs', { ...other, access: 'shared', is_default: true });
      open(server);
      expect(await actsOf('Theirs')).toEqual([
        'Open',
        'Duplicate',
        'Settings…',
        'No longer the default',
        'Export as JSON',
        'Delete…',
      ]);
    });

    it('makes one the default in place of the other', async () => {
      server.add('Alpha', { access: 'shared', is_default: true });
      server.add('Beta', { access: 'shared' });
      open(server);
      await chooseOf('Beta', 'Make default');
      expect(
        await screen.findByText('Beta is the default of Everybody now'),
      ).toBeVisible();
      expect(server.dashboards.map(one => one.is_default)).toEqual([
        false,
        true,
      ]);
    });

    it('makes one private, and takes that back with all it meant', async () => {
      const alpha = server.add('Alpha', { access: 'shared', is_default: true });
      open(server);
      await chooseOf('Alpha', 'Make private');
      expect(await screen.findByText('Only you see Alpha now')).toBeVisible();
      expect(alpha.access).toBe('private');
      await userEvent.click(screen.getByRole('button', { name: /Undo/ }));
      await waitFor(() =>
        expect(alpha).toMatchObject({ access: 'shared', is_default: true }),
      );
    });

    it('duplicates, and leads to the copy', async () => {
      server.add('Alpha');
      open(server);
      await chooseOf('Alpha', 'Duplicate');
      expect(await link('Alpha (Copy)')).toBeVisible();
      expect(
        screen.getByText('Alpha (Copy) was made, visible to you alone'),
      ).toBeVisible();
    });

    it('deletes after a question that names it', async () => {
      server.add('Alpha', { access: 'shared' });
      server.add('Beta');
      open(server);
      await chooseOf('Alpha', 'Delete…');
      const dialog = await screen.findByRole('dialog', {
        name: 'Delete “Alpha”?',
      });
      expect(dialog).toHaveTextContent(/for everybody in Everybody/);
      await userEvent.click(
        within(dialog).getByRole('button', { name: 'Cancel' }),
      );
      expect(server.sent('DELETE', 'dashboards')).toEqual([]);
      await chooseOf('Alpha', 'Delete…');
      await userEvent.click(
        await screen.findByRole('button', { name: 'Delete' }),
      );
      await waitFor(() => expect(names()).toEqual(['Beta']));
    });

    it('renames, and says beside the field that a name is taken', async () => {
      server.add('Alpha');
      server.add('Beta');
      open(server);
      await chooseOf('Alpha', 'Settings…');
      const field = await screen.findByRole('textbox', { name: /Name/ });
      await userEvent.clear(field);
      await userEvent.type(field, 'BETA');
      expect(
        await screen.findByText(/There is a dashboard with this name/),
      ).toBeVisible();
      expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
      await userEvent.clear(field);
      await userEvent.type(field, 'Gamma');
      await userEvent.click(screen.getByRole('button', { name: 'Save' }));
      expect(await link('Gamma')).toBeVisible();
      expect(server.dashboards[0].description).toBeNull();
    });

    it('exports a file that can be imported', async () => {
      const alpha = server.add('Ärger / 100 %');
      server.addWidget(alpha, 'By state');
      const saved: Array<{ name: string; content: Blob }> = [];
      URL.createObjectURL = content => {
        saved.push({ name: '', content: content as Blob });
        return 'blob:';
      };
      jest
        .spyOn(HTMLAnchorElement.prototype, 'click')
        .mockImplementation(function click(this: HTMLAnchorElement) {
          saved[0].name = this.download;
        });
      open(server);
      await chooseOf('Ärger / 100 %', 'Export as JSON');
      await waitFor(() => expect(saved[0]?.name).toBe('Ärger-100.json'));
      expect(saved[0].content.size).toBeGreaterThan(100);
    });
  });

  it('says to guests why they cannot make any', async () => {
    server.me.workspaces[0].role = 'guest';
    server.add('Ours', { ...other, access: 'shared' });
    open(server);
    expect(await actsOf('Ours')).toEqual(['Open', 'Export as JSON']);
    expect(screen.getByText(/As a guest of Everybody/)).toBeVisible();
    expect(await screen.findByText('Sue Super')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'New dashboard' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Import…' })).toBeNull();
    await userEvent.keyboard('c');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(
      screen.getByRole('button', { name: 'Add Ours to favourites' }),
    ).toBeVisible();
  });

  it('says what they are for where there are none, and what to do where none match', async () => {
    open(server);
    expect(
      await screen.findByText('No dashboards in Everybody yet'),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /^Team health/ }));
    const dialog = await screen.findByRole('dialog', { name: 'New dashboard' });
    expect(
      within(dialog).getByRole('radio', { name: /^Team health/ }),
    ).toBeChecked();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Favourites' }));
    expect(await screen.findByText('No favourites yet')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all dashboards' }),
    );
    expect(
      await screen.findByText('No dashboards in Everybody yet'),
    ).toBeVisible();
  });

  it('says what went wrong, and tries again', async () => {
    server.add('Alpha');
    server.answer({
      listDashboards: () => {
        throw new Refusal(400, 'No');
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
    await userEvent.click(screen.getByRole('button', { name: /again/i }));
    expect(await link('Alpha')).toBeVisible();
  });
});
