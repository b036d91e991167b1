import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { toCodeKey } from '../../database/text';
import { FieldProblem, throwIfInvalid } from '../../http/errors';
import { codeFields } from './DepartmentCodes';
import {
  DepartmentRow,
  readDepartment,
  readDepartmentCodes,
} from './DepartmentRow';
import { getSubtreeHeight, findParentProblem } from './departmentTree';

/**
 * Checks a new or changed department against the rules, within a change that has locked the
 * workspace.
 *
 * @param departmentTypes - the allowed types; an empty list allows every type
 * @param stored - the stored department, with its descendants if it moves
 * @returns the department with the level derived from its parent
 * @throws InvalidRequestError for an invalid type or parent
 * @throws ConflictError for codes that other departments have
 */
export async function checkDepartment(
  tx: Knex,
  departmentTypes: readonly string[],
  next: DepartmentRow,
  stored?: { before: DepartmentRow; descendants: DepartmentRow[] },
): Promise<DepartmentRow> {
  const problems: FieldProblem[] = [];
  const typeProblem =
    next.dept_type !== stored?.before.dept_type
      ? findTypeProblem(next.dept_type, departmentTypes)
      : undefined;
  if (typeProblem) {
    problems.push({ field: 'body.dept_type', reason: typeProblem });
  }
  const isMoved = next.parent_id !== (stored?.before.parent_id ?? null);
  const position = isMoved
    ? await derivePosition(tx, next, stored?.descendants ?? [])
    : { level: next.level };
  if (position.problem) {
    problems.push({ field: 'body.parent_id', reason: position.problem });
  }
  throwIfInvalid(problems);
  await requireUniqueCodes(tx, next, stored?.before);
  return { ...next, level: position.level };
}

async function derivePosition(
  tx: Knex,
  next: DepartmentRow,
  descendants: DepartmentRow[],
): Promise<{ level: number; problem?: string }> {
  if (next.parent_id === null) {
    return { level: 1 };
  }
  const parent = await readDepartment(tx, next.workspace_id, next.parent_id);
  return parent
    ? {
        level: parent.level + 1,
        problem: findParentProblem(
          parent,
          [next, ...descendants],
          getSubtreeHeight(next, descendants),
        ),
      }
    : { level: 1, problem: 'is not a department of this workspace' };
}

/**
 * Does not check unchanged codes. Two stored codes may differ only in the case of non-ASCII
 * letters, which earlier versions distinguished.
 */
async function requireUniqueCodes(
  tx: Knex,
  next: DepartmentRow,
  before: DepartmentRow | undefined,
): Promise<void> {
  const changedFields = codeFields.filter(
    field => next[field] && next[field] !== before?.[field],
  );
  if (changedFields.length === 0) {
    return;
  }
  const departments = await readDepartmentCodes(tx, next.workspace_id);
  const taken = changedFields.flatMap(field =>
    departments
      .filter(
        holder =>
          holder.id !== next.id &&
          holder[field] &&
          toCodeKey(holder[field]) === toCodeKey(next[field]!),
      )
      .map(({ name }) => `body.${field}: ${next[field]} is taken by ${name}`),
  );
  if (taken.length > 0) {
    throw new ConflictError(taken.join('; '));
  }
}

/**
 * The reason why a department cannot have a type.
 *
 * @param types - the allowed types; an empty list allows every type
 */
export function findTypeProblem(
  dept_type: string | null | undefined,
  types: readonly string[],
): string | undefined {
  return dept_type && types.length > 0 && !types.includes(dept_type)
    ? `must be one of ${types.join(', ')}`
    : undefined;
}
