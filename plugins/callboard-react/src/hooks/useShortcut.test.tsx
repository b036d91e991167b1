import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useShortcut } from './useShortcut';

function Page(props: { keys: string[]; onKeys: (keys: string) => void }) {
  const [first, second] = props.keys;
  useShortcut(first, () => props.onKeys(first));
  useShortcut(second, () => props.onKeys(second));
  return <input aria-label="Field" />;
}

describe('a shortcut', () => {
  it('of several keys acts once they come one after the other, in place of the last', async () => {
    const onKeys = jest.fn();
    render(<Page keys={['n', 'g n']} onKeys={onKeys} />);
    await userEvent.keyboard('gggn');
    expect(onKeys.mock.calls).toEqual([['g n']]);
    await userEvent.keyboard('gxn');
    expect(onKeys.mock.calls).toEqual([['g n'], ['n']]);
  });

  it('leaves the keys to whoever types', async () => {
    const onKeys = jest.fn();
    render(<Page keys={['n', 'g n']} onKeys={onKeys} />);
    await userEvent.type(screen.getByLabelText('Field'), 'gn');
    expect(onKeys).not.toHaveBeenCalled();
  });
});
