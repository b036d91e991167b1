import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { WORK_ITEM_SEARCH_TYPE } from '@callboard/plugin-callboard-common';
import AssignmentOutlinedIcon from '@mui/icons-material/AssignmentOutlined';
import { isWorkItem } from './isWorkItem';

/** Work items in the results of the portal's search. */
export const searchExtensions = [
  SearchResultListItemBlueprint.make({
    params: {
      predicate: isWorkItem,
      component: () =>
        import('./WorkItemSearchResult').then(m => m.WorkItemSearchResult),
    },
  }),
  SearchFilterResultTypeBlueprint.make({
    name: 'work-items',
    params: {
      value: WORK_ITEM_SEARCH_TYPE,
      name: 'Work items',
      icon: <AssignmentOutlinedIcon />,
    },
  }),
];
