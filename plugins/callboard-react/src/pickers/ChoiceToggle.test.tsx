import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { ChoiceToggle } from './ChoiceToggle';

const choices = [
  { value: 'week', label: 'Week' },
  { value: 'day', label: 'Day', icon: <svg data-testid="sun" /> },
] as const;

function Views(props: { onChange: (value: string) => void }) {
  const [value, setValue] = useState<'week' | 'day'>('week');
  return (
    <ChoiceToggle
      label="View"
      value={value}
      choices={choices}
      onChange={next => {
        setValue(next);
        props.onChange(next);
      }}
    />
  );
}

describe('ChoiceToggle', () => {
  it('shows every choice, and which one is chosen', () => {
    render(<Views onChange={() => {}} />);
    expect(screen.getByRole('group', { name: 'View' })).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Week', pressed: true }),
    ).toBeVisible();
    const day = screen.getByRole('button', { name: 'Day', pressed: false });
    expect(day).toContainElement(screen.getByTestId('sun'));
  });

  it('tells of another choice, and of none when the chosen one is clicked', async () => {
    const onChange = jest.fn();
    render(<Views onChange={onChange} />);
    await userEvent.click(screen.getByRole('button', { name: 'Week' }));
    expect(onChange).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Day' }));
    expect(onChange.mock.calls).toEqual([['day']]);
    expect(
      screen.getByRole('button', { name: 'Day', pressed: true }),
    ).toBeVisible();
  });
});
