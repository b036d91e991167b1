/**
 * How names are matched. Actions that write accept `whole` names only, ignoring case. Actions that
 * read may match a part of a name: a wrong guess is visible in the response, and harmless.
 */
export type Matching = 'whole' | 'part';
