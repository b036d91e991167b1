import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ErrorState } from './ErrorState';

const failure = (statusCode?: number) =>
  Object.assign(new Error('Request failed'), { statusCode });

describe('ErrorState', () => {
  it('says what happened, what is safe, and offers to try again', async () => {
    const retry = jest.fn();
    renderInTestApp(<ErrorState error={failure(503)} onRetry={retry} />);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /not available right now.*Nothing was changed or lost/,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledTimes(1);
  });

  it('says so when the server cannot be reached', async () => {
    renderInTestApp(<ErrorState error={failure()} />);
    expect(await screen.findByText(/did not answer/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });
});
