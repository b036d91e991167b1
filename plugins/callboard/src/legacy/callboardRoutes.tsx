import type { LegacyTab } from '@callboard/plugin-callboard-react/legacy';
import { Route } from 'react-router-dom';
import { CallboardLayout } from './CallboardLayout';
import { CallboardPage, OrganisationPage } from './plugin';

/**
 * The routes of all pages at their usual paths, among the children of
 * `FlatRoutes`. Use `CallboardPage` and `OrganisationPage` for other paths.
 *
 * @example
 * ```tsx
 * <FlatRoutes>{callboardRoutes({ adminTabs: [activityTrackerTab] })}</FlatRoutes>
 * ```
 *
 * @param options - `adminTabs` are tabs of the admin page, after its own ones
 * @public
 */
export function callboardRoutes(options?: {
  adminTabs?: readonly LegacyTab[];
}): JSX.Element {
  return (
    <>
      <Route path="/organisation" element={<OrganisationPage />} />
      <Route path="/callboard" element={<CallboardPage />}>
        {options?.adminTabs?.map(({ path, title, element }) => (
          <CallboardLayout.Route key={path} path={path} title={title}>
            {element}
          </CallboardLayout.Route>
        ))}
      </Route>
    </>
  );
}
