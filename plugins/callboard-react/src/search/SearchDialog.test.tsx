import {
  createFrontendPlugin,
  PageBlueprint,
  type FrontendFeature,
} from '@backstage/frontend-plugin-api';
import {
  mockApis,
  renderInTestApp,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import {
  allFeatures,
  type SearchResult,
} from '@callboard/plugin-callboard-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation, useNavigate } from 'react-router-dom';
import { CallboardProvider } from '../query/CallboardProvider';
import { toMyAccess, FakeServer, ErrorResponse } from '../testUtils';
import { SearchButton } from './SearchHost';
import { useCommand } from './useSearchDialogState';
import { useRecordRecentVisit } from './useRecentlyOpened';

const toId = (n: number) =>
  `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const result = (
  n: number,
  type: SearchResult['type'],
  title: string,
  more: Partial<SearchResult> = {},
): SearchResult => ({
  type,
  id: toId(n),
  title,
  subtitle: '',
  workspace_slug: 'default',
  url: `/somewhere/${n}`,
  state: null,
  mark: null,
  ...more,
});

const item = result(1, 'work_item', 'PAY-42 Fix rounding', {
  subtitle: 'Payments',
  state: { name: 'In Progress', color: '#9a6700', group: 'started' },
});
const project = result(2, 'project', 'Payments', { subtitle: 'PAY' });
const old = result(3, 'work_item', 'PAY-4 Pay at once', { mark: 'archived' });

const membersAccess = toMyAccess({
  user_ref: 'user:default/max.member',
  display_name: 'Max Member',
  email: null,
  picture: null,
  is_super_admin: false,
  features: allFeatures,
  workspaces: [],
});

/** A server that knows some resources and finds those whose title contains the text. */
function createFakeServer(known: SearchResult[]) {
  const workspace = {
    id: toId(9),
    timezone: 'UTC',
    role: 'member' as const,
  };
  return new FakeServer().answer({
    getMe: () => ({
      user_ref: 'user:default/max.member',
      display_name: 'Max Member',
      email: null,
      picture: null,
      is_super_admin: false,
      features: allFeatures,
      workspaces: [
        { ...workspace, slug: 'default', name: 'Default' },
        { ...workspace, slug: 'other', name: 'Other' },
      ],
    }),
    search: ({ query }) => ({
      items: known.filter(({ title }) =>
        title.toLowerCase().includes(query.get('q')!),
      ),
    }),
    listResources: ({ query }) => ({
      items: known
        .filter(({ id }) => [...query.values()].join().includes(id))
        .map(({ id, title, url, workspace_slug }) => ({
          type: 'work_item' as const,
          id,
          title,
          url,
          workspace_slug,
        })),
      deleted: [],
    }),
  });
}

function Address() {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <p>at {pathname}</p>
      <button onClick={() => navigate(-1)}>Back</button>
    </>
  );
}

const createApis = (server: FakeServer) =>
  [
    mockApis.fetch({ baseImplementation: server.fetch }),
    mockApis.discovery({ baseUrl: 'http://portal' }),
    mockApis.storage(),
  ] as const;

const run = jest.fn();

/** The commands that a part of the page adds to the search. */
function TestCommands({ opened }: { opened?: string }) {
  const command = (id: string, title: string) => ({
    id,
    title,
    icon: <i />,
    run: () => run(id),
  });
  useCommand(command('log', 'Log time'));
  useCommand(command('shelves', 'Arrange shelves'));
  useRecordRecentVisit('work_item', opened, 'Payments');
  return null;
}

function render(server: FakeServer, opened?: string) {
  renderInTestApp(
    <>
      <CallboardProvider>
        <SearchButton />
        <TestCommands opened={opened} />
        <input aria-label="A field of the page" />
        <Address />
      </CallboardProvider>
      <CallboardProvider>
        <p>Another card</p>
      </CallboardProvider>
    </>,
    { apis: createApis(server) },
  );
}

/** A portal with the search on its home page, and other pages. */
function renderPortal(server: FakeServer, features: FrontendFeature[]) {
  const home = PageBlueprint.make({
    name: 'home',
    params: {
      path: '/',
      title: 'Home',
      loader: async () => (
        <CallboardProvider>
          <SearchButton />
        </CallboardProvider>
      ),
    },
  });
  renderTestApp({ extensions: [home], features, apis: createApis(server) });
}

const name = 'Search work items, projects, people, departments and dashboards';
const field = () => screen.findByRole('combobox', { name });
const options = () => screen.queryAllByRole('option');

/** Opens the search with its keyboard shortcut, wherever the focus is. */
async function openSearch() {
  await userEvent.keyboard('{Control>}k{/Control}');
  return field();
}

describe('SearchDialog', () => {
  beforeEach(() => run.mockClear());

  it('opens, selects results and closes by keyboard', async () => {
    render(createFakeServer([item, project, old]));
    await userEvent.click(await screen.findByLabelText('A field of the page'));
    await userEvent.type(await openSearch(), 'pay');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(3));
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
    const group = screen.getByRole('group', { name: 'Work items' });
    expect(
      within(group)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'PAY-42 Fix roundingIn Progress · Payments · Default',
      'PAY-4 Pay at oncearchived · Default',
    ]);
    expect(screen.getByText('3 results')).toBeInTheDocument();
    const active = () =>
      document.getElementById(
        screen.getByRole('combobox').getAttribute('aria-activedescendant')!,
      );
    expect(active()).toBe(options()[0]);
    await userEvent.keyboard('{ArrowUp}');
    expect(active()).toHaveTextContent('Payments');
    await userEvent.keyboard('{ArrowDown}');
    expect(active()).toBe(options()[0]);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByLabelText('A field of the page')).toHaveFocus();

    await userEvent.type(await openSearch(), 'round');
    await screen.findByRole('option');
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByText('at /somewhere/1')).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('opens a result in a new browser tab by Ctrl+Enter or middle click', async () => {
    const open = jest.spyOn(window, 'open').mockImplementation();
    render(createFakeServer([project]));
    await userEvent.click(await screen.findByRole('button', { name }));
    await userEvent.type(await field(), 'pay');
    expect(await screen.findByRole('option')).toHaveAttribute(
      'href',
      '/somewhere/2',
    );
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(open).toHaveBeenCalledWith('/somewhere/2', '_blank');
    expect(screen.getByRole('dialog')).toBeInTheDocument();
    const auxClick = (button: number) =>
      fireEvent(
        screen.getByRole('option'),
        new MouseEvent('auxclick', { button, bubbles: true }),
      );
    const [middle, right] = [1, 2];
    auxClick(right);
    expect(open).toHaveBeenCalledTimes(1);
    auxClick(middle);
    expect(open).toHaveBeenCalledTimes(2);
    open.mockRestore();
  });

  it('opens a clicked result with one history entry, so that Back returns to the page before', async () => {
    render(createFakeServer([project]));
    await userEvent.click(await screen.findByRole('button', { name }));
    await userEvent.type(await field(), 'pay');
    await userEvent.click(await screen.findByRole('option'));
    await screen.findByText('at /somewhere/2');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(await screen.findByText('at /')).toBeInTheDocument();
  });

  it('lists a recently opened resource until the user loses access to it', async () => {
    const known = [item, project];
    render(createFakeServer(known));
    await userEvent.type(await openSearch(), 'pay');
    await screen.findAllByRole('option');
    await userEvent.keyboard('{Enter}');
    await screen.findByText('at /somewhere/1');

    await openSearch();
    expect(
      within(
        await screen.findByRole('group', { name: 'Recently opened' }),
      ).getByRole('option'),
    ).toHaveTextContent('PAY-42 Fix roundingPayments · Default');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

    known.shift();
    await openSearch();
    expect(
      await screen.findByRole('group', { name: 'Commands' }),
    ).toBeVisible();
    expect(screen.queryByText(/PAY-42/)).toBeNull();
  });

  it('lists resources opened on any page, and all commands, before a query is typed', async () => {
    render(createFakeServer([item]), item.id);
    await openSearch();
    const recent = await screen.findByRole('group', {
      name: 'Recently opened',
    });
    expect(recent).toHaveTextContent('PAY-42 Fix rounding');
    const commands = screen.getByRole('group', { name: 'Commands' });
    expect(
      within(commands)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['Arrange shelves', 'Log time']);
    await userEvent.keyboard('{ArrowUp}{Enter}');
    expect(run).toHaveBeenCalledWith('log');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('runs the command whose words start with the query, even while results load', async () => {
    const server = createFakeServer([]).answer({
      search: () => new Promise(() => {}),
    });
    render(server);
    await userEvent.type(await openSearch(), 'lo ti');
    expect(options().map(({ textContent }) => textContent)).toEqual([
      'Log time',
    ]);
    await userEvent.keyboard('{Enter}');
    expect(run).toHaveBeenCalledWith('log');
  });

  it('keeps the active command when results arrive, and hides commands that do not match', async () => {
    let answer = (_: SearchResult[]) => {};
    const server = createFakeServer([]).answer({
      search: () =>
        new Promise(resolve => {
          answer = items => resolve({ items });
        }),
    });
    render(server);
    await userEvent.type(await openSearch(), 'arrange');
    await waitFor(() => expect(options()).toHaveLength(1));
    await waitFor(() => expect(server.sent('GET', '/search')).toHaveLength(1));
    answer([result(4, 'work_item', 'PAY-7 Arrange the mail')]);
    await waitFor(() => expect(options()).toHaveLength(2));
    expect(options()[0]).toHaveAttribute('aria-selected', 'true');
    expect(options()[0]).toHaveTextContent('Arrange shelves');
    await userEvent.clear(screen.getByRole('combobox'));
    await userEvent.type(screen.getByRole('combobox'), 'ime');
    expect(options()).toHaveLength(0);
    await userEvent.keyboard('{Enter}');
    expect(run).not.toHaveBeenCalled();
  });

  it('hides results of an earlier query @full', async () => {
    const answers: Record<string, (items: SearchResult[]) => void> = {};
    const server = createFakeServer([]).answer({
      search: ({ query }) =>
        new Promise(resolve => {
          answers[query.get('q')!] = items => resolve({ items });
        }),
    });
    render(server);
    const input = await openSearch();
    await userEvent.type(input, 'pay');
    await waitFor(() => expect(answers.pay).toBeDefined());
    await userEvent.type(input, 'ments');
    answers.pay([item]);
    await waitFor(() => expect(answers.payments).toBeDefined());
    expect(options()).toHaveLength(0);
    answers.payments([project]);
    expect(await screen.findByRole('option')).toHaveTextContent('Payments');
    fireEvent.change(input, { target: { value: 'paym' } });
    expect(options()).toHaveLength(0);
  });

  it('finds pages by title, and hides admin pages from other users @full', async () => {
    const server = createFakeServer([item]);
    const page = (pluginId: string, title: string) =>
      createFrontendPlugin({
        pluginId,
        extensions: [
          PageBlueprint.make({
            params: {
              path: `/${pluginId}`,
              title,
              loader: async () => <p>This is {title}</p>,
            },
          }),
        ],
      });
    server.answer({ getMyAccess: () => membersAccess });
    renderPortal(server, [
      page('inbox', 'Your rounds'),
      page('callboard', 'Rounds of admins'),
    ]);
    await screen.findByRole('button', { name });
    await userEvent.type(await openSearch(), 'rounds');
    const option = await screen.findByRole('option');
    expect(option).toHaveTextContent('Your rounds');
    expect(screen.getByRole('group', { name: 'Pages' })).toContainElement(
      option,
    );
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByText('This is Your rounds')).toBeVisible();
  });

  it('lists a page with a matching title first', async () => {
    const server = createFakeServer([item]);
    server.answer({ getMyAccess: () => membersAccess });
    const roundup = PageBlueprint.make({
      params: { path: '/roundup', title: 'Roundup', loader: async () => <p /> },
    });
    renderPortal(server, [
      createFrontendPlugin({ pluginId: 'roundup', extensions: [roundup] }),
    ]);
    await screen.findByRole('button', { name });
    await userEvent.type(await openSearch(), 'round');
    await waitFor(() => expect(options()).toHaveLength(2));
    expect(options()[0]).toHaveTextContent('Roundup');
  });

  it('shows a message when nothing matches, and a retry button after an error @full', async () => {
    const server = createFakeServer([project]);
    render(server);
    const input = await openSearch();
    await userEvent.type(input, 'wombat');
    expect(await screen.findByText('No results for “wombat”')).toBeVisible();
    server.failNext = {
      method: 'GET',
      refusal: new ErrorResponse(503, 'The database is away'),
    };
    await userEvent.clear(input);
    await userEvent.type(input, 'pay');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    expect(await screen.findByRole('option')).toHaveTextContent('Payments');
  });
});
