import { render, screen } from '@testing-library/react';
import { ClockTime } from './ClockTime';

describe('ClockTime', () => {
  it('stays in one line', () => {
    render(<ClockTime instant="2026-11-20T11:40:00.000Z" />);
    expect(screen.getByText('11:40 AM')).toHaveStyle({ whiteSpace: 'nowrap' });
  });
});
