import { withSkeleton } from '@callboard/plugin-callboard-react';
import {
  departmentsRouteRef,
  myProfileRouteRef,
  peopleRouteRef,
} from '../routes';

/** The tab with the departments as tree and chart, and details of each. */
export const departmentsSubPage = {
  path: 'departments',
  title: 'Departments',
  routeRef: departmentsRouteRef,
  loader: withSkeleton(async () => {
    const { Departments } = await import('./departments/Departments');
    return <Departments />;
  }),
};

/** The tab with the people of an organisation and their profiles. */
export const peopleSubPage = {
  path: 'people',
  title: 'People',
  routeRef: peopleRouteRef,
  loader: withSkeleton(async () => {
    const { People } = await import('./staff/People');
    return <People />;
  }),
};

/** The tab with the person's own staff record. */
export const myProfileSubPage = {
  path: 'me',
  title: 'My profile',
  routeRef: myProfileRouteRef,
  loader: withSkeleton(async () => {
    const { MyProfile } = await import('./me/MyProfile');
    return <MyProfile />;
  }),
};
