import { problemsOf, statusOf } from '@callboard/plugin-callboard-react';

/** The fields whose value belongs to another person, as named in a conflict. */
export function takenFieldsOf(error: unknown): ('staff_id' | 'user_ref')[] {
  return statusOf(error) === 409
    ? (['staff_id', 'user_ref'] as const).filter(name =>
        problemsOf(error).message.includes(`${name} `),
      )
    : [];
}
