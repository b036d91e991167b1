/** The README of the archive with a person's data. */
export function buildArchiveReadme(about: {
  user_ref: string;
  madeAt: string;
}): string {
  return `What Callboard stores about ${about.user_ref}
Created at ${about.madeAt}

Each folder is an area of Callboard, such as "time" or "activity". Each file is a
database table, with one JSON object per line for each row about you. Text editors and
most data tools can open it. Tables without rows about you have no file.

A line contains the data about you, and the columns that identify the row.
Times are in UTC.

activity/activity.jsonl has three kinds of lines:
- Your own actions, with all recorded details.
- Changes that others made to your staff record or your memberships. The file omits
  who made them.
- Actions of others that name you, such as assigning you a work item. The line contains
  only the field that names you.

Other files can also contain rows that only name you: these lines contain your name and
its field. Data about other people, including their names, is omitted.

Not in this file:
- Secrets that would let others act on your behalf, such as the key of your calendar feed.
- Copies of texts that Callboard uses for searching and sorting.
- Free text about you that does not reference your user,
  for example in the title of a work item.
- Data that the portal or other plugins store about you.

The access log of your data is under "My activity" in the portal.
`;
}
