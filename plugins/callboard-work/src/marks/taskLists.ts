/** The style of task lists in Markdown: their boxes stand in place of bullets. */
export const taskLists = {
  '& .task-list-item': { listStyle: 'none', ml: -2.5 },
} as const;
