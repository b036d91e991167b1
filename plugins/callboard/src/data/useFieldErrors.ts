import { getProblems } from '@callboard/plugin-callboard-react';
import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import { useCallback } from 'react';

/**
 * Shows the server's errors at their fields.
 *
 * @returns whether each error belongs to a field
 */
export function useFieldErrors<Values extends FieldValues>(
  setError: UseFormSetError<Values>,
  names: readonly Path<Values>[],
): (error: unknown) => boolean {
  return useCallback(
    error => {
      const found = Object.entries(getProblems(error).fields);
      const known = found.filter(([name]) => names.includes(name as never));
      known.forEach(([name, message], index) =>
        setError(
          name as Path<Values>,
          { type: 'server', message },
          { shouldFocus: index === 0 },
        ),
      );
      return known.length > 0 && known.length === found.length;
    },
    [setError, names],
  );
}
