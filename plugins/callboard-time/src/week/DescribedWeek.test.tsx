import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTime } from '../__testUtils__/FakeTime';
import { cellOf, focusCell, MON, TUE, WEEK } from '../__testUtils__/grid';
import { renderTime } from '../__testUtils__/renderTime';

function strictWeek(): FakeTime {
  const server = new FakeTime();
  server.settings.require_description = true;
  server.add({ title: 'Fix rounding' }, { [MON]: 60 });
  return server;
}

/** Describes what is asked about, and logs it. */
async function describeAndLog() {
  const words = await screen.findByRole('textbox', { name: /Description/ });
  await userEvent.type(words, 'Wrote the test');
  await userEvent.click(screen.getByRole('button', { name: 'Log' }));
}

describe('a week where every entry wants a description', () => {
  it('asks for it', async () => {
    const server = strictWeek();
    renderTime(WEEK, server);
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2h{Enter}');
    const words = await screen.findByRole('textbox', { name: /Description/ });
    expect(screen.getByRole('textbox', { name: 'Time' })).toHaveValue('2h');
    const log = screen.getByRole('button', { name: 'Log' });
    expect(log).toBeDisabled();
    await userEvent.type(words, 'Wrote the test');
    await userEvent.click(log);
    await waitFor(() =>
      expect(server.worklogs.at(-1)).toMatchObject({
        logged_at: TUE,
        duration_minutes: 120,
        description: 'Wrote the test',
      }),
    );
    expect(server.saves).toEqual([]);
  });

  it('lets go of what could not be read once its entry is logged', async () => {
    const server = strictWeek();
    renderTime(WEEK, server);
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2x');
    await act(async () => (await cellOf('PAY-1', MON)).focus());
    expect(screen.getByText('1 cell is not saved')).toBeVisible();
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2h{Enter}');
    // As long as nothing is logged, it is kept.
    await screen.findByRole('textbox', { name: /Description/ });
    expect(screen.getByText('1 cell is not saved')).toBeVisible();
    await describeAndLog();
    await waitFor(async () =>
      expect(await cellOf('PAY-1', TUE)).toHaveTextContent('2h'),
    );
    expect(await cellOf('PAY-1', TUE)).not.toBeInvalid();
    expect(screen.queryByText('1 cell is not saved')).toBeNull();
  });

  it('lets go of what was pasted and refused once its entry is logged', async () => {
    const server = strictWeek();
    server.refuseNext = {
      method: 'PUT',
      refusal: new Refusal(400, 'Some cells cannot be saved', [
        { field: 'body.cells[0].description', reason: 'is required' },
      ]),
    };
    renderTime(WEEK, server);
    await focusCell('PAY-1', TUE);
    fireEvent.paste(document.activeElement!, {
      clipboardData: { getData: () => '2h' },
    });
    expect(await screen.findByText('1 cell is not saved')).toBeVisible();
    await userEvent.keyboard('{Enter}{Enter}');
    await describeAndLog();
    await waitFor(() =>
      expect(screen.queryByText('1 cell is not saved')).toBeNull(),
    );
    expect(server.minutesOf(server.items[0], TUE)).toBe(120);
  });
});
