import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { FakeProject } from './__testUtils__/FakeProject';
import { openSettings } from './__testUtils__/openSettings';

const TRACKING = 'Time can be logged on its items';

function open() {
  const project = new FakeProject();
  openSettings(project);
  return project;
}

const identifierField = () =>
  screen.findByRole('textbox', { name: /^Identifier/ });

async function type(field: HTMLElement, text: string) {
  await userEvent.clear(field);
  await userEvent.type(field, text);
}

describe('the general settings of a project', () => {
  it('say what another identifier does to the names of items', async () => {
    const project = open();
    const field = await identifierField();
    expect(field).toHaveAccessibleDescription(/PAY-1, PAY-2 and so on/);
    await type(field, 'ledger');
    expect(field).toHaveValue('LEDGER');
    expect(field).toHaveAccessibleDescription(
      /PAY-42 becomes LEDGER-42.*another project may take PAY/,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Save' })).toBeNull(),
    );
    const [{ body, ifMatch }] = project.server.sent('PATCH', '/projects/');
    expect(body).toEqual({ identifier: 'LEDGER' });
    expect(ifMatch).toBe('"1"');
    expect(field).toHaveAccessibleDescription(/LEDGER-1/);
  });

  it('show a wrong identifier when the field is left, and do not send it', async () => {
    const project = open();
    const field = await identifierField();
    await type(field, '1pay');
    expect(field).toBeValid();
    await userEvent.tab();
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(/Use 1 to 12 letters/);
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(project.server.sent('PATCH', '/projects/')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(field).toHaveValue('PAY');
    expect(field).toBeValid();
  });

  it.each(['', 'payments-api', 'paymentsledger'])(
    'do not take "%s" as an identifier',
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

  it('say beside the field that an identifier is taken', async () => {
    const project = open();
    const field = await identifierField();
    await type(field, 'SHOP');
    project.server.refuseNext = {
      method: 'PATCH',
      refusal: new Refusal(409, 'body.identifier: SHOP is taken'),
    };
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

  it('keep what was typed when somebody else was faster, and save it then', async () => {
    const project = open();
    const field = await screen.findByRole('textbox', { name: /^Name/ });
    await type(field, 'Payments');
    Object.assign(project.server.project!, { identifier: 'PAYS', version: 2 });
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Somebody else has changed the project/,
    );
    expect(field).toHaveValue('Payments');
    await waitFor(async () =>
      expect(await identifierField()).toHaveValue('PAYS'),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(project.server.project).toMatchObject({
        name: 'Payments',
        identifier: 'PAYS',
      }),
    );
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('switch the tracking of time off', async () => {
    const project = open();
    await userEvent.click(
      await screen.findByRole('checkbox', { name: TRACKING }),
    );
    await waitFor(() =>
      expect(project.server.project!.is_time_tracking_enabled).toBe(false),
    );
  });

  it('save the names after another setting was changed here', async () => {
    const project = open();
    const field = await screen.findByRole('textbox', { name: /^Name/ });
    await type(field, 'Payments');
    await userEvent.click(screen.getByRole('checkbox', { name: TRACKING }));
    await waitFor(() =>
      expect(
        screen.getByRole('checkbox', { name: TRACKING }),
      ).not.toBeChecked(),
    );
    expect(await screen.findByText('Saved')).toBeInTheDocument();
    expect(field).toHaveValue('Payments');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(project.server.project).toMatchObject({
        name: 'Payments',
        is_time_tracking_enabled: false,
      }),
    );
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('say that somebody else was faster also after a change of another setting', async () => {
    const project = open();
    const field = await screen.findByRole('textbox', { name: /^Name/ });
    await type(field, 'Payments');
    project.server.project!.identifier = 'PAYS';
    await userEvent.click(screen.getByRole('checkbox', { name: TRACKING }));
    expect(await screen.findByText('Saved')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Somebody else has changed the project/,
    );
  });

  it('are changed one after the other', async () => {
    const project = new FakeProject();
    const { fetch } = project.server;
    let letGo = () => {};
    const wait = new Promise<void>(resolve => {
      letGo = resolve;
    });
    Object.assign(project.server, {
      fetch: async (input: URL, init?: RequestInit) => {
        const answer = await fetch(input, init);
        if (init?.method === 'PATCH') {
          await wait;
        }
        return answer;
      },
    });
    openSettings(project);
    const tracking = await screen.findByRole('checkbox', { name: TRACKING });
    await userEvent.click(tracking);
    await waitFor(() =>
      expect(project.server.sent('PATCH', '/projects/')).toHaveLength(1),
    );
    await userEvent.click(tracking);
    await userEvent.click(screen.getByRole('radio', { name: /^Secret/ }));
    expect(screen.queryByRole('dialog')).toBeNull();
    letGo();
    await waitFor(() => expect(tracking).not.toBeChecked());
    expect(await screen.findByText('Saved')).toBeInTheDocument();
    expect(project.server.sent('PATCH', '/projects/')).toHaveLength(1);
    await userEvent.click(screen.getByRole('radio', { name: /^Secret/ }));
    expect(await screen.findByRole('dialog')).toBeVisible();
  });

  it('archive once asked, after which nothing can be added, and restore at a click', async () => {
    const project = open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Archive project' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Archive payments-api?',
    });
    expect(dialog).toHaveTextContent(/until the project is restored nobody/);
    expect(project.server.project!.archived_at).toBeNull();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Archive' }),
    );
    expect(await screen.findByText(/^Archived/)).toBeVisible();
    await waitFor(() =>
      expect(
        screen.getByRole('heading', { name: 'Settings of payments-api' }),
      ).toHaveFocus(),
    );
    expect(screen.queryByRole('button', { name: 'Add a state' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Change Todo' })).toBeNull();

    await userEvent.click(screen.getByRole('button', { name: 'Restore' }));
    expect(
      await screen.findByRole('button', { name: 'Add a state' }),
    ).toBeVisible();
    expect(project.server.project!.archived_at).toBeNull();
    expect(screen.queryByRole('button', { name: 'Restore' })).toBeNull();
  });

  it('say why a project was not archived', async () => {
    const project = open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Archive project' }),
    );
    project.server.refuseNext = {
      method: 'PATCH',
      refusal: new Refusal(503, 'The database is away'),
    };
    await userEvent.click(screen.getByRole('button', { name: 'Archive' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This was not saved. The database is away',
    );
  });
});
