import { createFilterOptions } from '@mui/material/Autocomplete';

/**
 * The filter of a field whose options come from the server. While it searches, options for an
 * earlier text are offered only if they match the current one, so that nobody selects a wrong one.
 *
 * @param isSearching - whether the options belong to an earlier text
 * @param toText - the text of an option that the server compares
 * @public
 */
export function filterFound<Option>(
  isSearching: boolean,
  toText: (option: Option) => string,
) {
  return isSearching
    ? createFilterOptions<Option>({ stringify: toText, trim: true })
    : (options: Option[]) => options;
}
