import { Dashboard, DashboardAccess } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { countRows } from '../../database/statements';
import { containsPattern } from '../../database/dialect';
import { normaliseForSearch } from '../../database/text';
import { whereDashboardReadable } from '../../access/visibility/whereVisible';
import {
  toDashboardResponse,
  readDashboard,
  selectDashboards,
} from './DashboardStore';

/** Filters of a list of dashboards. */
interface DashboardFilter {
  workspace_id: string;
  user_ref: string;
  /** Part of a name, ignoring case and accents. */
  search?: string;
  access?: DashboardAccess;
  is_favourite?: boolean;
}

/** The cursor position in a list of dashboards. */
export type DashboardPosition = [sort_name: string, id: string];

/** A dashboard in a list with its position. */
interface ListedDashboard {
  dashboard: Dashboard;
  position: DashboardPosition;
}

/** Reads dashboards as a viewer sees them. */
export class DashboardReadModel {
  constructor(private readonly knex: Knex) {}

  /** Lists the dashboards that a person may read, by name. */
  async list(
    filter: DashboardFilter,
    { after, limit }: { after?: DashboardPosition; limit: number },
  ): Promise<ListedDashboard[]> {
    const { knex } = this;
    const query = selectDashboards(knex)
      .select(
        knex.raw('CASE WHEN ? THEN 1 ELSE 0 END AS is_favourite', [
          this.buildFavouriteSql(filter.user_ref),
        ]),
      )
      .modify(this.whereMatches(filter))
      .orderBy(['dashboards.sort_name', 'dashboards.id'])
      .limit(limit);
    if (after) {
      query.whereRaw('(dashboards.sort_name, dashboards.id) > (?, ?)', after);
    }
    const rows: any[] = await query;
    return rows.map(row => ({
      dashboard: {
        ...toDashboardResponse(readDashboard(row)),
        is_favourite: Boolean(row.is_favourite),
      },
      position: [row.sort_name, row.id],
    }));
  }

  /** Counts the dashboards of `list`. */
  async count(filter: DashboardFilter): Promise<number> {
    return countRows(
      this.knex('dashboards')
        .whereNull('dashboards.deleted_at')
        .modify(this.whereMatches(filter)),
    );
  }

  private whereMatches({
    workspace_id,
    user_ref,
    search,
    access,
    is_favourite,
  }: DashboardFilter) {
    return (query: Knex.QueryBuilder) => {
      query
        .where('dashboards.workspace_id', workspace_id)
        .modify(whereDashboardReadable(user_ref));
      if (search !== undefined) {
        query.whereRaw("dashboards.sort_name LIKE ? ESCAPE '\\'", [
          containsPattern(normaliseForSearch(search)),
        ]);
      }
      if (access !== undefined) {
        query.where('dashboards.access', access);
      }
      if (is_favourite !== undefined) {
        query.whereRaw(is_favourite ? '?' : 'NOT ?', [
          this.buildFavouriteSql(user_ref),
        ]);
      }
    };
  }

  /** SQL for whether a dashboard is a favourite of a person. */
  private buildFavouriteSql(user_ref: string): Knex.Raw {
    return this.knex.raw(
      `EXISTS (SELECT 1 FROM dashboard_favourites
         WHERE dashboard_favourites.dashboard_id = dashboards.id
           AND dashboard_favourites.user_ref = ?)`,
      [user_ref],
    );
  }
}
