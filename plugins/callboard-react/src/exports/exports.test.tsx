import { type ToastApi, toastApiRef } from '@backstage/frontend-plugin-api';
import {
  attachMockApiFactory,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { ExportButton } from './ExportButton';
import { parseFileName } from './DownloadCenter';
import { saveFile } from './saveFile';
import { formatBytes } from '../text/formatNumbers';

jest.mock('./saveFile', () => ({ saveFile: jest.fn() }));

describe('ExportButton', () => {
  const saved = saveFile as jest.MockedFunction<typeof saveFile>;

  /** A response whose chunks the test sends. */
  function createSlowResponse() {
    let controller: ReadableStreamDefaultController<Uint8Array>;
    let isClosed = false;
    const body = new ReadableStream<Uint8Array>({
      start: started => {
        controller = started;
      },
      cancel: () => {
        isClosed = true;
      },
    });
    return {
      response: new Response(body, {
        headers: {
          'content-disposition': 'attachment; filename="All.xlsx"',
          'content-type': 'application/x-test',
        },
      }),
      /** Whether the page cancelled the response. */
      isClosed: () => isClosed,
      send: (bytes: number) => controller.enqueue(new Uint8Array(bytes)),
      end: () => controller.close(),
      fail: () => controller.error(new Error('connection lost')),
    };
  }

  function render(
    open: (format: string, signal: AbortSignal) => Promise<Response>,
  ) {
    const post = jest.fn().mockReturnValue({ close() {} });
    const toasts = attachMockApiFactory(toastApiRef, { post } as ToastApi);
    function Page() {
      const [shown, setShown] = useState(true);
      const [rows, setRows] = useState(12_480);
      return (
        <>
          <button onClick={() => setShown(now => !now)}>Other page</button>
          <button onClick={() => setRows(5)}>Other filters</button>
          {shown && (
            <ExportButton
              downloadKey="test"
              open={open}
              fallbackName="Fallback"
              rows={rows}
            />
          )}
        </>
      );
    }
    renderInTestApp(<Page />, { apis: [toasts] });
    return post;
  }

  const start = async () =>
    userEvent.click(
      await screen.findByRole('button', { name: 'Export to Excel' }),
    );

  beforeEach(() => saved.mockReset());

  it('shows the progress, and saves the file under the name from the server', async () => {
    const answer = createSlowResponse();
    const post = render(async () => answer.response);
    await start();
    act(() => answer.send(2_000_000));
    expect(
      await screen.findByText('Exporting 12,480 rows, 2 MB so far'),
    ).toBeInTheDocument();
    act(() => answer.end());
    await waitFor(() => expect(saved).toHaveBeenCalledTimes(1));
    const [content, name] = saved.mock.calls[0];
    expect([content.size, content.type, name]).toEqual([
      2_000_000,
      'application/x-test',
      'All.xlsx',
    ]);
    expect(post.mock.calls[0][0]).toMatchObject({
      status: 'success',
      title: 'All.xlsx saved (2 MB)',
    });
    expect(
      await screen.findByRole('button', { name: 'Export to Excel' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent(
      'All.xlsx saved (2 MB)',
    );
  });

  it('keeps the initial row count on screen after the filters change', async () => {
    render(async () => createSlowResponse().response);
    await start();
    await userEvent.click(screen.getByText('Other filters'));
    expect(
      await screen.findByText('Exporting 12,480 rows, 0 bytes so far'),
    ).toBeInTheDocument();
  });

  it('aborts the request and saves nothing after Cancel', async () => {
    const answer = createSlowResponse();
    let signal: AbortSignal | undefined;
    const post = render(async (_format, abortSignal) => {
      signal = abortSignal;
      return answer.response;
    });
    await start();
    act(() => answer.send(10));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel export' }),
    );
    expect(
      await screen.findByRole('button', { name: 'Export to Excel' }),
    ).toBeInTheDocument();
    expect(signal?.aborted).toBe(true);
    await waitFor(() => expect(answer.isClosed()).toBe(true));
    expect(screen.getByRole('status')).toHaveTextContent('Export cancelled');
    expect(saved).not.toHaveBeenCalled();
    expect(post).not.toHaveBeenCalled();
  });

  it('cancels an export that the server has not answered yet', async () => {
    render(
      (_format, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    await start();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel export' }),
    );
    expect(
      await screen.findByRole('button', { name: 'Export to Excel' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('moves the focus between status, Cancel and Export when used by keyboard', async () => {
    const answer = createSlowResponse();
    render(async () => answer.response);
    const button = await screen.findByRole('button', {
      name: 'Export to Excel',
    });
    const user = userEvent.setup();
    act(() => button.focus());
    await user.keyboard('{Enter}');
    expect(await screen.findByText(/^Exporting 12,480/)).toHaveFocus();
    expect(screen.getByRole('status')).toHaveTextContent('Exporting');

    await user.tab();
    expect(screen.getByRole('button', { name: 'Cancel export' })).toHaveFocus();
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Export to Excel' }),
      ).toHaveFocus(),
    );
  });

  it('leaves the focus on another element when the export ends', async () => {
    const answer = createSlowResponse();
    render(async () => answer.response);
    await start();
    const elsewhere = screen.getByText('Other filters');
    await userEvent.click(elsewhere);
    act(() => answer.end());
    await screen.findByRole('button', { name: 'Export to Excel' });
    expect(elsewhere).toHaveFocus();
  });

  it('continues while another page is shown', async () => {
    const answer = createSlowResponse();
    render(async () => answer.response);
    await start();
    await userEvent.click(screen.getByText('Other page'));
    act(() => answer.send(10));
    await userEvent.click(screen.getByText('Other page'));
    expect(await screen.findByText(/^Exporting 12,480/)).toBeInTheDocument();
    await userEvent.click(screen.getByText('Other page'));
    act(() => answer.end());
    await waitFor(() => expect(saved).toHaveBeenCalledTimes(1));
  });

  it('shows an error and saves nothing when the response is interrupted', async () => {
    const answer = createSlowResponse();
    const post = render(async () => answer.response);
    await start();
    act(() => answer.fail());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Nothing was saved.*The connection was interrupted/,
    );
    expect(saved).not.toHaveBeenCalled();
    expect(post).not.toHaveBeenCalled();
  });

  it('shows an error toast on another page when the response is interrupted', async () => {
    const answer = createSlowResponse();
    const post = render(async () => answer.response);
    await start();
    await userEvent.click(screen.getByText('Other page'));
    act(() => answer.fail());
    await waitFor(() =>
      expect(post.mock.calls[0][0]).toMatchObject({
        status: 'danger',
        description:
          'The connection was interrupted before the export was complete.',
      }),
    );
  });

  it('shows the error message of the server until it is dismissed', async () => {
    const refusal = Object.assign(new Error('403'), {
      statusCode: 403,
      body: { error: { message: 'Guests cannot export this' } },
    });
    render(async () => {
      throw refusal;
    });
    await start();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/Nothing was saved.*Guests cannot/);

    await userEvent.click(screen.getByText('Other page'));
    await userEvent.click(screen.getByText('Other page'));
    expect(await screen.findByRole('alert')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  describe('429 responses', () => {
    const busy = (retryAfter: string | null) =>
      Object.assign(new Error('429'), {
        statusCode: 429,
        response: new Response(null, {
          headers: retryAfter === null ? {} : { 'retry-after': retryAfter },
        }),
      });

    const waiting = 'Waiting for other exports to finish';

    beforeEach(() => jest.useFakeTimers({ advanceTimers: true }));

    afterEach(() => jest.useRealTimers());

    const pass = (seconds: number) =>
      act(() => jest.advanceTimersByTimeAsync(seconds * 1_000));

    it('waits and retries after the Retry-After time', async () => {
      const open = jest.fn();
      open.mockRejectedValueOnce(busy('30'));
      open.mockRejectedValueOnce(busy('20'));
      open.mockResolvedValue(new Response('abc'));
      const post = render(open);
      await start();
      expect(
        await screen.findByText(waiting, { selector: 'span' }),
      ).toHaveFocus();
      expect(screen.getByRole('status')).toHaveTextContent(waiting);

      await pass(25);
      expect(open).toHaveBeenCalledTimes(1);
      await pass(10);
      expect(open).toHaveBeenCalledTimes(2);
      expect(
        screen.getByText(waiting, { selector: 'span' }),
      ).toBeInTheDocument();
      await pass(25);
      await waitFor(() => expect(saved).toHaveBeenCalledTimes(1));
      expect(post.mock.calls[0][0]).toMatchObject({ status: 'success' });
      expect(open).toHaveBeenCalledTimes(3);
    });

    it.each([null, 'soon', '-1', '0', '86400'])(
      'retries within a minute when Retry-After is %j @full',
      async retryAfter => {
        const open = jest.fn();
        open.mockRejectedValueOnce(busy(retryAfter));
        open.mockResolvedValue(new Response('abc'));
        render(open);
        await start();
        await pass(0.5);
        expect(open).toHaveBeenCalledTimes(1);
        await pass(60);
        await waitFor(() => expect(saved).toHaveBeenCalledTimes(1));
      },
    );

    it('waits and retries while another page is shown', async () => {
      const open = jest.fn();
      open.mockRejectedValueOnce(busy('30'));
      open.mockResolvedValue(new Response('abc'));
      render(open);
      await start();
      await userEvent.click(screen.getByText('Other page'));
      await pass(35);
      await waitFor(() => expect(saved).toHaveBeenCalledTimes(1));
    });

    it('sends no more requests after Cancel', async () => {
      const open = jest.fn().mockRejectedValue(busy('30'));
      render(open);
      await start();
      await userEvent.click(
        await screen.findByRole('button', { name: 'Cancel export' }),
      );
      expect(
        await screen.findByRole('button', { name: 'Export to Excel' }),
      ).toHaveFocus();
      await pass(120);
      expect(open).toHaveBeenCalledTimes(1);
      expect(screen.queryByRole('alert')).toBeNull();
    });
  });

  it('exports in another format from the menu', async () => {
    const open = jest.fn(async () => new Response('a'));
    render(open);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Other formats' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'JSON Lines' }),
    );
    await waitFor(() =>
      expect(saved).toHaveBeenCalledWith(expect.anything(), 'Fallback.jsonl'),
    );
    expect(open).toHaveBeenCalledWith('jsonl', expect.anything());
  });
});

describe('parseFileName', () => {
  it.each([
    ['attachment; filename="Activity_2026.xlsx"', 'Activity_2026.xlsx'],
    ['attachment; filename=plain.csv', 'plain.csv'],
    ['attachment; filename="a \\"b\\".csv"', 'a "b".csv'],
    [
      'attachment; filename="x.csv"; filename*=UTF-8\'\'M%C3%BCnchen.csv',
      'München.csv',
    ],
    ['attachment; filename="x.csv"; filename*=UTF-8\'\'%E0%A4%A', 'x.csv'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ['attachment', undefined],
    [null, undefined],
  ])('returns the file name from the header %s', (header, expected) => {
    expect(parseFileName(header)).toBe(expected);
  });
});

describe('formatBytes', () => {
  it.each([
    [1, '1 byte'],
    [999, '999 bytes'],
    [999_499, '999 kB'],
    [999_600, '1 MB'],
    [999_940_000, '999.9 MB'],
    [999_960_000, '1 GB'],
    [1_999_960_000_000, '2,000 GB'],
  ])('shows %d bytes as %s', (bytes, expected) => {
    expect(formatBytes(bytes)).toBe(expected);
  });
});
