import { CallboardProvider } from '@callboard/plugin-callboard-react';
import { BellButton } from './BellButton';

/** The bell, for the header of a page. */
export function Bell() {
  return (
    <CallboardProvider>
      <BellButton />
    </CallboardProvider>
  );
}
