import { SubPageBlueprint } from '@backstage/frontend-plugin-api';
import {
  departmentsSubPage,
  myProfileSubPage,
  peopleSubPage,
} from './subPages';

const attachTo = { id: 'page:callboard/organisation', input: 'pages' };

/** The tabs of the organisation, in display order. */
export const organisationTabs = [
  SubPageBlueprint.make({
    name: 'departments',
    attachTo,
    params: departmentsSubPage,
  }),
  SubPageBlueprint.make({ name: 'people', attachTo, params: peopleSubPage }),
  SubPageBlueprint.make({ name: 'me', attachTo, params: myProfileSubPage }),
];
