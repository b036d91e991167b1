import { Link } from '@backstage/core-components';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  QueryState,
  useCallboardQuery,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';

/** The dashboards of a workspace that the reader can see. */
export function DashboardList(props: {
  workspace: OwnWorkspace;
  picker: ReactNode;
}) {
  const { slug } = props.workspace;
  const query = useCallboardQuery(endpoints.listDashboards, {
    params: { slug },
    query: {},
  });
  return (
    <>
      {props.picker}
      <QueryState query={query}>
        {({ items }) => (
          <ul>
            {items.map(({ id, name }) => (
              <li key={id}>
                <Link to={`${id}?workspace=${slug}`}>{name}</Link>
              </li>
            ))}
          </ul>
        )}
      </QueryState>
    </>
  );
}
