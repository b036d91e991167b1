import { PageBlueprint, storageApiRef } from '@backstage/frontend-plugin-api';
import {
  mockApis,
  renderInTestApp,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { renderInTestApp as legacyRenderInTestApp } from '@backstage/test-utils';
import { allFeatures, POLICY_DENIAL } from '@callboard/plugin-callboard-common';
import Drawer from '@mui/material/Drawer';
import { createTheme, getContrastRatio } from '@mui/material/styles';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLayoutEffect, useState } from 'react';
import {
  CompleteStepOnVisit,
  useFirstSteps,
  getFirstSteps,
} from '../hooks/useFirstSteps';
import { useToast, type ToastOptions } from '../toasts/ToastCenter';
import {
  LegacyPage,
  createLegacyTab,
  wrapForLegacySystem,
} from '../legacy/LegacyPage';
import { PageBody, withSkeleton } from '../page/PageBody';
import { CallboardProvider } from '../query/CallboardProvider';
import { FakeServer } from '../testUtils';
import { createCallboardTheme } from '../query/createCallboardTheme';
import { useUndoKey } from '../toasts/ToastHost';
import { ErrorBoundary } from './ErrorBoundary';
import { ErrorState } from './ErrorState';
import { LoadingState } from './LoadingState';
import { UnknownPath } from './UnknownPath';

describe('ErrorBoundary', () => {
  function Word(props: { text: string }) {
    if (props.text === 'bad') {
      throw new Error('cannot be drawn');
    }
    return <p>{props.text}</p>;
  }

  function Words() {
    const [text, setText] = useState('bad');
    return (
      <>
        <Word text="beside" />
        <ErrorBoundary resetKey={text}>
          <Word text={text} />
        </ErrorBoundary>
        <button onClick={() => setText('good')}>Change</button>
      </>
    );
  }

  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation();
  });
  afterEach(() => jest.restoreAllMocks());

  it('keeps the content around a failed child, and recovers when the child changes @full', async () => {
    renderInTestApp(<Words />);
    expect(
      await screen.findByText(
        'This part could not be displayed. Reload the page to try again.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('beside')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Change' }));
    expect(screen.getByText('good')).toBeInTheDocument();
    expect(
      screen.queryByText(
        'This part could not be displayed. Reload the page to try again.',
      ),
    ).toBeNull();
  });
});

describe('ErrorState', () => {
  const failure = (statusCode?: number) =>
    Object.assign(new Error('Request failed'), { statusCode });

  it('shows the error, notes that nothing was lost, and retries on click', async () => {
    const retry = jest.fn();
    renderInTestApp(<ErrorState error={failure(503)} onRetry={retry} />);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /not available right now.*Nothing was changed or lost/,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledTimes(1);
  });

  it('shows that the server did not respond, without a retry button', async () => {
    renderInTestApp(<ErrorState error={failure()} />);
    expect(await screen.findByText(/did not respond/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('omits the people who can grant access when the policy of the portal denies it', async () => {
    const body = { error: { message: POLICY_DENIAL } };
    renderInTestApp(
      <ErrorState error={Object.assign(failure(403), { body })} />,
    );
    expect(await screen.findByRole('status')).toHaveTextContent(
      /^You do not have access to this.*policy of the portal denies access/,
    );
    expect(screen.queryByText(/People who can give/)).toBeNull();
  });
});

describe('LoadingState', () => {
  const page = (loader: () => Promise<JSX.Element>) =>
    PageBlueprint.make({ params: { path: '/', title: 'Page', loader } });

  it('shows below the page header while the code of the page loads', async () => {
    const forever = new Promise<JSX.Element>(() => {});
    renderTestApp({ extensions: [page(withSkeleton(() => forever))] });
    await waitFor(() =>
      expect(screen.getByRole('status', { name: 'Loading' })).toBeVisible(),
    );
    expect(screen.getByRole('heading', { name: 'Page' })).toBeVisible();
  });

  it('stays visible when another loading state replaces it', async () => {
    function Waiting() {
      const [step, setStep] = useState('code');
      return (
        <>
          <LoadingState key={step} />
          <button onClick={() => setStep('data')}>{step}</button>
        </>
      );
    }
    renderInTestApp(<Waiting />);
    const isShown = () =>
      expect(screen.getByRole('status', { hidden: true })).toBeVisible();
    await screen.findByRole('button', { name: 'code' });
    await waitFor(isShown);
    fireEvent.click(screen.getByRole('button', { name: 'code' }));
    expect(screen.getByRole('button', { name: 'data' })).toBeVisible();
    isShown();
  });
});

describe('UnknownPath', () => {
  function WatchFirst(props: { onDrawn: (status: HTMLElement) => void }) {
    const { onDrawn } = props;
    useLayoutEffect(
      () => onDrawn(screen.getByRole('status', { hidden: true })),
      [onDrawn],
    );
    return <UnknownPath />;
  }

  it('hides its first render, so that the tabs of the page do not shift it', async () => {
    let wasVisible: boolean | undefined;
    renderInTestApp(
      <WatchFirst
        onDrawn={status => {
          wasVisible = getComputedStyle(status).visibility !== 'hidden';
        }}
      />,
    );
    const title = await screen.findByText('Page not found');
    await waitFor(() => expect(title).toBeVisible());
    expect(wasVisible).toBe(false);
  });
});

describe('first steps', () => {
  const createFakeServer = (name: string) =>
    new FakeServer().answer({
      getMe: () => ({
        user_ref: `user:default/${name}`,
        display_name: name,
        email: null,
        picture: null,
        is_super_admin: false,
        features: allFeatures,
        workspaces: [],
      }),
    });

  function Steps() {
    const { done, note } = useFirstSteps();
    return (
      <>
        <p>{done ? `Done: ${[...done].join(', ')}` : 'Not known yet'}</p>
        <button onClick={() => note('item')}>Change an item</button>
      </>
    );
  }

  it('stores the completed steps per user, each step once', async () => {
    const storage = mockApis.storage();
    const open = (name: string, content = <Steps />) =>
      renderInTestApp(<CallboardProvider>{content}</CallboardProvider>, {
        apis: [
          mockApis.fetch({ baseImplementation: createFakeServer(name).fetch }),
          mockApis.discovery({ baseUrl: 'http://portal' }),
          [storageApiRef, storage],
        ],
      });
    const first = open(
      'max',
      <>
        <CompleteStepOnVisit step="board" />
        <Steps />
      </>,
    );
    expect(await screen.findByText('Done: board')).toBeVisible();
    const button = screen.getByRole('button', { name: 'Change an item' });
    await userEvent.click(button);
    await userEvent.click(button);
    expect(await screen.findByText('Done: board, item')).toBeVisible();
    first.unmount();

    const second = open('mona');
    expect(await screen.findByText('Done:')).toBeVisible();
    second.unmount();

    open('max');
    expect(await screen.findByText('Done: board, item')).toBeVisible();
  });

  it.each([
    [true, 'guest', 'tracker'],
    [false, 'admin', 'invite'],
    [false, 'member', 'item'],
    [false, 'guest', 'access'],
  ] as const)(
    'returns three steps (super admin: %s, role: %s), including %s',
    (is_super_admin, role, step) => {
      const steps = getFirstSteps({ is_super_admin }, { role });
      expect(steps).toHaveLength(3);
      expect(steps).toContain(step);
    },
  );
});

describe('toasts', () => {
  function Sender(props: { toast: ToastOptions; name: string }) {
    const notify = useToast();
    return (
      <button type="button" onClick={() => notify(props.toast)}>
        {props.name}
      </button>
    );
  }

  /** A component that undoes its own actions one after the other. */
  function UndoStackComponent(props: {
    undo: () => void;
    doneAt: number | undefined;
  }) {
    useUndoKey(props.undo, () => props.doneAt);
    return null;
  }

  function render(overrides: Partial<ToastOptions> = {}) {
    const undone = jest.fn();
    const full: ToastOptions = {
      status: 'success',
      title: 'It is moved',
      onUndo: undone,
      ...overrides,
    };
    renderInTestApp(
      <>
        <CallboardProvider>
          <input aria-label="Name" />
          <Sender name="Move" toast={full} />
        </CallboardProvider>
        <CallboardProvider>
          <Sender
            name="Fail"
            toast={{ status: 'danger', title: 'It failed' }}
          />
        </CallboardProvider>
      </>,
    );
    return { undone };
  }

  const send = async (name: string) =>
    userEvent.click(await screen.findByRole('button', { name }));

  it('shows one toast at a time, across several providers', async () => {
    render();
    await send('Move');
    expect(screen.getAllByText('It is moved')).toHaveLength(1);
    expect(screen.getByRole('status')).toHaveTextContent('It is moved');
    await send('Fail');
    expect(screen.getByRole('alert')).toHaveTextContent('It failed');
    expect(screen.queryByText('It is moved')).toBeNull();
  });

  it('undoes the action on click, and returns the focus to its previous element', async () => {
    const { undone } = render();
    await send('Move');
    const undo = screen.getByRole('button', { name: 'Undo' });
    await userEvent.click(undo);
    expect(undone).toHaveBeenCalledTimes(1);
    expect(screen.getByRole('button', { name: 'Move' })).toHaveFocus();
    expect(screen.queryByText('It is moved')).toBeNull();

    await send('Move');
    const again = screen.getByRole('button', { name: 'Undo' });
    again.focus();
    await userEvent.keyboard('{Enter}');
    expect(undone).toHaveBeenCalledTimes(2);
    expect(screen.getByRole('button', { name: 'Move' })).toHaveFocus();
  });

  it('ignores Ctrl+Z in a text field, and undoes once outside it', async () => {
    const { undone } = render();
    await send('Move');
    await userEvent.click(screen.getByLabelText('Name'));
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(undone).not.toHaveBeenCalled();
    await userEvent.click(document.body);
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(undone).toHaveBeenCalledTimes(1);
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(undone).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['nothing was done', undefined, 'message'],
    ['something older was done', -1_000, 'message'],
    ['something newer was done', 1_000, 'page'],
  ])(
    'undoes the latest action on Ctrl+Z when %s on the page',
    async (_, after, takenBackBy) => {
      const taken: string[] = [];
      renderInTestApp(
        <CallboardProvider>
          <UndoStackComponent
            undo={() => taken.push('page')}
            doneAt={after && Date.now() + after}
          />
          <Sender
            name="Move"
            toast={{
              status: 'success',
              title: 'It is moved',
              doneAt: Date.now(),
              onUndo: () => taken.push('message'),
            }}
          />
        </CallboardProvider>,
      );
      await send('Move');
      await userEvent.keyboard('{Control>}z{/Control}');
      expect(taken).toEqual([takenBackBy]);
    },
  );

  it('runs the action of a toast above a drawer', async () => {
    const opened = jest.fn();
    renderInTestApp(
      <CallboardProvider>
        <Drawer open>
          <Sender
            name="Make"
            toast={{
              status: 'success',
              title: 'PAY-1 is there',
              actions: [{ label: 'Open', onClick: opened }],
            }}
          />
        </Drawer>
      </CallboardProvider>,
    );
    await send('Make');
    // Queries by role ignore elements that are hidden from screen readers.
    await userEvent.click(screen.getByRole('button', { name: 'Open' }));
    expect(opened).toHaveBeenCalledTimes(1);
    await waitFor(() =>
      expect(screen.queryByText('PAY-1 is there')).toBeNull(),
    );
  });
});

describe('LegacyPage', () => {
  /** A page that can also be a tab of another. */
  const AuditPage = () => (
    <LegacyPage title="Audit">
      <PageBody>Who did what</PageBody>
    </LegacyPage>
  );

  async function render(element: JSX.Element) {
    const Page = await wrapForLegacySystem(async () => () => element)();
    await legacyRenderInTestApp(<Page />);
  }

  it('renders a header and exactly one main landmark', async () => {
    await render(<AuditPage />);
    expect(screen.getByRole('heading', { name: 'Audit' })).toBeVisible();
    expect(screen.getByText('Who did what')).toBeVisible();
    expect(screen.getAllByRole('main')).toHaveLength(1);
  });

  it('loads a tab when it opens, and omits the header of the page inside it', async () => {
    const load = jest.fn(async () => <AuditPage />);
    await render(
      <LegacyPage
        title="Admin"
        tabs={[
          { path: '/overview', title: 'Overview', element: <p>All is well</p> },
          createLegacyTab({ path: 'audit', title: 'Audit log', loader: load }),
        ]}
      />,
    );
    expect(screen.getByText('All is well')).toBeVisible();
    expect(load).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('tab', { name: 'Audit log' }));
    expect(await screen.findByText('Who did what')).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Admin' })).toBeVisible();
    expect(screen.queryByRole('heading', { name: 'Audit' })).toBeNull();
    expect(screen.getAllByRole('main')).toHaveLength(1);
  });
});

describe('createCallboardTheme', () => {
  const papers = {
    light: { default: '#f8f8f8', paper: '#ffffff' },
    dark: { default: '#333333', paper: '#424242' },
  };

  const createPortalTheme = (mode: 'light' | 'dark', error?: string) =>
    createTheme({
      palette: {
        mode,
        background: papers[mode],
        ...(error && { error: { main: error } }),
      },
    });

  it('raises the contrast of error colours in dark mode to at least 4.5', () => {
    const { error, background } = createCallboardTheme(
      createPortalTheme('dark'),
    ).palette;
    for (const paper of [background.default, background.paper]) {
      expect(getContrastRatio(error.main, paper)).toBeGreaterThanOrEqual(4.5);
    }
    for (const button of [error.main, error.dark]) {
      expect(getContrastRatio('#000', button)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('keeps the error colour of light themes and of customised dark themes', () => {
    const light = createPortalTheme('light');
    expect(createCallboardTheme(light).palette.error).toEqual(
      light.palette.error,
    );
    const dark = createPortalTheme('dark', '#ff8a80');
    expect(createCallboardTheme(dark).palette.error).toEqual(
      dark.palette.error,
    );
  });
});
