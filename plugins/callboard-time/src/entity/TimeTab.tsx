import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { includesRole } from '@callboard/plugin-callboard-common';
import {
  ChoiceToggle,
  LoadingState,
  QueryState,
  Toolbar,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';
import { useLiveTime } from '../data/useLiveTime';
import { useTimeSettings } from '../data/useTimeSettings';
import { EstimatesView } from '../estimates/EstimatesView';
import { ClosedTime } from './ClosedTime';
import { EntriesView } from './EntriesView';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';
import { TimeNote } from './TimeNote';
import type { TimeProject } from './TimeProject';

const parameters = ['view'] as const;
const views = ['entries', 'estimates'] as const;

type View = (typeof views)[number];

function OpenTime(props: { project: TimeProject; picker: ReactNode }) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { workspace } = props.project;
  const [{ view: requested }, setState] = useUrlState(parameters);
  const view: View = requested === 'estimates' ? requested : 'entries';
  const settings = useTimeSettings(workspace.slug);
  useLiveTime(workspace.id);
  return (
    <Stack spacing={2}>
      <Toolbar label={t('toolbar')}>
        {props.picker}
        <ChoiceToggle
          label={t('view')}
          value={view}
          choices={views.map(value => ({ value, label: t(`views.${value}`) }))}
          onChange={next => setState({ view: next })}
        />
      </Toolbar>
      <TimeNote {...props.project} />
      {view === 'estimates' ? (
        <EstimatesView project={props.project} />
      ) : (
        <QueryState
          query={settings}
          loading={<LoadingState rows={8} rowHeight={40} />}
        >
          {found => <EntriesView project={props.project} settings={found} />}
        </QueryState>
      )}
    </Stack>
  );
}

/** The time of a project for its members; other people see who can grant access. */
export function TimeTab(props: { project: TimeProject; picker: ReactNode }) {
  const { role } = props.project.project;
  return role !== null && includesRole(role, 'member') ? (
    <OpenTime {...props} />
  ) : (
    <>
      {props.picker}
      <ClosedTime {...props.project} />
    </>
  );
}
