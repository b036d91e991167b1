import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  WorkItem,
  WorkItemComment,
} from '@callboard/plugin-callboard-common';
import {
  ActionMenu,
  formatFailure,
  formatInstant,
  FormDialog,
  getErrorStatus,
  PersonChip,
  RelativeTime,
  Row,
  useCopyLink,
  useToast,
  useUnseenFailure,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useEffect, useRef, useState } from 'react';
import MoreHorizIcon from '@mui/icons-material/MoreHoriz';
import { callboardWorkCommentsTranslationRef } from '../commentsTranslation';
import { isTextDraft, useDraft } from '../data/useDraft';
import { useWorkProject } from '../data/WorkProject';
import { SourceBadge } from '../badges/SourceBadge';
import { CommentBody } from './CommentBody';
import { CommentEditor } from './CommentEditor';
import {
  useCommentActions,
  type CommentPermissions,
} from './useCommentActions';

function EditComment(props: {
  item: WorkItem;
  comment: WorkItemComment;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const { comment, onClose } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const { updateComment } = useCommentActions(props.item);
  const notifyUnseenFailure = useUnseenFailure();
  const [draft, setDraft] = useDraft(`comment.${comment.id}`, isTextDraft);
  const [hadConflict, setHadConflict] = useState(false);
  const text = draft?.text ?? comment.body;
  // After a conflict, `comment` is refetched. Saving again replaces the other user's text.
  const version = draft && !hadConflict ? draft.version : comment.version;
  useEffect(() => {
    // Runs after the menu has returned the focus to its button.
    const timer = setTimeout(() => field.current?.focus());
    return () => clearTimeout(timer);
  }, []);
  const close = () => {
    setDraft(undefined);
    onClose();
  };
  const submit = async () => {
    try {
      // `mutate` would drop its callbacks if the drawer closed during the request.
      await updateComment.mutateAsync({ id: comment.id, version, body: text });
      close();
    } catch (error) {
      // The editor shows the error.
      if (getErrorStatus(error) === 412) setHadConflict(true);
      notifyUnseenFailure(t('notSaved'), error);
    }
  };
  return (
    <CommentEditor
      label={t('editLabel')}
      submitLabel={t('save')}
      failedText={t('notSaved')}
      text={text}
      onChange={next => setDraft({ text: next, version })}
      field={field}
      isBusy={updateComment.isPending}
      error={updateComment.error}
      onSubmit={submit}
      onCancel={close}
    />
  );
}

function DeleteCommentDialog(props: {
  item: WorkItem;
  comment: WorkItemComment;
  onDeleted: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const { comment } = props;
  const notify = useToast();
  const { deleteComment } = useCommentActions(props.item);
  const submit = async () => {
    try {
      // `mutate` would drop its callbacks, because this dialog disappears with the comment.
      await deleteComment.mutateAsync(comment);
    } catch {
      return;
    }
    notify({ status: 'success', title: t('deleted') });
    props.onDeleted();
  };
  return (
    <FormDialog
      title={t('deleteTitle', { name: comment.author_name })}
      hint={t('deleteHint')}
      submitLabel={t('delete')}
      submitColor="error"
      failure={formatFailure(deleteComment.error, t('deleteFailed'))}
      isBusy={deleteComment.isPending}
      onSubmit={submit}
      onClose={props.onClose}
    />
  );
}

function getCommentUrl(id: string): string {
  const url = new URL(window.location.href);
  url.searchParams.set('comment', id);
  return url.href;
}

export function ThreadComment(props: {
  item: WorkItem;
  comment: WorkItemComment;
  permissions: CommentPermissions;
  isLinked: boolean;
  onQuote: () => void;
  onDeleted: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const { item, comment, permissions, isLinked } = props;
  const { author_ref, author_name: name } = comment;
  const { workspace } = useWorkProject();
  const [mode, setMode] = useState<'read' | 'edit' | 'delete'>('read');
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const copyLink = useCopyLink();
  useEffect(() => {
    if (isLinked) {
      box.current?.scrollIntoView?.({ block: 'center' });
      box.current?.focus({ preventScroll: true });
    }
  }, [isLinked]);
  const closeEditor = () => {
    setMode('read');
    setTimeout(() => button.current?.focus());
  };
  return (
    <Box
      ref={box}
      component="article"
      tabIndex={-1}
      aria-label={t('by', { name })}
      aria-current={isLinked || undefined}
      sx={{
        position: 'relative',
        border: 1,
        borderColor: isLinked ? 'primary.main' : 'divider',
        borderRadius: 1,
        bgcolor: isLinked ? 'action.selected' : undefined,
        px: 1.5,
        py: 1,
        outline: 'none',
      }}
    >
      <Row
        columnGap={1}
        rowGap={0}
        sx={{
          // Leaves space for the menu in the corner.
          pr: 4,
          typography: 'body2',
          color: 'text.secondary',
        }}
      >
        {author_ref ? (
          <PersonChip
            userRef={author_ref}
            name={name}
            workspace={workspace.slug}
          />
        ) : (
          <Box component="span" sx={{ fontWeight: 600 }}>
            {name}
          </Box>
        )}
        <RelativeTime instant={comment.created_at} />
        {comment.edited_at && (
          <span
            title={t('editedAt', {
              instant: formatInstant(comment.edited_at, 'short'),
            })}
          >
            {t('edited')}
          </span>
        )}
        <SourceBadge item={comment} />
        <Box sx={{ position: 'absolute', top: 4, right: 4 }}>
          <ActionMenu
            label={t('more', { name })}
            size="small"
            icon={<MoreHorizIcon fontSize="small" />}
            buttonRef={button}
            actions={[
              permissions.canComment && {
                label: t('quote'),
                run: props.onQuote,
              },
              {
                label: t('copyLink'),
                run: () => copyLink(getCommentUrl(comment.id)),
              },
              permissions.canEdit(comment) && {
                label: t('edit'),
                run: () => setMode('edit'),
              },
              permissions.canDelete(comment) && {
                label: t('delete'),
                run: () => setMode('delete'),
                isDestructive: true,
              },
            ]}
          />
        </Box>
      </Row>
      {mode === 'edit' ? (
        <EditComment item={item} comment={comment} onClose={closeEditor} />
      ) : (
        <CommentBody text={comment.body} mentions={comment.mentions} />
      )}
      {mode === 'delete' && (
        <DeleteCommentDialog
          item={item}
          comment={comment}
          onDeleted={props.onDeleted}
          onClose={closeEditor}
        />
      )}
    </Box>
  );
}
