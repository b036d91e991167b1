import {
  permissions,
  type ActivitySeal,
  type FirstBad,
  type VerificationJob,
} from '@callboard/plugin-callboard-common';
import {
  createExampleResponse,
  toFakeId,
  NOW,
  ErrorResponse,
} from '@callboard/plugin-callboard-react/testUtils';
import {
  entityPresentationApiRef,
  type EntityPresentationApi,
} from '@backstage/plugin-catalog-react';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AdminServer } from '../__testUtils__/AdminServer';
import { mockScrollContainerSizes } from '../__testUtils__/mockScrollContainerSizes';
import { renderAdmin } from '../__testUtils__/renderAdmin';

mockScrollContainerSizes();

describe('IntegrityPage', () => {
  const ROW = '01900000-0000-7000-8000-00000000abcd';
  const tampered = { id: ROW, kind: 'changed', segment: 2 } as const;

  function addSeal(
    server: AdminServer,
    values: Partial<ActivitySeal> = {},
  ): ActivitySeal {
    const number = server.store('activitySeals').length + 1;
    return server.insert('activitySeals', {
      number,
      kind: 'rows',
      rows: 1_000,
      first_id: toFakeId('item', number),
      last_id: toFakeId('item', number + 1),
      head: number.toString(16).padStart(64, 'a'),
      ...values,
    });
  }

  function addCheck(
    server: AdminServer,
    values: Partial<VerificationJob> = {},
  ): VerificationJob {
    const example = createExampleResponse('getVerification');
    return server.insert('verifications', {
      status: 'done',
      started_by: 'user:default/alex.admin',
      finished_at: NOW,
      rows_total: 2_000,
      result: { ...example.result, ok: true },
      ...values,
    });
  }

  /** Completes a verification with a result. */
  function completeCheck(
    check: VerificationJob,
    first_bad: FirstBad | null = null,
  ) {
    Object.assign(check, { status: 'done', finished_at: NOW });
    Object.assign(check.result, {
      ok: first_bad === null,
      rows_checked: 2_000,
      segments_checked: 2,
      sealed_until: NOW,
      first_bad,
    });
  }

  /** Creates a server whose log has two seals. */
  function createSealedLog() {
    const server = new AdminServer();
    server.answer({
      startVerification: ({ body: { from = null, to = null } }) =>
        addCheck(server, { status: 'running', finished_at: null, from, to }),
      cancelVerification: () =>
        Object.assign(server.store('verifications')[0], {
          status: 'cancelled',
          finished_at: NOW,
        }),
    });
    addSeal(server);
    addSeal(server);
    return {
      server,
      checks: server.store('verifications'),
      render: (path = '/callboard/integrity') => renderAdmin(path, server),
    };
  }

  const findCheckButton = () =>
    screen.findByRole('button', { name: 'Check now' });

  describe('integrity of the activity log', () => {
    it('runs one check at a time, and shows its progress and result', async () => {
      const { server, checks, render } = createSealedLog();
      render();
      expect(
        await screen.findByText('The log is sealed but not yet checked'),
      ).toBeVisible();
      const button = await findCheckButton();
      await userEvent.click(button);
      const bar = await screen.findByRole('progressbar', {
        name: 'Checking the log',
      });
      expect(bar).not.toHaveAttribute('aria-valuenow');
      const [job] = checks;
      job.result.rows_checked = 500;
      await waitFor(() => expect(bar).toHaveAttribute('aria-valuenow', '25'));
      expect(bar).toHaveAttribute('aria-valuetext', '500 of 2,000 rows');
      // Only one check runs at a time, and the button keeps the focus.
      await userEvent.click(button);
      expect(button).toHaveFocus();
      expect(server.sent('POST', '/verifications')).toHaveLength(1);
      expect(server.sent('POST', '/verifications')[0].body).toEqual({});
      completeCheck(job);
      expect(await screen.findByText('The log is intact')).toBeVisible();
      expect(screen.getByText('Intact: 2,000 rows checked.')).toBeVisible();
      expect(bar).not.toBeInTheDocument();
      const grid = screen.getByRole('grid', { name: 'Past checks' });
      expect(grid).toHaveTextContent(/alex.admin.*All.*Intact · 2,000 rows/);
    });

    it('shows the names of users who started checks', async () => {
      const { server } = createSealedLog();
      completeCheck(
        addCheck(server, { started_by: 'user:default/max.member' }),
      );
      const title = { primaryTitle: 'Max Member', entityRef: '' };
      const presentation: EntityPresentationApi = {
        forEntity: () => ({ snapshot: title, promise: Promise.resolve(title) }),
      };
      renderAdmin('/callboard/integrity', server, [], {
        apis: [[entityPresentationApiRef, presentation]],
      });
      const grid = await screen.findByRole('grid', { name: 'Past checks' });
      expect(await within(grid).findByText('Max Member')).toBeVisible();
    });

    it('shows the changed row and its seal, even after checks of other ranges', async () => {
      const { server, render } = createSealedLog();
      completeCheck(addCheck(server));
      completeCheck(addCheck(server, { from: 2 }), { ...tampered });
      // The second range does not include the changed row.
      completeCheck(addCheck(server, { to: 1 }));
      render();
      const title = await screen.findByText('The log was tampered with');
      const alarm = title.closest('[role="alert"]');
      expect(alarm).toHaveTextContent('A row was changed after it was sealed.');
      expect(alarm).toHaveTextContent(new RegExp(`Row${ROW} ?Seal2`));
    });

    it('reports tampering found before many cancelled checks', async () => {
      const { server, render } = createSealedLog();
      completeCheck(addCheck(server), { ...tampered });
      for (let count = 0; count < 60; count += 1) {
        addCheck(server, { status: 'cancelled' });
      }
      render();
      expect(
        await screen.findByText('The log was tampered with'),
      ).toBeVisible();
    });

    it('reports the log as tampered with until a check of the whole log passes @full', async () => {
      const { server, render } = createSealedLog();
      completeCheck(addCheck(server), { ...tampered });
      // One person mistyped a head, and another verified a different range.
      completeCheck(addCheck(server), {
        id: null,
        kind: 'missing',
        segment: null,
      });
      completeCheck(addCheck(server, { from: 2 }));
      const { unmount } = render();
      expect(
        await screen.findByText('The log was tampered with'),
      ).toBeVisible();
      unmount();
      completeCheck(addCheck(server));
      render();
      expect(await screen.findByText('The log is intact')).toBeVisible();
    });

    it('validates and checks a given head and range, and reports an unknown head', async () => {
      const { server, checks, render } = createSealedLog();
      render();
      await userEvent.click(
        await screen.findByRole('button', {
          name: 'Check a seal hash or a range',
        }),
      );
      const head = screen.getByLabelText('Seal hash to check');
      await userEvent.click(head);
      await userEvent.paste('abc');
      await userEvent.type(screen.getByLabelText('From seal'), '2');
      await userEvent.type(screen.getByLabelText('To seal'), '1');
      await userEvent.click(await findCheckButton());
      expect(head).toHaveAccessibleDescription(/64 hexadecimal digits/);
      expect(screen.getByLabelText('To seal')).toHaveAccessibleDescription(
        /the same number as/,
      );
      expect(checks).toEqual([]);
      await userEvent.clear(screen.getByLabelText('From seal'));
      await userEvent.clear(head);
      await userEvent.click(head);
      await userEvent.paste(` ${'F'.repeat(64)}\n`);
      await userEvent.click(await findCheckButton());
      await screen.findByRole('progressbar', { name: 'Checking the log' });
      expect(server.sent('POST', '/verifications')[0].body).toEqual({
        head: 'f'.repeat(64),
        to: 1,
      });
      completeCheck(checks[0], {
        id: null,
        kind: 'missing',
        segment: null,
      });
      const alarm = await screen.findByRole('alert');
      expect(alarm).toHaveTextContent('No seal has the hash you entered');
    });

    it('stops a running check on Cancel and records it as cancelled', async () => {
      const { server, render } = createSealedLog();
      addCheck(server, { status: 'running', finished_at: null });
      render();
      const button = await findCheckButton();
      await userEvent.click(
        await screen.findByRole('button', { name: 'Cancel' }),
      );
      expect(button).toHaveFocus();
      expect(
        await screen.findByRole('grid', { name: 'Past checks' }),
      ).toBeVisible();
      await waitFor(() =>
        expect(
          screen.getByRole('grid', { name: 'Past checks' }),
        ).toHaveTextContent('Cancelled'),
      );
      expect(screen.queryByRole('progressbar')).toBeNull();
    });

    it('shows why a check could not start @full', async () => {
      const { server, render } = createSealedLog();
      render();
      server.refuse('POST', 503, 'Too much to do');
      await userEvent.click(await findCheckButton());
      expect(await screen.findByRole('alert')).toHaveTextContent(
        'The check could not be started. Too much to do',
      );
    });

    it('lists seals newest first, including seals of deletions by retention rules', async () => {
      const { server, render } = createSealedLog();
      addSeal(server, {
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
      const { head } = addSeal(server);
      render();
      expect(
        await screen.findByText(
          `npx @callboard/verify export.jsonl --head ${head}`,
        ),
      ).toBeVisible();
      const grid = await screen.findByRole('grid', { name: 'Seals' });
      const [, newest, retentionRow] = within(grid).getAllByRole('row');
      expect(newest).toHaveTextContent(/^Seal 41,000 rows/);
      expect(retentionRow).toHaveTextContent(
        /^Seal 3Retention: 41,002 rows deletedaction: view · keep days: 300 · before: .*2026/,
      );
      expect(
        within(retentionRow).getByRole('button', {
          name: 'Copy hash of seal 3',
        }),
      ).toBeEnabled();
    });

    it('downloads the full export with proof and details @full', async () => {
      const { server, render } = createSealedLog();
      const listExportQueries = () =>
        server.listQueries('/admin/activity/export.jsonl');
      server.answer({ exportAdminActivityJsonl: () => new Response('{}\n') });
      render();
      await userEvent.click(
        await screen.findByRole('button', {
          name: 'Download for offline check',
        }),
      );
      await waitFor(() => expect(listExportQueries()).toHaveLength(1));
      const [query] = listExportQueries();
      expect(query.get('proof')).toBe('true');
      // The details of bulk changes are included.
      expect(query.get('details')).toBe('true');
    });

    it('shows a warning when rows wait too long for a seal @full', async () => {
      const { server, render } = createSealedLog();
      server.health.seals.lag_ms = 9 * 60_000;
      const page = render();
      expect(await findCheckButton()).toBeVisible();
      expect(screen.queryByText('Sealing is behind')).toBeNull();
      page.unmount();
      server.health.seals.lag_ms = 12 * 60_000;
      const { unmount } = render();
      const title = await screen.findByText('Sealing is behind');
      expect(title.closest('[role="status"]')).toHaveTextContent(
        'The oldest unsealed row has waited 12 min',
      );
      unmount();
      render('/callboard');
      expect(
        await screen.findByText(/^Sealing is 12 min behind · Sealed up to/),
      ).toBeVisible();
    });

    it('shows the integrity status on the admin overview @full', async () => {
      const { server, render } = createSealedLog();
      completeCheck(addCheck(server));
      render('/callboard');
      expect(
        await screen.findByText(
          /^Sealed up to .* · 2 seals · intact at last check$/,
        ),
      ).toBeVisible();
    });

    it('reserves no space for actions that the policy denies', async () => {
      const { server } = createSealedLog();
      renderAdmin('/callboard/integrity', server, [], {
        denied: [permissions.verification.create],
      });
      const check = await screen.findByText('Check now');
      await waitFor(() =>
        expect(check.closest('div')).toHaveStyle({ display: 'none' }),
      );
    });

    it('denies access to workspace admins and sends no request for them @full', async () => {
      const { server, render } = createSealedLog();
      server.actAs({ role: 'admin' });
      const { unmount } = render('/callboard');
      await screen.findByRole('list', { name: 'Areas' });
      expect(screen.queryByText('Integrity')).toBeNull();
      unmount();
      render();
      await screen.findByText(/Only admins can open this page/);
      expect(server.sent('GET', '/admin/activity')).toEqual([]);
    });
  });

  describe('empty activity log', () => {
    it('shows an empty state and hides the check button', async () => {
      const server = new AdminServer();
      renderAdmin('/callboard/integrity', server);
      expect(await screen.findByText('No seals yet')).toBeVisible();
      expect(screen.queryByRole('button', { name: 'Check now' })).toBeNull();
    });
  });
});

describe('Data page', () => {
  const MAX = 'user:default/max.member';

  const reason = 'They asked for it';

  /** Creates a server that accepts erasures. */
  function createErasingServer() {
    const server = new AdminServer();
    server.answer({
      erase: ({ body }) =>
        body.dry_run
          ? {
              dry_run: true,
              tables: [
                { table: 'activity', rows: 1_200 },
                { table: 'people', rows: 1 },
                { table: 'work_item_comments', rows: 30 },
                { table: 'activity_days', rows: 2 },
                { table: 'activity_person_days', rows: 3 },
              ],
              is_exact: true,
            }
          : server.insert('erasures', {
              dry_run: false,
              pseudonym: 'user:erased/4fq0c81zle',
              status: 'running',
              progress: 40,
              tables: [{ table: 'activity', rows: 1_200 }],
            }),
    });
    return server;
  }

  const findField = (name: string) => screen.findByRole('combobox', { name });

  it('erases a person after a preview, with a reason, and after the user reference is typed', async () => {
    const server = createErasingServer();
    renderAdmin('/callboard/data', server);
    expect(await screen.findByText('No erasures yet.')).toBeVisible();
    const count = screen.getByRole('button', { name: 'Preview' });
    await userEvent.click(count);
    expect(screen.getByText('Choose a person.')).toBeVisible();
    expect(screen.getByText('Enter a reason.')).toBeVisible();
    expect(server.sent('POST', '/erasures')).toEqual([]);

    await userEvent.click(await findField('Person'));
    await userEvent.click(
      await screen.findByRole('option', { name: /Max Member/ }),
    );
    await userEvent.type(screen.getByLabelText('Reason'), reason);
    await userEvent.click(count);
    const table = await screen.findByRole('table', {
      name: 'Preview of changes',
    });
    expect(
      within(table)
        .getAllByRole('row')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'AreaEntries',
      'Activity',
      'Activity1,200',
      'Activity counts5',
      'Profile',
      'Profile1',
      'Work items',
      'Comments30',
    ]);
    expect(server.sent('POST', '/erasures')[0].body).toEqual({
      user_ref: MAX,
      reason,
      dry_run: true,
    });

    const begin = screen.getByRole('button', { name: 'Erase…' });
    await userEvent.clear(screen.getByLabelText('Reason'));
    await userEvent.click(begin);
    expect(screen.getByText('Enter a reason.')).toBeVisible();
    expect(screen.queryByRole('dialog')).toBeNull();
    await userEvent.type(screen.getByLabelText('Reason'), reason);
    await userEvent.click(begin);
    const dialog = await screen.findByRole('dialog');
    const erase = within(dialog).getByRole('button', {
      name: 'Erase permanently',
    });
    expect(erase).toBeDisabled();
    await userEvent.type(within(dialog).getByRole('textbox'), MAX);
    await userEvent.click(erase);
    const bar = await screen.findByRole('progressbar', { name: 'Erasing' });
    expect(bar).toHaveAttribute('aria-valuenow', '40');
    expect(server.sent('POST', '/erasures')[1].body).toEqual({
      user_ref: MAX,
      reason,
    });
    Object.assign(server.store('erasures')[0], {
      status: 'done',
      progress: 100,
    });
    await waitFor(() => expect(bar).not.toBeInTheDocument());
    const grid = screen.getByRole('grid', { name: 'Past erasures' });
    expect(grid).toHaveTextContent(/erased\/4fq0c81zle.*1,200 entries changed/);
  });

  it('loads more erasures while it polls a running one @full', async () => {
    const server = createErasingServer();
    for (let count = 0; count < 21; count++) {
      server.insert('erasures', { status: 'running' });
    }
    let release = () => {};
    const released = new Promise<void>(resolve => {
      release = resolve;
    });
    server.answer({
      listErasures: async call => {
        if (call.query.has('cursor')) {
          await released;
        }
        return server.answerFromStore(call);
      },
    });
    renderAdmin('/callboard/data', server);
    const button = await screen.findByRole('button', { name: 'Load more' });
    await userEvent.click(button);
    // Longer than the polling interval.
    await act(() => new Promise(done => setTimeout(done, 1_200)));
    release();
    await waitFor(() => expect(button).not.toBeInTheDocument());
  });

  it('shows why a person cannot be erased @full', async () => {
    const server = createErasingServer();
    server.answer({
      erase: () => {
        throw new ErrorResponse(409, 'Nobody can erase themselves');
      },
    });
    renderAdmin('/callboard/data', server);
    await userEvent.click(await findField('Person'));
    await userEvent.click(
      await screen.findByRole('option', { name: /Max Member/ }),
    );
    await userEvent.type(screen.getByLabelText('Reason'), 'x');
    await userEvent.click(screen.getByRole('button', { name: 'Preview' }));
    expect(
      await screen.findByText('Nobody can erase themselves'),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Erase…' }),
    ).not.toBeInTheDocument();
  });

  it('saves valid retention rules after showing how many rows they delete', async () => {
    const server = createErasingServer();
    server.answer({
      previewRetention: ({ body }) => ({
        rows: 3_000,
        by_rule: body.rules!.map(rule => ({ ...rule, rows: 3_000 })),
      }),
      setRetention: ({ body }) => body,
    });
    renderAdmin('/callboard/data', server);
    expect(
      await screen.findByText('No rules. All activity is retained forever.'),
    ).toBeVisible();
    const add = screen.getByRole('button', { name: 'Add rule' });
    await userEvent.click(add);
    await userEvent.click(add);
    const days = screen.getAllByRole('textbox', {
      name: 'Retention (days)',
    })[0];
    await userEvent.clear(days);
    await userEvent.type(days, '1.5');
    await userEvent.click(screen.getByRole('button', { name: 'Save…' }));
    expect(days).toHaveAccessibleDescription(
      'Enter a whole number from 1 to 36,500.',
    );
    expect(
      screen.getByText('Another rule has the same workspace and category.'),
    ).toBeVisible();
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Remove rule' })[1],
    );
    await userEvent.clear(days);
    await userEvent.type(days, '90');
    await userEvent.click(screen.getByRole('button', { name: 'Save…' }));
    expect(
      await screen.findByText(/^3,000 rows would be deleted/),
    ).toBeVisible();
    expect(server.sent('PUT', '/retention')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Save rules' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(server.sent('PUT', '/retention')[0].body).toEqual({
      rules: [{ workspace_id: null, class: 'views', keep_days: 90 }],
    });
    expect(
      screen.queryByRole('button', { name: 'Save…' }),
    ).not.toBeInTheDocument();
  });

  it('keeps edited retention rules on a refetch, until they are discarded', async () => {
    const server = createErasingServer();
    let keep_days = 90;
    server.answer({
      getRetention: () => ({
        rules: [{ workspace_id: null, class: 'views', keep_days }],
      }),
    });
    renderAdmin('/callboard/data', server);
    const findDays = () =>
      screen.findByRole('textbox', { name: 'Retention (days)' });
    await userEvent.type(await findDays(), '0');
    expect(await findDays()).toHaveValue('900');
    const refetch = async (days: number) => {
      keep_days = days;
      const later = Date.now() + 60_000;
      jest.spyOn(Date, 'now').mockReturnValue(later);
      const count = server.sent('GET', '/retention').length;
      fireEvent(window, new Event('visibilitychange'));
      await waitFor(() =>
        expect(server.sent('GET', '/retention')).toHaveLength(count + 1),
      );
    };
    await refetch(30);
    await refetch(40);
    expect(await findDays()).toHaveValue('900');
    await userEvent.click(
      screen.getByRole('button', { name: 'Discard changes' }),
    );
    expect(await findDays()).toHaveValue('40');
    await refetch(50);
    await waitFor(async () => expect(await findDays()).toHaveValue('50'));
  });

  it('hides erasure from users who are not super admins', async () => {
    const server = createErasingServer();
    server.me.is_super_admin = false;
    renderAdmin('/callboard/data', server);
    await waitFor(() =>
      expect(server.sent('GET', '/me').length).toBeGreaterThan(0),
    );
    expect(screen.queryByText('Erasure')).not.toBeInTheDocument();
  });
});
