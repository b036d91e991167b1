import { dashboardTemplates } from '@callboard/plugin-callboard-common';
import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeDashboards } from '../../__testUtils__/FakeDashboards';
import { renderDashboards } from '../../__testUtils__/renderDashboards';

describe('making a dashboard', () => {
  let server: FakeDashboards;

  beforeEach(() => {
    server = new FakeDashboards();
    server.add('Delivery');
  });

  async function open() {
    renderDashboards('/dashboards', server);
    await screen.findByRole('link', { name: 'Delivery' });
    await userEvent.keyboard('c');
    return within(await screen.findByRole('dialog', { name: 'New dashboard' }));
  }
  const name = () => screen.getByRole('textbox', { name: /Name/ });
  const create = () =>
    userEvent.click(screen.getByRole('button', { name: 'Create' }));
  const made = () => server.dashboards.slice(1);

  it('takes a template as a whole, shares it, and opens it', async () => {
    const dialog = await open();
    await userEvent.click(dialog.getByRole('radio', { name: /^Team health/ }));
    expect(name()).toHaveValue('Team health');
    await userEvent.click(dialog.getByRole('radio', { name: /^Everybody/ }));
    await create();
    await waitFor(() => expect(made()).toHaveLength(1));
    const [{ id }] = made();
    await waitFor(() =>
      expect(server.find(id)).toMatchObject({
        name: 'Team health',
        access: 'shared',
      }),
    );
    const template = dashboardTemplates.find(
      one => one.name === 'team_health',
    )!.dashboard;
    expect(server.whole(id).widgets.map(({ title }) => title)).toEqual(
      template.widgets.map(({ title }) => title),
    );
    // The list is left for the dashboard.
    await waitFor(() => expect(screen.queryByRole('grid')).toBeNull());
    expect(server.sent('POST', 'dashboards')).toHaveLength(1);
  });

  it('offers a name that is free, and keeps what was typed', async () => {
    const dialog = await open();
    await waitFor(() => expect(name()).toHaveValue('Delivery 2'));
    await userEvent.click(dialog.getByRole('radio', { name: /^Empty/ }));
    expect(name()).toHaveValue('New dashboard');
    await userEvent.clear(name());
    await userEvent.type(name(), 'Mine');
    await userEvent.click(dialog.getByRole('radio', { name: /^Time/ }));
    expect(name()).toHaveValue('Mine');
    await create();
    await waitFor(() =>
      expect(made()).toMatchObject([{ name: 'Mine', access: 'private' }]),
    );
    expect(server.sent('PATCH', 'dashboards')).toEqual([]);
  });

  it('says beside the field that a name is taken or missing', async () => {
    await open();
    await userEvent.clear(name());
    await userEvent.type(name(), 'delivery');
    expect(
      await screen.findByText(/There is a dashboard with this name/),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Create' })).toBeDisabled();
    expect(name()).toBeInvalid();
    await userEvent.clear(name());
    await userEvent.tab();
    expect(await screen.findByText('Give it a name')).toBeVisible();
    expect(made()).toEqual([]);
  });

  it('says so where the server knows that a name is taken', async () => {
    await open();
    server.refuseNext = {
      method: 'POST',
      refusal: new Refusal(409, 'body.name: Delivery 2 is taken'),
    };
    await waitFor(() => expect(name()).toHaveValue('Delivery 2'));
    await create();
    expect(
      await screen.findByText(/There is a dashboard with this name/),
    ).toBeVisible();
    await userEvent.type(name(), '!');
    await create();
    await waitFor(() =>
      expect(made()).toMatchObject([{ name: 'Delivery 2!' }]),
    );
  });

  it('tells that the server calls it otherwise', async () => {
    // Somebody has a private one of that name.
    server.answer({
      importDashboard: ({ body }) => ({
        ...server.whole(server.add(`${body.name} (Copy)`).id),
        unresolved: [],
      }),
    });
    await open();
    await userEvent.clear(name());
    await userEvent.type(name(), 'Secret');
    await create();
    expect(
      await screen.findByText(
        'That name was taken: it is called Secret (Copy)',
      ),
    ).toBeVisible();
  });

  it('opens it all the same where it could not be shared, and says so', async () => {
    const dialog = await open();
    await userEvent.click(dialog.getByRole('radio', { name: /^Everybody/ }));
    server.refuseNext = {
      method: 'PATCH',
      refusal: new Refusal(503, 'Away'),
    };
    await create();
    expect(await screen.findByText(/but it was not shared/)).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('grid')).toBeNull());
    expect(made()).toMatchObject([{ access: 'private' }]);
  });

  it('keeps what was typed where it fails', async () => {
    await open();
    await userEvent.clear(name());
    await userEvent.type(name(), 'One too many');
    server.refuseNext = {
      method: 'POST',
      refusal: new Refusal(409, 'A workspace has at most 2000 dashboards'),
    };
    await create();
    expect(
      await screen.findByText(/was not created\. A workspace has at most/),
    ).toBeVisible();
    expect(name()).toHaveValue('One too many');
    expect(made()).toEqual([]);
  });
});
