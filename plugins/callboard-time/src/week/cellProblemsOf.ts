import { fieldProblemsOf } from '@callboard/plugin-callboard-react';

/**
 * Which cells of a save the server found fault with, and why, by their place in
 * the request; none where it names no cell.
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
