import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import { useLayoutEffect } from 'react';
import { UnknownAddress } from './UnknownAddress';

function WatchFirst(props: { onDrawn: (status: HTMLElement) => void }) {
  const { onDrawn } = props;
  useLayoutEffect(
    () => onDrawn(screen.getByRole('status', { hidden: true })),
    [onDrawn],
  );
  return <UnknownAddress />;
}

it('shows nothing that the tabs of the page would push down', async () => {
  let wasVisible: boolean | undefined;
  renderInTestApp(
    <WatchFirst
      onDrawn={status => {
        wasVisible = getComputedStyle(status).visibility !== 'hidden';
      }}
    />,
  );
  const title = await screen.findByText('There is no page at this address');
  await waitFor(() => expect(title).toBeVisible());
  expect(wasVisible).toBe(false);
});
