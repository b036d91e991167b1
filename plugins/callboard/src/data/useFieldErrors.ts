import { problemsOf } from '@callboard/plugin-callboard-react';
import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import { useCallback } from 'react';

/**
 * Puts what the server found wrong beside the fields it is about.
 *
 * @returns whether every problem found a field
 */
export function useFieldErrors<Values extends FieldValues>(
  setError: UseFormSetError<Values>,
  names: readonly Path<Values>[],
): (error: unknown) => boolean {
  return useCallback(
    error => {
      const found = Object.entries(problemsOf(error).fields);
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
