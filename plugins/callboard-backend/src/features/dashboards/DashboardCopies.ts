import {
  ExportedDashboard,
  MAX_DASHBOARD_BYTES,
  UnresolvedReference,
} from '@callboard/plugin-callboard-common';
import { RequestContext } from '../../access/Caller';
import { Change, Changes } from '../../changes/Changes';
import { cutText, normaliseForSearch } from '../../database/text';
import { InvalidRequestError } from '../../http/errors';
import { DashboardRow, toDashboard, DashboardStore } from './DashboardStore';
import { DashboardService } from './DashboardService';
import { isTooLarge } from './WidgetService';
import { DashboardReferences } from './DashboardReferences';
import { WidgetStore } from './WidgetStore';

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

/** Creates copies of dashboards, and dashboards from exported files. */
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
   * @throws NotFoundError when the caller may not see the dashboard
   * @throws ConflictError when the workspace has the maximum number of dashboards
   */
  async duplicate(context: RequestContext, id: string): Promise<DashboardRow> {
    const { changes, store, widgets } = this.deps;
    const { caller, workspace } = context;
    return changes.run(caller, async change => {
      const taken = await this.lockNames(change, context);
      const key = { id, workspace_id: workspace.id };
      const source = await store.lockReadable(change.tx, key, caller.user_ref);
      const name = findFreeCopyName(source.name, taken);
      const sourceWidgets = await widgets.listWidgets(change.tx, id);
      return this.add(
        change,
        context,
        { ...source, name, widgets: sourceWidgets },
        { duplicate_of: id },
      );
    });
  }

  /**
   * Creates a private dashboard for the caller from an export. If the name is taken, the dashboard
   * is named like a copy.
   *
   * @returns the dashboard, and the references in its filters that could not be resolved
   * @throws ConflictError when the workspace has the maximum number of dashboards
   * @throws InvalidRequestError when the file is too large
   */
  async import(
    context: RequestContext,
    file: ExportedDashboard,
  ): Promise<{ row: DashboardRow; unresolved: UnresolvedReference[] }> {
    const { changes, references } = this.deps;
    if (isTooLarge(file.widgets)) {
      const reason = `must not exceed ${MAX_DASHBOARD_BYTES} bytes of JSON in total`;
      throw new InvalidRequestError([{ field: 'body.widgets', reason }]);
    }
    const { dashboard, unresolved } = await references.resolve(context, file);
    const row = await changes.run(context.caller, async change => {
      const taken = await this.lockNames(change, context);
      const name = taken.has(normaliseForSearch(file.name))
        ? findFreeCopyName(file.name, taken)
        : file.name;
      return this.add(change, context, { ...dashboard, name });
    });
    return { row, unresolved };
  }

  /**
   * Locks the workspace, so that each concurrent copy finds a free name.
   *
   * @returns the names of the caller's private dashboards, normalised for comparison
   * @throws ConflictError when the workspace has the maximum number of dashboards
   */
  private async lockNames(
    { tx }: Change,
    { caller, workspace }: RequestContext,
  ): Promise<ReadonlySet<string>> {
    const { store } = this.deps;
    await store.lockQuota(tx, workspace.id);
    return store.listSortNames(tx, {
      workspace_id: workspace.id,
      access: 'private',
      owner_ref: caller.user_ref,
    });
  }

  private async add(
    change: Change,
    { caller, workspace }: RequestContext,
    {
      name,
      description,
      config,
      widgets,
    }: Pick<ExportedDashboard, 'name' | 'description' | 'config' | 'widgets'>,
    metadata?: { duplicate_of: string },
  ): Promise<DashboardRow> {
    const row = toDashboard(
      workspace.id,
      caller,
      { name, description, config, access: 'private', is_default: false },
      change.now,
    );
    await this.deps.dashboards.add(change, row, widgets, metadata);
    return row;
  }
}
