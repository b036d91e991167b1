import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DateRangePicker } from './DateRangePicker';

describe('DateRangePicker', () => {
  it('counts from the day it is told, as where the workspace is ahead of the reader', async () => {
    renderInTestApp(
      <DateRangePicker
        value={{ preset: 'last_7_days' }}
        today="2020-11-20"
        onChange={() => {}}
      />,
    );
    const button = await screen.findByRole('button', { name: /^Last 7 days/ });
    expect(button).toHaveTextContent(/14.*20/);
  });

  it('offers only the ranges that make sense', async () => {
    const onChange = jest.fn();
    renderInTestApp(
      <DateRangePicker
        value={{ preset: 'today' }}
        presets={['today', 'last_month']}
        onChange={onChange}
      />,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: /^Today/ }),
    );
    expect(screen.getAllByRole('menuitem')).toHaveLength(2);
    await userEvent.click(
      screen.getByRole('menuitem', { name: /^Last month/ }),
    );
    expect(onChange).toHaveBeenCalledWith({ preset: 'last_month' });
  });

  it('says where none is chosen, and offers them all the same', async () => {
    const onChange = jest.fn();
    renderInTestApp(
      <DateRangePicker
        value={undefined}
        unchosenLabel="As each has it"
        onChange={onChange}
      />,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'As each has it' }),
    );
    await userEvent.click(screen.getByRole('menuitem', { name: /^All time/ }));
    expect(onChange).toHaveBeenCalledWith({ preset: 'all_time' });
  });
});
