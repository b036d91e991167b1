import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  worklogImportColumns,
  type WorklogImportColumns,
  type WorklogImportResult,
} from '@callboard/plugin-callboard-common';
import {
  findTarget,
  ImportDateOrder,
  ImportMappingSection,
  ImportMappingSelect,
  ImportPersonPicker,
  useMe,
  withTarget,
  ProjectPicker,
  formatCount,
  useWholeList,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import {
  addSuggestions,
  listTasks,
  type TimeMapping,
  getTaskKey,
  type ListedTask,
  type TaskTarget,
} from './TimeMapping';
import { callboardTimeImportTranslationRef } from './timeImportTranslation';
import { WorkItemPicker } from '../entries/WorkItemPicker';

const TASKS_PER_PAGE = 50;

const narrowRow = {
  display: { xs: 'flex', sm: 'table-row' },
  flexWrap: 'wrap',
} as const;

const wideOnly = { display: { xs: 'none', sm: 'table-cell' } } as const;

function TargetField(props: {
  slug: string;
  name: string;
  task: ListedTask;
  target: TaskTarget | null | undefined;
  canCreate: boolean;
  onChange: (target: TaskTarget | null) => void;
}) {
  const { t } = useTranslationRef(callboardTimeImportTranslationRef);
  const { slug, name, task, target, onChange } = props;
  const newTarget = target && 'createIn' in target ? target : undefined;
  const isNew = newTarget !== undefined;
  const chosen = target && 'item' in target ? target.item : task.item;
  return (
    <Box
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}
    >
      <Box sx={{ flex: 1, minWidth: { xs: '100%', sm: 240 } }}>
        {newTarget ? (
          <ProjectPicker
            slug={slug}
            value={newTarget.createIn?.id}
            isOffered={({ role }) => role === 'admin'}
            onChange={project => onChange({ createIn: project ?? null })}
          />
        ) : (
          <WorkItemPicker
            slug={slug}
            label={t('tasks.item', { name })}
            hasInnerLabel
            placeholder={t('tasks.choose')}
            value={chosen}
            onChange={item => onChange(item && { item })}
          />
        )}
        {chosen && chosen.id === task.suggestion?.id && !isNew && (
          <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
            {t('tasks.suggested')}
          </Box>
        )}
      </Box>
      {props.canCreate && (
        <Button
          size="small"
          sx={{ whiteSpace: 'nowrap' }}
          aria-label={t(isNew ? 'tasks.chooseFor' : 'tasks.createFor', {
            name,
          })}
          onClick={() => onChange(isNew ? null : { createIn: null })}
        >
          {t(isNew ? 'tasks.choose' : 'tasks.create')}
        </Button>
      )}
    </Box>
  );
}

function TaskTargets(props: {
  slug: string;
  tasks: readonly ListedTask[];
  targets: Readonly<Record<string, TaskTarget | null>>;
  canCreate: boolean;
  onChange: (key: string, target: TaskTarget | null) => void;
}) {
  const { t } = useTranslationRef(callboardTimeImportTranslationRef);
  const { slug, tasks, targets, canCreate, onChange } = props;
  const [limit, setLimit] = useState(TASKS_PER_PAGE);
  const hiddenCount = tasks.length - limit;
  return (
    <>
      <TableContainer>
        <Table
          size="small"
          aria-label={t('tasks.table')}
          sx={{ '& tr': narrowRow, '& th, & td': { lineHeight: 1.43 } }}
        >
          <TableHead>
            <TableRow>
              <TableCell sx={{ flex: 1 }}>{t('tasks.name')}</TableCell>
              <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                {t('tasks.rows')}
              </TableCell>
              <TableCell sx={wideOnly}>{t('tasks.target')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {tasks.slice(0, limit).map(task => {
              const key = getTaskKey(task);
              const name =
                [task.project, task.task].filter(Boolean).join(' / ') ||
                t('tasks.noProject');
              return (
                <TableRow key={key}>
                  <TableCell
                    component="th"
                    scope="row"
                    sx={{ flex: 1, overflowWrap: 'anywhere', minWidth: 140 }}
                  >
                    {name}
                  </TableCell>
                  <TableCell
                    align="right"
                    sx={{ fontVariantNumeric: 'tabular-nums' }}
                  >
                    {formatCount(task.rows)}
                  </TableCell>
                  <TableCell sx={{ width: { xs: '100%', sm: '60%' } }}>
                    <TargetField
                      slug={slug}
                      name={name}
                      task={task}
                      target={targets[key]}
                      canCreate={canCreate}
                      onChange={target => onChange(key, target)}
                    />
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </TableContainer>
      {hiddenCount > 0 && (
        <Button onClick={() => setLimit(limit + TASKS_PER_PAGE)}>
          {t('tasks.more', { count: Math.min(hiddenCount, TASKS_PER_PAGE) })}
        </Button>
      )}
    </>
  );
}

const fields = Object.keys(worklogImportColumns.shape) as Array<
  keyof WorklogImportColumns
>;

/** Whether the user administers a project, and so can create work items for imported time. */
function useCanCreateItems(slug: string): boolean {
  const { data } = useWholeList(endpoints.listProjects, { params: { slug } });
  return data?.items.some(({ role }) => role === 'admin') ?? false;
}

export function MapTime(props: {
  slug: string;
  result: WorklogImportResult;
  mapping: TimeMapping;
  onChange: (mapping: TimeMapping) => void;
}) {
  const { t } = useTranslationRef(callboardTimeImportTranslationRef);
  const { slug, result, mapping, onChange } = props;
  const { unmapped, mapped, format } = result;
  const { data: me } = useMe();
  const canCreate = useCanCreateItems(slug);
  const isAdmin =
    me?.workspaces.some(
      workspace => workspace.slug === slug && workspace.role === 'admin',
    ) ?? false;
  useEffect(() => {
    onChange(addSuggestions(mapping, result));
    // Only a new result has new suggestions; the user may have removed earlier ones.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [result]);
  const tasks = listTasks(result);
  const headers = [
    ...new Set([...Object.values(mapped.columns), ...unmapped.columns]),
  ].sort();
  // Once the user has chosen columns, the server no longer maps columns itself.
  const hasChosenColumns = Object.keys(mapping.columns).length > 0;
  const columns = hasChosenColumns ? mapping.columns : mapped.columns;
  const names = [...unmapped.people, ...mapped.people.map(({ name }) => name)];
  const findPerson = (name: string) =>
    findTarget(name, mapping.people) ??
    mapped.people.find(person => person.name === name)?.user_ref;
  const setPerson = (name: string, userRef: string | undefined) =>
    onChange({ ...mapping, people: withTarget(mapping.people, name, userRef) });
  return (
    <Stack spacing={3}>
      <Typography variant="body2">{t(`format.${format}`)}</Typography>
      {format === 'other' && (
        <ImportMappingSection
          title={t('columns.title')}
          hint={t('columns.hint')}
        >
          {fields.map(field => (
            <ImportMappingSelect
              key={field}
              label={t(`columns.${field}`)}
              value={columns[field] ?? ''}
              emptyLabel={t('columns.none')}
              options={headers.map(name => ({ value: name, label: name }))}
              onChange={column =>
                onChange({
                  ...mapping,
                  columns: withTarget(columns, field, column || undefined),
                })
              }
            />
          ))}
        </ImportMappingSection>
      )}
      {tasks.length > 0 && (
        <Stack
          component="section"
          spacing={1}
          aria-labelledby="callboard-import-tasks"
        >
          <div>
            <Typography
              id="callboard-import-tasks"
              component="h4"
              variant="subtitle2"
              sx={{ m: 0 }}
            >
              {t('tasks.title')}
            </Typography>
            <Typography variant="body2" color="text.secondary">
              {t('tasks.hint')}
            </Typography>
          </div>
          <TaskTargets
            slug={slug}
            tasks={tasks}
            targets={mapping.tasks}
            canCreate={canCreate}
            onChange={(key, target) =>
              onChange({
                ...mapping,
                tasks: { ...mapping.tasks, [key]: target },
              })
            }
          />
        </Stack>
      )}
      {names.length > 0 && (
        <ImportMappingSection
          title={t('people.title')}
          hint={isAdmin ? t('people.hint') : t('people.ownHint')}
        >
          {names.map(name =>
            isAdmin ? (
              <ImportPersonPicker
                key={name}
                name={name}
                value={findPerson(name)}
                onChange={userRef => setPerson(name, userRef)}
              />
            ) : (
              <ImportMappingSelect
                key={name}
                label={name}
                value={findPerson(name) ?? ''}
                emptyLabel={t('people.notMe')}
                options={
                  me ? [{ value: me.user_ref, label: me.display_name }] : []
                }
                onChange={userRef => setPerson(name, userRef || undefined)}
              />
            ),
          )}
        </ImportMappingSection>
      )}
      <ImportDateOrder
        value={mapping.dateOrder}
        onChange={dateOrder => onChange({ ...mapping, dateOrder })}
      />
    </Stack>
  );
}
