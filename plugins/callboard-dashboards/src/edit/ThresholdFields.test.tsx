import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { Threshold } from '@callboard/plugin-callboard-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { ThresholdFields } from './ThresholdFields';

jest.setTimeout(60_000);

function open(before?: Threshold[]) {
  const latest: { thresholds?: Threshold[] } = { thresholds: before };
  function Form() {
    const [thresholds, setThresholds] = useState(before);
    latest.thresholds = thresholds;
    return <ThresholdFields thresholds={thresholds} onChange={setThresholds} />;
  }
  renderInTestApp(<Form />);
  return latest;
}

const row = async (nth: number) =>
  within(await screen.findByRole('group', { name: `Threshold ${nth}` }));

describe('the thresholds of a number', () => {
  it('are added, changed and removed', async () => {
    const latest = open();
    const add = await screen.findByRole('button', { name: 'Add a threshold' });
    await userEvent.click(add);
    await userEvent.click(add);
    const second = await row(2);
    const value = second.getByLabelText('Value');
    await userEvent.clear(value);
    expect(value).toBeInvalid();
    await userEvent.type(value, '-2.5');
    await userEvent.click(second.getByLabelText('When it is'));
    await userEvent.click(
      await screen.findByRole('option', { name: 'at or below' }),
    );
    await userEvent.click((await row(2)).getByLabelText('As'));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Critical' }),
    );
    const changed = { operator: '<=', value: -2.5, severity: 'critical' };
    expect(latest.thresholds).toEqual([
      { operator: '>', value: 0, severity: 'normal' },
      changed,
    ]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove threshold 1' }),
    );
    expect(latest.thresholds).toEqual([changed]);
    expect((await row(1)).getByLabelText('Value')).toHaveValue(-2.5);
    expect(
      screen.getByRole('button', { name: 'Remove threshold 1' }),
    ).toHaveFocus();
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove threshold 1' }),
    );
    expect(latest.thresholds).toBeUndefined();
    expect(add).toHaveFocus();
  });

  it('are at most ten', async () => {
    open(
      Array.from({ length: 10 }, (_, value) => ({
        operator: '>',
        value,
        severity: 'low',
      })),
    );
    expect(
      await screen.findByRole('button', { name: 'Add a threshold' }),
    ).toBeDisabled();
  });
});
