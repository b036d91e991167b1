import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, render, renderHook, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode, useState } from 'react';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { useUrlState } from '../hooks/useUrlState';
import { ChoiceToggle } from './ChoiceToggle';
import { FilterRow } from './FilterRow';
import { ValuePicker } from './ValuePicker';

describe('FilterRow', () => {
  const row = (
    <FilterRow
      label="Filters of time"
      first={<span>This week</span>}
      count={2}
      onClear={() => {}}
    >
      <input aria-label="Person" />
      {false}
      <input aria-label="Project" />
    </FilterRow>
  );

  const { matchMedia } = window;

  function renderAtWidth(width: number) {
    window.matchMedia = ((query: string) => ({
      matches:
        width <= parseFloat(/max-width:([\d.]+)/.exec(query)?.[1] ?? '0'),
      addListener: () => {},
      removeListener: () => {},
    })) as unknown as typeof window.matchMedia;
    renderInTestApp(row);
  }

  afterEach(() => {
    window.matchMedia = matchMedia;
  });

  it('shows the filters in the row in a wide window', async () => {
    renderAtWidth(1200);
    expect(
      await screen.findByRole('textbox', { name: 'Person' }),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: /Filters/ })).toBeNull();
    const { children } = screen.getByRole('search');
    expect([...children].filter(child => !child.innerHTML)).toEqual([]);
    expect(screen.getByRole('button', { name: 'Clear' })).toBeVisible();
  });

  it('hides the filters behind a button with their count in a narrow window @full', async () => {
    renderAtWidth(400);
    const button = await screen.findByRole('button', { name: 'Filters (2)' });
    expect(screen.getByText('This week')).toBeVisible();
    expect(screen.queryByRole('textbox', { name: 'Person' })).toBeNull();
    await userEvent.click(button);
    expect(
      await screen.findByRole('dialog', { name: 'Filters of time' }),
    ).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Project' })).toBeVisible();
  });
});

describe('ValuePicker', () => {
  it('ends the search when the typed text is abandoned', async () => {
    const onSearch = jest.fn();
    renderInTestApp(
      <ValuePicker
        label="Person"
        value={undefined}
        options={[]}
        getLabel={String}
        onChange={() => {}}
        onSearch={onSearch}
      />,
    );
    await userEvent.type(
      await screen.findByRole('combobox', { name: 'Person' }),
      'Ja',
    );
    expect(onSearch).toHaveBeenLastCalledWith('Ja');
    await userEvent.tab();
    expect(onSearch).toHaveBeenLastCalledWith('');
  });
});

describe('ChoiceToggle', () => {
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

  it('shows every choice and marks the selected one', () => {
    render(<Views onChange={() => {}} />);
    expect(screen.getByRole('group', { name: 'View' })).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Week', pressed: true }),
    ).toBeVisible();
    const day = screen.getByRole('button', { name: 'Day', pressed: false });
    expect(day).toContainElement(screen.getByTestId('sun'));
  });

  it('calls onChange for another choice, and not for the selected one', async () => {
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

describe('useUrlState', () => {
  const names = ['user', 'q'] as const;

  function renderAt(url: string) {
    return renderHook(
      () => ({ state: useUrlState(names), search: useLocation().search }),
      {
        wrapper: (props: { children: ReactNode }) => (
          <MemoryRouter initialEntries={[url]}>{props.children}</MemoryRouter>
        ),
      },
    ).result;
  }

  it('reads only its own parameters, and ignores an empty one', () => {
    const result = renderAt('/?user=max&q=&tab=2');
    expect(result.current.state[0]).toEqual({ user: 'max' });
  });

  it('sets and deletes the given parameters, and keeps the rest of the URL', () => {
    const result = renderAt('/?user=max&tab=2');
    act(() => result.current.state[1]({ q: 'pay & go' }));
    expect(result.current.state[0]).toEqual({ user: 'max', q: 'pay & go' });
    expect(result.current.search).toBe('?user=max&tab=2&q=pay+%26+go');
    act(() => result.current.state[1]({ user: undefined, q: '' }));
    expect(result.current.search).toBe('?tab=2');
  });

  it('keeps parameters that have changed since the function was returned', () => {
    const result = renderAt('/?user=max');
    const [, setEarlier] = result.current.state;
    act(() => result.current.state[1]({ q: 'pay' }));
    act(() => setEarlier({ user: undefined }));
    expect(result.current.search).toBe('?q=pay');
  });
});
