import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  WorkItem,
  WorkItemComment,
} from '@callboard/plugin-callboard-common';
import { getErrorStatus } from '@callboard/plugin-callboard-react';
import { useEffect, useRef } from 'react';
import { callboardWorkCommentsTranslationRef } from '../commentsTranslation';
import { isTextDraft } from '../data/TextDraft';
import { useDraft } from '../data/useDraft';
import { CommentEditor } from './CommentEditor';
import { useCommentActions } from './useCommentActions';

/** The editor of an existing comment. */
export function EditComment(props: {
  item: WorkItem;
  comment: WorkItemComment;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const { comment, onClose } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const { changing } = useCommentActions(props.item);
  const [draft, setDraft] = useDraft(`comment.${comment.id}`, isTextDraft);
  const { text, version } = draft ?? {
    text: comment.body,
    version: comment.version,
  };
  useEffect(() => {
    // After the menu has returned the focus to its button.
    const timer = setTimeout(() => field.current?.focus());
    return () => clearTimeout(timer);
  }, []);
  const close = () => {
    setDraft(undefined);
    onClose();
  };
  const submit = async () => {
    try {
      // `mutate` would drop its callbacks if the drawer closed meanwhile.
      await changing.mutateAsync({ id: comment.id, version, body: text });
    } catch (error) {
      if (getErrorStatus(error) === 412) {
        // The thread now shows the newer text. Saving again replaces it.
        setDraft({ text, version: comment.version });
      }
      return;
    }
    close();
  };
  return (
    <CommentEditor
      label={t('editLabel')}
      submitLabel={t('save')}
      failedText={t('notSaved')}
      text={text}
      onChange={next => setDraft({ text: next, version })}
      field={field}
      isBusy={changing.isPending}
      error={changing.error}
      onSubmit={submit}
      onCancel={close}
    />
  );
}
