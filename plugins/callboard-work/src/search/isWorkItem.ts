import { WORK_ITEM_SEARCH_TYPE } from '@callboard/plugin-callboard-common';

/** Whether a result of the portal's search is a work item. */
export const isWorkItem = ({ type }: { type: string }) =>
  type === WORK_ITEM_SEARCH_TYPE;
