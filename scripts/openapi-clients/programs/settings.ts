/** The input of every program. */
const { CALLBOARD_URL, CALLBOARD_TOKEN } = process.env;

export const baseUrl = CALLBOARD_URL!;
export const headers = { authorization: CALLBOARD_TOKEN! };

export const slug = 'default';
export const newItem = { title: 'Fix rounding' };
export const newWorklog = { logged_at: '2026-05-04', duration_minutes: 90 };

/** Prints what a program has read and created; the ids are strings in every client. */
export function report(projects: string[], item: string, minutes: number) {
  process.stdout.write(JSON.stringify({ projects, item, minutes }));
}

/** Returns the data of a response. Throws if the request failed. */
export function expectData<T>(data: T | undefined, failure: unknown): T {
  if (data === undefined) throw new Error(JSON.stringify(failure));
  return data;
}
