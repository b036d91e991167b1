import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { ErrorBoundary } from './ErrorBoundary';

function Word(props: { text: string }) {
  if (props.text === 'bad') {
    throw new Error('cannot be drawn');
  }
  return <p>{props.text}</p>;
}

function Words() {
  const [text, setText] = useState('bad');
  return (
    <>
      <Word text="beside" />
      <ErrorBoundary resetKey={text}>
        <Word text={text} />
      </ErrorBoundary>
      <button onClick={() => setText('good')}>Change</button>
    </>
  );
}

describe('ErrorBoundary', () => {
  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation();
  });
  afterEach(() => jest.restoreAllMocks());

  it('keeps what stands around, and recovers with what is drawn next', async () => {
    renderInTestApp(<Words />);
    expect(
      await screen.findByText('This cannot be shown.'),
    ).toBeInTheDocument();
    expect(screen.getByText('beside')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Change' }));
    expect(screen.getByText('good')).toBeInTheDocument();
    expect(screen.queryByText('This cannot be shown.')).toBeNull();
  });
});
