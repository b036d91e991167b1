import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerAdmin } from '../__testUtils__/fakeAdmin';
import { FakeTime } from '../__testUtils__/FakeTime';
import { WEEK } from '../__testUtils__/grid';
import { renderTime } from '../__testUtils__/renderTime';

describe('the menu of My time', () => {
  it('takes one’s own time off, and gives the focus back', async () => {
    const server = new FakeTime();
    server.answer(answerAdmin(server));
    renderTime(WEEK, server);
    const more = await screen.findByRole('button', { name: 'More' });
    more.focus();
    await userEvent.keyboard('{Enter}');
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Time off' }),
    );
    const drawer = within(
      await screen.findByRole('dialog', { name: 'Time off' }),
    );
    expect(await drawer.findByText('No time off is noted.')).toBeVisible();
    fireEvent.change(drawer.getByLabelText('From'), {
      target: { value: '2026-12-21' },
    });
    fireEvent.change(drawer.getByLabelText('To'), {
      target: { value: '2026-12-23' },
    });
    await userEvent.click(
      drawer.getByRole('button', { name: 'Note time off' }),
    );
    expect(
      await drawer.findByRole('list', { name: 'Time off' }),
    ).toHaveTextContent('Vacation');
    expect(server.sent('POST', '/time-off')[0].body).toMatchObject({
      member_id: server.me.user_ref,
      date_from: '2026-12-21',
    });
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(more).toHaveFocus());
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
