import { parseEntityRef } from '@backstage/catalog-model';
import { WorklogSummary } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { namesOfPeople } from '../../../core/people/namesOfPeople';
import { isOneOf } from '../../../database/bulk';
import { itemIdentifier } from '../../work/items/readWorkItems';
import { AxisSum } from './SummaryReadModel';

const keysOf = (sums: readonly AxisSum[]) =>
  sums.flatMap(({ key }) => (key === null ? [] : [key]));

/** Says what it is that has sums: a query for each list. */
export class SummaryNames {
  constructor(private readonly knex: Knex) {}

  /** Sums of people. */
  async ofMembers(
    sums: readonly AxisSum[],
  ): Promise<WorklogSummary['by_member']> {
    const names = await namesOfPeople(this.knex, keysOf(sums));
    return sums.map(({ key, minutes }) => ({
      member_id: key!,
      display_name: names.get(key!) ?? parseEntityRef(key!).name,
      total_minutes: minutes,
    }));
  }

  /** Sums of work items, deleted ones too. */
  async ofIssues(
    sums: readonly AxisSum[],
  ): Promise<WorklogSummary['by_issue']> {
    const items = await this.find(
      this.knex('work_items')
        .join('projects', 'projects.id', 'work_items.project_id')
        .select(
          'work_items.id',
          'work_items.number',
          'work_items.title',
          'work_items.estimate_time',
          'projects.identifier',
        ),
      'work_items.id',
      sums,
    );
    return sums.map(({ key, minutes }) => {
      const { title, identifier, number, estimate_time } = items.get(key!);
      return {
        issue_id: key!,
        issue_name: title,
        identifier: itemIdentifier(identifier, number),
        estimate_time,
        total_minutes: minutes,
      };
    });
  }

  /** Sums of projects, if they are asked for. */
  async ofProjects(
    sums: readonly AxisSum[] | undefined,
  ): Promise<WorklogSummary['by_project']> {
    if (!sums) {
      return undefined;
    }
    const projects = await this.find(
      this.knex('projects').select('id', 'name', 'identifier'),
      'id',
      sums,
    );
    return sums.map(({ key, minutes }) => {
      const { name, identifier } = projects.get(key!);
      return { project_id: key!, name, identifier, total_minutes: minutes };
    });
  }

  /** Sums of departments, deleted ones too, if they are asked for. */
  async ofDepartments(
    sums: readonly AxisSum[] | undefined,
  ): Promise<WorklogSummary['by_department']> {
    if (!sums) {
      return undefined;
    }
    const departments = await this.find(
      this.knex('departments').select('id', 'name'),
      'id',
      sums,
    );
    return sums.map(({ key, minutes }) => ({
      department_id: key,
      name: (key && departments.get(key)?.name) ?? null,
      total_minutes: minutes,
    }));
  }

  /** What some sums are of, by id. */
  private async find(
    query: Knex.QueryBuilder,
    column: string,
    sums: readonly AxisSum[],
  ): Promise<ReadonlyMap<string, any>> {
    const rows: any[] = await query.whereRaw(
      ...isOneOf(this.knex, column, keysOf(sums)),
    );
    return new Map(rows.map(row => [row.id, row]));
  }
}
