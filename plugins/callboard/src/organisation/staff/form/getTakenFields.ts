import { getProblems, getErrorStatus } from '@callboard/plugin-callboard-react';

/** The fields whose value belongs to another person, as named in a conflict. */
export function getTakenFields(error: unknown): ('staff_id' | 'user_ref')[] {
  return getErrorStatus(error) === 409
    ? (['staff_id', 'user_ref'] as const).filter(name =>
        getProblems(error).message.includes(`${name} `),
      )
    : [];
}
