/** Fields of work items that hold ids of resources with a colour. */
export const colouredFields: ReadonlyMap<string, 'work_state' | 'label'> =
  new Map([
    ['state_id', 'work_state'],
    ['labels', 'label'],
  ]);
