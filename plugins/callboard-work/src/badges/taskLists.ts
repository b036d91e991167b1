/** The style of task lists in Markdown: checkboxes instead of bullets. */
export const taskLists = {
  '& .task-list-item': { listStyle: 'none', ml: -2.5 },
} as const;
