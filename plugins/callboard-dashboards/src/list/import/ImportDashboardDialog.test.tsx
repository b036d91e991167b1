import {
  dashboardTemplates,
  type ExportedDashboard,
} from '@callboard/plugin-callboard-common';
import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeDashboards } from '../../__testUtils__/FakeDashboards';
import { renderDashboards } from '../../__testUtils__/renderDashboards';

const board: ExportedDashboard = {
  ...dashboardTemplates[0].dashboard,
  name: 'Elsewhere',
  description: '<img src=x onerror=alert(1)>',
};

/** jsdom's files cannot be read as text. */
function fileOf(text: string, size = text.length): File {
  const file = new File([], 'board.json', { type: 'application/json' });
  return Object.defineProperties(file, {
    size: { value: size },
    text: { value: async () => text },
  });
}

describe('importing a dashboard', () => {
  let server: FakeDashboards;

  beforeEach(() => {
    server = new FakeDashboards();
    server.add('Delivery');
  });

  async function choose(file: File) {
    if (!screen.queryByRole('dialog')) {
      renderDashboards('/dashboards', server);
      await userEvent.click(
        await screen.findByRole('button', { name: 'Import…' }),
      );
    }
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Import a dashboard' }),
    );
    await userEvent.upload(
      dialog.getByLabelText('File with a dashboard'),
      file,
    );
  }
  const submit = () => screen.getByRole('button', { name: 'Import' });
  const made = () => server.dashboards.slice(1);

  it('shows what is in the file, takes another name for it, and opens it', async () => {
    await choose(fileOf(JSON.stringify(board)));
    expect(
      await screen.findByText(`${board.widgets.length} widgets`),
    ).toBeVisible();
    const name = screen.getByRole('textbox', { name: /Name/ });
    expect(name).toHaveValue('Elsewhere');
    expect(screen.getByDisplayValue(board.description!)).toBeVisible();
    await userEvent.type(name, ' 2');
    await userEvent.click(screen.getByRole('radio', { name: /^Everybody/ }));
    await userEvent.click(submit());
    await waitFor(() =>
      expect(made()).toMatchObject([
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
    ['{"callboard_dashboard": 1,', /not a JSON file/],
    ['', /not a JSON file/],
    ['null', /not a dashboard that was exported/],
    ['[]', /not a dashboard that was exported/],
    ['{"name": "Delivery"}', /not a dashboard that was exported/],
    [JSON.stringify({ ...board, callboard_dashboard: 2 }), /newer version/],
  ])('says why there is no dashboard in %.30s', async (text, reason) => {
    await choose(fileOf(text));
    expect(await screen.findByRole('alert')).toHaveTextContent(reason);
    expect(submit()).toBeDisabled();
  });

  it('does not read what is too large', async () => {
    await choose(fileOf(JSON.stringify(board), 1_000_001));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /board.json has .*A dashboard has at most/,
    );
  });

  it('names the fields that are not right, and takes a file that was corrected', async () => {
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
    await choose(fileOf(JSON.stringify(wrong)));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/things in board.json are not right/);
    expect(alert).toHaveTextContent('widgets[0].config.x_axis');
    expect(alert).toHaveTextContent('name');
    expect(alert).toHaveTextContent('hostile key');
    expect(submit()).toBeDisabled();
    await choose(fileOf(JSON.stringify(board)));
    await waitFor(() => expect(submit()).toBeEnabled());
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('names the fields that the server refuses', async () => {
    await choose(fileOf(JSON.stringify(board)));
    await waitFor(() => expect(submit()).toBeEnabled());
    server.refuseNext = {
      method: 'POST',
      refusal: new Refusal(400, 'No', [
        { field: 'body.widgets', reason: 'have at most 196608 bytes' },
      ]),
    };
    await userEvent.click(submit());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /widgets have at most 196608 bytes/,
    );
    expect(made()).toEqual([]);
  });

  it('lists what the filters name that is not here, before it opens', async () => {
    server.answer({
      importDashboard: ({ body }) => {
        const { id } = server.add(body.name);
        server.addWidget(server.find(id), 'By <b>state</b>');
        return {
          ...server.whole(id),
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
    await choose(fileOf(JSON.stringify(board)));
    await waitFor(() => expect(submit()).toBeEnabled());
    await userEvent.click(submit());
    const dialog = await screen.findByRole('dialog', {
      name: 'Elsewhere was imported',
    });
    const rows = within(dialog)
      .getAllByRole('row')
      .map(({ textContent }) => textContent);
    expect(rows.slice(1)).toEqual([
      'By <b>state</b>In reviewSeveral have this name',
      'Whole dashboard00000000-0000-7000-8000-000000000002Not found',
    ]);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Open the dashboard' }),
    );
    await waitFor(() => expect(screen.queryByRole('grid')).toBeNull());
  });
});
