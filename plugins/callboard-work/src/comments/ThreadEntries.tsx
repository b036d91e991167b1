import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  ActionLabel,
  ChangesLine,
  ErrorBoundary,
  type GetValueName,
  PersonChip,
  RelativeTime,
  Row,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { type ReactNode, useMemo } from 'react';
import { callboardWorkCommentsTranslationRef } from '../commentsTranslation';
import { useWorkProject } from '../data/WorkProject';
import type { ThreadEntry } from './thread';
import { ThreadComment } from './ThreadComment';
import type { CommentPermissions } from './useCommentActions';

const referenceFields = ['state_id', 'cycle_id', 'module_id'];
const referenceListFields = ['labels', 'assignees'];

function useValueNames(): GetValueName {
  const { states, labels, cycles, modules, people } = useWorkProject();
  return useMemo<GetValueName>(() => {
    const resources = [...states, ...labels, ...cycles, ...modules];
    const names = new Map<unknown, string>([
      ...resources.map(({ id, name }) => [id, name] as const),
      ...people.map(({ user_ref, name }) => [user_ref, name] as const),
    ]);
    return (field, value) => {
      if (referenceFields.includes(field)) {
        return names.get(value);
      }
      return referenceListFields.includes(field) &&
        Array.isArray(value) &&
        value.length > 0
        ? value.map(id => names.get(id) ?? JSON.stringify(id)).join(', ')
        : undefined;
    };
  }, [states, labels, cycles, modules, people]);
}

function ThreadLine(props: {
  userRef: string;
  name?: string;
  instant: string;
  children: ReactNode;
}) {
  const { workspace } = useWorkProject();
  return (
    <Row
      columnGap={1}
      rowGap={0}
      sx={{
        px: 1.5,
        typography: 'body2',
        color: 'text.secondary',
        '& > *': { minWidth: 0 },
      }}
    >
      <PersonChip
        userRef={props.userRef}
        name={props.name}
        workspace={workspace.slug}
      />
      {props.children}
      <RelativeTime instant={props.instant} />
    </Row>
  );
}

/** Fields that mean nothing to users, or that duplicate other fields. */
const hiddenFields = ['id', 'project_id', 'identifier', 'sort_order', 'source'];

interface EntryProps {
  item: WorkItem;
  permissions: CommentPermissions;
  linkedId: string | undefined;
  onQuote: (text: string) => void;
  onDeleted: () => void;
}

function Entry(props: EntryProps & { entry: ThreadEntry }) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const { entry, item, permissions, linkedId, onQuote, onDeleted } = props;
  const getValueName = useValueNames();
  if (entry.kind === 'change') {
    const { activity } = entry;
    const changes = activity.changes.filter(
      ({ field }) => !hiddenFields.includes(field),
    );
    return (
      <ThreadLine
        userRef={activity.user_id}
        name={activity.user_name}
        instant={activity.created_at}
      >
        <ActionLabel activity={activity} />
        <ChangesLine
          activity={{ ...activity, changes }}
          getValueName={getValueName}
        />
      </ThreadLine>
    );
  }
  const { comment } = entry;
  if (comment.deleted_at && comment.deleted_by) {
    return (
      <ThreadLine userRef={comment.deleted_by} instant={comment.deleted_at}>
        <span>{t('deletedComment')}</span>
      </ThreadLine>
    );
  }
  return (
    <ThreadComment
      item={item}
      comment={comment}
      permissions={permissions}
      isLinked={comment.id === linkedId}
      onQuote={() => onQuote(comment.body)}
      onDeleted={onDeleted}
    />
  );
}

const getEntryId = (entry: ThreadEntry) =>
  entry.kind === 'comment' ? entry.comment.id : entry.activity.id;

export function ThreadEntries(
  props: EntryProps & { entries: readonly ThreadEntry[] },
) {
  const { entries, ...common } = props;
  return (
    <Box
      component="ol"
      role="list"
      sx={{
        listStyle: 'none',
        m: 0,
        p: 0,
        display: 'flex',
        flexDirection: 'column',
        gap: 1,
      }}
    >
      {entries.map(entry => (
        <li key={getEntryId(entry)}>
          <ErrorBoundary resetKey={entry}>
            <Entry entry={entry} {...common} />
          </ErrorBoundary>
        </li>
      ))}
    </Box>
  );
}
