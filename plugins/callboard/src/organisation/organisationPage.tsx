import {
  ApiBlueprint,
  createExtensionInput,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  departmentSectionDataRef,
  departmentSectionsApiRef,
  sortPageSections,
  TabbedPageBlueprint,
  withSkeleton,
} from '@callboard/plugin-callboard-react';
import ApartmentOutlinedIcon from '@mui/icons-material/ApartmentOutlined';
import {
  departmentsRouteRef,
  myProfileRouteRef,
  organisationRouteRef,
  peopleRouteRef,
} from '../routes';

export const organisationPage = TabbedPageBlueprint.make({
  name: 'organisation',
  params: {
    path: '/organisation',
    title: 'Organisation',
    icon: <ApartmentOutlinedIcon fontSize="small" />,
    routeRef: organisationRouteRef,
  },
});

const departmentsTab = {
  path: 'departments',
  title: 'Departments',
  routeRef: departmentsRouteRef,
  loader: withSkeleton(() =>
    import('./departments/Departments').then(m => <m.Departments />),
  ),
};

const peopleTab = {
  path: 'people',
  title: 'People',
  routeRef: peopleRouteRef,
  loader: withSkeleton(() => import('./staff/People').then(m => <m.People />)),
};

const myProfileTab = {
  path: 'me',
  title: 'My profile',
  routeRef: myProfileRouteRef,
  loader: withSkeleton(() =>
    import('./staff/profile/MyProfile').then(m => <m.MyProfile />),
  ),
};

export const organisationTabs = [departmentsTab, peopleTab, myProfileTab];

const attachTo = { id: 'page:callboard/organisation', input: 'pages' };

/**
 * The tabs as extensions. Each has its literal name here, so that TypeScript can check the ids in
 * calls of `getExtension`.
 */
export const organisationSubPages = [
  SubPageBlueprint.make({
    name: 'departments',
    attachTo,
    params: departmentsTab,
  }),
  SubPageBlueprint.make({ name: 'people', attachTo, params: peopleTab }),
  SubPageBlueprint.make({ name: 'me', attachTo, params: myProfileTab }),
];

/** Collects the sections that other plugins add to department pages. */
export const departmentSections = ApiBlueprint.makeWithOverrides({
  name: 'department-sections',
  inputs: { sections: createExtensionInput([departmentSectionDataRef]) },
  factory: (originalFactory, { inputs }) =>
    originalFactory(defineParams =>
      defineParams({
        api: departmentSectionsApiRef,
        deps: {},
        factory: () =>
          sortPageSections(
            inputs.sections.map(section =>
              section.get(departmentSectionDataRef),
            ),
          ),
      }),
    ),
});
