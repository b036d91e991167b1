import { hostileWords } from '../testUtils';
import { render } from '@testing-library/react';
import { EntityTypeIcon } from './EntityTypeIcon';

describe('EntityTypeIcon', () => {
  it('has the same icon for all types that are unknown', () => {
    const { container } = render(<EntityTypeIcon type="made_up" />);
    const { innerHTML } = container;
    for (const type of [...hostileWords, '', null, undefined]) {
      expect(render(<EntityTypeIcon type={type} />).container.innerHTML).toBe(
        innerHTML,
      );
    }
    expect(render(<EntityTypeIcon type="user" />).container.innerHTML).not.toBe(
      innerHTML,
    );
  });
});
