import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type Activity,
  endpoints,
  isPseudonym,
  callboardActivityUnmaskPermission,
} from '@callboard/plugin-callboard-common';
import {
  ActionLabel,
  EmptyState,
  EntityLink,
  ErrorBoundary,
  ErrorState,
  formatInstant,
  PageTitle,
  ReasonDialog,
  Row,
  SideDrawer,
  useActionPhrase,
  useAllowed,
  useEndpointMutation,
  useEntityName,
  useHistoryHref,
  useMe,
  useShortcut,
} from '@callboard/plugin-callboard-react';
import PersonSearchOutlinedIcon from '@mui/icons-material/PersonSearchOutlined';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { Link } from '@backstage/core-components';
import HistoryIcon from '@mui/icons-material/History';
import VisibilityOutlinedIcon from '@mui/icons-material/VisibilityOutlined';
import Alert from '@mui/material/Alert';
import { useState } from 'react';
import CloseIcon from '@mui/icons-material/Close';
import KeyboardArrowDownIcon from '@mui/icons-material/KeyboardArrowDown';
import KeyboardArrowUpIcon from '@mui/icons-material/KeyboardArrowUp';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import type { ActivityScope } from '../data/activityQueries';
import type { ActivityFilters } from '../data/ActivityFilters';
import { callboardActivityTranslationRef } from '../translation';
import { ActivityPerson } from '../view/ActivityPerson';
import { AssistantBadge } from '../view/AssistantBadge';
import type { RowProblem } from '../view/useOpenRow';
import { ActivityDetails } from './ActivityDetails';

function DrawerHeader(props: {
  activity: Activity;
  onNewer?: () => void;
  onOlder?: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { activity } = props;
  useShortcut('k', () => props.onNewer?.());
  useShortcut('j', () => props.onOlder?.());
  return (
    <Box component="header">
      <Box sx={{ display: 'flex', alignItems: 'center', mx: -1 }}>
        <IconButton
          aria-label={t('drawer.newer')}
          disabled={!props.onNewer}
          onClick={props.onNewer}
        >
          <KeyboardArrowUpIcon />
        </IconButton>
        <IconButton
          aria-label={t('drawer.older')}
          disabled={!props.onOlder}
          onClick={props.onOlder}
        >
          <KeyboardArrowDownIcon />
        </IconButton>
        <Box sx={{ flex: 1 }} />
        <IconButton aria-label={t('drawer.close')} onClick={props.onClose}>
          <CloseIcon />
        </IconButton>
      </Box>
      <Row
        component="h2"
        columnGap={1.5}
        rowGap={1}
        sx={{ m: 0, mt: 1, typography: 'body1', fontWeight: 600 }}
      >
        <ErrorBoundary resetKey={activity}>
          <ActivityPerson activity={activity} size={32} />
          <AssistantBadge activity={activity} />
          <ActionLabel activity={activity} />
          {/* The entity of a join is the person who joined, whom the header already names. */}
          {(activity.entity_type || activity.entity_id) &&
            activity.action !== 'join' && (
              <EntityLink
                type={activity.entity_type}
                id={activity.entity_id}
                label={activity.entity_label}
              />
            )}
        </ErrorBoundary>
      </Row>
      <Box sx={{ color: 'text.secondary', typography: 'body2', mt: 1 }}>
        <time dateTime={activity.created_at}>
          {formatInstant(activity.created_at, 'full')}
        </time>
      </Box>
    </Box>
  );
}

/**
 * Lets workspace admins reveal the name behind a pseudonym. They must give a reason, which the
 * person behind the pseudonym can read.
 */
function RevealNameButton(props: { activity: Activity }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { user_id, user_name, workspace_id } = props.activity;
  const { data: me } = useMe();
  const canReveal = useAllowed(callboardActivityUnmaskPermission);
  const [isConfirming, setConfirming] = useState(false);
  const slug = me?.workspaces.find(
    ({ id, role }) => id === workspace_id && role === 'admin',
  )?.slug;
  const revealMutation = useEndpointMutation(endpoints.unmaskPerson, {
    toRequest: (reason: string) => ({
      query: { workspace: slug! },
      body: { pseudonym: user_id, reason },
    }),
    onSuccess: () => setConfirming(false),
  });
  if (!canReveal || !slug || !isPseudonym(user_id)) {
    return null;
  }
  if (revealMutation.data) {
    const { user_name: name, user_email } = revealMutation.data;
    return (
      <Alert severity="info" icon={<VisibilityOutlinedIcon />}>
        {t('unmask.done', { pseudonym: user_name, name })}
        {user_email && ` (${user_email})`}
      </Alert>
    );
  }
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        startIcon={<VisibilityOutlinedIcon />}
        onClick={() => setConfirming(true)}
      >
        {t('unmask.button')}
      </Button>
      {isConfirming && (
        <ReasonDialog
          title={t('unmask.title', { pseudonym: user_name })}
          hint={t('unmask.hint')}
          submitLabel={t('unmask.submit')}
          failure={t('unmask.failed')}
          error={revealMutation.error}
          isBusy={revealMutation.isPending}
          onSubmit={reason => revealMutation.mutate(reason)}
          onClose={() => setConfirming(false)}
        />
      )}
    </>
  );
}

/**
 * Opens the history of an entry's resource: on the resource's own page if that page has a history,
 * otherwise by filtering the list by the resource.
 */
function HistoryButton(props: {
  activity: Activity;
  onFilter: (patch: Partial<ActivityFilters>) => void;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { entity_type, entity_id, entity_label } = props.activity;
  const href = useHistoryHref(entity_type, entity_id);
  if (!entity_type || !entity_id) {
    return null;
  }
  const buttonProps = {
    size: 'small',
    variant: 'outlined',
    startIcon: <HistoryIcon />,
  } as const;
  const label = t('drawer.historyOf', { name: entity_label || entity_id });
  return href ? (
    <Button {...buttonProps} component={Link} to={href}>
      {label}
    </Button>
  ) : (
    <Button
      {...buttonProps}
      onClick={() =>
        props.onFilter({
          user_id: undefined,
          action: undefined,
          q: undefined,
          entity_type,
          entity_id,
          range: undefined,
        })
      }
    >
      {label}
    </Button>
  );
}

function ActivityTitle(props: { activity: Activity }) {
  const { activity } = props;
  const { user_name, user_id } = activity;
  const phrase = useActionPhrase()(activity);
  const name = useEntityName({
    type: activity.entity_type,
    id: activity.entity_id,
    label: activity.entity_label,
  });
  return (
    <PageTitle
      subject={[
        user_name || user_id,
        phrase.before,
        activity.action !== 'join' && name,
        phrase.after,
      ]
        .filter(Boolean)
        .join(' ')}
    />
  );
}

/** A drawer with one entry. Esc closes it; k opens the next newer entry, j the next older one. */
export function ActivityDrawer(props: {
  scope: ActivityScope;
  activity: Activity | undefined;
  /** Shown instead of an entry that cannot be loaded. */
  problem: RowProblem | undefined;
  rows: Activity[];
  onOpen: (activity: Activity | undefined) => void;
  /** Closes the drawer and filters the list; absent if the list has no filters. */
  onFilter?: (patch: Partial<ActivityFilters>) => void;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { scope, activity, problem, rows, onOpen, onFilter } = props;
  const index = activity ? rows.findIndex(row => row.id === activity.id) : -1;
  const newer = index > 0 ? rows[index - 1] : undefined;
  const older = index >= 0 ? rows[index + 1] : undefined;
  const close = () => onOpen(undefined);
  return (
    <SideDrawer
      label={t('drawer.label')}
      width={520}
      isOpen={Boolean(activity ?? problem)}
      onClose={close}
    >
      {typeof problem === 'object' && (
        <ErrorState error={problem.error} onRetry={problem.retry} />
      )}
      {problem === 'missing' && (
        <EmptyState
          title={t('drawer.missing')}
          action={
            <Button variant="outlined" onClick={close}>
              {t('drawer.close')}
            </Button>
          }
        >
          {t('drawer.missingHint')}
        </EmptyState>
      )}
      {activity && (
        <Stack spacing={3} sx={{ p: { xs: 2, sm: 3 }, pt: { xs: 1, sm: 1.5 } }}>
          <ErrorBoundary resetKey={activity}>
            <ActivityTitle activity={activity} />
          </ErrorBoundary>
          <DrawerHeader
            activity={activity}
            onNewer={newer && (() => onOpen(newer))}
            onOlder={older && (() => onOpen(older))}
            onClose={close}
          />
          <RevealNameButton key={activity.user_id} activity={activity} />
          {onFilter && (
            <Stack direction="row" useFlexGap spacing={1} flexWrap="wrap">
              <Button
                size="small"
                variant="outlined"
                startIcon={<PersonSearchOutlinedIcon />}
                onClick={() => onFilter({ user_id: activity.user_id })}
              >
                {t('drawer.moreBy', {
                  name: activity.user_name || activity.user_id,
                })}
              </Button>
              <HistoryButton activity={activity} onFilter={onFilter} />
            </Stack>
          )}
          <ActivityDetails scope={scope} activity={activity} onOpen={onOpen} />
        </Stack>
      )}
    </SideDrawer>
  );
}
