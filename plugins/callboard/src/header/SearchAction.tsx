import {
  CallboardProvider,
  SearchButton,
} from '@callboard/plugin-callboard-react';

/** The search, in the header of a page. */
export function SearchAction() {
  return (
    <CallboardProvider>
      <SearchButton />
    </CallboardProvider>
  );
}
