import type { Erasure } from '@callboard/plugin-callboard-common';
import {
  pageOfItems,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { FakeIntegrity } from '../__testUtils__/FakeIntegrity';
import { giveSizes } from '../__testUtils__/giveSizes';
import { renderAdmin } from '../__testUtils__/renderAdmin';

giveSizes();

describe('IntegrityPage', () => {
  const ROW = '01900000-0000-7000-8000-00000000abcd';
  const tampered = { id: ROW, kind: 'changed', segment: 2 } as const;

  /** A page about a log of two seals. */
  function sealed() {
    const backend = new FakeBackend();
    const integrity = new FakeIntegrity(backend);
    integrity.addSeal();
    integrity.addSeal();
    return {
      backend,
      integrity,
      draw: (path = '/callboard/integrity') => renderAdmin(path, backend),
    };
  }

  const check = () => screen.findByRole('button', { name: 'Check now' });

  describe('the integrity of the log', () => {
    it('is checked with progress, and found out', async () => {
      const { backend, integrity, draw } = sealed();
      draw();
      expect(
        await screen.findByText('The log is sealed, and was not checked yet'),
      ).toBeVisible();
      const button = await check();
      await userEvent.click(button);
      const bar = await screen.findByRole('progressbar', {
        name: 'Checking the log',
      });
      expect(bar).not.toHaveAttribute('aria-valuenow');
      const [job] = integrity.checks;
      job.result.rows_checked = 500;
      await waitFor(() => expect(bar).toHaveAttribute('aria-valuenow', '25'));
      expect(bar).toHaveAttribute('aria-valuetext', '500 of 2,000 rows');
      // One at a time, and the focus stays.
      await userEvent.click(button);
      expect(button).toHaveFocus();
      expect(backend.sent('POST', '/verifications')).toHaveLength(1);
      expect(backend.sent('POST', '/verifications')[0].body).toEqual({});
      integrity.end(job);
      expect(await screen.findByText('The log is intact')).toBeVisible();
      expect(
        screen.getByText('Intact: 2,000 rows were checked.'),
      ).toBeVisible();
      expect(bar).not.toBeInTheDocument();
      const grid = screen.getByRole('grid', { name: 'Former checks' });
      expect(grid).toHaveTextContent(/alex.admin.*All.*Intact · 2,000 rows/);
    });

    it('names the row that was changed, and leads to it', async () => {
      const { integrity, draw } = sealed();
      integrity.end(integrity.addCheck());
      integrity.end(integrity.addCheck({ from: 2 }), { ...tampered });
      // It did not read what was changed.
      integrity.end(integrity.addCheck({ to: 1 }));
      draw();
      const title = await screen.findByText('The log was tampered with');
      const alarm = title.closest('[role="alert"]');
      expect(alarm).toHaveTextContent('A row was changed after it was sealed.');
      expect(alarm).toHaveTextContent(new RegExp(`Row${ROW} ?Seal2`));
    });

    it('stays tampered with until all of it was found intact', async () => {
      const { integrity, draw } = sealed();
      integrity.end(integrity.addCheck(), { ...tampered });
      // Somebody mistyped a head, and somebody looked elsewhere.
      integrity.end(integrity.addCheck(), {
        id: null,
        kind: 'missing',
        segment: null,
      });
      integrity.end(integrity.addCheck({ from: 2 }));
      const { unmount } = draw();
      expect(
        await screen.findByText('The log was tampered with'),
      ).toBeVisible();
      unmount();
      integrity.end(integrity.addCheck());
      draw();
      expect(await screen.findByText('The log is intact')).toBeVisible();
    });

    it('can be checked against a head that somebody holds', async () => {
      const { backend, integrity, draw } = sealed();
      draw();
      await userEvent.click(
        await screen.findByRole('button', {
          name: 'Check a head or some seals',
        }),
      );
      const head = screen.getByLabelText('Check a head that you hold');
      await userEvent.click(head);
      await userEvent.paste('abc');
      await userEvent.type(screen.getByLabelText('From seal'), '2');
      await userEvent.type(screen.getByLabelText('To seal'), '1');
      await userEvent.click(await check());
      expect(head).toHaveAccessibleDescription(/64 digits/);
      expect(screen.getByLabelText('To seal')).toHaveAccessibleDescription(
        /must not be less/,
      );
      expect(integrity.checks).toEqual([]);
      await userEvent.clear(screen.getByLabelText('From seal'));
      await userEvent.clear(head);
      await userEvent.click(head);
      await userEvent.paste(` ${'F'.repeat(64)}\n`);
      await userEvent.click(await check());
      await screen.findByRole('progressbar', { name: 'Checking the log' });
      expect(backend.sent('POST', '/verifications')[0].body).toEqual({
        head: 'f'.repeat(64),
        to: 1,
      });
      integrity.end(integrity.checks[0], {
        id: null,
        kind: 'missing',
        segment: null,
      });
      const alarm = await screen.findByRole('alert');
      expect(alarm).toHaveTextContent('No seal has the head that was entered');
    });

    it('is no longer checked when somebody cancels', async () => {
      const { integrity, draw } = sealed();
      integrity.addCheck({ status: 'running', finished_at: null });
      draw();
      const button = await check();
      await userEvent.click(
        await screen.findByRole('button', { name: 'Cancel' }),
      );
      expect(button).toHaveFocus();
      expect(
        await screen.findByRole('grid', { name: 'Former checks' }),
      ).toBeVisible();
      await waitFor(() =>
        expect(
          screen.getByRole('grid', { name: 'Former checks' }),
        ).toHaveTextContent('Cancelled'),
      );
      expect(screen.queryByRole('progressbar')).toBeNull();
    });

    it('says why a check did not begin', async () => {
      const { backend, draw } = sealed();
      draw();
      backend.refuseNext = {
        method: 'POST',
        refusal: new Refusal(503, 'Too much to do'),
      };
      await userEvent.click(await check());
      expect(await screen.findByRole('alert')).toHaveTextContent(
        'The check could not be started. Too much to do',
      );
    });

    it('is proved by seals and marks, the newest head first of all', async () => {
      const { integrity, draw } = sealed();
      integrity.addSeal({
        kind: 'retention',
        rows: 41_002,
        first_id: null,
        last_id: null,
        rule: {
          action: 'view',
          keep_days: 300,
          before: '2026-01-24T00:00:00.000Z',
        },
      });
      const { head } = integrity.addSeal();
      draw();
      expect(
        await screen.findByText(
          `npx callboard-verify export.jsonl --head ${head}`,
        ),
      ).toBeVisible();
      const grid = await screen.findByRole('grid', { name: 'Seals' });
      const [, newest, mark] = within(grid).getAllByRole('row');
      expect(newest).toHaveTextContent(/^Seal 41,000 rows/);
      expect(mark).toHaveTextContent(
        /^Seal 3Retention: 41,002 rows wentaction: view · keep days: 300 · before: .*2026/,
      );
      expect(
        within(mark).getByRole('button', { name: 'Copy head of seal 3' }),
      ).toBeEnabled();
    });

    it('is downloaded whole, with what proves it', async () => {
      const { backend, draw } = sealed();
      const asked = () => backend.queriesOf('/admin/activity/export.jsonl');
      backend.answer({ exportAdminActivityJsonl: () => new Response('{}\n') });
      draw();
      await userEvent.click(
        await screen.findByRole('button', {
          name: 'Download for checking offline',
        }),
      );
      await waitFor(() => expect(asked()).toHaveLength(1));
      const [query] = asked();
      expect(query.get('proof')).toBe('true');
      // The details of bulk changes are rows like others.
      expect(query.get('details')).toBe('true');
    });

    it('says when rows wait long to be sealed', async () => {
      const { backend, draw } = sealed();
      backend.health.seals.lag_ms = 9 * 60_000;
      const page = draw();
      expect(await check()).toBeVisible();
      expect(screen.queryByText('Sealing is behind')).toBeNull();
      page.unmount();
      backend.health.seals.lag_ms = 12 * 60_000;
      const { unmount } = draw();
      const title = await screen.findByText('Sealing is behind');
      expect(title.closest('[role="status"]')).toHaveTextContent(
        'A row has waited for 12 min to be sealed',
      );
      unmount();
      draw('/callboard');
      expect(
        await screen.findByText(/^Sealing is 12 min behind · Sealed until/),
      ).toBeVisible();
    });

    it('is in a line on the overview', async () => {
      const { integrity, draw } = sealed();
      integrity.end(integrity.addCheck());
      draw('/callboard');
      expect(
        await screen.findByText(
          /^Sealed until .* · 2 seals · intact when last checked$/,
        ),
      ).toBeVisible();
    });

    it('is for super admins alone', async () => {
      const { backend, draw } = sealed();
      backend.addWorkspace({});
      backend.demote('admin');
      const { unmount } = draw('/callboard');
      await screen.findByRole('list', { name: 'Areas' });
      expect(screen.queryByText('Integrity')).toBeNull();
      unmount();
      draw();
      await screen.findByText(/This page is for admins/);
      expect(backend.sent('GET', '/admin/activity')).toEqual([]);
    });
  });

  describe('an empty log', () => {
    it('says what will be sealed', async () => {
      const backend = new FakeBackend();
      renderAdmin('/callboard/integrity', backend);
      expect(await screen.findByText('Nothing is sealed yet')).toBeVisible();
      expect(screen.queryByRole('button', { name: 'Check now' })).toBeNull();
    });
  });
});

describe('the page Data', () => {
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
    await waitFor(() => expect(bar).not.toBeInTheDocument());
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
