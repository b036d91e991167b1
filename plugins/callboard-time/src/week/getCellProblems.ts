import { getFieldProblems } from '@callboard/plugin-callboard-react';

/**
 * The cells of a save that the server rejected with the reasons, by their index in the request;
 * empty if it names no cell.
 */
export function getCellProblems(error: unknown): ReadonlyMap<number, string> {
  const problems = new Map<number, string>();
  for (const { field, reason } of getFieldProblems(error)) {
    const index = /^body\.cells\[(\d+)\]/.exec(field)?.[1];
    if (index && !problems.has(Number(index))) {
      problems.set(Number(index), reason);
    }
  }
  return problems;
}
