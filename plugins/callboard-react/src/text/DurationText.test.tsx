import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DurationText } from './DurationText';

describe('DurationText', () => {
  it('reads in hours and minutes, and says on demand what to reckon with', async () => {
    renderInTestApp(<DurationText minutes={80} />);
    await userEvent.hover(await screen.findByText('1h 20m'));
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      '80 min · 1.33 h',
    );
  });
});
