import type { Erasure } from '@callboard/plugin-callboard-common';
import {
  pageOfItems,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { giveSizes } from '../__testUtils__/giveSizes';
import { renderAdmin } from '../__testUtils__/renderAdmin';

beforeAll(giveSizes);

const MAX = 'user:default/max.member';

const erasure: Erasure = {
  dry_run: false,
  id: '01900000-0000-7000-8000-000000000001',
  pseudonym: 'user:erased/4fq0c81zle',
  reason: 'They asked for it',
  status: 'running',
  requested_by: 'user:default/alex.admin',
  started_at: '2026-11-20T08:00:00.000Z',
  finished_at: null,
  progress: 40,
  tables: [{ table: 'activity', rows: 1_200 }],
};

/** A page whose erasures are those of a list. */
function withErasures(erasures: Erasure[]) {
  const backend = new FakeBackend();
  backend.answer({
    listErasures: ({ query }) => pageOfItems(erasures, query),
    erase: ({ body }) => {
      if (!body.dry_run) {
        erasures.unshift(erasure);
        return erasure;
      }
      return {
        dry_run: true,
        tables: [
          { table: 'activity', rows: 1_200 },
          { table: 'people', rows: 1 },
        ],
        is_exact: true,
      };
    },
  });
  return backend;
}

const field = (name: string) => screen.findByRole('combobox', { name });

describe('the page Data', () => {
  it('erases somebody after a look at what would change and their reference typed', async () => {
    const erasures: Erasure[] = [];
    const backend = withErasures(erasures);
    renderAdmin('/callboard/data', backend);
    expect(await screen.findByText('Nobody was erased yet.')).toBeVisible();
    const count = screen.getByRole('button', { name: 'See what would change' });
    await userEvent.click(count);
    expect(screen.getByText('Pick somebody.')).toBeVisible();
    expect(screen.getByText('Say why.')).toBeVisible();
    expect(backend.sent('POST', '/erasures')).toEqual([]);

    await userEvent.click(await field('Person'));
    await userEvent.click(
      await screen.findByRole('option', { name: /Max Member/ }),
    );
    await userEvent.type(screen.getByLabelText('Reason'), erasure.reason);
    await userEvent.click(count);
    const table = await screen.findByRole('table', {
      name: 'What would change',
    });
    expect(
      within(table).getByRole('row', { name: 'activity 1,200' }),
    ).toBeVisible();
    expect(backend.sent('POST', '/erasures')[0].body).toEqual({
      user_ref: MAX,
      reason: erasure.reason,
      dry_run: true,
    });

    await userEvent.click(screen.getByRole('button', { name: 'Erase…' }));
    const dialog = await screen.findByRole('dialog');
    const erase = within(dialog).getByRole('button', {
      name: 'Erase for good',
    });
    expect(erase).toBeDisabled();
    await userEvent.type(within(dialog).getByRole('textbox'), MAX);
    await userEvent.click(erase);
    const bar = await screen.findByRole('progressbar', { name: 'Erasing' });
    expect(bar).toHaveAttribute('aria-valuenow', '40');
    expect(backend.sent('POST', '/erasures')[1].body).toEqual({
      user_ref: MAX,
      reason: erasure.reason,
    });
    erasures[0] = { ...erasure, status: 'done', progress: 100 };
    await waitFor(() => expect(bar).not.toBeInTheDocument(), {
      timeout: 3_000,
    });
    const grid = screen.getByRole('grid', { name: 'Former erasures' });
    expect(grid).toHaveTextContent(/erased\/4fq0c81zle.*1,200 rows changed/);
  });

  it('says why somebody cannot be erased', async () => {
    const backend = withErasures([]);
    backend.answer({
      erase: () => {
        throw new Refusal(409, 'Nobody can erase themselves');
      },
    });
    renderAdmin('/callboard/data', backend);
    await userEvent.click(await field('Person'));
    await userEvent.click(
      await screen.findByRole('option', { name: /Max Member/ }),
    );
    await userEvent.type(screen.getByLabelText('Reason'), 'x');
    await userEvent.click(
      screen.getByRole('button', { name: 'See what would change' }),
    );
    expect(
      await screen.findByText('Nobody can erase themselves'),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Erase…' }),
    ).not.toBeInTheDocument();
  });

  it('saves rules of retention after saying how many rows would go', async () => {
    const backend = withErasures([]);
    backend.answer({
      previewRetention: ({ body }) => ({
        rows: 3_000,
        by_rule: body.rules!.map(rule => ({ ...rule, rows: 3_000 })),
      }),
      setRetention: ({ body }) => body,
    });
    renderAdmin('/callboard/data', backend);
    expect(
      await screen.findByText('Everything is kept for ever.'),
    ).toBeVisible();
    const add = screen.getByRole('button', { name: 'Add a rule' });
    await userEvent.click(add);
    await userEvent.click(add);
    const days = screen.getAllByRole('textbox', { name: 'Days to keep' })[0];
    await userEvent.clear(days);
    await userEvent.type(days, '1.5');
    await userEvent.click(screen.getByRole('button', { name: 'Save…' }));
    expect(days).toHaveAccessibleDescription(
      'A whole number from 1 to 36,500.',
    );
    expect(screen.getByText('There is a rule for this already.')).toBeVisible();
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Remove the rule' })[1],
    );
    await userEvent.clear(days);
    await userEvent.type(days, '90');
    await userEvent.click(screen.getByRole('button', { name: 'Save…' }));
    expect(
      await screen.findByText(/^3,000 rows of the log would go/),
    ).toBeVisible();
    expect(backend.sent('PUT', '/retention')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Save rules' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(backend.sent('PUT', '/retention')[0].body).toEqual({
      rules: [{ workspace_id: null, class: 'views', keep_days: 90 }],
    });
    expect(
      screen.queryByRole('button', { name: 'Save…' }),
    ).not.toBeInTheDocument();
  });

  it('is for super admins', async () => {
    const backend = withErasures([]);
    backend.me.is_super_admin = false;
    renderAdmin('/callboard/data', backend);
    await waitFor(() =>
      expect(backend.sent('GET', '/me').length).toBeGreaterThan(0),
    );
    expect(screen.queryByText('Erasing people')).not.toBeInTheDocument();
  });
});
