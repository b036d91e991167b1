import { File as NodeFile } from 'node:buffer';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerAdmin } from '../__testUtils__/fakeAdmin';
import { FakeTime } from '../__testUtils__/FakeTime';
import { renderEntity } from '../__testUtils__/renderEntity';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import { TimeAdminPage } from './TimeAdminPage';

function open(
  part: string,
  {
    role = 'admin',
    result,
  }: {
    role?: 'admin' | 'member';
    result?: Parameters<typeof answerAdmin>[1];
  } = {},
): FakeTime {
  const server = new FakeTime();
  server.me.workspaces[0].role = role;
  server.answer(answerAdmin(server, result));
  renderEntity(
    server,
    <CallboardProvider>
      <TimeAdminPage />
    </CallboardProvider>,
    `/entity?part=${part}`,
  );
  return server;
}

describe('the rules of time', () => {
  it('are changed, and only those that are otherwise are sent', async () => {
    const server = open('settings');
    const day = await screen.findByRole('textbox', {
      name: 'Length of a working day',
    });
    await userEvent.clear(day);
    await userEvent.type(day, '7h30');
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Every entry takes a description' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('The rules are saved')).toBeInTheDocument();
    expect(server.sent('PATCH', '/time-settings')[0].body).toEqual({
      minutes_per_day: 450,
      require_description: true,
    });
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('are not saved over those of somebody else', async () => {
    const server = open('settings');
    await userEvent.click(
      await screen.findByRole('checkbox', {
        name: 'Every entry takes a description',
      }),
    );
    server.settings = { ...server.settings, version: 2 };
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/Somebody else has changed/)).toBeVisible();
    expect(server.settings.require_description).toBe(false);
  });

  it('take no number that is none', async () => {
    open('settings');
    const ahead = await screen.findByRole('textbox', {
      name: 'Days ahead that time can be logged',
    });
    await userEvent.clear(ahead);
    await userEvent.type(ahead, 'soon');
    expect(screen.getByText('Enter a whole number.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('are for admins alone', async () => {
    open('settings', { role: 'member' });
    expect(
      await screen.findByText(/Only admins of the workspace/),
    ).toBeVisible();
  });
});

describe('holidays', () => {
  it('are brought in by country, deleted, and put back', async () => {
    const server = open('holidays');
    expect(await screen.findByText('No holidays in this year')).toBeVisible();
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Country, such as DE' }),
      'de',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Bring in' }));
    expect(await screen.findByText('Christmas Day')).toBeVisible();
    expect(server.sent('POST', '/holidays/import')[0].body).toMatchObject({
      country: 'DE',
      region: null,
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Delete Christmas Day' }),
    );
    await waitFor(() => expect(server.holidays).toEqual([]));
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(server.holidays).toHaveLength(1));
  });
});

describe('when people work', () => {
  it('is set day by day, and their time off noted', async () => {
    const server = open('people&person=user:default/mona.manager');
    const friday = await screen.findByRole('textbox', { name: 'Friday' });
    await userEvent.clear(friday);
    await userEvent.type(friday, '4h');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(
      await screen.findByText('The working time is saved'),
    ).toBeInTheDocument();
    expect(server.sent('PUT', '/work-schedule')[0].body).toEqual({
      minutes_per_weekday: [480, 480, 480, 480, 240, 0, 0],
    });
    const form = within(
      await screen.findByRole('form', { name: 'Note time off' }),
    );
    fireEvent.change(form.getByLabelText('From'), {
      target: { value: '2026-12-21' },
    });
    fireEvent.change(form.getByLabelText('To'), {
      target: { value: '2026-12-23' },
    });
    await userEvent.click(form.getByRole('button', { name: 'Note time off' }));
    const list = await screen.findByRole('list', { name: 'Time off' });
    expect(list).toHaveTextContent('Vacation');
    expect(server.sent('POST', '/time-off')[0].body).toMatchObject({
      member_id: 'user:default/mona.manager',
    });
  });
});

describe('working time that somebody else has changed', () => {
  const friday = () => screen.findByRole('textbox', { name: 'Friday' });

  it('is not overwritten, even when it was read again since', async () => {
    const server = open('people&person=user:default/mona.manager');
    await userEvent.clear(await friday());
    await userEvent.type(await friday(), '4h');
    server.saveSchedule([480, 480, 480, 480, 360, 0, 0]);
    // The tab comes back into sight after a minute.
    const later = Date.now() + 60_000;
    jest.spyOn(Date, 'now').mockReturnValue(later);
    fireEvent(window, new Event('visibilitychange'));
    await waitFor(() =>
      expect(server.sent('GET', '/work-schedule')).toHaveLength(2),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/Somebody else has changed/)).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Discard changes' }),
    );
    await waitFor(async () => expect(await friday()).toHaveValue('6h'));
    expect(screen.queryByText(/Somebody else has changed/)).toBeNull();
  });
});

describe('the import of time', () => {
  it('shows the rows that failed first, by row and field', async () => {
    open('import', {
      result: {
        format: 'toggl',
        rows: 2,
        created: 1,
        updated: 0,
        skipped: 0,
        failed: 1,
        errors: [{ row: 3, field: 'Duration', reason: 'is no duration' }],
        ignored_columns: [],
        preview: [
          {
            row: 2,
            outcome: 'created',
            values: { Description: 'PAY-1 review', Duration: '01:00:00' },
            changed: [],
          },
          {
            row: 3,
            outcome: 'failed',
            values: { Description: 'PAY-1 talk', Duration: 'long' },
            changed: [],
          },
        ],
      },
    });
    const file = new NodeFile(['x'], 'toggl.csv', { type: 'text/csv' });
    await userEvent.upload(
      await screen.findByLabelText('File to import'),
      file as unknown as File,
      { applyAccept: false },
    );
    // Entries are always new: nothing is asked of rows that exist.
    expect(screen.queryByRole('radio')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Preview' }));
    expect(await screen.findByText('Duration: is no duration')).toBeVisible();
    const [, first] = screen.getAllByRole('row');
    expect(first).toHaveTextContent('PAY-1 talk');
    expect(screen.getByRole('button', { name: /Download/ })).toBeVisible();
  });
});
