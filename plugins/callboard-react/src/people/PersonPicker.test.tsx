import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PersonPicker } from './PersonPicker';

const options = [
  { user_ref: 'user:default/max.member', name: 'Max Member', count: 1_200 },
  { user_ref: 'user:default/mona.manager', name: 'Mona Manager' },
];

describe('PersonPicker', () => {
  it('finds people by name or reference', async () => {
    const onChange = jest.fn();
    renderInTestApp(
      <PersonPicker value={undefined} onChange={onChange} options={options} />,
    );
    await userEvent.type(await screen.findByRole('combobox'), '/max');
    expect(screen.getByRole('option')).toHaveTextContent('Max Member1,200');
    await userEvent.keyboard('{Enter}');
    expect(onChange).toHaveBeenCalledWith('user:default/max.member');
  });

  it('names a person who is not among the options', async () => {
    renderInTestApp(
      <PersonPicker
        value="user:default/jane.gone"
        onChange={() => {}}
        options={options}
      />,
    );
    expect(await screen.findByRole('combobox')).toHaveValue('jane.gone');
  });
});
