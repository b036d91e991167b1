/** The README of the archive with a person's data. */
export function aboutMyData(about: {
  user_ref: string;
  madeAt: string;
}): string {
  return `What Callboard stores about ${about.user_ref}
Made at ${about.madeAt}

Each folder is a part of Callboard, such as "time" or "activity". Each file in it is a
table of the database: one line for each row that is about you, as JSON. Most programs
for data and every text editor can open it. A table without a row about you has no file.

A line holds what the row says about you, and the columns that tell it from other rows.
Times are in UTC.

activity/activity.jsonl has three kinds of lines:
- What you did, with all that was recorded of it.
- What others did to your record in the staff or to your memberships. It does not say
  who did it.
- What others did that names you, such as giving you a work item. Such a line holds the
  place where you are named, and nothing else.

Other files can have lines where you are only named, too: these hold your name and its
place. What a row says about other people is left out, and so are what they are called.

Not in this file:
- Secrets by which somebody could act for you, such as the key of your calendar feed.
- Copies of texts by which Callboard searches and sorts.
- Texts that people wrote about you in their own words without naming you as a person,
  for example in the title of a work item.
- What the portal itself or its other plugins store about you.

The access log of your data is under "My activity" in the portal.
`;
}
