import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { Member, MemberSource } from '@callboard/plugin-callboard-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useMemo, useState } from 'react';
import { CallboardProvider } from '../query/CallboardProvider';
import { ResourcesProvider } from '../resources/ResourcesProvider';
import { PersonChip } from './PersonChip';
import { PersonPicker, useCatalogPeople } from './PersonPicker';
import { computeEffectiveRole } from './members/MemberList';

describe('PersonChip', () => {
  const ADA = 'user:default/ada';

  const adasRecord = {
    user_ref: ADA,
    position: 'Engineer',
    department_id: 'payments',
    employment_status: 'resigned',
  };

  function render(
    element: JSX.Element,
    catalog = catalogApiMock(),
    staff = [adasRecord],
  ) {
    const requests: string[] = [];
    const answers: Record<string, unknown> = {
      me: { workspaces: [{ slug: 'first' }] },
      staff: { items: staff, next_cursor: null },
      payments: { id: 'payments', name: 'Payments' },
    };
    renderInTestApp(<CallboardProvider>{element}</CallboardProvider>, {
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
      apis: [
        [catalogApiRef, catalog],
        mockApis.discovery({ baseUrl: 'http://portal' }),
        mockApis.fetch({
          baseImplementation: async input => {
            const { pathname, search } = new URL(String(input));
            requests.push(`${pathname}${search}`);
            return Response.json(answers[pathname.split('/').pop()!]);
          },
        }),
      ],
    });
    return requests;
  }

  it('renders a link to the person without sending requests', async () => {
    const requests = render(<PersonChip userRef={ADA} name="Ada Lovelace" />);
    expect(
      await screen.findByRole('link', { name: 'Ada Lovelace' }),
    ).toHaveAttribute('href', '/catalog/default/user/ada');
    expect(requests).toEqual([]);
  });

  it('shows position and department on hover @full', async () => {
    const requests = render(
      <PersonChip userRef={ADA} name="Ada Lovelace" workspace="default" />,
    );
    await userEvent.hover(
      await screen.findByRole('link', { name: 'Ada Lovelace' }),
    );
    const card = await screen.findByRole('tooltip');
    expect(await screen.findByText('Payments')).toBeVisible();
    expect(card).toHaveTextContent('Ada LovelaceHas leftEngineerPayments');
    const staff = '/api/callboard/workspaces/default/staff';
    expect(requests).toEqual([
      `${staff}?user_ref=${encodeURIComponent(ADA)}&limit=1`,
      '/api/callboard/workspaces/default/departments/payments',
    ]);
  });

  it("shows details from the user's own workspace on hover, and closes on Esc @full", async () => {
    const requests = render(<PersonChip userRef={ADA} name="Ada Lovelace" />);
    await userEvent.hover(
      await screen.findByRole('link', { name: 'Ada Lovelace' }),
    );
    expect(await screen.findByText('Engineer')).toBeVisible();
    expect(requests.some(path => path.includes('/first/staff'))).toBe(true);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull());
  });

  it.each([
    ['says that the staff directory of its workspace omits a person', 'lab'],
    ["says nothing if the viewer's first workspace omits a person", undefined],
  ])('%s', async (_, workspace) => {
    const requests = render(
      <PersonChip userRef={ADA} name="Ada" workspace={workspace} />,
      catalogApiMock(),
      [],
    );
    await userEvent.hover(await screen.findByRole('link', { name: 'Ada' }));
    const staff = `/${workspace ?? 'first'}/staff`;
    await waitFor(() =>
      expect(requests.some(path => path.includes(staff))).toBe(true),
    );
    const card = screen.getByRole('tooltip');
    await waitFor(() =>
      expect(card.querySelector('[class*=Skeleton]')).toBeNull(),
    );
    const isOmissionShown = card.textContent!.includes('Not in the staff');
    expect(isOmissionShown).toBe(workspace !== undefined);
  });

  it('renders text for a person missing from the catalog, with one query per list', async () => {
    const bob = 'user:default/bob';
    const catalog = catalogApiMock({
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'User',
          metadata: { name: 'ada', namespace: 'default' },
          spec: {},
        },
      ],
    });
    const asks = jest.spyOn(catalog, 'getEntitiesByRefs');
    const rows = [ADA, bob, ADA, 'plugin:callboard'].map(user_id => ({
      user_id,
      entity_type: null,
      entity_id: null,
    }));
    render(
      <ResourcesProvider rows={rows}>
        <PersonChip userRef={ADA} name="Ada" />
        <PersonChip userRef={bob} name="Bob" />
      </ResourcesProvider>,
      catalog,
    );
    expect(await screen.findByText('(not in the catalog)')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Ada' })).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Bob' })).toBeNull();
    expect(asks).toHaveBeenCalledTimes(1);
    expect(asks.mock.calls[0][0].entityRefs).toEqual([ADA, bob]);
  });

  it('renders a link again once the catalog contains the person', async () => {
    const catalog = catalogApiMock();
    const asks = jest
      .spyOn(catalog, 'getEntitiesByRefs')
      .mockResolvedValueOnce({ items: [undefined] });
    const toRow = (user_id: string) => ({
      user_id,
      entity_type: null,
      entity_id: null,
    });
    function Growing() {
      const [people, setPeople] = useState([ADA]);
      const rows = useMemo(() => people.map(toRow), [people]);
      return (
        <ResourcesProvider rows={rows}>
          <PersonChip userRef={ADA} name="Ada" />
          <button onClick={() => setPeople([ADA, 'user:default/bob'])}>
            More
          </button>
        </ResourcesProvider>
      );
    }
    render(<Growing />, catalog);
    await screen.findByText('(not in the catalog)');
    asks.mockResolvedValue({ items: [{} as never, undefined] });
    await userEvent.click(screen.getByRole('button', { name: 'More' }));
    expect(await screen.findByRole('link', { name: 'Ada' })).toBeVisible();
    expect(screen.queryByText('(not in the catalog)')).toBeNull();
  });
});

describe('PersonPicker', () => {
  const options = [
    { user_ref: 'user:default/max.member', name: 'Max Member', count: 1_200 },
    { user_ref: 'user:default/mona.manager', name: 'Mona Manager' },
  ];

  it('filters people by user reference, and selects one with Enter @full', async () => {
    const onChange = jest.fn();
    renderInTestApp(
      <PersonPicker value={undefined} onChange={onChange} options={options} />,
    );
    await userEvent.type(await screen.findByRole('combobox'), '/max');
    expect(screen.getByRole('option')).toHaveTextContent('Max Member1,200');
    await userEvent.keyboard('{Enter}');
    expect(onChange).toHaveBeenCalledWith('user:default/max.member');
  });

  it('hides the options of an earlier search text, and keeps the name of the selected person', async () => {
    const user = (name: string, displayName: string) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name },
      spec: { profile: { displayName } },
    });
    const catalog = catalogApiMock();
    let answer = (_: unknown) => {};
    const search = jest
      .spyOn(catalog, 'queryEntities')
      .mockResolvedValueOnce({
        items: [user('alex', 'Alex Admin')],
      } as never)
      .mockImplementation(
        () => new Promise(resolve => (answer = resolve as typeof answer)),
      );
    const onChange = jest.fn();
    function SearchedPicker() {
      const [typed, setTyped] = useState('');
      const [value, setValue] = useState<string>();
      const { people, isLoading } = useCatalogPeople(typed);
      return (
        <PersonPicker
          value={value}
          onChange={person => {
            onChange(person);
            setValue(person);
            setTyped('');
          }}
          options={people}
          loading={isLoading}
          onSearch={setTyped}
        />
      );
    }
    renderInTestApp(
      <CallboardProvider>
        <SearchedPicker />
      </CallboardProvider>,
      { apis: [[catalogApiRef, catalog]] },
    );
    const field = await screen.findByRole('combobox');
    await userEvent.click(field);
    await screen.findByRole('option', { name: /Alex Admin/ });
    // Options for the earlier text stay visible while they match.
    await userEvent.type(field, 'a');
    expect(screen.getByRole('option')).toHaveTextContent('Alex Admin');
    await userEvent.clear(field);
    await userEvent.type(field, 'Keaton{ArrowDown}{Enter}');
    expect(screen.queryByRole('option')).toBeNull();
    expect(onChange).not.toHaveBeenCalled();
    expect(search).toHaveBeenLastCalledWith(
      expect.objectContaining({
        fullTextFilter: expect.objectContaining({ term: 'Keaton' }),
      }),
    );
    answer({ items: [user('kim', 'Kim Keaton')] });
    await screen.findByRole('option', { name: /Kim Keaton/ });
    await userEvent.keyboard('{Enter}');
    expect(onChange).toHaveBeenCalledWith('user:default/kim');
    // The options no longer include the person.
    answer({ items: [user('alex', 'Alex Admin')] });
    await userEvent.tab();
    expect(field).toHaveValue('Kim Keaton');
  });

  it('shows the reference name of a person missing from the options', async () => {
    renderInTestApp(
      <PersonPicker
        value="user:default/jane.gone"
        onChange={() => {}}
        options={options}
      />,
    );
    expect(await screen.findByRole('combobox')).toHaveValue('jane.gone');
  });
});

describe('effective role of a member', () => {
  const member = (...sources: MemberSource[]) => ({ sources } as Member);

  it('returns the manual role when the membership has no other source', () => {
    expect(
      computeEffectiveRole(
        member({ source: 'manual', role: 'admin' }),
        'guest',
      ),
    ).toBe('guest');
  });

  it('returns the role of another source when that role is higher', () => {
    const owner = member(
      { source: 'manual', role: 'member' },
      { source: 'owner', role: 'admin' },
    );
    expect(computeEffectiveRole(owner, 'guest')).toBe('admin');
  });

  it('returns the manual role when that role is higher', () => {
    const reader = member({ source: 'department', role: 'guest' });
    expect(computeEffectiveRole(reader, 'member')).toBe('member');
  });
});
