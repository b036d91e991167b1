/** What can be decided on a period; whoever it is of is told the reason. */
export type Decision =
  | { act: 'approve' }
  | { act: 'reject' | 'reopen'; reason: string };
