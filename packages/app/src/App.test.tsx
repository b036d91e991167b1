import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createPortal } from './App';
import { demoPeople } from './signIn/demoPeople';

/** Loading the whole app takes seconds the first time. */
const TIMEOUT = 30_000;

const session = (name: string) => ({
  profile: { displayName: name },
  backstageIdentity: {
    // The app reads only the payload: the token expires in the year 2100.
    token: `e30.${btoa('{"exp":4102444800}')}.e30`,
    identity: {
      type: 'user',
      userEntityRef: `user:default/${name}`,
      ownershipEntityRefs: [`user:default/${name}`],
    },
  },
});

/** Answers like the auth backend, and records the requests. */
function fakeAuthBackend() {
  const requests: Array<{ path: string; person: string | null }> = [];
  const fetchMock = jest.fn(
    async (input: RequestInfo | URL, init?: RequestInit) => {
      const person = new Headers(init?.headers).get('x-callboard-demo-person');
      requests.push({ path: new URL(String(input)).pathname, person });
      const known = demoPeople.some(({ name }) => name === person);
      return new Response(
        JSON.stringify(
          known
            ? session(person!)
            : { error: { name: 'AuthenticationError', message: 'Unknown' } },
        ),
        {
          status: known ? 200 : 401,
          headers: { 'content-type': 'application/json' },
        },
      );
    },
  );
  return { requests, fetchMock };
}

describe('portal sign-in', () => {
  const original = { env: process.env, fetch: global.fetch };
  const backend = fakeAuthBackend();

  function open(demo: object) {
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: {
              title: 'The portal',
              baseUrl: 'http://localhost',
              packages: 'all',
            },
            backend: { baseUrl: 'http://localhost' },
            demo,
          },
        },
      ] as any,
    };
    return render(createPortal().createRoot());
  }

  beforeEach(() => {
    // Material UI 4 warns on every style sheet it puts into jsdom.
    jest.spyOn(console, 'warn').mockImplementation();
    global.fetch = backend.fetchMock;
    backend.requests.length = 0;
    window.localStorage.clear();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.env = original.env;
    global.fetch = original.fetch;
  });

  const findPerson = (name: string) =>
    screen.findByRole(
      'button',
      { name: new RegExp(name) },
      { timeout: TIMEOUT },
    );

  it('lists the demo users, and restores the chosen one on the next visit', async () => {
    const first = open({ enabled: true });
    for (const { displayName } of demoPeople) {
      expect(await findPerson(displayName)).toBeInTheDocument();
    }
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
      'The portal',
    );

    await userEvent.tab();
    await userEvent.tab();
    expect(await findPerson('Mona Manager')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await waitForSidebar();
    const refresh = { path: '/api/auth/demo/refresh', person: 'mona.manager' };
    expect(backend.requests).toContainEqual(refresh);

    first.unmount();
    backend.requests.length = 0;
    open({ enabled: true });
    await waitForSidebar();
    expect(backend.requests).toContainEqual(refresh);
  });

  it('shows that sign-in failed, and allows choosing another user', async () => {
    window.localStorage.setItem('callboard.demo.person', 'ghost');
    open({ enabled: true });
    expect(
      await screen.findByRole('alert', {}, { timeout: TIMEOUT }),
    ).toHaveTextContent(/Sign-in failed/);
    await userEvent.click(await findPerson('Gina Guest'));
    await waitForSidebar();
  });

  it('requests the session from the OAuth2 proxy when the demo is disabled', async () => {
    open({ enabled: false });
    await waitFor(
      () =>
        expect(backend.requests).toContainEqual({
          path: '/api/auth/oauth2Proxy/refresh',
          person: null,
        }),
      { timeout: TIMEOUT },
    );
    expect(screen.queryByRole('button', { name: /Alex Admin/ })).toBeNull();
  });

  async function waitForSidebar() {
    await screen.findByRole(
      'link',
      { name: 'Callboard, home' },
      { timeout: TIMEOUT },
    );
  }
});
