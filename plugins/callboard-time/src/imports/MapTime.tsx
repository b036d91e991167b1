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
  useCallboardQuery,
  useMe,
  withTarget,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect } from 'react';
import { TaskTargets } from './TaskTargets';
import { addSuggestions, listTasks, type TimeMapping } from './TimeMapping';
import { callboardTimeImportTranslationRef } from './timeImportTranslation';

const fields = Object.keys(worklogImportColumns.shape) as Array<
  keyof WorklogImportColumns
>;

/** Whether the user administers a project, and so can create work items for imported time. */
function useCanCreateItems(slug: string): boolean {
  const { data } = useCallboardQuery(endpoints.listProjects, {
    params: { slug },
    query: { limit: 200 },
  });
  return data?.items.some(({ role }) => role === 'admin') ?? false;
}

/** Maps the columns, tasks and people of a file. Prefills the suggested work items. */
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
  // Chosen columns replace all those of a previous import.
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
