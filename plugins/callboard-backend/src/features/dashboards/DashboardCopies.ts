import {
  ExportedDashboard,
  ExportedWidget,
  MAX_DASHBOARD_BYTES,
  UnresolvedReference,
} from '@callboard/plugin-callboard-common';
import { RequestContext } from '../../access/Caller';
import { Changes } from '../../changes/Changes';
import { foldText } from '../../database/foldText';
import { lockWorkspaces } from '../../database/lockWorkspaces';
import { InvalidRequestError } from '../../http/errors';
import { DashboardInput, DashboardRow, toDashboard } from './DashboardRow';
import { DashboardService } from './DashboardService';
import { DashboardStore, NameScope } from './DashboardStore';
import { freeNameFor } from './freeNameFor';
import { isTooLarge } from './isTooLarge';
import { requireRoomForDashboard } from './requireRoomForDashboard';
import { ReferenceResolver } from './transfer/ReferenceResolver';
import { toWidget } from './WidgetRow';
import { WidgetStore } from './WidgetStore';

/** Among which dashboards a private one of the caller's needs a name. */
const ownOf = ({ caller, workspace }: RequestContext): NameScope => ({
  workspace_id: workspace.id,
  access: 'private',
  owner_ref: caller.user_ref,
});

/** Makes dashboards of others, and of files. */
export class DashboardCopies {
  constructor(
    private readonly deps: {
      changes: Changes;
      store: DashboardStore;
      widgets: WidgetStore;
      dashboards: DashboardService;
      resolver: ReferenceResolver;
    },
  ) {}

  /**
   * Makes a private copy of a dashboard, which is the caller's.
   *
   * @throws NotFoundError when the caller does not see it
   * @throws ConflictError when the workspace has too many
   */
  async duplicate(context: RequestContext, id: string): Promise<DashboardRow> {
    const { changes, store, widgets, dashboards } = this.deps;
    const { caller, workspace } = context;
    const workspace_id = workspace.id;
    return changes.run(caller, async change => {
      // Two people who copy at once take turns, so that each finds another name.
      await lockWorkspaces(change.tx, [workspace_id]);
      await requireRoomForDashboard(change.tx, store, workspace_id);
      const source = await store.lockReadable(
        change.tx,
        { id, workspace_id },
        caller.user_ref,
      );
      const taken = await store.namesIn(change.tx, ownOf(context));
      const input = {
        ...ofOnesOwn(source),
        name: freeNameFor(source.name, taken),
      };
      const row = toDashboard(workspace_id, caller, input, change.now);
      const copied = await widgets.listOf(change.tx, id);
      await dashboards.add(
        change,
        row,
        dashboard_id =>
          copied.map(widget => toWidget(dashboard_id, widget, change.now)),
        { duplicate_of: id },
      );
      return row;
    });
  }

  /**
   * Makes a private dashboard of the caller's of what was exported. Where its
   * name is taken, it is called as a copy is.
   *
   * @returns it, and what its filters name that is not here
   * @throws ConflictError when the workspace has too many
   * @throws InvalidRequestError when the file is too large
   */
  async import(
    context: RequestContext,
    file: ExportedDashboard,
  ): Promise<{ row: DashboardRow; unresolved: UnresolvedReference[] }> {
    const { changes, store, dashboards, resolver } = this.deps;
    const { caller, workspace } = context;
    const workspace_id = workspace.id;
    if (isTooLarge(file.widgets)) {
      const reason = `have at most ${MAX_DASHBOARD_BYTES} bytes of JSON together`;
      throw new InvalidRequestError([{ field: 'body.widgets', reason }]);
    }
    const { found, unresolved } = await resolver.resolve(context, file);
    const made = await changes.run(caller, async change => {
      await lockWorkspaces(change.tx, [workspace_id]);
      await requireRoomForDashboard(change.tx, store, workspace_id);
      const taken = await store.namesIn(change.tx, ownOf(context));
      const input = {
        ...ofOnesOwn(found),
        name: taken.has(foldText(file.name))
          ? freeNameFor(file.name, taken)
          : file.name,
      };
      const row = toDashboard(workspace_id, caller, input, change.now);
      await dashboards.add(change, row, dashboard_id =>
        found.widgets.map((widget: ExportedWidget) =>
          toWidget(dashboard_id, widget, change.now),
        ),
      );
      return row;
    });
    return { row: made, unresolved };
  }
}

/** The parts of a dashboard that its copy takes over. */
function ofOnesOwn({
  name,
  description,
  config,
}: Pick<DashboardInput, 'name' | 'description' | 'config'>): DashboardInput {
  return { name, description, config, access: 'private', is_default: false };
}
