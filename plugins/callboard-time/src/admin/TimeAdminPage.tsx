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
  getProblems,
  getErrorStatus,
  useLeaveWarning,
  useToast,
  toIfMatchHeader,
  getQueryKey,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { type ReactNode, useState, type FormEvent } from 'react';
import {
  type TimeSettings,
  endpoints,
  type TimeSettingsPatch,
} from '@callboard/plugin-callboard-common';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { useTimeSettings } from '../data/useTimeSettings';
import { ImportTime } from '../imports/ImportTime';
import { Holidays } from './Holidays';
import { PeopleTime } from './PeopleTime';
import { toRulesDraft, toRulesPatch } from './RulesDraft';
import { RulesFields } from './RulesFields';
import { callboardTimeAdminTranslationRef } from './timeAdminTranslation';

/** Updates the time settings of a workspace if their version is unchanged. */
function useSaveRules(
  slug: string,
  settings: TimeSettings,
): UseMutationResult<TimeSettings, Error, TimeSettingsPatch> {
  const client = useCallboardClient();
  const queries = useQueryClient();
  const params = { slug };
  return useMutation({
    mutationFn: body =>
      client.call(endpoints.updateTimeSettings, {
        params,
        body,
        headers: toIfMatchHeader(settings),
      }),
    onSuccess: saved =>
      queries.setQueryData(
        getQueryKey(endpoints.getTimeSettings, { params }),
        saved,
      ),
  });
}

/**
 * The time settings of a workspace. A save uses the version that initialised the form, even if a
 * newer one has been loaded since.
 */
function Rules(props: {
  slug: string;
  settings: TimeSettings;
  /** Reloads the settings. */
  onReload: () => Promise<TimeSettings | undefined>;
}) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const [base, setBase] = useState(props.settings);
  const [draft, setDraft] = useState(() => toRulesDraft(props.settings));
  const save = useSaveRules(props.slug, base);
  const notify = useToast();
  const patch = toRulesPatch(base, draft);
  const isDirty = !patch || Object.keys(patch).length > 0;
  useLeaveWarning(isDirty);
  const start = (settings: TimeSettings) => {
    setBase(settings);
    setDraft(toRulesDraft(settings));
  };
  const discard = async () => {
    save.reset();
    start((await props.onReload()) ?? props.settings);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (patch && isDirty && !save.isPending) {
      save.mutate(patch, {
        onSuccess: saved => {
          start(saved);
          notify({ status: 'success', title: t('settings.saved') });
        },
      });
    }
  };
  const { message, fields } = getProblems(save.error);
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
            {getErrorStatus(save.error) === 412
              ? t('settings.conflict')
              : `${t('settings.failed')} ${message}`}
          </Alert>
        )}
        <RulesFields
          draft={draft}
          problems={fields}
          onChange={change => setDraft({ ...draft, ...change })}
        />
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
      </Stack>
    </Box>
  );
}

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
