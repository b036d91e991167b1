import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ProjectPicker, formatCount } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useState } from 'react';
import { WorkItemPicker } from '../entries/WorkItemPicker';
import { getTaskKey, type ListedTask, type TaskTarget } from './TimeMapping';
import { callboardTimeImportTranslationRef } from './timeImportTranslation';

/** The number of tasks that are shown at first. */
const TASKS_PER_PAGE = 50;

/** In narrow windows, the field of a task is below its name. */
const narrowRow = {
  display: { xs: 'flex', sm: 'table-row' },
  flexWrap: 'wrap',
} as const;

const wideOnly = { display: { xs: 'none', sm: 'table-cell' } } as const;

/** Chooses the work item of a task, or the project of a new one. */
function TargetField(props: {
  /** The slug of the workspace. */
  slug: string;
  name: string;
  task: ListedTask;
  target: TaskTarget | null | undefined;
  canCreate: boolean;
  onChange: (target: TaskTarget | null) => void;
}) {
  const { t } = useTranslationRef(callboardTimeImportTranslationRef);
  const { slug, name, task, target, onChange } = props;
  const newTarget = target && 'newIn' in target ? target : undefined;
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
            value={newTarget.newIn?.id}
            isOffered={({ role }) => role === 'admin'}
            onChange={project => onChange({ newIn: project ?? null })}
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
          onClick={() => onChange(isNew ? null : { newIn: null })}
        >
          {t(isNew ? 'tasks.choose' : 'tasks.create')}
        </Button>
      )}
    </Box>
  );
}

/** Chooses the work item of each task in a file. */
export function TaskTargets(props: {
  /** The slug of the workspace. */
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
