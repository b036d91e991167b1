import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { FakeDispatches } from '../__testUtils__/FakeDispatches';
import {
  pageOfItems,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import { renderAdmin } from '../__testUtils__/renderAdmin';

const TITLE = 'Changes that could not be delivered';

function setAside(...labels: string[]) {
  const backend = new FakeBackend();
  const dispatches = new FakeDispatches(backend);
  labels.forEach(label => dispatches.add({ label }));
  return { backend, dispatches };
}

const findList = () => screen.findByRole('list', { name: TITLE });

const labels = async () =>
  within(await findList())
    .getAllByRole('listitem')
    .map(item => /web-shop|payments-api|ledger/.exec(item.textContent!)?.[0]);

const retryButtonOf = async (label: string) =>
  within(
    within(await findList())
      .getAllByRole('listitem')
      .find(item => item.textContent!.includes(label))!,
  ).getByRole('button', { name: 'Try again' });

describe('ParkedDispatches', () => {
  it('says what was set aside, who missed it and why', async () => {
    const { backend, dispatches } = setAside('payments-api');
    dispatches.add({ label: 'web-shop', subscriber: 'events', attempts: 1 });
    renderAdmin('/callboard', backend);
    const [first, second] = within(await findList()).getAllByRole('listitem');
    expect(first).toHaveTextContent(
      /payments-api.*updated.*Max Member.*Missed by mail · tried 8 times · .*Error: connect ECONNREFUSED/,
    );
    expect(second).toHaveTextContent(
      /web-shop.*Missed by other plugins · tried once/,
    );
    expect(screen.getByText('2 of 2 shown')).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The reasons are below.',
    );
  });

  it('shows nothing of it while nothing is set aside', async () => {
    renderAdmin('/callboard', new FakeBackend());
    expect(await screen.findByText('All is well')).toBeInTheDocument();
    expect(screen.queryByText(TITLE)).toBeNull();
  });

  it('is for super admins; others are told who can help', async () => {
    const { backend } = setAside('payments-api');
    backend.addWorkspace({});
    backend.demote('admin');
    renderAdmin('/callboard', backend);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'A super admin sees why, and can try them again.',
    );
    expect(screen.queryByText(TITLE)).toBeNull();
    expect(backend.requests).not.toContainEqual(
      expect.stringContaining('/admin/dispatches'),
    );
  });

  it('tries one again, and leads to the next', async () => {
    const { backend } = setAside('payments-api', 'web-shop', 'ledger');
    renderAdmin('/callboard', backend);
    const user = userEvent.setup();
    await user.click(await retryButtonOf('web-shop'));
    await waitFor(async () =>
      expect(await labels()).toEqual(['payments-api', 'ledger']),
    );
    expect(await retryButtonOf('ledger')).toHaveFocus();
    expect(
      await screen.findByText('1 change is being tried again'),
    ).toBeInTheDocument();
    expect(await screen.findByText('2 of 2 shown')).toBeInTheDocument();

    await user.keyboard('{Enter}');
    await waitFor(async () => expect(await labels()).toEqual(['payments-api']));
    expect(await retryButtonOf('payments-api')).toHaveFocus();
  });

  it('says so when the last one is gone', async () => {
    renderAdmin('/callboard', setAside('payments-api').backend);
    await userEvent.click(await retryButtonOf('payments-api'));
    expect(await screen.findByText('Everything is delivered')).toBeVisible();
    expect(screen.getByRole('heading', { name: TITLE })).toHaveFocus();
    expect(await screen.findByText('All is well')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Try all again' })).toBeNull();
  });

  it('tries all again', async () => {
    const { backend, dispatches } = setAside(
      'payments-api',
      'web-shop',
      'ledger',
    );
    renderAdmin('/callboard', backend);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try all again' }),
    );
    expect(
      await screen.findByText('3 changes are being tried again'),
    ).toBeInTheDocument();
    expect(await screen.findByText('Everything is delivered')).toBeVisible();
    expect(backend.requests).toContain('POST /admin/dispatches/retry');
    expect(dispatches.all).toEqual([]);
  });

  it('puts it back when the server refuses, and says why', async () => {
    const { backend } = setAside('payments-api', 'web-shop');
    renderAdmin('/callboard', backend);
    const button = await retryButtonOf('web-shop');
    backend.refuseNext = {
      method: 'POST',
      refusal: new Refusal(503, 'The database is away'),
    };
    await userEvent.click(button);
    expect(
      await screen.findByText(
        'It could not be tried again. It is still not delivered.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('The database is away')).toBeInTheDocument();
    await waitFor(async () =>
      expect(await labels()).toEqual(['payments-api', 'web-shop']),
    );
  });

  it('takes no alarm when somebody else was faster', async () => {
    const { backend, dispatches } = setAside('payments-api', 'web-shop');
    renderAdmin('/callboard', backend);
    const button = await retryButtonOf('web-shop');
    dispatches.all.pop();
    await userEvent.click(button);
    expect(
      await screen.findByText('It is no longer in this list.'),
    ).toBeInTheDocument();
    expect(await labels()).toEqual(['payments-api']);
  });

  it('loads more of many', async () => {
    const { backend } = setAside(...Array.from({ length: 25 }, () => 'ledger'));
    renderAdmin('/callboard', backend);
    expect(await labels()).toHaveLength(20);
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    await waitFor(async () => expect(await labels()).toHaveLength(25));
  });

  it('folds a long error', async () => {
    const { backend, dispatches } = setAside();
    dispatches.add({ last_error: `Error: ${'no '.repeat(200)}end` });
    renderAdmin('/callboard', backend);
    const more = await screen.findByRole('button', {
      name: 'Show the whole error',
    });
    expect(more).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryByText(/end$/)).toBeNull();
    await userEvent.click(more);
    expect(screen.getByText(/end$/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Show less' })).toHaveAttribute(
      'aria-expanded',
      'true',
    );
  });

  it('offers to read the list again when it could not be read', async () => {
    const { backend, dispatches } = setAside('payments-api');
    backend.answer({
      listParkedDispatches: () => {
        throw new Refusal(400, 'No');
      },
    });
    renderAdmin('/callboard', backend);
    const failed = await screen.findByText('This could not be loaded');
    backend.answer({
      listParkedDispatches: () => pageOfItems(dispatches.all),
    });
    await userEvent.click(
      within(failed.parentElement!).getByRole('button', { name: 'Try again' }),
    );
    expect(await labels()).toEqual(['payments-api']);
  });
});
