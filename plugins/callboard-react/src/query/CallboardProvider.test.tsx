import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import { CallboardProvider } from './CallboardProvider';
import { useMe } from './useMe';

function Name() {
  const { data, error } = useMe();
  return <p>{data?.display_name ?? error?.message ?? 'loading'}</p>;
}

function render(baseImplementation: () => Promise<Response>) {
  const fetch = jest.fn(baseImplementation);
  renderInTestApp(
    <>
      <CallboardProvider>
        <Name />
      </CallboardProvider>
      <CallboardProvider>
        <Name />
      </CallboardProvider>
    </>,
    { apis: [mockApis.fetch({ baseImplementation: fetch })] },
  );
  return fetch;
}

describe('CallboardProvider', () => {
  it('asks once for what two plugins show', async () => {
    const fetch = render(async () =>
      Response.json({ display_name: 'Max Member' }),
    );
    expect(await screen.findAllByText('Max Member')).toHaveLength(2);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('never repeats a request that was refused', async () => {
    const fetch = render(async () => Response.json({}, { status: 403 }));
    expect(await screen.findAllByText(/403/)).toHaveLength(2);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('never repeats a request before the server is ready for it', async () => {
    const fetch = render(async () =>
      Response.json({}, { status: 503, headers: { 'Retry-After': '5' } }),
    );
    expect(await screen.findAllByText(/503/)).toHaveLength(2);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('repeats a request that the server failed on', async () => {
    const fetch = render(async () => Response.json({}, { status: 503 }));
    await waitFor(() => expect(fetch).toHaveBeenCalledTimes(2), {
      timeout: 5_000,
    });
  });
});
