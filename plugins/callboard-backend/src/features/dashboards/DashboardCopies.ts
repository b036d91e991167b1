import {
  ExportedDashboard,
  ExportedWidget,
  MAX_DASHBOARD_BYTES,
  UnresolvedReference,
} from '@callboard/plugin-callboard-common';
import { RequestContext } from '../../access/Caller';
import { Changes } from '../../changes/Changes';
import { cutText, normaliseForSearch } from '../../database/text';
import { lockWorkspaces } from '../../database/locks';
import { InvalidRequestError } from '../../http/errors';
import {
  DashboardInput,
  DashboardRow,
  toDashboard,
  DashboardStore,
  NameScope,
} from './DashboardStore';
import { DashboardService, requireDashboardQuota } from './DashboardService';
import { isTooLarge } from './WidgetService';
import { DashboardReferences } from './transfer/DashboardReferences';
import { toWidget, WidgetStore } from './WidgetStore';

/** The maximum length of names. */
const MAX_NAME_LENGTH = 255;

/**
 * Finds a free name for a copy: `Delivery (Copy)`, then `Delivery (Copy 2)`.
 *
 * @param taken - names in use, normalised for comparison
 */
function findFreeCopyName(name: string, taken: ReadonlySet<string>): string {
  for (let nth = 1; ; nth += 1) {
    const suffix = nth === 1 ? ' (Copy)' : ` (Copy ${nth})`;
    const copy = `${cutText(name, MAX_NAME_LENGTH - suffix.length)}${suffix}`;
    if (!taken.has(normaliseForSearch(copy))) {
      return copy;
    }
  }
}

/** The dashboards among which a private one of the caller needs a unique name. */
const getOwnNameScope = ({ caller, workspace }: RequestContext): NameScope => ({
  workspace_id: workspace.id,
  access: 'private',
  owner_ref: caller.user_ref,
});

/** Creates dashboards as copies of others and from files. */
export class DashboardCopies {
  constructor(
    private readonly deps: {
      changes: Changes;
      store: DashboardStore;
      widgets: WidgetStore;
      dashboards: DashboardService;
      references: DashboardReferences;
    },
  ) {}

  /**
   * Creates a private copy of a dashboard for the caller.
   *
   * @throws NotFoundError when the caller may not see it
   * @throws ConflictError when the workspace has too many
   */
  async duplicate(context: RequestContext, id: string): Promise<DashboardRow> {
    const { changes, store, widgets, dashboards } = this.deps;
    const { caller, workspace } = context;
    const workspace_id = workspace.id;
    return changes.run(caller, async change => {
      // Serialises concurrent copies, so that each finds a free name.
      await lockWorkspaces(change.tx, [workspace_id]);
      await requireDashboardQuota(change.tx, store, workspace_id);
      const source = await store.lockReadable(
        change.tx,
        { id, workspace_id },
        caller.user_ref,
      );
      const taken = await store.listSortNames(
        change.tx,
        getOwnNameScope(context),
      );
      const input = {
        ...toPrivateInput(source),
        name: findFreeCopyName(source.name, taken),
      };
      const row = toDashboard(workspace_id, caller, input, change.now);
      const copied = await widgets.listWidgets(change.tx, id);
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
   * Creates a private dashboard for the caller from an export. If its name is taken, it is named
   * like a copy.
   *
   * @returns the dashboard, and the references in its filters that do not exist here
   * @throws ConflictError when the workspace has too many
   * @throws InvalidRequestError when the file is too large
   */
  async import(
    context: RequestContext,
    file: ExportedDashboard,
  ): Promise<{ row: DashboardRow; unresolved: UnresolvedReference[] }> {
    const { changes, store, dashboards, references } = this.deps;
    const { caller, workspace } = context;
    const workspace_id = workspace.id;
    if (isTooLarge(file.widgets)) {
      const reason = `must not exceed ${MAX_DASHBOARD_BYTES} bytes of JSON in total`;
      throw new InvalidRequestError([{ field: 'body.widgets', reason }]);
    }
    const { dashboard, unresolved } = await references.resolve(context, file);
    const row = await changes.run(caller, async change => {
      await lockWorkspaces(change.tx, [workspace_id]);
      await requireDashboardQuota(change.tx, store, workspace_id);
      const taken = await store.listSortNames(
        change.tx,
        getOwnNameScope(context),
      );
      const input = {
        ...toPrivateInput(dashboard),
        name: taken.has(normaliseForSearch(file.name))
          ? findFreeCopyName(file.name, taken)
          : file.name,
      };
      const copy = toDashboard(workspace_id, caller, input, change.now);
      await dashboards.add(change, copy, dashboard_id =>
        dashboard.widgets.map((widget: ExportedWidget) =>
          toWidget(dashboard_id, widget, change.now),
        ),
      );
      return copy;
    });
    return { row, unresolved };
  }
}

/** The fields of a dashboard that a copy inherits, private and not the default. */
function toPrivateInput({
  name,
  description,
  config,
}: Pick<DashboardInput, 'name' | 'description' | 'config'>): DashboardInput {
  return { name, description, config, access: 'private', is_default: false };
}
