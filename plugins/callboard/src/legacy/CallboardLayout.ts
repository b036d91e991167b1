import { attachComponentData } from '@backstage/core-plugin-api';

/** The component data that marks tabs among the children of the admin page's route. */
export const CALLBOARD_TAB = 'callboard.tab';

/** A tab that a portal adds to the admin page. @public */
export type CallboardLayoutRouteProps = {
  /** The path below the admin page, with a leading slash. */
  path: string;
  title: string;
  children: JSX.Element;
};

// The admin page renders the children. The route itself renders nothing.
const Route = (_props: CallboardLayoutRouteProps): JSX.Element | null => null;
attachComponentData(Route, CALLBOARD_TAB, true);
// Registers the route refs of the children at the path of the tab.
attachComponentData(Route, 'core.gatherMountPoints', true);

/**
 * Adds tabs to the admin page, after its own tabs.
 *
 * @example
 * ```tsx
 * <Route path="/callboard" element={<CallboardPage />}>
 *   <CallboardLayout.Route path="/activity-tracker" title="Activity Tracker">
 *     <ActivityTrackerPage />
 *   </CallboardLayout.Route>
 * </Route>
 * ```
 *
 * @public
 */
export const CallboardLayout = { Route };
