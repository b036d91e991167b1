import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  WorkItem,
  WorkItemComment,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  getProblems,
  useToast,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import { callboardWorkCommentsTranslationRef } from '../commentsTranslation';
import { useCommentActions } from './useCommentActions';

/** Confirms the deletion of a comment. */
export function DeleteCommentDialog(props: {
  item: WorkItem;
  comment: WorkItemComment;
  onDeleted: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const { comment } = props;
  const notify = useToast();
  const { deleting } = useCommentActions(props.item);
  const submit = async () => {
    try {
      // Callbacks of `mutate` would be dropped with the comment and this dialog.
      await deleting.mutateAsync(comment);
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
      isBusy={deleting.isPending}
      onSubmit={submit}
      onClose={props.onClose}
    >
      {deleting.error && (
        <Alert severity="error">
          {t('deleteFailed')} {getProblems(deleting.error).message}
        </Alert>
      )}
    </FormDialog>
  );
}
