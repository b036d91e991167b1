import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { useWorkspaceChoice, type OwnWorkspace } from './useWorkspaceChoice';

const workspaces = ['alpha', 'default', 'lab'].map(
  (slug): OwnWorkspace => ({
    id: slug,
    slug,
    name: slug,
    timezone: 'UTC',
    role: 'member',
  }),
);

const open = (address: string, own = workspaces) =>
  renderHook(() => useWorkspaceChoice(own), {
    wrapper: (props: { children: ReactNode }) => (
      <MemoryRouter initialEntries={[address]}>{props.children}</MemoryRouter>
    ),
  });

const slugOf = ({ result }: ReturnType<typeof open>) => result.current[0].slug;

describe('useWorkspaceChoice', () => {
  it('starts with the one everybody starts in, else with the first', () => {
    expect(slugOf(open('/'))).toBe('default');
    expect(slugOf(open('/', [workspaces[2], workspaces[0]]))).toBe('lab');
  });

  it('follows the address, as long as it names one of them', () => {
    expect(slugOf(open('/?workspace=alpha'))).toBe('alpha');
    sessionStorage.clear();
    expect(slugOf(open('/?workspace=secret'))).toBe('default');
  });

  it('keeps the choice on pages whose address names none', () => {
    const page = open('/');
    act(() => page.result.current[1]('lab'));
    expect(slugOf(page)).toBe('lab');
    expect(slugOf(open('/'))).toBe('lab');
    expect(slugOf(open('/?workspace=alpha'))).toBe('alpha');
    expect(slugOf(open('/', workspaces.slice(0, 1)))).toBe('alpha');
  });
});
