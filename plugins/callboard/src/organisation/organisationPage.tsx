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

/** The Organisation page; its tabs are the attached sub-pages. */
export const organisationPage = TabbedPageBlueprint.make({
  name: 'organisation',
  params: {
    path: '/organisation',
    title: 'Organisation',
    icon: <ApartmentOutlinedIcon fontSize="small" />,
    routeRef: organisationRouteRef,
  },
});

/** The tabs of the organisation, in display order. */
export const organisationSubPages = [
  {
    path: 'departments',
    title: 'Departments',
    routeRef: departmentsRouteRef,
    loader: withSkeleton(async () => {
      const { Departments } = await import('./departments/Departments');
      return <Departments />;
    }),
  },
  {
    path: 'people',
    title: 'People',
    routeRef: peopleRouteRef,
    loader: withSkeleton(async () => {
      const { People } = await import('./staff/People');
      return <People />;
    }),
  },
  {
    path: 'me',
    title: 'My profile',
    routeRef: myProfileRouteRef,
    loader: withSkeleton(async () => {
      const { MyProfile } = await import('./staff/profile/MyProfile');
      return <MyProfile />;
    }),
  },
];

/** The same tabs as extensions, named by path. */
export const organisationTabs = organisationSubPages.map(params =>
  SubPageBlueprint.make({
    name: params.path,
    attachTo: { id: 'page:callboard/organisation', input: 'pages' },
    params,
  }),
);

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
