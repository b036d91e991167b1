import { fieldProblemsOf } from '@callboard/plugin-callboard-react';

/**
 * The cells of a save that the server rejected with the reasons, by their index in the request;
 * empty if it names no cell.
 */
export function cellProblemsOf(error: unknown): ReadonlyMap<number, string> {
  const problems = new Map<number, string>();
  for (const { field, reason } of fieldProblemsOf(error)) {
    const place = /^body\.cells\[(\d+)\]/.exec(field)?.[1];
    if (place && !problems.has(Number(place))) {
      problems.set(Number(place), reason);
    }
  }
  return problems;
}
