import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { ImportMappingSelect } from './ImportMappingFields';

function ColumnField(props: { columns: readonly string[] }) {
  const [column, setColumn] = useState('column 1');
  return (
    <>
      <ImportMappingSelect
        label="Title"
        value={column}
        emptyLabel="Not imported"
        options={props.columns.map(name => ({ value: name, label: name }))}
        onChange={setColumn}
      />
      <output>{column || 'none'}</output>
    </>
  );
}

const getField = () => screen.getByRole('combobox', { name: 'Title' });
const listOptions = () =>
  within(screen.getByRole('listbox')).getAllByRole('option');

async function open(count: number): Promise<void> {
  const columns = Array.from({ length: count }, (_, i) => `column ${i + 1}`);
  renderInTestApp(<ColumnField columns={columns} />);
  await userEvent.click(await screen.findByRole('combobox'));
}

describe('select field of a mapping', () => {
  it('lists up to 100 options, and an empty one', async () => {
    await open(100);
    expect(listOptions()).toHaveLength(101);
    await userEvent.click(screen.getByRole('option', { name: 'Not imported' }));
    expect(screen.getByRole('status')).toHaveTextContent('none');
  });

  it('searches more than 100 options, and renders at most 100 of them', async () => {
    await open(2_261);
    expect(listOptions()).toHaveLength(100);
    await userEvent.clear(getField());
    await userEvent.type(getField(), 'column 2261');
    await userEvent.click(screen.getByRole('option', { name: 'column 2261' }));
    expect(screen.getByRole('status')).toHaveTextContent('column 2261');
    await userEvent.clear(getField());
    expect(screen.getByRole('status')).toHaveTextContent('none');
    expect(getField()).toHaveAttribute('placeholder', 'Not imported');
  });
});
