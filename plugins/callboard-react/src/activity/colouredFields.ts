/** The fields of work items that hold the ids of what has a colour. */
export const colouredFields: ReadonlyMap<string, 'work_state' | 'label'> =
  new Map([
    ['state_id', 'work_state'],
    ['labels', 'label'],
  ]);
