import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { useUrlState } from './useUrlState';

const names = ['user', 'q'] as const;

function render(url: string) {
  return renderHook(
    () => ({ state: useUrlState(names), search: useLocation().search }),
    {
      wrapper: (props: { children: ReactNode }) => (
        <MemoryRouter initialEntries={[url]}>{props.children}</MemoryRouter>
      ),
    },
  ).result;
}

describe('useUrlState', () => {
  it('reads its own parameters; an empty one counts as absent', () => {
    const result = render('/?user=max&q=&tab=2');
    expect(result.current.state[0]).toEqual({ user: 'max' });
  });

  it('writes what is given, and leaves the rest of the address alone', () => {
    const result = render('/?user=max&tab=2');
    act(() => result.current.state[1]({ q: 'pay & go' }));
    expect(result.current.state[0]).toEqual({ user: 'max', q: 'pay & go' });
    expect(result.current.search).toBe('?user=max&tab=2&q=pay+%26+go');
    act(() => result.current.state[1]({ user: undefined, q: '' }));
    expect(result.current.search).toBe('?tab=2');
  });
});
