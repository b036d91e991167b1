import {
  attachMockApiFactory,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { toastApiRef, type ToastApi } from '@backstage/frontend-plugin-api';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { ExportButton } from './ExportButton';
import { saveFile } from './saveFile';

jest.mock('./saveFile', () => ({ saveFile: jest.fn() }));
const saved = saveFile as jest.MockedFunction<typeof saveFile>;

/** An answer that arrives as slowly as a test wants. */
function slowAnswer() {
  let controller: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({
    start: started => {
      controller = started;
    },
  });
  return {
    response: new Response(body, {
      headers: { 'content-disposition': 'attachment; filename="All.xlsx"' },
    }),
    send: (bytes: number) => controller.enqueue(new Uint8Array(bytes)),
    end: () => controller.close(),
    fail: () => controller.error(new Error('connection lost')),
  };
}

function render(open: () => Promise<Response>) {
  const post = jest.fn().mockReturnValue({ close() {} });
  const toasts = attachMockApiFactory(toastApiRef, { post } as ToastApi);
  function Page() {
    const [shown, setShown] = useState(true);
    return (
      <>
        <button onClick={() => setShown(now => !now)}>Other page</button>
        {shown && (
          <ExportButton
            downloadKey="test"
            open={open}
            fallbackName="Fallback"
            rows={12_480}
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

describe('ExportButton', () => {
  beforeEach(() => saved.mockReset());

  it('shows what has arrived and saves under the name of the server', async () => {
    const answer = slowAnswer();
    const post = render(async () => answer.response);
    await start();
    act(() => answer.send(2_000_000));
    expect(
      await screen.findByText('Exporting 12,480 rows, 2 MB so far'),
    ).toBeInTheDocument();
    act(() => answer.end());
    await waitFor(() => expect(saved).toHaveBeenCalledTimes(1));
    const [content, name] = saved.mock.calls[0];
    expect([content.size, name]).toEqual([2_000_000, 'All.xlsx']);
    expect(post.mock.calls[0][0]).toMatchObject({
      status: 'success',
      title: 'All.xlsx is saved (2 MB)',
    });
    expect(
      await screen.findByRole('button', { name: 'Export to Excel' }),
    ).toBeInTheDocument();
  });

  it('saves nothing once cancelled', async () => {
    const answer = slowAnswer();
    const post = render(async () => answer.response);
    await start();
    act(() => answer.send(10));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel the export' }),
    );
    expect(
      await screen.findByRole('button', { name: 'Export to Excel' }),
    ).toBeInTheDocument();
    expect(saved).not.toHaveBeenCalled();
    expect(post).not.toHaveBeenCalled();
  });

  it('goes on while another page is shown', async () => {
    const answer = slowAnswer();
    render(async () => answer.response);
    await start();
    await userEvent.click(screen.getByText('Other page'));
    act(() => answer.send(10));
    await userEvent.click(screen.getByText('Other page'));
    expect(await screen.findByText(/^Exporting/)).toBeInTheDocument();
    await userEvent.click(screen.getByText('Other page'));
    act(() => answer.end());
    await waitFor(() => expect(saved).toHaveBeenCalledTimes(1));
  });

  it('says so when the answer breaks off', async () => {
    const answer = slowAnswer();
    const post = render(async () => answer.response);
    await start();
    act(() => answer.fail());
    await waitFor(() =>
      expect(post.mock.calls[0][0]).toMatchObject({
        status: 'danger',
        description: 'connection lost',
      }),
    );
    expect(saved).not.toHaveBeenCalled();
  });

  it('offers the other formats', async () => {
    const open = jest.fn(async () => new Response('a'));
    render(open);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Other formats' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'JSON lines' }),
    );
    await waitFor(() =>
      expect(saved).toHaveBeenCalledWith(expect.anything(), 'Fallback.jsonl'),
    );
    expect(open).toHaveBeenCalledWith('jsonl', expect.anything());
  });
});
