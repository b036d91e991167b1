import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ChoiceToggle,
  LoadingState,
  ExactPath,
  PageBody,
  QueryState,
  Toolbar,
  useZoneToday,
  useUrlState,
  WorkspaceChoice,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';
import { useTimeSettings } from '../data/useTimeSettings';
import { ImportTime } from '../imports/ImportTime';
import { Holidays } from './Holidays';
import { PeopleTime } from './PeopleTime';
import { Rules } from './Rules';
import { callboardTimeAdminTranslationRef } from './timeAdminTranslation';

const skeleton = <LoadingState rows={8} rowHeight={40} />;

const isAdmin = ({ role }: OwnWorkspace) => role === 'admin';

const parameters = ['part'] as const;
const forget = ['person'] as const;
const parts = ['settings', 'holidays', 'people', 'import'] as const;

function RulesOf(props: { slug: string }) {
  const settings = useTimeSettings(props.slug);
  return (
    <QueryState query={settings} loading={skeleton}>
      {found => (
        <Rules
          slug={props.slug}
          settings={found}
          onReload={async () => (await settings.refetch()).data}
        />
      )}
    </QueryState>
  );
}

function OfWorkspace(props: { workspace: OwnWorkspace; picker: ReactNode }) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const { slug, timezone } = props.workspace;
  const today = useZoneToday(timezone);
  const [state, setState] = useUrlState(parameters);
  const part = parts.find(each => each === state.part) ?? 'settings';
  return (
    <Stack spacing={3} key={slug}>
      <Toolbar label={t('toolbar')}>
        {props.picker}
        <ChoiceToggle
          label={t('parts.label')}
          value={part}
          choices={parts.map(value => ({ value, label: t(`parts.${value}`) }))}
          onChange={next => setState({ part: next })}
        />
      </Toolbar>
      {part === 'settings' && <RulesOf slug={slug} />}
      {part === 'holidays' && <Holidays slug={slug} today={today} />}
      {part === 'people' && <PeopleTime slug={slug} today={today} />}
      {part === 'import' && <ImportTime slug={slug} />}
    </Stack>
  );
}

/** The admin page for time: settings, holidays, working time and the import of worklogs. @public */
export function TimeAdminPage() {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  return (
    <PageBody>
      <ExactPath>
        <WorkspaceChoice
          isOpen={isAdmin}
          whatItTakes={t('whatItTakes')}
          forget={forget}
          loading={skeleton}
        >
          {(workspace, picker) => (
            <OfWorkspace
              key={workspace.slug}
              workspace={workspace}
              picker={picker}
            />
          )}
        </WorkspaceChoice>
      </ExactPath>
    </PageBody>
  );
}
