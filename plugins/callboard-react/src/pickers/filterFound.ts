import { createFilterOptions } from '@mui/material/Autocomplete';

/**
 * The filter of a field whose options a server searches for. While it searches, those that it found for an
 * earlier text are offered only if they match what is typed by now, so that nobody picks anything else.
 *
 * @param isSearching - whether the options are not yet those of what is typed
 * @param textOf - what the server compares of an option
 * @public
 */
export function filterFound<Option>(
  isSearching: boolean,
  textOf: (option: Option) => string,
) {
  return isSearching
    ? createFilterOptions<Option>({ stringify: textOf, trim: true })
    : (options: Option[]) => options;
}
