import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type Activity,
  DEFAULT_WORKSPACE,
} from '@callboard/plugin-callboard-common';
import {
  ActionLabel,
  EntityLink,
  RelativeTime,
  useActionPhrase,
  ErrorBoundary,
  EmptyState,
  getBrowserZone,
  LoadingState,
  ResourcesProvider,
  ErrorState,
  NoAccess,
  getErrorStatus,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo, type ReactNode } from 'react';
import {
  useShortActivityList,
  type ActivityScope,
} from '../data/activityQueries';
import { callboardActivityTranslationRef } from '../translation';
import { ActivityPerson } from '../view/ActivityPerson';
import { AssistantBadge } from '../view/AssistantBadge';

export function BriefList(props: {
  label: string;
  rows: Activity[];
  /** The layout of a row. */
  rowStyle: object;
  children: (row: Activity) => ReactNode;
}) {
  return (
    <Box
      component="ul"
      aria-label={props.label}
      sx={{ listStyle: 'none', m: 0, p: 0, typography: 'body2' }}
    >
      <ResourcesProvider rows={props.rows}>
        {props.rows.map(row => (
          <Box
            component="li"
            key={row.id}
            sx={{
              display: 'flex',
              '& + li': { borderTop: 1, borderColor: 'divider' },
              ...props.rowStyle,
            }}
          >
            <ErrorBoundary resetKey={row}>{props.children(row)}</ErrorBoundary>
          </Box>
        ))}
      </ResourcesProvider>
    </Box>
  );
}

const briefStyle = {
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 1.5,
  rowGap: 0.25,
  py: 1,
};

/** The words that follow the resource, such as "to In Review" in "moved PAY-1 to In Review". */
function PhraseEnd(props: { activity: Activity }) {
  const getPhrase = useActionPhrase();
  return <span>{getPhrase(props.activity).after}</span>;
}

export function ActivityBriefs(props: {
  label: string;
  rows: Activity[];
  /** False if all rows belong to one person. */
  withPerson?: boolean;
  /** Omits the action and the entity, for lists in which they are the same in all rows. */
  onlyPeople?: boolean;
}) {
  return (
    <BriefList label={props.label} rows={props.rows} rowStyle={briefStyle}>
      {row => (
        <>
          {props.withPerson !== false && (
            <ActivityPerson activity={row} size={20} />
          )}
          <AssistantBadge activity={row} />
          {!props.onlyPeople && (
            <>
              <ActionLabel activity={row} />
              {/* The entity of a join is the person who joined, whom the row already names. */}
              {row.action !== 'join' && (
                <EntityLink
                  type={row.entity_type}
                  id={row.entity_id}
                  label={row.entity_label}
                />
              )}
              <PhraseEnd activity={row} />
            </>
          )}
          <Box
            component="span"
            sx={{
              marginInlineStart: 'auto',
              color: 'text.secondary',
              whiteSpace: 'nowrap',
            }}
          >
            <RelativeTime instant={row.created_at} />
          </Box>
        </>
      )}
    </BriefList>
  );
}

const accessGranters = { workspace: DEFAULT_WORKSPACE };

/** The latest activity of the default workspace in a card, without page views. */
export function LatestActivity(props: {
  /** Must be the same object on each render. */
  scope: ActivityScope;
  maxRows: number;
  emptyHint: string;
  withPerson?: boolean;
  /** Shown below the rows, but not below the empty state. */
  children?: ReactNode;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { scope, maxRows } = props;
  const query = useMemo(
    () => ({ ...scope.fixedQuery, views: false, tz: getBrowserZone() }),
    [scope],
  );
  const list = useShortActivityList(scope, query, maxRows);
  if (list.error) {
    // The API returns 404 to people who are not members of the workspace.
    return getErrorStatus(list.error) === 404 ? (
      <NoAccess />
    ) : (
      <ErrorState
        error={list.error}
        onRetry={list.restart}
        accessGranters={accessGranters}
      />
    );
  }
  if (list.isLoading) {
    return <LoadingState rows={maxRows} rowHeight={28} />;
  }
  return list.rows.length === 0 ? (
    <EmptyState title={t('entity.empty')}>{props.emptyHint}</EmptyState>
  ) : (
    <>
      <ActivityBriefs
        label={t('entity.card')}
        rows={list.rows.slice(0, maxRows)}
        withPerson={props.withPerson}
      />
      {props.children}
    </>
  );
}
