import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeWork } from '../__testUtils__/FakeWork';
import { renderWork } from '../__testUtils__/renderWork';
import { EntityWorkContent } from '../entity/EntityWorkContent';

async function openMenu(query = '') {
  const server = new FakeWork();
  server.add({ title: 'Fix rounding' });
  renderWork(server, {
    element: <EntityWorkContent />,
    path: `/entity${query}`,
  });
  await screen.findByText('Fix rounding');
  await userEvent.click(screen.getByRole('button', { name: /^More/ }));
  const menu = within(
    await screen.findByRole('dialog', { name: 'Dates and estimates' }),
  );
  return { server, menu };
}

describe('the filters by dates and estimates', () => {
  it('narrow the list down together, and say how many they are', async () => {
    const { server, menu } = await openMenu();
    fireEvent.change(menu.getByLabelText('Due: To'), {
      target: { value: '2026-11-30' },
    });
    await userEvent.type(menu.getByLabelText('Time: From'), '1h30{Enter}');
    expect(
      await screen.findByRole('button', { name: 'More: 2' }),
    ).toBeVisible();
    await waitFor(() => {
      const { query } = server.sent('GET', '/work-items').at(-1)!;
      expect(query.get('target_date_to')).toBe('2026-11-30');
      expect(query.get('estimate_time_min')).toBe('90');
    });
  });

  it('find what has none, whatever was typed before', async () => {
    const { server, menu } = await openMenu('?due=2026-11-01..');
    await userEvent.click(menu.getByLabelText('No due date'));
    expect(menu.getByLabelText('Due: From')).toBeDisabled();
    await userEvent.click(menu.getByRole('button', { name: 'Show results' }));
    await waitFor(() => {
      const { query } = server.sent('GET', '/work-items').at(-1)!;
      expect(query.get('target_date')).toBe('none');
      expect(query.get('target_date_from')).toBeNull();
    });
  });

  it('are shown as people write them', async () => {
    const { menu } = await openMenu('?time=90..&points=1..5');
    expect(menu.getByLabelText('Time: From')).toHaveValue('1h 30m');
    expect(menu.getByLabelText('Points: To')).toHaveValue('5');
  });

  it('are the same when they are applied as they were opened', async () => {
    const { server, menu } = await openMenu('?time=60000..90030');
    expect(menu.getByLabelText('Time: From')).toHaveValue('1000h');
    await userEvent.type(menu.getByLabelText('Points: From'), '1,5');
    await userEvent.click(menu.getByRole('button', { name: 'Show results' }));
    await waitFor(() => {
      const { query } = server.sent('GET', '/work-items').at(-1)!;
      expect(query.get('estimate_points_min')).toBe('1.5');
      expect(query.get('estimate_time_min')).toBe('60000');
      expect(query.get('estimate_time_max')).toBe('90030');
    });
  });

  it.each(['0.1234567', '1e-7', '0x10'])(
    'do not take %s as points, which nobody could ask for',
    async typed => {
      const { menu } = await openMenu();
      const field = menu.getByLabelText('Points: From');
      await userEvent.type(field, typed);
      expect(field).toBeInvalid();
      expect(menu.getByRole('button', { name: 'Show results' })).toBeDisabled();
    },
  );

  it('say what is wrong, and are not taken over then', async () => {
    const { menu } = await openMenu('?points=5..');
    await userEvent.type(menu.getByLabelText('Points: To'), '3');
    expect(menu.getByText('Must not end before it starts')).toBeVisible();
    expect(menu.getByRole('button', { name: 'Show results' })).toBeDisabled();
    await userEvent.type(menu.getByLabelText('Points: To'), '0');
    await userEvent.type(menu.getByLabelText('Time: To'), 'soon');
    expect(
      menu.getByText('Must be a time such as 1h 30m, 2.5h or 90'),
    ).toBeVisible();
  });
});
