import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ChoiceToggle,
  formatFailure,
  LoadingState,
  ExactPath,
  PageBody,
  QueryState,
  Toolbar,
  useAllowed,
  useZoneToday,
  useUrlState,
  WorkspaceChoice,
  type OwnWorkspace,
  getProblems,
  useLeaveWarning,
  pickChangedSince,
  toIfMatchHeader,
  getQueryKey,
  useEndpointMutation,
  EmptyState,
  parseRef,
  PersonPicker,
  useCatalogPeople,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { type ReactNode, useState, type FormEvent } from 'react';
import {
  type TimeSettings,
  endpoints,
  permissions,
  type TimeSettingsPatch,
} from '@callboard/plugin-callboard-common';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useRefreshTime } from '../data/refreshTime';
import { useTimeSettings } from '../data/timeQueries';
import { ImportTime } from '../imports/ImportTime';
import { WorkingTime } from './WorkingTime';
import { Holidays } from './Holidays';
import { type RulesDraft, toRulesDraft, toRulesPatch } from './RulesDraft';
import { RulesFields } from './RulesFields';
import { callboardTimeAdminTranslationRef } from './timeAdminTranslation';

/** The URL parameter of the selected person. It is removed when the workspace changes. */
const personParameters = ['person'] as const;

function PeopleTime(props: { slug: string; today: string }) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const [{ person }, setState] = useUrlState(personParameters);
  const [search, setSearch] = useState('');
  // The URL contains only the User reference. This search loads the name that the picker shows.
  const { people, isLoading } = useCatalogPeople(
    search || (parseRef(person)?.name ?? ''),
  );
  return (
    <Stack spacing={3}>
      <Box sx={{ maxWidth: 360 }}>
        <PersonPicker
          label={t('people.person')}
          value={person}
          onChange={next => setState({ person: next })}
          options={people}
          onSearch={setSearch}
          loading={isLoading}
          fullWidth
        />
      </Box>
      {person ? (
        <WorkingTime key={person} {...props} member={person} />
      ) : (
        <EmptyState title={t('people.choose')} />
      )}
    </Stack>
  );
}

/** Sends the version that initialised the form, so that no newer changes are overwritten. */
function Rules(props: {
  slug: string;
  settings: TimeSettings;
  onReload: () => Promise<TimeSettings | undefined>;
}) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const [base, setBase] = useState(props.settings);
  const [edits, setEdits] = useState<Partial<RulesDraft>>({});
  const draft = { ...toRulesDraft(base), ...edits };
  const queries = useQueryClient();
  // Undefined while a field is invalid. An invalid field counts as a change.
  const patch = toRulesPatch(base, draft);
  const isDirty = !patch || Object.keys(patch).length > 0;
  useLeaveWarning(isDirty);
  const params = { slug: props.slug };
  const isAllowed = useAllowed(permissions.timeSettings.update, props.slug);
  const save = useEndpointMutation(endpoints.updateTimeSettings, {
    toRequest: (input: {
      body: TimeSettingsPatch;
      sent: Partial<RulesDraft>;
    }) => ({
      params,
      body: input.body,
      headers: toIfMatchHeader(base),
    }),
    toSuccessTitle: () => t('settings.saved'),
    onSuccess: (saved, { sent }) => {
      queries.setQueryData(
        getQueryKey(endpoints.getTimeSettings, { params }),
        saved,
      );
      setBase(saved);
      setEdits(current => pickChangedSince(sent, current));
    },
    onSettled: useRefreshTime(),
  });
  const discard = async () => {
    save.reset();
    setEdits({});
    setBase((await props.onReload()) ?? props.settings);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (patch && isDirty && !save.isPending) {
      save.mutate({ body: patch, sent: edits });
    }
  };
  const { fields } = getProblems(save.error);
  return (
    <Box
      component="form"
      noValidate
      aria-label={t('settings.label')}
      onSubmit={submit}
    >
      <Stack spacing={2.5} sx={{ maxWidth: 480 }}>
        {save.error && Object.keys(fields).length === 0 && (
          <Alert severity="error">
            {formatFailure(
              save.error,
              t('settings.failed'),
              t('settings.conflict'),
            )}
          </Alert>
        )}
        <RulesFields
          draft={draft}
          minutesPerDay={base.minutes_per_day}
          problems={fields}
          disabled={!isAllowed}
          onChange={change => setEdits({ ...edits, ...change })}
        />
        {isAllowed && (
          <Box sx={{ display: 'flex', gap: 1 }}>
            <Button
              type="submit"
              variant="contained"
              disabled={!patch || !isDirty}
              aria-disabled={save.isPending}
            >
              {t('settings.save')}
            </Button>
            <Button onClick={discard} disabled={!isDirty}>
              {t('settings.discard')}
            </Button>
          </Box>
        )}
      </Stack>
    </Box>
  );
}

const skeleton = <LoadingState rows={8} rowHeight={40} />;

const isAdmin = ({ role }: OwnWorkspace) => role === 'admin';

const urlParameters = ['part'] as const;
const parts = ['settings', 'holidays', 'people', 'import'] as const;

function RulesPart(props: { slug: string }) {
  const settings = useTimeSettings(props.slug);
  return (
    <QueryState query={settings} loading={skeleton}>
      {loaded => (
        <Rules
          slug={props.slug}
          settings={loaded}
          onReload={async () => (await settings.refetch()).data}
        />
      )}
    </QueryState>
  );
}

function WorkspaceTimeAdmin(props: {
  workspace: OwnWorkspace;
  workspacePicker: ReactNode;
}) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const { slug, timezone } = props.workspace;
  const today = useZoneToday(timezone);
  const [state, setState] = useUrlState(urlParameters);
  const part = parts.find(each => each === state.part) ?? 'settings';
  const canImport = useAllowed(permissions.worklog.import, slug);
  return (
    <Stack spacing={3}>
      <Toolbar label={t('toolbar')}>
        {props.workspacePicker}
        <ChoiceToggle
          label={t('parts.label')}
          value={part}
          choices={parts
            .filter(value => value !== 'import' || canImport)
            .map(value => ({ value, label: t(`parts.${value}`) }))}
          onChange={next => setState({ part: next })}
        />
      </Toolbar>
      {part === 'settings' && <RulesPart slug={slug} />}
      {part === 'holidays' && <Holidays slug={slug} today={today} />}
      {part === 'people' && <PeopleTime slug={slug} today={today} />}
      {part === 'import' && canImport && <ImportTime slug={slug} />}
    </Stack>
  );
}

export function TimeAdminContent() {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  return (
    <PageBody>
      <ExactPath>
        <WorkspaceChoice
          canOpen={isAdmin}
          requirement={t('whatItTakes')}
          forget={personParameters}
          loading={skeleton}
        >
          {(workspace, workspacePicker) => (
            <WorkspaceTimeAdmin
              key={workspace.slug}
              workspace={workspace}
              workspacePicker={workspacePicker}
            />
          )}
        </WorkspaceChoice>
      </ExactPath>
    </PageBody>
  );
}
